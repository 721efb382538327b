/// One row of a layer normalisation in integers: x86-64. Swift holds the same arithmetic for the other processors
/// (`LayerNormInteger`).
#ifndef ANOMALY_KERNELS_LAYER_NORM_H
#define ANOMALY_KERNELS_LAYER_NORM_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2.h"
#include "elementwise.h"
#include "plain.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

ANOMALY_AVX2 static inline int64_t anomaly_sum_avx2(const int32_t *values, int32_t count) {
  __m256i sums = _mm256_setzero_si256();
  for (int32_t i = 0; i < count; i += 4) {
    sums = _mm256_add_epi64(sums, _mm256_cvtepi32_epi64(_mm_loadu_si128((const __m128i *)(values + i))));
  }
  return (int64_t)anomaly_total_avx2(sums);
}

ANOMALY_AVX2 static inline uint64_t anomaly_subtract_avx2(int32_t *values, int32_t count, int32_t mean) {
  __m256i squares = _mm256_setzero_si256();
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i difference = _mm256_sub_epi32(anomaly_eight_avx2(values + i), _mm256_set1_epi32(mean));
    _mm256_storeu_si256((__m256i *)(values + i), difference);
    squares = anomaly_add_squares_avx2(squares, difference);
  }
  return anomaly_total_avx2(squares);
}

ANOMALY_AVX2 static inline void anomaly_affine_avx2(
    int8_t *low, int8_t *high, int16_t *_Nullable words, const int32_t *values, const int32_t *scale,
    const int32_t *shift, int32_t count) {
  const __m128i one = _mm_cvtsi32_si128(1);
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i scaled = anomaly_scale_avx2(anomaly_eight_avx2(values + i), anomaly_eight_avx2(scale + i), one);
    const __m256i y = anomaly_clamp_avx2(_mm256_add_epi32(anomaly_eight_avx2(shift + i), scaled), -32768, 32639);
    if (words) {
      const __m128i both = _mm_packs_epi32(_mm256_castsi256_si128(y), _mm256_extracti128_si256(y, 1));
      _mm_storeu_si128((__m128i *)(words + i), both);
    } else {
      anomaly_store_planes_avx2(low + i, high + i, y);
    }
  }
}

/// values[i] -= their mean, rounded towards zero, modulo 2^32; returns the sum of the squares of the results, modulo
/// 2^64. count > 0.
ANOMALY_ONCE static uint64_t anomaly_center(int32_t tier, int32_t *values, int32_t count) {
  const int32_t some = anomaly_in_vectors(tier, count);
  int64_t sum = some ? anomaly_sum_avx2(values, some) : 0;
  ANOMALY_ROLLED for (int32_t i = some; i < count; i++) sum += values[i];
  const int32_t mean = (int32_t)(sum / count);
  uint64_t squares = some ? anomaly_subtract_avx2(values, some, mean) : 0;
  ANOMALY_ROLLED for (int32_t i = some; i < count; i++) {
    values[i] = (int32_t)((uint32_t)values[i] - (uint32_t)mean);
    squares += (uint64_t)((int64_t)values[i] * values[i]);
  }
  return squares;
}

/// shift[i] + values[i] scaled by scale[i] with preshift 1 as in `anomaly_requantise`, in [-32768, 32639], into `words`
/// or, where that is null, into two planes; where `high` is `low` the high bytes stay. Any count >= 0.
ANOMALY_ONCE static void anomaly_affine(
    int32_t tier, int8_t *low, int8_t *high, int16_t *_Nullable words, const int32_t *values, const int32_t *scale,
    const int32_t *shift, int32_t count) {
  int32_t i = anomaly_in_vectors(tier, count);
  if (i) anomaly_affine_avx2(low, high, words, values, scale, shift, i);
  ANOMALY_ROLLED for (; i < count; i++) {
    const int32_t sum = (int32_t)((uint32_t)shift[i] + (uint32_t)anomaly_scale(values[i], scale[i], 1));
    const int32_t value = anomaly_clamp(sum, -32768, 32639);
    if (words) {
      words[i] = (int16_t)value;
    } else {
      low[i] = (int8_t)value;
      high[i] = (int8_t)((value + 128) >> 8);
    }
  }
}

#pragma clang assume_nonnull end
#endif
#endif
