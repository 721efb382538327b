/// Attention of one head in integers: x86-64. Swift holds the same arithmetic for the other processors
/// (`AttentionInteger`, `AttentionLayout.pack`).
#ifndef ANOMALY_KERNELS_ATTENTION_H
#define ANOMALY_KERNELS_ATTENTION_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2.h"
#include "elementwise.h"
#include "plain.h"
#include "softmax.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

// MARK: Keys and values as weights

/// 4 columns of `height` rows from row `top` and column `first` on; zeros behind the last row and column.
static inline void anomaly_pack_group_plain(
    int8_t *matrix, const int8_t *source, int32_t rows, int32_t columns, intptr_t row_stride, intptr_t column_stride,
    int32_t top, int32_t height, int32_t first) {
  ANOMALY_ROLLED for (int32_t row = top; row < top + height; row++) {
    ANOMALY_ROLLED for (int32_t column = first; column < first + 4; column++) {
      const int inside = row < rows && column < columns;
      const int8_t element = inside ? source[row * row_stride + column * column_stride] : 0;
      *matrix++ = element < -127 ? -127 : element;
    }
  }
}

/// 16 numbers at `source`, or zeros; -128 made -127.
ANOMALY_AVX2 static inline __m128i anomaly_sixteen_avx2(const int8_t *source, int inside) {
  if (!inside) return _mm_setzero_si128();
  return _mm_max_epi8(_mm_loadu_si128((const __m128i *)source), _mm_set1_epi8(-127));
}

/// 4 groups of columns side by side where columns follow each other: the numbers of 4 rows change places as words.
ANOMALY_AVX2 static inline void anomaly_pack_rows_avx2(
    int8_t *matrix, const int8_t *source, int32_t rows, intptr_t stride, int32_t top, int32_t height) {
  for (int32_t row = top; row < top + height; row += 4, matrix += 16) {
    __m128i r[4];
    ANOMALY_UNROLL for (int i = 0; i < 4; i++) {
      r[i] = anomaly_sixteen_avx2(source + (row + i) * stride, row + i < rows);
    }
    const __m128i a = _mm_unpacklo_epi32(r[0], r[1]), b = _mm_unpacklo_epi32(r[2], r[3]);
    const __m128i c = _mm_unpackhi_epi32(r[0], r[1]), d = _mm_unpackhi_epi32(r[2], r[3]);
    _mm_storeu_si128((__m128i *)matrix, _mm_unpacklo_epi64(a, b));
    _mm_storeu_si128((__m128i *)(matrix + 4 * height), _mm_unpackhi_epi64(a, b));
    _mm_storeu_si128((__m128i *)(matrix + 8 * height), _mm_unpacklo_epi64(c, d));
    _mm_storeu_si128((__m128i *)(matrix + 12 * height), _mm_unpackhi_epi64(c, d));
  }
}

/// 16 rows of 4 columns where rows follow each other.
ANOMALY_AVX2 static inline void anomaly_pack_columns_avx2(
    int8_t *matrix, const int8_t *source, int32_t columns, intptr_t stride, int32_t first) {
  __m128i c[4];
  ANOMALY_UNROLL for (int i = 0; i < 4; i++) c[i] = anomaly_sixteen_avx2(source + i * stride, first + i < columns);
  const __m128i a = _mm_unpacklo_epi8(c[0], c[1]), b = _mm_unpacklo_epi8(c[2], c[3]);
  const __m128i d = _mm_unpackhi_epi8(c[0], c[1]), e = _mm_unpackhi_epi8(c[2], c[3]);
  _mm_storeu_si128((__m128i *)matrix, _mm_unpacklo_epi16(a, b));
  _mm_storeu_si128((__m128i *)matrix + 1, _mm_unpackhi_epi16(a, b));
  _mm_storeu_si128((__m128i *)matrix + 2, _mm_unpacklo_epi16(d, e));
  _mm_storeu_si128((__m128i *)matrix + 3, _mm_unpackhi_epi16(d, e));
}

/// Lays a matrix out as weights, rows and columns rounded up to multiples of 4, zeros behind the last, -128 made -127.
/// Element (r, c) is source[r * row_stride + c * column_stride]; one of the strides is 1.
ANOMALY_ONCE static void anomaly_pack(
    int32_t tier, int8_t *matrix, const int8_t *source, int32_t rows, int32_t columns, intptr_t row_stride,
    intptr_t column_stride) {
  const int vectors = anomaly_has_avx2(tier);
  for (int32_t top = 0; top < rows; top += 16) {
    const int32_t height = anomaly_lesser((rows - top + 3) & ~3, 16);
    for (int32_t first = 0; first < columns;) {
      const int8_t *corner = source + first * column_stride;
      if (vectors && column_stride == 1 && first + 16 <= columns) {
        anomaly_pack_rows_avx2(matrix, corner, rows, row_stride, top, height);
        first += 16, matrix += 16 * height;
        continue;
      }
      if (vectors && row_stride == 1 && top + 16 <= rows) {
        anomaly_pack_columns_avx2(matrix, corner + top, columns, column_stride, first);
      } else {
        anomaly_pack_group_plain(matrix, source, rows, columns, row_stride, column_stride, top, height, first);
      }
      first += 4, matrix += 4 * height;
    }
  }
}

// MARK: One query

ANOMALY_AVX2 static inline int32_t anomaly_greatest_of_avx2(const int32_t *values, int32_t count) {
  __m256i most = anomaly_eight_avx2(values);
  for (int32_t i = 8; i < count; i += 8) most = _mm256_max_epi32(most, anomaly_eight_avx2(values + i));
  return anomaly_greatest_avx2(most);
}

/// A gather fetches the pair of powers that holds the one.
ANOMALY_AVX2 static inline uint32_t anomaly_key_weights_avx2(
    int8_t *low, int8_t *high, const int32_t *sums, const int16_t *powers, int32_t count, int32_t largest,
    int32_t multiplier, int32_t preshift) {
  const __m128i shift = _mm_cvtsi32_si128(preshift);
  __m256i total = _mm256_setzero_si256();
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i below = _mm256_sub_epi32(_mm256_set1_epi32(largest), anomaly_eight_avx2(sums + i));
    const __m256i distance = anomaly_scale_avx2(below, _mm256_set1_epi32(multiplier), shift);
    const __m256i index = _mm256_and_si256(distance, _mm256_set1_epi32(255));
    const __m256i pair = _mm256_i32gather_epi32((const int *)powers, _mm256_srli_epi32(index, 1), 4);
    const __m256i odd = _mm256_slli_epi32(_mm256_and_si256(index, _mm256_set1_epi32(1)), 4);
    const __m256i power = _mm256_and_si256(_mm256_srlv_epi32(pair, odd), _mm256_set1_epi32(32767));
    const __m256i halvings = _mm256_min_epu32(_mm256_srli_epi32(distance, 8), _mm256_set1_epi32(15));
    const __m256i weights = _mm256_srlv_epi32(power, halvings);
    anomaly_store_planes_avx2(low + i, high + i, weights);
    total = anomaly_add_lanes_avx2(total, weights);
  }
  return (uint32_t)anomaly_total_avx2(total);
}

/// Weights of `count` > 0 keys, as two planes: powers[d % 256] / 2^min(d / 256, 15), rounded down, where d is what
/// sums[i] lacks to the largest, scaled by the multiplier as in `anomaly_requantise`, unsigned. Returns the sum
/// of the weights, modulo 2^32. 256 powers in [0, 2^14].
ANOMALY_ONCE static uint32_t anomaly_key_weights(
    int32_t tier, int8_t *low, int8_t *high, const int32_t *sums, const int16_t *powers, int32_t count,
    int32_t multiplier, int32_t preshift) {
  const int32_t some = anomaly_in_vectors(tier, count);
  int32_t largest = some ? anomaly_greatest_of_avx2(sums, some) : INT32_MIN;
  ANOMALY_ROLLED for (int32_t i = some; i < count; i++) largest = sums[i] > largest ? sums[i] : largest;
  uint32_t sum =
      some ? anomaly_key_weights_avx2(low, high, sums, powers, some, largest, multiplier, preshift) : 0;
  ANOMALY_ROLLED for (int32_t i = some; i < count; i++) {
    const int32_t below = (int32_t)((uint32_t)largest - (uint32_t)sums[i]);
    const uint32_t distance = (uint32_t)anomaly_scale(below, multiplier, preshift);
    const int32_t weight = powers[distance & 255] >> (distance >> 8 < 15 ? distance >> 8 : 15);
    low[i] = (int8_t)weight;
    high[i] = (int8_t)((weight + 128) >> 8);
    sum += (uint32_t)weight;
  }
  return sum;
}

#pragma clang assume_nonnull end
#endif
#endif
