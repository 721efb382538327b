/// Products of tier `avx2`: 256-bit vectors of x86-64. Halves are decoded by F16C, which the tier asks for as well.
#ifndef ANOMALY_KERNELS_AVX2_H
#define ANOMALY_KERNELS_AVX2_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "plain.h"

#if !defined(ANOMALY_AVX2)  // a test that emulates the instructions defines it empty
#define ANOMALY_AVX2 __attribute__((target("avx2,f16c")))
#endif

#pragma clang assume_nonnull begin

/// The sum of |x| over the columns where x is negative.
ANOMALY_AVX2 ANOMALY_ONCE static int32_t anomaly_negatives_avx2(const int8_t *x, int32_t columns) {
  const __m256i zero = _mm256_setzero_si256();
  __m256i sums = zero;
  int32_t column = 0;
  for (; column + 32 <= columns; column += 32) {
    const __m256i least = _mm256_min_epi8(_mm256_loadu_si256((const __m256i *)(x + column)), zero);
    sums = _mm256_add_epi64(sums, _mm256_sad_epu8(_mm256_abs_epi8(least), zero));
  }
  __m128i pair = _mm_add_epi64(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
  for (; column < columns; column += 4) {
    const __m128i least = _mm_min_epi8(_mm_cvtsi32_si128(anomaly_word(x + column)), _mm_setzero_si128());
    pair = _mm_add_epi64(pair, _mm_sad_epu8(_mm_abs_epi8(least), _mm_setzero_si128()));
  }
  return _mm_cvtsi128_si32(pair) + _mm_extract_epi32(pair, 2);
}

/// acc + w * x for 8 rows x 4 columns, with |x| and a mask of the negative x repeated in every lane. There w * x is
/// (-w - 1) * |x| + |x|: all bits of w are turned, and the caller adds |x|, the same in every row. Two products make at
/// most 32512 and at least -32768, so that `maddubs` never saturates.
ANOMALY_AVX2 static inline __m256i anomaly_dot8_avx2(
    __m256i acc, const int8_t *w, __m256i negative, __m256i magnitude) {
  const __m256i weights = _mm256_xor_si256(_mm256_loadu_si256((const __m256i *)w), negative);
  const __m256i pairs = _mm256_maddubs_epi16(magnitude, weights);
  return _mm256_add_epi32(acc, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

/// 8 * vectors rows, vectors <= 8, of row blocks whose column blocks lie `stride` bytes apart; from 16 rows on the next
/// row block lies `block` bytes further. x is broadcast once for all of them; `negatives` of x repeated in every lane.
__attribute__((always_inline)) ANOMALY_AVX2 static inline void anomaly_dot_vectors_avx2(
    int32_t *acc, const int32_t *start, const int8_t *weights, const int8_t *x, int vectors, int32_t stride,
    int64_t block, int32_t columns, __m256i negatives) {
  __m256i sums[8];
  ANOMALY_UNROLL for (int i = 0; i < vectors; i++) {
    sums[i] = _mm256_add_epi32(negatives, _mm256_loadu_si256((const __m256i *)start + i));
  }
  for (int32_t column = 0; column < columns; column += 4, weights += stride) {
    const __m256i four = _mm256_set1_epi32(anomaly_word(x + column));
    const __m256i magnitude = _mm256_abs_epi8(four), negative = _mm256_cmpgt_epi8(_mm256_setzero_si256(), four);
    ANOMALY_UNROLL for (int i = 0; i < vectors; i++) {
      sums[i] = anomaly_dot8_avx2(sums[i], weights + i / 2 * block + i % 2 * 32, negative, magnitude);
    }
  }
  ANOMALY_UNROLL for (int i = 0; i < vectors; i++) _mm256_storeu_si256((__m256i *)acc + i, sums[i]);
}

/// 4 rows of a row block whose column blocks lie `stride` bytes apart.
ANOMALY_AVX2 static inline void anomaly_dot4rows_avx2(
    int32_t *acc, const int32_t *start, const int8_t *weights, const int8_t *x, int32_t stride, int32_t columns) {
  __m128i sum = _mm_loadu_si128((const __m128i *)start);
  for (int32_t column = 0; column < columns; column += 4, weights += stride) {
    const __m128i four = _mm_set1_epi32(anomaly_word(x + column));
    const __m128i w = _mm_sign_epi8(_mm_loadu_si128((const __m128i *)weights), four);
    const __m128i pairs = _mm_maddubs_epi16(_mm_abs_epi8(four), w);
    sum = _mm_add_epi32(sum, _mm_madd_epi16(pairs, _mm_set1_epi16(1)));
  }
  _mm_storeu_si128((__m128i *)acc, sum);
}

/// acc[r] = start[r] + the products, for rows and columns >= 0; `sum` of the negatives among x.
ANOMALY_AVX2 ANOMALY_ONCE static void anomaly_dot_from_avx2(
    int32_t *acc, const int32_t *start, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns,
    int32_t sum) {
  const int64_t block = 16 * (int64_t)columns;
  const __m256i negatives = _mm256_set1_epi32(sum);
  int32_t row = 0;
  for (; row + 64 <= rows; row += 64, weights += 4 * block) {
    anomaly_dot_vectors_avx2(acc + row, start + row, weights, x, 8, 64, block, columns, negatives);
  }
  for (; row + 16 <= rows; row += 16, weights += block) {
    anomaly_dot_vectors_avx2(acc + row, start + row, weights, x, 2, 64, 0, columns, negatives);
  }
  const int32_t height = rows - row;
  if (height >= 8) {
    anomaly_dot_vectors_avx2(acc + row, start + row, weights, x, 1, 4 * height, 0, columns, negatives);
    row += 8, weights += 32;
  }
  if (row < rows) anomaly_dot4rows_avx2(acc + row, start + row, weights, x, 4 * height, columns);
}

ANOMALY_AVX2 static inline void anomaly_dot_avx2(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns) {
  anomaly_dot_from_avx2(acc, acc, weights, x, rows, columns, anomaly_negatives_avx2(x, columns));
}

/// Columns widened at once: 128 bytes of stack.
#define ANOMALY_WIDE_CHUNK 64

/// acc[0..<8] += the pairs of `a`, of rows 0 to 3, and of `b`, of rows 4 to 7.
ANOMALY_AVX2 static inline void anomaly_add_pairs_avx2(int32_t *acc, __m256i a, __m256i b) {
  const __m256i sums = _mm256_permute4x64_epi64(_mm256_hadd_epi32(a, b), 0xd8);
  _mm256_storeu_si256((__m256i *)acc, _mm256_add_epi32(_mm256_loadu_si256((const __m256i *)acc), sums));
}

/// 8 * pairs rows, pairs <= 4, of a row block whose column blocks lie `stride` bytes apart; from 16 rows on the next
/// row block lies `block` bytes further. x widened to 16 bits. A row keeps two sums, of its even and its odd pair.
__attribute__((always_inline)) ANOMALY_AVX2 static inline void anomaly_dot_pairs_avx2(
    int32_t *acc, const int8_t *weights, const int16_t *x, int pairs, int32_t stride, int64_t block,
    int32_t columns) {
  __m256i sums[8];
  ANOMALY_UNROLL for (int i = 0; i < 2 * pairs; i++) sums[i] = _mm256_setzero_si256();
  for (int32_t column = 0; column < columns; column += 4, weights += stride) {
    int64_t word;
    __builtin_memcpy(&word, x + column, 8);
    const __m256i four = _mm256_set1_epi64x(word);
    ANOMALY_UNROLL for (int i = 0; i < 2 * pairs; i++) {
      const __m128i w = _mm_loadu_si128((const __m128i *)(weights + i / 4 * block + i % 4 * 16));
      sums[i] = _mm256_add_epi32(sums[i], _mm256_madd_epi16(_mm256_cvtepi8_epi16(w), four));
    }
  }
  ANOMALY_UNROLL for (int i = 0; i < pairs; i++) anomaly_add_pairs_avx2(acc + 8 * i, sums[2 * i], sums[2 * i + 1]);
}

/// 4 rows of a row block whose column blocks lie `stride` bytes apart.
ANOMALY_AVX2 static inline void anomaly_dot4rows_wide_avx2(
    int32_t *acc, const int8_t *weights, const int16_t *x, int32_t stride, int32_t columns) {
  __m256i sum = _mm256_setzero_si256();
  for (int32_t column = 0; column < columns; column += 4, weights += stride) {
    int64_t word;
    __builtin_memcpy(&word, x + column, 8);
    const __m128i w = _mm_loadu_si128((const __m128i *)weights);
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_cvtepi8_epi16(w), _mm256_set1_epi64x(word)));
  }
  const __m128i four = _mm_hadd_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
  _mm_storeu_si128((__m128i *)acc, _mm_add_epi32(_mm_loadu_si128((const __m128i *)acc), four));
}

/// Some columns of all rows: those from `first` on; x begins with them.
ANOMALY_AVX2 static inline void anomaly_dot_wide_chunk_avx2(
    int32_t *acc, const int8_t *weights, const int16_t *x, int32_t rows, int32_t columns, int32_t first,
    int32_t count) {
  const int64_t block = 16 * (int64_t)columns;
  int32_t row = 0;
  for (; row + 32 <= rows; row += 32, weights += 2 * block) {
    anomaly_dot_pairs_avx2(acc + row, weights + 16 * first, x, 4, 64, block, count);
  }
  for (; row < rows; row += 16, weights += block) {
    const int32_t height = anomaly_lesser(rows - row, 16);
    for (int32_t r = 0; r < height; r += 4) {
      anomaly_dot4rows_wide_avx2(acc + row + r, weights + height * first + 4 * r, x, 4 * height, count);
    }
  }
}

ANOMALY_AVX2 static inline void anomaly_dot_wide_avx2(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *high, int32_t rows, int32_t columns) {
  int16_t wide[ANOMALY_WIDE_CHUNK];
  for (int32_t first = 0; first < columns; first += ANOMALY_WIDE_CHUNK) {
    const int32_t count = anomaly_lesser(columns - first, ANOMALY_WIDE_CHUNK);
    for (int32_t i = 0; i < count; i += 4) {
      const __m128i upper = _mm_cvtsi32_si128(anomaly_word(high + first + i));
      const __m128i lower = _mm_cvtepi8_epi16(_mm_cvtsi32_si128(anomaly_word(low + first + i)));
      const __m128i both = _mm_add_epi16(lower, _mm_unpacklo_epi8(_mm_setzero_si128(), upper));
      _mm_storel_epi64((__m128i *)(wide + i), both);
    }
    anomaly_dot_wide_chunk_avx2(acc, weights, wide, rows, columns, first, count);
  }
}

#pragma clang assume_nonnull end
#endif
#endif
