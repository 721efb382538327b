/// Passes over int32 values of a layer: scaling, what a curve ends in, sums of two layers' units. x86-64; Swift holds
/// the same arithmetic for the other processors. A vector function takes a multiple of 8 numbers; the loop behind its
/// call takes the others, and all of them where there are no vectors.
#ifndef ANOMALY_KERNELS_ELEMENTWISE_H
#define ANOMALY_KERNELS_ELEMENTWISE_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2_vectors.h"
#include "plain.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

/// The least bytes of eight lanes.
ANOMALY_AVX2 static inline void anomaly_store_bytes_avx2(int8_t *out, __m256i values) {
  const __m256i lowest = _mm256_setr_epi8(
      0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
      -1, -1, -1, -1, 0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1);
  const __m256i bytes = _mm256_shuffle_epi8(values, lowest);
  const __m128i both = _mm_or_si128(_mm256_castsi256_si128(bytes), _mm256_extracti128_si256(bytes, 1));
  _mm_storel_epi64((__m128i *)out, both);
}

/// The high plane of eight numbers in [-2^15, 32639], which is also their rounding to 8 bits.
ANOMALY_AVX2 static inline void anomaly_store_high_avx2(int8_t *high, __m256i numbers) {
  anomaly_store_bytes_avx2(high, _mm256_srai_epi32(_mm256_add_epi32(numbers, _mm256_set1_epi32(128)), 8));
}

/// Eight numbers in [-2^15, 32639] as planes.
ANOMALY_AVX2 static inline void anomaly_store_planes_avx2(int8_t *low, int8_t *high, __m256i numbers) {
  anomaly_store_bytes_avx2(low, numbers);
  anomaly_store_high_avx2(high, numbers);
}

ANOMALY_AVX2 static inline __m256i anomaly_clamp_avx2(__m256i values, int32_t low, int32_t high) {
  return _mm256_min_epi32(_mm256_max_epi32(values, _mm256_set1_epi32(low)), _mm256_set1_epi32(high));
}

ANOMALY_AVX2 static inline void anomaly_scale_each_avx2(
    int32_t *out, const int32_t *values, const int32_t *multipliers, int32_t step, int32_t count, int32_t preshift) {
  const __m128i shift = _mm_cvtsi32_si128(preshift);
  anomaly_lanes m = anomaly_same_avx2(*multipliers);
  for (int32_t i = 0; i < count; i += 8) {
    if (step) m = anomaly_lanes_avx2(anomaly_eight_avx2(multipliers + i));
    _mm256_storeu_si256((__m256i *)(out + i), anomaly_scale_by_avx2(anomaly_eight_avx2(values + i), m, shift));
  }
}

/// out[i] = values[i] scaled by multipliers[i * step] as in `anomaly_requantise`; step 0 or 1; out may be values.
/// Any count >= 0, at least one multiplier.
ANOMALY_ONCE static void anomaly_scale_each(
    int32_t tier, int32_t *out, const int32_t *values, const int32_t *multipliers, int32_t step, int32_t count,
    int32_t preshift) {
  int32_t i = anomaly_in_vectors(tier, count);
  if (i) anomaly_scale_each_avx2(out, values, multipliers, step, i, preshift);
  ANOMALY_ROLLED for (; i < count; i++) out[i] = anomaly_scale(values[i], multipliers[i * step], preshift);
}

ANOMALY_AVX2 static inline void anomaly_narrow_avx2(int8_t *out, const int32_t *values, int32_t count, int32_t least) {
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i sum = _mm256_add_epi32(anomaly_eight_avx2(values + i), _mm256_set1_epi32(128));
    anomaly_store_bytes_avx2(out + i, anomaly_clamp_avx2(_mm256_srai_epi32(sum, 8), least, 127));
  }
}

/// out[i] = (values[i] + 128, modulo 2^32) / 256, rounded down, in [least, 127]. Any count >= 0.
ANOMALY_ONCE static void anomaly_narrow(
    int32_t tier, int8_t *out, const int32_t *values, int32_t count, int32_t least) {
  int32_t i = anomaly_in_vectors(tier, count);
  if (i) anomaly_narrow_avx2(out, values, i, least);
  ANOMALY_ROLLED for (; i < count; i++) {
    out[i] = (int8_t)anomaly_clamp((int32_t)((uint32_t)values[i] + 128) >> 8, least, 127);
  }
}

/// out[i] = values[i] in [least, 32767], least in [-32768, 0]. Any count >= 0. By instructions of every x86-64.
ANOMALY_ONCE static void anomaly_saturate(int16_t *out, const int32_t *values, int32_t count, int32_t least) {
  int32_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m128i *eight = (const __m128i *)(values + i);
    const __m128i words = _mm_packs_epi32(_mm_loadu_si128(eight), _mm_loadu_si128(eight + 1));
    _mm_storeu_si128((__m128i *)(out + i), _mm_max_epi16(words, _mm_set1_epi16((int16_t)least)));
  }
  ANOMALY_ROLLED for (; i < count; i++) out[i] = (int16_t)anomaly_clamp(values[i], least, 32767);
}

ANOMALY_AVX2 static inline uint64_t anomaly_differences_avx2(
    const int32_t *values, const int32_t *target, int32_t count, int32_t offset) {
  __m256i sums = _mm256_setzero_si256();
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i moved = _mm256_add_epi32(anomaly_eight_avx2(values + i), _mm256_set1_epi32(offset));
    const __m256i y = anomaly_clamp_avx2(moved, -(1 << 22), 1 << 22);
    sums = anomaly_add_squares_avx2(sums, _mm256_sub_epi32(anomaly_eight_avx2(target + i), y));
  }
  return anomaly_total_avx2(sums);
}

/// The sum of (target[i] - y[i])^2, where y[i] = values[i] + offset, modulo 2^32, clamped to [-2^22, 2^22].
/// Any count >= 0, targets in [-2^21, 2^21].
ANOMALY_ONCE static uint64_t anomaly_differences(
    int32_t tier, const int32_t *values, const int32_t *target, int32_t count, int32_t offset) {
  int32_t i = anomaly_in_vectors(tier, count);
  uint64_t sum = i ? anomaly_differences_avx2(values, target, i, offset) : 0;
  ANOMALY_ROLLED for (; i < count; i++) {
    const int32_t moved = (int32_t)((uint32_t)values[i] + (uint32_t)offset);
    const int64_t difference = target[i] - anomaly_clamp(moved, -(1 << 22), 1 << 22);
    sum += (uint64_t)(difference * difference);
  }
  return sum;
}

/// Numbers x in their own unit: `words` where that is not null, else low + 256 * high, without the second where `high`
/// is null. They stand for (x - zero) scaled by the multiplier as in `anomaly_requantise`.
typedef struct {
  const int8_t *low, *_Nullable high;
  const int16_t *_Nullable words;
  int32_t zero, multiplier, preshift;
} anomaly_term;

/// Eight of them.
ANOMALY_AVX2 static inline __m256i anomaly_term_avx2(const anomaly_term *term, int32_t i) {
  __m256i x;
  if (term->words) {
    x = _mm256_cvtepi16_epi32(_mm_loadu_si128((const __m128i *)(term->words + i)));
  } else {
    x = _mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)(term->low + i)));
    if (term->high) {
      const __m256i upper = _mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)(term->high + i)));
      x = _mm256_add_epi32(x, _mm256_slli_epi32(upper, 8));
    }
  }
  const __m256i difference = _mm256_sub_epi32(x, _mm256_set1_epi32(term->zero));
  return anomaly_scale_by_avx2(difference, anomaly_same_avx2(term->multiplier), _mm_cvtsi32_si128(term->preshift));
}

/// One of them.
ANOMALY_APART static int32_t anomaly_term_plain(const anomaly_term *term, int32_t i) {
  const int32_t byte = term->high ? term->low[i] + 256 * term->high[i] : term->low[i];
  return anomaly_scale((term->words ? term->words[i] : byte) - term->zero, term->multiplier, term->preshift);
}

ANOMALY_AVX2 static inline void anomaly_add_scaled_avx2(int32_t *acc, const anomaly_term *term, int32_t count) {
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i sum = _mm256_add_epi32(anomaly_eight_avx2(acc + i), anomaly_term_avx2(term, i));
    _mm256_storeu_si256((__m256i *)(acc + i), sum);
  }
}

/// acc[i] += what the term's number i stands for, modulo 2^32. Any count >= 0.
ANOMALY_ONCE static void anomaly_add_scaled(int32_t tier, int32_t *acc, const anomaly_term *term, int32_t count) {
  int32_t i = anomaly_in_vectors(tier, count);
  if (i) anomaly_add_scaled_avx2(acc, term, i);
  ANOMALY_ROLLED for (; i < count; i++) {
    acc[i] = (int32_t)((uint32_t)acc[i] + (uint32_t)anomaly_term_plain(term, i));
  }
}

#pragma clang assume_nonnull end
#endif
#endif
