/// The rows and columns of an int8 matrix that make no whole group of 4: x86-64, where vectors pay for them.
/// `high` is null for x of 8 bits; otherwise x[c] = low[c] + 256 * high[c], in [-32768, 32767].
#ifndef ANOMALY_KERNELS_LEFTOVER_H
#define ANOMALY_KERNELS_LEFTOVER_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2_vectors.h"
#include "elementwise.h"
#include "plain.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

/// x[column].
static inline int32_t anomaly_value(const int8_t *low, const int8_t *_Nullable high, int32_t column) {
  return high ? low[column] + 256 * high[column] : low[column];
}

/// Four numbers of x as 16 bits, twice.
ANOMALY_AVX2 static inline __m128i anomaly_four_twice_avx2(const int8_t *low, const int8_t *_Nullable high) {
  __m128i four = _mm_cvtepi8_epi16(_mm_cvtsi32_si128(anomaly_word(low)));
  if (high) {
    four = _mm_add_epi16(four, _mm_unpacklo_epi8(_mm_setzero_si128(), _mm_cvtsi32_si128(anomaly_word(high))));
  }
  return _mm_unpacklo_epi64(four, four);
}

/// acc[0..<8] += numbers.
ANOMALY_AVX2 static inline void anomaly_add_avx2(int32_t *acc, __m256i numbers) {
  _mm256_storeu_si256((__m256i *)acc, _mm256_add_epi32(_mm256_loadu_si256((const __m256i *)acc), numbers));
}

/// A multiple of 8 rows, each of which takes `rest` bytes of the weights.
ANOMALY_AVX2 static inline void anomaly_dot_rest_avx2(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *_Nullable high, int32_t rows, int32_t rest) {
  int32_t x[3] = {0, 0, 0};
  for (int32_t column = 0; column < rest; column++) x[column] = anomaly_value(low, high, column);
  const __m256i pair = _mm256_set1_epi32((int32_t)((uint32_t)x[0] & 0xffff) | (int32_t)((uint32_t)x[1] << 16));
  const __m256i third = _mm256_set1_epi32((int32_t)((uint32_t)x[2] & 0xffff));
  // Of 4 rows of three weights: the first two, and the third with a zero.
  const __m128i two = _mm_setr_epi8(0, 1, 3, 4, 6, 7, 9, 10, -1, -1, -1, -1, -1, -1, -1, -1);
  const __m128i one = _mm_setr_epi8(2, -1, 5, -1, 8, -1, 11, -1, -1, -1, -1, -1, -1, -1, -1, -1);
  if (rest == 2) {
    for (int32_t row = 0; row < rows; row += 8, weights += 16) {
      const __m256i w = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)weights));
      anomaly_add_avx2(acc + row, _mm256_madd_epi16(w, pair));
    }
    return;
  }
  for (int32_t row = 0; row < rows; row += 8, weights += 8 * rest) {
    if (rest == 1) {
      const __m128i w = _mm_loadl_epi64((const __m128i *)weights);
      anomaly_add_avx2(acc + row, _mm256_madd_epi16(_mm256_cvtepi8_epi32(w), pair));
    } else {
      const __m128i front = _mm_loadu_si128((const __m128i *)weights);
      const __m128i back = _mm_srli_si128(_mm_loadu_si128((const __m128i *)(weights + 8)), 4);
      const __m128i twos = _mm_unpacklo_epi64(_mm_shuffle_epi8(front, two), _mm_shuffle_epi8(back, two));
      const __m128i ones = _mm_unpacklo_epi64(_mm_shuffle_epi8(front, one), _mm_shuffle_epi8(back, one));
      const __m256i sums = _mm256_madd_epi16(_mm256_cvtepi8_epi16(twos), pair);
      anomaly_add_avx2(acc + row, _mm256_add_epi32(sums, _mm256_madd_epi16(_mm256_cvtepi8_epi16(ones), third)));
    }
  }
}

/// The rows but for an odd one in pairs of sums: of even and of odd pairs of columns.
ANOMALY_AVX2 static inline void anomaly_dot_last_avx2(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *_Nullable high, int32_t rows,
    int32_t columns) {
  __m128i first = _mm_setzero_si128(), odd = first;
  for (int32_t column = 0; column < columns; column += 4, weights += 4 * rows) {
    const __m128i x = anomaly_four_twice_avx2(low + column, high ? high + column : 0);
    if (rows > 1) {
      const __m128i w = _mm_cvtepi8_epi16(_mm_loadl_epi64((const __m128i *)weights));
      first = _mm_add_epi32(first, _mm_madd_epi16(w, x));
    }
    if (rows & 1) {
      const __m128i w = _mm_cvtepi8_epi16(_mm_cvtsi32_si128(anomaly_word(weights + 4 * (rows - 1))));
      odd = _mm_add_epi32(odd, _mm_madd_epi16(w, x));
    }
  }
  int32_t sums[4];
  _mm_storeu_si128((__m128i *)sums, _mm_hadd_epi32(first, odd));
  if (rows & 1) sums[rows - 1] = sums[2];
  for (int32_t row = 0; row < rows; row++) acc[row] = (int32_t)((uint32_t)acc[row] + (uint32_t)sums[row]);
}

/// acc[r] += sum over c of weights[r * rest + c] * x[c], modulo 2^32: the columns, 1 to 3 of them, behind whole groups
/// of 4. Weights need no alignment.
ANOMALY_ONCE static void anomaly_dot_rest(
    int32_t tier, int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *_Nullable high, int32_t rows,
    int32_t rest) {
  const int32_t some = anomaly_in_vectors(tier, rows);
  if (some) anomaly_dot_rest_avx2(acc, weights, low, high, some, rest);
  weights += some * rest;
  ANOMALY_ROLLED for (int32_t row = some; row < rows; row++) {
    ANOMALY_ROLLED for (int32_t column = 0; column < rest; column++) {
      acc[row] = (int32_t)((uint32_t)acc[row] + (uint32_t)(*weights++ * anomaly_value(low, high, column)));
    }
  }
}

/// acc[r] += sum over c of weight(r, c) * x[c], modulo 2^32, for the rows, 1 to 3 of them, behind whole groups of 4 in
/// the last row block: groups of 4 columns, each rows x 4 columns row-major. columns % 4 == 0.
ANOMALY_ONCE static void anomaly_dot_last(
    int32_t tier, int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *_Nullable high, int32_t rows,
    int32_t columns) {
  if (anomaly_has_avx2(tier)) {
    anomaly_dot_last_avx2(acc, weights, low, high, rows, columns);
    return;
  }
  ANOMALY_ROLLED for (int32_t column = 0; column < columns; column += 4) {
    ANOMALY_ROLLED for (int32_t i = 0; i < 4 * rows; i++) {
      const int32_t product = *weights++ * anomaly_value(low, high, column + (i & 3));
      acc[i >> 2] = (int32_t)((uint32_t)acc[i >> 2] + (uint32_t)product);
    }
  }
}

#pragma clang assume_nonnull end
#endif
#endif
