/// Passes over int32 values of a layer: scaling, what a curve ends in, sums of two layers' units.
#ifndef ANOMALY_KERNELS_ELEMENTWISE_H
#define ANOMALY_KERNELS_ELEMENTWISE_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2.h"
#include "plain.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

static inline void anomaly_scale_each_plain(
    int32_t *out, const int32_t *values, const int32_t *multipliers, int32_t count, int32_t preshift) {
  for (int32_t i = 0; i < count; i++) out[i] = anomaly_scale(values[i], multipliers[i], preshift);
}

static inline void anomaly_scale_by_plain(int32_t *values, int32_t count, int32_t multiplier, int32_t preshift) {
  for (int32_t i = 0; i < count; i++) values[i] = anomaly_scale(values[i], multiplier, preshift);
}

/// (value + 128) / 256, halves upwards, in [least, 127].
static inline void anomaly_narrow_plain(int8_t *out, const int32_t *values, int32_t count, int32_t least) {
  for (int32_t i = 0; i < count; i++) out[i] = (int8_t)anomaly_clamp((values[i] + 128) >> 8, least, 127);
}

static inline uint64_t anomaly_residual_moved_plain(
    const int32_t *values, const int32_t *target, int32_t count, int32_t multiplier, int32_t preshift,
    int32_t offset) {
  uint64_t sum = 0;
  for (int32_t i = 0; i < count; i++) {
    const int32_t moved = (int32_t)((uint32_t)anomaly_scale(values[i], multiplier, preshift) + (uint32_t)offset);
    const int64_t difference = target[i] - anomaly_clamp(moved, -(1 << 22), 1 << 22);
    sum += (uint64_t)(difference * difference);
  }
  return sum;
}

static inline void anomaly_add_scaled_plain(
    int32_t *acc, const int8_t *low, const int8_t *_Nullable high, const int16_t *_Nullable words, int32_t count,
    int32_t zero, int32_t multiplier, int32_t preshift) {
  for (int32_t i = 0; i < count; i++) {
    const int32_t value = words ? words[i] : high ? low[i] + 256 * high[i] : low[i];
    acc[i] = (int32_t)((uint32_t)acc[i] + (uint32_t)anomaly_scale(value - zero, multiplier, preshift));
  }
}

/// Eight int32 of the least bytes of eight lanes.
ANOMALY_AVX2 static inline void anomaly_store_bytes_avx2(int8_t *out, __m256i values) {
  const __m256i lowest = _mm256_setr_epi8(
      0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
      -1, -1, -1, -1, 0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1);
  const __m256i bytes = _mm256_shuffle_epi8(values, lowest);
  const __m128i both = _mm_or_si128(_mm256_castsi256_si128(bytes), _mm256_extracti128_si256(bytes, 1));
  _mm_storel_epi64((__m128i *)out, both);
}

/// Eight numbers in [-2^15, 32639] as planes.
ANOMALY_AVX2 static inline void anomaly_store_planes_avx2(int8_t *low, int8_t *high, __m256i numbers) {
  anomaly_store_bytes_avx2(low, numbers);
  anomaly_store_bytes_avx2(high, _mm256_srai_epi32(_mm256_add_epi32(numbers, _mm256_set1_epi32(128)), 8));
}

ANOMALY_AVX2 static inline __m256i anomaly_clamp_avx2(__m256i values, int32_t low, int32_t high) {
  return _mm256_min_epi32(_mm256_max_epi32(values, _mm256_set1_epi32(low)), _mm256_set1_epi32(high));
}

ANOMALY_AVX2 static inline void anomaly_scale_each_avx2(
    int32_t *out, const int32_t *values, const int32_t *multipliers, int32_t count, int32_t preshift) {
  const __m128i shift = _mm_cvtsi32_si128(preshift);
  int32_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m256i scaled = anomaly_scale_avx2(anomaly_eight_avx2(values + i), anomaly_eight_avx2(multipliers + i), shift);
    _mm256_storeu_si256((__m256i *)(out + i), scaled);
  }
  anomaly_scale_each_plain(out + i, values + i, multipliers + i, count - i, preshift);
}

ANOMALY_AVX2 static inline void anomaly_scale_by_avx2(
    int32_t *values, int32_t count, int32_t multiplier, int32_t preshift) {
  const __m128i shift = _mm_cvtsi32_si128(preshift);
  const __m256i m = _mm256_set1_epi32(multiplier);
  int32_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m256i scaled = anomaly_scale_avx2(anomaly_eight_avx2(values + i), m, shift);
    _mm256_storeu_si256((__m256i *)(values + i), scaled);
  }
  anomaly_scale_by_plain(values + i, count - i, multiplier, preshift);
}

ANOMALY_AVX2 static inline void anomaly_narrow_avx2(
    int8_t *out, const int32_t *values, int32_t count, int32_t least) {
  int32_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m256i sum = _mm256_add_epi32(anomaly_eight_avx2(values + i), _mm256_set1_epi32(128));
    anomaly_store_bytes_avx2(out + i, anomaly_clamp_avx2(_mm256_srai_epi32(sum, 8), least, 127));
  }
  anomaly_narrow_plain(out + i, values + i, count - i, least);
}

ANOMALY_AVX2 static inline uint64_t anomaly_residual_moved_avx2(
    const int32_t *values, const int32_t *target, int32_t count, int32_t multiplier, int32_t preshift,
    int32_t offset) {
  const __m128i shift = _mm_cvtsi32_si128(preshift);
  const __m256i m = _mm256_set1_epi32(multiplier);
  __m256i sums = _mm256_setzero_si256();
  int32_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m256i scaled = anomaly_scale_avx2(anomaly_eight_avx2(values + i), m, shift);
    const __m256i moved = _mm256_add_epi32(scaled, _mm256_set1_epi32(offset));
    const __m256i y = anomaly_clamp_avx2(moved, -(1 << 22), 1 << 22);
    sums = anomaly_add_squares_avx2(sums, _mm256_sub_epi32(anomaly_eight_avx2(target + i), y));
  }
  return anomaly_total_avx2(sums)
      + anomaly_residual_moved_plain(values + i, target + i, count - i, multiplier, preshift, offset);
}

ANOMALY_AVX2 static inline void anomaly_add_scaled_avx2(
    int32_t *acc, const int8_t *low, const int8_t *_Nullable high, const int16_t *_Nullable words, int32_t count,
    int32_t zero, int32_t multiplier, int32_t preshift) {
  const __m128i shift = _mm_cvtsi32_si128(preshift);
  const __m256i m = _mm256_set1_epi32(multiplier);
  int32_t i = 0;
  for (; i + 8 <= count; i += 8) {
    __m256i x;
    if (words) {
      x = _mm256_cvtepi16_epi32(_mm_loadu_si128((const __m128i *)(words + i)));
    } else {
      x = _mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)(low + i)));
      if (high) {
        const __m256i upper = _mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)(high + i)));
        x = _mm256_add_epi32(x, _mm256_slli_epi32(upper, 8));
      }
    }
    const __m256i scaled = anomaly_scale_avx2(_mm256_sub_epi32(x, _mm256_set1_epi32(zero)), m, shift);
    _mm256_storeu_si256((__m256i *)(acc + i), _mm256_add_epi32(anomaly_eight_avx2(acc + i), scaled));
  }
  anomaly_add_scaled_plain(
      acc + i, low + i, high ? high + i : 0, words ? words + i : 0, count - i, zero, multiplier, preshift);
}

/// out[i] = values[i] scaled by multipliers[i] as in `anomaly_requantise`; out may be values. Any count >= 0.
ANOMALY_ONCE static void anomaly_scale_each(
    int32_t tier, int32_t *out, const int32_t *values, const int32_t *multipliers, int32_t count, int32_t preshift) {
  if (anomaly_has_avx2(tier)) anomaly_scale_each_avx2(out, values, multipliers, count, preshift);
  else anomaly_scale_each_plain(out, values, multipliers, count, preshift);
}

/// values[i] = values[i] scaled by one multiplier as in `anomaly_requantise`, preshift in 0...31. Any count >= 0.
ANOMALY_ONCE static void anomaly_scale_by(
    int32_t tier, int32_t *values, int32_t count, int32_t multiplier, int32_t preshift) {
  if (anomaly_has_avx2(tier)) anomaly_scale_by_avx2(values, count, multiplier, preshift);
  else anomaly_scale_by_plain(values, count, multiplier, preshift);
}

/// out[i] = (values[i] + 128) / 256, halves upwards, in [least, 127]. Any count >= 0, |values| < 2^30.
ANOMALY_ONCE static void anomaly_narrow(
    int32_t tier, int8_t *out, const int32_t *values, int32_t count, int32_t least) {
  if (anomaly_has_avx2(tier)) anomaly_narrow_avx2(out, values, count, least);
  else anomaly_narrow_plain(out, values, count, least);
}

/// The sum of (target[i] - y[i])^2, where y[i] = values[i] scaled by one multiplier as in `anomaly_requantise`, plus
/// offset, clamped to [-2^22, 2^22]. Any count >= 0, targets in [-2^21, 2^21].
ANOMALY_ONCE static uint64_t anomaly_residual_moved(
    int32_t tier, const int32_t *values, const int32_t *target, int32_t count, int32_t multiplier, int32_t preshift,
    int32_t offset) {
  if (anomaly_has_avx2(tier)) {
    return anomaly_residual_moved_avx2(values, target, count, multiplier, preshift, offset);
  }
  return anomaly_residual_moved_plain(values, target, count, multiplier, preshift, offset);
}

/// acc[i] += (x[i] - zero) scaled by one multiplier as in `anomaly_requantise`, modulo 2^32. x is `words` where that is
/// not null, else low[i] + 256 * high[i], without the second where `high` is null. Any count >= 0.
ANOMALY_ONCE static void anomaly_add_scaled(
    int32_t tier, int32_t *acc, const int8_t *low, const int8_t *_Nullable high, const int16_t *_Nullable words,
    int32_t count, int32_t zero, int32_t multiplier, int32_t preshift) {
  if (anomaly_has_avx2(tier)) anomaly_add_scaled_avx2(acc, low, high, words, count, zero, multiplier, preshift);
  else anomaly_add_scaled_plain(acc, low, high, words, count, zero, multiplier, preshift);
}

#pragma clang assume_nonnull end
#endif
#endif
