/// What tier `avx2` does with a multiple of 8 numbers: scaling, sums, curves.
#ifndef ANOMALY_KERNELS_AVX2_VECTORS_H
#define ANOMALY_KERNELS_AVX2_VECTORS_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2.h"
#include "plain.h"

#pragma clang assume_nonnull begin

/// Eight numbers.
ANOMALY_AVX2 static inline __m256i anomaly_eight_avx2(const int32_t *numbers) {
  return _mm256_loadu_si256((const __m256i *)numbers);
}

/// Eight numbers, and in their even lanes the odd ones.
typedef struct {
  __m256i even, odd;
} anomaly_lanes;

ANOMALY_AVX2 static inline anomaly_lanes anomaly_lanes_avx2(__m256i numbers) {
  const anomaly_lanes lanes = {numbers, _mm256_shuffle_epi32(numbers, _MM_SHUFFLE(3, 3, 1, 1))};
  return lanes;
}

/// The same number in all lanes. As 64 bits, because the compiler multiplies a vector of 32 bits that it knows to be of
/// one number in twice as many instructions.
ANOMALY_AVX2 static inline anomaly_lanes anomaly_same_avx2(int32_t number) {
  const anomaly_lanes lanes = {_mm256_set1_epi64x(number), _mm256_set1_epi64x(number)};
  return lanes;
}

/// Eight times `anomaly_scale` before the last shift: 32 x 32 -> 64 bit products of the even and the odd lanes.
ANOMALY_AVX2 static inline anomaly_lanes anomaly_scaled_avx2(__m256i acc, anomaly_lanes m, __m128i preshift) {
  const __m256i half = _mm256_set1_epi64x(INT64_C(1) << 31);
  const anomaly_lanes a = anomaly_lanes_avx2(_mm256_sll_epi32(acc, preshift));
  const anomaly_lanes products = {
    _mm256_add_epi64(_mm256_mul_epi32(a.even, m.even), half), _mm256_add_epi64(_mm256_mul_epi32(a.odd, m.odd), half)};
  return products;
}

/// Eight times `anomaly_scale`.
ANOMALY_AVX2 static inline __m256i anomaly_scale_by_avx2(__m256i acc, anomaly_lanes m, __m128i preshift) {
  const anomaly_lanes products = anomaly_scaled_avx2(acc, m, preshift);
  return _mm256_blend_epi32(_mm256_srli_epi64(products.even, 32), products.odd, 0xaa);
}

ANOMALY_AVX2 static inline __m256i anomaly_scale_avx2(__m256i acc, __m256i m, __m128i preshift) {
  return anomaly_scale_by_avx2(acc, anomaly_lanes_avx2(m), preshift);
}

/// The same with lanes 1 and 2 of each half exchanged, which saves an instruction.
ANOMALY_AVX2 static inline __m256i anomaly_scale_mixed_avx2(__m256i acc, __m256i m, __m128i preshift) {
  const anomaly_lanes products = anomaly_scaled_avx2(acc, anomaly_lanes_avx2(m), preshift);
  const __m256 even = _mm256_castsi256_ps(products.even), odd = _mm256_castsi256_ps(products.odd);
  return _mm256_castps_si256(_mm256_shuffle_ps(even, odd, _MM_SHUFFLE(3, 1, 3, 1)));
}

/// 32 results at a time: packing saturates, first to 16 bits, so that only the sum with `zero` needs clamps.
ANOMALY_AVX2 static inline void anomaly_requantise_avx2(
    int8_t *out, const int32_t *acc, const int32_t *multipliers, int32_t count, int32_t preshift, int32_t zero,
    int32_t low, int32_t high) {
  const __m128i shift = _mm_cvtsi32_si128(preshift);
  int32_t i = 0;
  for (; i + 32 <= count; i += 32) {
    __m256i y[4];
    ANOMALY_UNROLL for (int k = 0; k < 4; k++) {
      const int32_t *m = multipliers + i + 8 * k;
      y[k] = anomaly_scale_mixed_avx2(anomaly_eight_avx2(acc + i + 8 * k), anomaly_eight_avx2(m), shift);
    }
    const __m256i offset = _mm256_set1_epi16((int16_t)zero);
    const __m256i front = _mm256_adds_epi16(_mm256_packs_epi32(y[0], y[1]), offset);
    const __m256i back = _mm256_adds_epi16(_mm256_packs_epi32(y[2], y[3]), offset);
    const __m256i fours = _mm256_packs_epi16(front, back);
    const __m256i sorted = _mm256_permutevar8x32_epi32(fours, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
    const __m256i lanes = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15));
    const __m256i bytes = _mm256_max_epi8(_mm256_shuffle_epi8(sorted, lanes), _mm256_set1_epi8((int8_t)low));
    _mm256_storeu_si256((__m256i *)(out + i), _mm256_min_epi8(bytes, _mm256_set1_epi8((int8_t)high)));
  }
  const __m256i least = _mm256_set1_epi32(low), most = _mm256_set1_epi32(high);
  for (; i < count; i += 8) {
    const __m256i scaled = anomaly_scale_avx2(anomaly_eight_avx2(acc + i), anomaly_eight_avx2(multipliers + i), shift);
    const __m256i y = _mm256_add_epi32(scaled, _mm256_set1_epi32(zero));
    const __m256i clamped = _mm256_min_epi32(_mm256_max_epi32(y, least), most);
    const __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(clamped), _mm256_extracti128_si256(clamped, 1));
    _mm_storel_epi64((__m128i *)(out + i), _mm_packs_epi16(words, words));
  }
}

ANOMALY_AVX2 static inline void anomaly_scale_sum_avx2(
    int32_t *a, const int32_t *b, const int32_t *bias, const int32_t *m, const int32_t *n, int32_t count, int32_t s,
    int32_t t) {
  const __m128i first = _mm_cvtsi32_si128(s), second = _mm_cvtsi32_si128(t);
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i sum = _mm256_add_epi32(anomaly_eight_avx2(a + i), anomaly_eight_avx2(bias + i));
    const __m256i x = anomaly_scale_avx2(sum, anomaly_eight_avx2(m + i), first);
    const __m256i y = anomaly_scale_avx2(anomaly_eight_avx2(b + i), anomaly_eight_avx2(n + i), second);
    _mm256_storeu_si256((__m256i *)(a + i), _mm256_add_epi32(x, y));
  }
}

/// Four sums of 64 bits and the squares of eight numbers.
ANOMALY_AVX2 static inline __m256i anomaly_add_squares_avx2(__m256i sums, __m256i numbers) {
  const __m256i odd = _mm256_srli_epi64(numbers, 32);
  const __m256i squares = _mm256_add_epi64(_mm256_mul_epi32(numbers, numbers), _mm256_mul_epi32(odd, odd));
  return _mm256_add_epi64(sums, squares);
}

/// The sum of four.
ANOMALY_AVX2 static inline uint64_t anomaly_total_avx2(__m256i sums) {
  const __m128i pair = _mm_add_epi64(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
  return (uint64_t)_mm_cvtsi128_si64(pair) + (uint64_t)_mm_extract_epi64(pair, 1);
}

/// table[index] and the entry behind it, as one number, for eight indices. Gathers take longer on many processors.
ANOMALY_AVX2 static inline __m256i anomaly_entries_avx2(const int16_t *table, __m256i indices) {
  const __m128i front = _mm256_castsi256_si128(indices), back = _mm256_extracti128_si256(indices, 1);
  const int64_t two[4] = {
    _mm_cvtsi128_si64(front), _mm_extract_epi64(front, 1), _mm_cvtsi128_si64(back), _mm_extract_epi64(back, 1)};
  int32_t both[8];
  ANOMALY_UNROLL for (int i = 0; i < 4; i++) {
    __builtin_memcpy(&both[2 * i], table + (uint32_t)two[i], 4);
    __builtin_memcpy(&both[2 * i + 1], table + ((uint64_t)two[i] >> 32), 4);
  }
  return _mm256_setr_epi32(both[0], both[1], both[2], both[3], both[4], both[5], both[6], both[7]);
}

/// The curve at eight places: each entry and the one behind it by the distance of the other one.
ANOMALY_AVX2 static inline __m256i anomaly_curve_avx2(__m256i values, const int16_t *table) {
  const __m256i least = _mm256_set1_epi32(-32768), most = _mm256_set1_epi32(32767);
  const __m256i clamped = _mm256_min_epi32(_mm256_max_epi32(values, least), most);
  const __m256i place = _mm256_sub_epi32(clamped, least);
  const __m256i both = anomaly_entries_avx2(table, _mm256_srli_epi32(place, 8));
  const __m256i part = _mm256_and_si256(place, _mm256_set1_epi32(255));
  const __m256i rest = _mm256_sub_epi32(_mm256_set1_epi32(256), part);
  const __m256i sum = _mm256_madd_epi16(both, _mm256_or_si256(rest, _mm256_slli_epi32(part, 16)));
  return _mm256_srai_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(128)), 8);
}

ANOMALY_AVX2 static inline void anomaly_curves_avx2(int32_t *values, const int16_t *table, int32_t count) {
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i results = anomaly_curve_avx2(anomaly_eight_avx2(values + i), table);
    _mm256_storeu_si256((__m256i *)(values + i), results);
  }
}

#pragma clang assume_nonnull end
#endif
#endif
