/// Tier `sse2`: 128-bit vectors of every x86-64. Scaling and float stay with `plain`.
#ifndef ANOMALY_KERNELS_SSE2_H
#define ANOMALY_KERNELS_SSE2_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "plain.h"

#pragma clang assume_nonnull begin

/// Eight int8, the low or the high half of 16, widened: into the upper bytes and shifted down with their sign.
static inline __m128i anomaly_low_sse2(__m128i bytes) { return _mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8); }
static inline __m128i anomaly_high_sse2(__m128i bytes) { return _mm_srai_epi16(_mm_unpackhi_epi8(bytes, bytes), 8); }

/// The sums of neighbouring lanes: of `low` for rows 0 and 1, of `high` for rows 2 and 3.
static inline __m128i anomaly_pairs_sse2(__m128i low, __m128i high) {
  const __m128 l = _mm_castsi128_ps(low), h = _mm_castsi128_ps(high);
  const __m128i even = _mm_castps_si128(_mm_shuffle_ps(l, h, _MM_SHUFFLE(2, 0, 2, 0)));
  const __m128i odd = _mm_castps_si128(_mm_shuffle_ps(l, h, _MM_SHUFFLE(3, 1, 3, 1)));
  return _mm_add_epi32(even, odd);
}

/// 4 * groups rows, groups <= 4, of a row block whose column blocks lie `stride` bytes apart.
/// A row keeps two sums, of its even and its odd pair of columns, as `pmaddwd` makes them.
__attribute__((always_inline)) static inline void anomaly_dot_groups_sse2(
    int32_t *acc, const int8_t *weights, const int8_t *x, int groups, int32_t stride, int32_t columns) {
  __m128i sums[8];
  ANOMALY_UNROLL for (int g = 0; g < 2 * groups; g++) sums[g] = _mm_setzero_si128();
  for (int32_t column = 0; column < columns; column += 4, weights += stride) {
    const __m128i four = anomaly_low_sse2(_mm_set1_epi32(anomaly_word(x + column)));
    ANOMALY_UNROLL for (int g = 0; g < groups; g++) {
      const __m128i w = _mm_loadu_si128((const __m128i *)weights + g);
      sums[2 * g] = _mm_add_epi32(sums[2 * g], _mm_madd_epi16(anomaly_low_sse2(w), four));
      sums[2 * g + 1] = _mm_add_epi32(sums[2 * g + 1], _mm_madd_epi16(anomaly_high_sse2(w), four));
    }
  }
  ANOMALY_UNROLL for (int g = 0; g < groups; g++) {
    __m128i *rows = (__m128i *)(acc + 4 * g);
    _mm_storeu_si128(rows, _mm_add_epi32(_mm_loadu_si128(rows), anomaly_pairs_sse2(sums[2 * g], sums[2 * g + 1])));
  }
}

static inline void anomaly_dot_sse2(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns) {
  int32_t row = 0;
  for (; row + 16 <= rows; row += 16, weights += 16 * (intptr_t)columns) {
    anomaly_dot_groups_sse2(acc + row, weights, x, 4, 64, columns);
  }
  for (int32_t r = 0; r < rows - row; r += 4) {
    anomaly_dot_groups_sse2(acc + row + r, weights + 4 * r, x, 1, 4 * (rows - row), columns);
  }
}

#pragma clang assume_nonnull end
#endif
#endif
