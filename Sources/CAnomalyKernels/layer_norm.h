/// Layer normalisation in integers, all rows: x86-64. Swift holds the same arithmetic for the other processors
/// (`LayerNormInteger`). Each pass takes as many numbers as fill vectors, then the others.
#ifndef ANOMALY_KERNELS_LAYER_NORM_H
#define ANOMALY_KERNELS_LAYER_NORM_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2_vectors.h"
#include "elementwise.h"
#include "plain.h"
#include "softmax.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

/// Rows of `count` numbers, one behind the other.
typedef struct {
  anomaly_term first, second;
  /// Terms that there are: 1 or 2.
  int32_t terms;
  int32_t count, positions;
  /// Added to the sum of squares.
  uint64_t epsilon;
  /// `count` numbers each.
  const int32_t *scale, *shift;
  /// Results: 16 bits in `words`, or where that is null two planes; where `high` is `low`, the high plane.
  int8_t *low, *high;
  int16_t *_Nullable words;
  /// Room for a row.
  int32_t *row;
} anomaly_norm;

/// row = the term's numbers from `start` on, to which those of the row are added unless they are the first. Returns the
/// sum of the row.
ANOMALY_AVX2 static inline int64_t anomaly_take_term_avx2(
    int32_t *row, const anomaly_term *numbers, int32_t start, int32_t count, int is_first) {
  const anomaly_term term = *numbers;
  __m256i sums = _mm256_setzero_si256();
  for (int32_t i = 0; i < count; i += 8) {
    __m256i x = anomaly_term_avx2(&term, start + i);
    if (!is_first) x = _mm256_add_epi32(x, anomaly_eight_avx2(row + i));
    _mm256_storeu_si256((__m256i *)(row + i), x);
    sums = _mm256_add_epi64(sums, _mm256_cvtepi32_epi64(_mm256_castsi256_si128(x)));
    sums = _mm256_add_epi64(sums, _mm256_cvtepi32_epi64(_mm256_extracti128_si256(x, 1)));
  }
  return (int64_t)anomaly_total_avx2(sums);
}

ANOMALY_AVX2 static inline uint64_t anomaly_subtract_avx2(int32_t *row, int32_t count, int32_t mean) {
  __m256i squares = _mm256_setzero_si256();
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i difference = _mm256_sub_epi32(anomaly_eight_avx2(row + i), _mm256_set1_epi32(mean));
    _mm256_storeu_si256((__m256i *)(row + i), difference);
    squares = anomaly_add_squares_avx2(squares, difference);
  }
  return anomaly_total_avx2(squares);
}

/// row = the sum of the terms at `start`, modulo 2^32, less its mean, rounded towards zero. Returns the sum of its
/// squares, modulo 2^64.
static inline uint64_t anomaly_center(int32_t tier, const anomaly_norm *norm, int32_t start) {
  int32_t *row = norm->row;
  const int32_t count = norm->count, some = anomaly_in_vectors(tier, count);
  int64_t sum = 0;
  ANOMALY_ROLLED for (int k = 0; k < norm->terms; k++) {
    const anomaly_term *term = k == 0 ? &norm->first : &norm->second;
    sum = some ? anomaly_take_term_avx2(row, term, start, some, k == 0) : 0;
    ANOMALY_ROLLED for (int32_t i = some; i < count; i++) {
      const uint32_t before = k == 0 ? 0 : (uint32_t)row[i];
      row[i] = (int32_t)(before + (uint32_t)anomaly_term_plain(term, start + i));
      sum += row[i];
    }
  }
  const int32_t mean = (int32_t)(sum / count);
  uint64_t squares = some ? anomaly_subtract_avx2(row, some, mean) : 0;
  ANOMALY_ROLLED for (int32_t i = some; i < count; i++) {
    row[i] = (int32_t)((uint32_t)row[i] - (uint32_t)mean);
    squares += (uint64_t)((int64_t)row[i] * row[i]);
  }
  return squares;
}

ANOMALY_AVX2 static inline void anomaly_affine_avx2(
    const anomaly_norm *norm, int32_t start, int32_t count, int32_t factor, int32_t preshift) {
  int32_t *row = norm->row;
  const int32_t *scale = norm->scale, *shift = norm->shift;
  int8_t *low = norm->low + start, *high = norm->high + start;
  int16_t *words = norm->words ? norm->words + start : 0;
  const anomaly_lanes same = anomaly_same_avx2(factor);
  const __m128i first = _mm_cvtsi32_si128(preshift), second = _mm_cvtsi32_si128(1);
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i unit = anomaly_scale_by_avx2(anomaly_eight_avx2(row + i), same, first);
    _mm256_storeu_si256((__m256i *)(row + i), unit);
    const __m256i scaled = anomaly_scale_avx2(unit, anomaly_eight_avx2(scale + i), second);
    const __m256i moved = _mm256_add_epi32(anomaly_eight_avx2(shift + i), scaled);
    const __m256i y = anomaly_clamp_avx2(moved, -32768, 32639);
    if (words) {
      const __m128i both = _mm_packs_epi32(_mm256_castsi256_si128(y), _mm256_extracti128_si256(y, 1));
      _mm_storeu_si128((__m128i *)(words + i), both);
    } else {
      if (high != low) anomaly_store_bytes_avx2(low + i, y);
      anomaly_store_high_avx2(high + i, y);
    }
  }
}

/// row = row scaled by the factor as in `anomaly_requantise`; and the results from `start` on: shift + row scaled by
/// `scale` with preshift 1, in [-32768, 32639].
static inline void anomaly_affine(
    int32_t tier, const anomaly_norm *norm, int32_t start, int32_t factor, int32_t preshift) {
  int32_t i = anomaly_in_vectors(tier, norm->count);
  if (i) anomaly_affine_avx2(norm, start, i, factor, preshift);
  ANOMALY_ROLLED for (; i < norm->count; i++) {
    norm->row[i] = anomaly_scale(norm->row[i], factor, preshift);
    const int32_t scaled = anomaly_scale(norm->row[i], norm->scale[i], 1);
    const int32_t y = anomaly_clamp((int32_t)((uint32_t)norm->shift[i] + (uint32_t)scaled), -32768, 32639);
    if (norm->words) {
      norm->words[start + i] = (int16_t)y;
    } else {
      norm->low[start + i] = (int8_t)y;
      norm->high[start + i] = (int8_t)((y + 128) >> 8);
    }
  }
}

/// Every row (Ba et al. 2016). count > 0.
ANOMALY_ONCE static void anomaly_normalise(int32_t tier, const anomaly_norm *norm) {
  for (int32_t position = 0; position < norm->positions; position++) {
    const int32_t start = position * norm->count;
    // Never 0, whatever wraps.
    const uint64_t total = (anomaly_center(tier, norm, start) + norm->epsilon) | 1;
    const int zeros = __builtin_clzll(total) & ~1;
    const uint64_t inverse = UINT64_C(0x3fffffffffffffff) / anomaly_square_root(total << zeros);
    anomaly_affine(tier, norm, start, (int32_t)inverse, zeros > 2 ? zeros / 2 - 1 : 0);
  }
}

#pragma clang assume_nonnull end
#endif
#endif
