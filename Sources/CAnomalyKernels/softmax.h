/// Softmax over the slots of a memory or the values of a position, in integers: x86-64. Swift holds the same arithmetic
/// for the other processors (`Machine.softmaxInteger`). Each pass is written twice: for a multiple of 8 numbers in
/// vectors, and for the others.
#ifndef ANOMALY_KERNELS_SOFTMAX_H
#define ANOMALY_KERNELS_SOFTMAX_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2_vectors.h"
#include "elementwise.h"
#include "plain.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

/// The products of eight numbers with one, even and odd lanes apart, in 64 bits with `half` added.
typedef struct {
  __m256i even, odd;
} anomaly_products;

/// Of unsigned numbers.
ANOMALY_AVX2 static inline anomaly_products anomaly_multiply_avx2(__m256i numbers, uint64_t factor, int64_t half) {
  const __m256i f = _mm256_set1_epi64x((int64_t)factor), h = _mm256_set1_epi64x(half);
  const anomaly_products products = {
    _mm256_add_epi64(_mm256_mul_epu32(numbers, f), h),
    _mm256_add_epi64(_mm256_mul_epu32(_mm256_srli_epi64(numbers, 32), f), h)};
  return products;
}

/// The greatest of eight numbers.
ANOMALY_AVX2 static inline int32_t anomaly_greatest_avx2(__m256i numbers) {
  __m128i four = _mm_max_epi32(_mm256_castsi256_si128(numbers), _mm256_extracti128_si256(numbers, 1));
  four = _mm_max_epi32(four, _mm_shuffle_epi32(four, _MM_SHUFFLE(1, 0, 3, 2)));
  return _mm_cvtsi128_si32(_mm_max_epi32(four, _mm_shuffle_epi32(four, _MM_SHUFFLE(2, 3, 0, 1))));
}

/// Similarities become logits; returns the largest.
ANOMALY_AVX2 static inline int32_t anomaly_logits_avx2(
    int32_t *values, int32_t count, uint32_t inverse, int32_t multiplier, int32_t preshift) {
  const __m128i shift = _mm_cvtsi32_si128(preshift);
  const __m256i n = _mm256_set1_epi32((int32_t)inverse), half = _mm256_set1_epi64x(1 << 30);
  __m256i most = _mm256_set1_epi32(INT32_MIN);
  for (int32_t i = 0; i < count; i += 8) {
    __m256i s = anomaly_eight_avx2(values + i);
    if (inverse >> 31 == 0) {  // 2^31 leaves s as it is
      const __m256i even = _mm256_add_epi64(_mm256_mul_epi32(s, n), half);
      const __m256i odd = _mm256_add_epi64(_mm256_mul_epi32(_mm256_srli_epi64(s, 32), n), half);
      s = _mm256_blend_epi32(_mm256_srli_epi64(even, 31), _mm256_slli_epi64(odd, 1), 0xaa);
    }
    const __m256i logits = anomaly_scale_by_avx2(s, anomaly_same_avx2(multiplier), shift);
    _mm256_storeu_si256((__m256i *)(values + i), logits);
    most = _mm256_max_epi32(most, logits);
  }
  return anomaly_greatest_avx2(most);
}

/// coefficient + sum * x / 2^30 in eight lanes; `odd` has x of the odd lanes in the even ones.
ANOMALY_AVX2 static inline __m256i anomaly_horner_avx2(int32_t coefficient, __m256i sum, __m256i x, __m256i odd) {
  const __m256i a = _mm256_mul_epi32(sum, x), b = _mm256_mul_epi32(_mm256_srli_epi64(sum, 32), odd);
  const __m256i high = _mm256_blend_epi32(_mm256_srli_epi64(a, 30), _mm256_slli_epi64(b, 2), 0xaa);
  return _mm256_add_epi32(_mm256_set1_epi32(coefficient), high);
}

/// The even lanes of eight unsigned numbers and the odd ones added to four sums of 64 bits.
ANOMALY_AVX2 static inline __m256i anomaly_add_lanes_avx2(__m256i sums, __m256i numbers) {
  const __m256i even = _mm256_blend_epi32(numbers, _mm256_setzero_si256(), 0xaa);
  return _mm256_add_epi64(sums, _mm256_add_epi64(even, _mm256_srli_epi64(numbers, 32)));
}

/// The polynomial of 2^-x in units of 2^-30, Horner's scheme.
static const int32_t anomaly_power_coefficients[4] = {-57025608, 257051636, -744161876, 1073741824};

/// Logits become powers; returns their sum.
ANOMALY_AVX2 static inline uint64_t anomaly_powers_avx2(int32_t *values, int32_t count, int32_t largest) {
  __m256i sums = _mm256_setzero_si256();
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i distance = _mm256_sub_epi32(_mm256_set1_epi32(largest), anomaly_eight_avx2(values + i));
    const __m256i whole = _mm256_srli_epi32(distance, 16);
    const __m256i x = _mm256_srli_epi32(_mm256_slli_epi32(distance, 16), 2);
    const __m256i odd = _mm256_srli_epi64(x, 32);
    __m256i sum = _mm256_set1_epi32(7265623);
    ANOMALY_UNROLL for (int k = 0; k < 4; k++) sum = anomaly_horner_avx2(anomaly_power_coefficients[k], sum, x, odd);
    const __m256i shifted = _mm256_srlv_epi32(sum, whole);
    const __m256i power = _mm256_andnot_si256(_mm256_cmpgt_epi32(whole, _mm256_set1_epi32(29)), shifted);
    _mm256_storeu_si256((__m256i *)(values + i), power);
    sums = anomaly_add_lanes_avx2(sums, power);
  }
  return anomaly_total_avx2(sums);
}

/// Powers become weights; returns the sum of those above `shrink`.
ANOMALY_AVX2 static inline uint64_t anomaly_weights_avx2(
    int32_t *values, int32_t count, uint64_t reciprocal, int32_t shrink) {
  __m256i kept = _mm256_setzero_si256();
  for (int32_t i = 0; i < count; i += 8) {
    const anomaly_products p = anomaly_multiply_avx2(anomaly_eight_avx2(values + i), reciprocal, INT64_C(1) << 46);
    const __m256i weights = _mm256_srli_epi32(_mm256_blend_epi32(_mm256_srli_epi64(p.even, 32), p.odd, 0xaa), 15);
    _mm256_storeu_si256((__m256i *)(values + i), weights);
    const __m256i above = _mm256_cmpgt_epi32(weights, _mm256_set1_epi32(shrink));
    kept = anomaly_add_lanes_avx2(kept, _mm256_and_si256(weights, above));
  }
  return anomaly_total_avx2(kept);
}

/// Weights up to `shrink` become 0, the others weight * share / 2^16; all are split into planes.
ANOMALY_AVX2 static inline void anomaly_shares_avx2(
    int8_t *low, int8_t *high, int32_t *values, int32_t count, uint64_t share, int32_t shrink) {
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i weights = anomaly_eight_avx2(values + i);
    const anomaly_products p = anomaly_multiply_avx2(weights, share, 1 << 15);
    const __m256i shared = _mm256_blend_epi32(_mm256_srli_epi64(p.even, 16), _mm256_slli_epi64(p.odd, 16), 0xaa);
    const __m256i above = _mm256_cmpgt_epi32(weights, _mm256_set1_epi32(shrink));
    const __m256i results = _mm256_and_si256(shared, above);
    _mm256_storeu_si256((__m256i *)(values + i), results);
    anomaly_store_planes_avx2(low + i, high + i, results);
  }
}

/// 2^(-distance/65536) in units of 2^-30; 0 from 30 * 65536 on.
static inline uint32_t anomaly_power(uint32_t distance) {
  if (distance >> 16 >= 30) return 0;
  const int64_t x = (int64_t)(distance & 0xffff) << 14;
  int64_t sum = 7265623;
  ANOMALY_ROLLED for (int k = 0; k < 4; k++) sum = anomaly_power_coefficients[k] + (sum * x >> 30);
  return (uint32_t)(sum >> (distance >> 16));
}

/// Attention over `count` > 0 similarities, in units of 2^-14, as two planes and in the place of the similarities.
///
/// 1. s = (values[i] * inverse + 2^30) / 2^31, rounded down; logit = s scaled by the multiplier as in
///    `anomaly_requantise`: log2 units times 65536
/// 2. e = 2^(logit - largest logit) in units of 2^-30; weight = (e * (2^61 / sum of e) + 2^46) / 2^47
/// 3. where `shrink` > 0 and a weight is greater: the others become 0, and these weight * (2^30 / their sum), + 2^15,
///    / 2^16
///
/// inverse <= 2^31, shrink <= 2^14, the multiplier >= 0.
ANOMALY_ONCE static void anomaly_softmax(
    int32_t tier, int8_t *low, int8_t *high, int32_t *values, int32_t count, uint32_t inverse, int32_t multiplier,
    int32_t preshift, int32_t shrink) {
  const int32_t some = anomaly_in_vectors(tier, count);
  int32_t largest = some ? anomaly_logits_avx2(values, some, inverse, multiplier, preshift) : INT32_MIN;
  ANOMALY_ROLLED for (int32_t i = some; i < count; i++) {
    const int32_t similarity = (int32_t)((values[i] * (int64_t)inverse + (1 << 30)) >> 31);
    values[i] = anomaly_scale(similarity, multiplier, preshift);
    if (values[i] > largest) largest = values[i];
  }
  uint64_t sum = some ? anomaly_powers_avx2(values, some, largest) : 0;
  ANOMALY_ROLLED for (int32_t i = some; i < count; i++) {
    values[i] = (int32_t)anomaly_power((uint32_t)largest - (uint32_t)values[i]);
    sum += (uint32_t)values[i];
  }
  const uint64_t reciprocal = (UINT64_C(1) << 61) / sum;
  uint64_t kept = some ? anomaly_weights_avx2(values, some, reciprocal, shrink) : 0;
  ANOMALY_ROLLED for (int32_t i = some; i < count; i++) {
    values[i] = (int32_t)(((uint32_t)values[i] * reciprocal + (UINT64_C(1) << 46)) >> 47);
    if (values[i] > shrink) kept += (uint32_t)values[i];
  }
  uint64_t share = 1 << 16;
  if (shrink > 0 && kept > 0) share = (UINT64_C(1) << 30) / kept;
  else shrink = -1;
  if (some) anomaly_shares_avx2(low, high, values, some, share, shrink);
  ANOMALY_ROLLED for (int32_t i = some; i < count; i++) {
    const int32_t shared = (int32_t)(((uint32_t)values[i] * share + (1 << 15)) >> 16);
    values[i] = values[i] > shrink ? shared : 0;
    low[i] = (int8_t)values[i];
    high[i] = (int8_t)((values[i] + 128) >> 8);
  }
}

/// The greatest number whose square is at most `value`.
ANOMALY_ONCE static uint64_t anomaly_square_root(uint64_t value) {
  // A double's root is off by less than 1, and so is the conversion.
  const double root = __builtin_sqrt((double)value);
  uint64_t whole = root >= 4294967295.0 ? UINT64_C(4294967295) : (uint64_t)root;
  if (whole * whole > value) whole--;
  if (whole < UINT64_C(4294967295) && (whole + 1) * (whole + 1) <= value) whole++;
  return whole;
}

#pragma clang assume_nonnull end
#endif
#endif
