#ifndef TRAINING_TILE_H
#define TRAINING_TILE_H

/* The micro-kernel of every matrix product in training: a tile of up to 6 rows and exactly 16 columns,
 *
 *   c[i][j] = start + sum over p < outer, k < inner of
 *             a[i*a_row + p*a_outer + k*a_inner] * b[p*b_outer + k*b_inner + j]
 *
 * where start is 0, or the old c[i][j] when `accumulate` is not 0. Strides count floats. The sum runs in the order of
 * (p, k) for each element, so a result depends on neither the tiling nor the number of threads. The variants differ
 * only in rounding: the AVX2 one fuses multiply and add. */
typedef struct {
  const float *a;
  long a_row, a_inner, a_outer;
  const float *b;
  long b_inner, b_outer;
  long inner, outer;
  float *c;
  long c_row;
  long rows; /* 1 ... 6 */
  int accumulate;
} training_tile;

enum { TRAINING_TILE_ROWS = 6, TRAINING_TILE_COLUMNS = 16 };

/* Portable: two rows at a time, four vectors of four floats each. */
typedef float training_v4 __attribute__((vector_size(16), aligned(4)));

static inline void training_tile_portable(const training_tile *t) {
  for (long row = 0; row < t->rows; row += 2) {
    const long second = row + 1 < t->rows ? 1 : 0; /* an odd last row is computed twice and stored once */
    training_v4 acc[2][4];
    for (int r = 0; r < 2; r++) {
      const float *c = t->c + (row + r * second) * t->c_row;
      for (int v = 0; v < 4; v++) {
        if (t->accumulate) acc[r][v] = *(const training_v4 *)(c + 4 * v);
        else acc[r][v] = (training_v4){0, 0, 0, 0};
      }
    }
    for (long p = 0; p < t->outer; p++) {
      const float *a0 = t->a + row * t->a_row + p * t->a_outer, *a1 = a0 + second * t->a_row;
      const float *b = t->b + p * t->b_outer;
      for (long k = 0; k < t->inner; k++, a0 += t->a_inner, a1 += t->a_inner, b += t->b_inner) {
        const float x0 = *a0, x1 = *a1;
        for (int v = 0; v < 4; v++) {
          const training_v4 y = *(const training_v4 *)(b + 4 * v);
          acc[0][v] += x0 * y;
          acc[1][v] += x1 * y;
        }
      }
    }
    for (int r = 0; r <= second; r++)
      for (int v = 0; v < 4; v++) *(training_v4 *)(t->c + (row + r) * t->c_row + 4 * v) = acc[r][v];
  }
}

#if defined(__x86_64__)
#include <immintrin.h>

/* 12 accumulators of 8 floats: enough independent sums to hide the latency of two fused multiply-adds a cycle. */
__attribute__((always_inline, target("avx2,fma")))
static inline void training_tile_avx2_rows(const training_tile *t, const int rows) {
  __m256 acc[TRAINING_TILE_ROWS][2];
  _Pragma("clang loop unroll(full)")
  for (int i = 0; i < rows; i++) {
    acc[i][0] = t->accumulate ? _mm256_loadu_ps(t->c + i * t->c_row) : _mm256_setzero_ps();
    acc[i][1] = t->accumulate ? _mm256_loadu_ps(t->c + i * t->c_row + 8) : _mm256_setzero_ps();
  }
  const long a_row = t->a_row, a_inner = t->a_inner, b_inner = t->b_inner, inner = t->inner;
  for (long p = 0; p < t->outer; p++) {
    const float *a = t->a + p * t->a_outer, *b = t->b + p * t->b_outer;
    for (long k = 0; k < inner; k++, a += a_inner, b += b_inner) {
      const __m256 b0 = _mm256_loadu_ps(b), b1 = _mm256_loadu_ps(b + 8);
      _Pragma("clang loop unroll(full)")
      for (int i = 0; i < rows; i++) {
        const __m256 x = _mm256_broadcast_ss(a + i * a_row);
        acc[i][0] = _mm256_fmadd_ps(x, b0, acc[i][0]);
        acc[i][1] = _mm256_fmadd_ps(x, b1, acc[i][1]);
      }
    }
  }
  _Pragma("clang loop unroll(full)")
  for (int i = 0; i < rows; i++) {
    _mm256_storeu_ps(t->c + i * t->c_row, acc[i][0]);
    _mm256_storeu_ps(t->c + i * t->c_row + 8, acc[i][1]);
  }
}

__attribute__((target("avx2,fma")))
static inline void training_tile_avx2(const training_tile *t) {
  switch (t->rows) {
    case 6: training_tile_avx2_rows(t, 6); break;
    case 5: training_tile_avx2_rows(t, 5); break;
    case 4: training_tile_avx2_rows(t, 4); break;
    case 3: training_tile_avx2_rows(t, 3); break;
    case 2: training_tile_avx2_rows(t, 2); break;
    default: training_tile_avx2_rows(t, 1); break;
  }
}

static inline int training_has_avx2(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
#else
static inline void training_tile_avx2(const training_tile *t) { training_tile_portable(t); }
static inline int training_has_avx2(void) { return 0; }
#endif

#endif
