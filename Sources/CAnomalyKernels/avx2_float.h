/// Tier `avx2`, float and half weights: one row a lane, so that each row adds its columns in order.
#ifndef ANOMALY_KERNELS_AVX2_FLOAT_H
#define ANOMALY_KERNELS_AVX2_FLOAT_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2.h"
#include "plain.h"

#pragma clang assume_nonnull begin

/// acc + w * x, rounded twice.
ANOMALY_AVX2 static inline __m256 anomaly_step_avx2(__m256 acc, __m256 w, __m256 x) {
#pragma STDC FP_CONTRACT OFF
  return _mm256_add_ps(acc, _mm256_mul_ps(w, x));
}

ANOMALY_AVX2 static inline __m256 anomaly_halves_avx2(const uint16_t *weights) {
  return _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)weights));
}

/// Defines the dot of one type of weights: 64 rows at a time, what is left by the plain kernel. `load` reads 8 weights.
#define ANOMALY_DOT_FLOAT_AVX2(name, type, load, plain)                                               \
  ANOMALY_AVX2 static inline void name(                                                               \
      float *acc, const type *weights, const float *x, int32_t rows, int32_t columns) {               \
    const int64_t block = 16 * (int64_t)columns;                                                      \
    int32_t row = 0;                                                                                  \
    for (; row + 64 <= rows; row += 64, weights += 4 * block) {                                       \
      __m256 sums[8];                                                                                 \
      ANOMALY_UNROLL for (int i = 0; i < 8; i++) sums[i] = _mm256_loadu_ps(acc + row + 8 * i);        \
      for (int32_t column = 0; column < columns; column++) {                                          \
        const type *w = weights + 16 * (int64_t)column;                                               \
        const __m256 one = _mm256_set1_ps(x[column]);                                                 \
        ANOMALY_UNROLL for (int i = 0; i < 8; i++) {                                                  \
          sums[i] = anomaly_step_avx2(sums[i], load(w + i / 2 * block + i % 2 * 8), one);             \
        }                                                                                             \
      }                                                                                               \
      ANOMALY_UNROLL for (int i = 0; i < 8; i++) _mm256_storeu_ps(acc + row + 8 * i, sums[i]);        \
    }                                                                                                 \
    plain(acc + row, weights, x, rows - row, columns);                                                \
  }

ANOMALY_DOT_FLOAT_AVX2(anomaly_dot_f32_avx2, float, _mm256_loadu_ps, anomaly_dot_f32_plain)
ANOMALY_DOT_FLOAT_AVX2(anomaly_dot_f16_avx2, uint16_t, anomaly_halves_avx2, anomaly_dot_f16_plain)

#undef ANOMALY_DOT_FLOAT_AVX2

#pragma clang assume_nonnull end
#endif
#endif
