/// One head of attention in integers, all its queries: x86-64. Swift holds the same arithmetic for the other processors
/// (`AttentionInteger`).
#ifndef ANOMALY_KERNELS_ATTENTION_H
#define ANOMALY_KERNELS_ATTENTION_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2_vectors.h"
#include "elementwise.h"
#include "plain.h"
#include "softmax.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

/// The rows of a head and what its arithmetic needs. Queries, keys and values are `width` numbers of a row each, the
/// next row `query_row` or `key_row` behind; results `out_row` behind each other.
typedef struct {
  const int8_t *queries, *keys, *values;
  int8_t *out;
  intptr_t query_row, key_row, out_row;
  int32_t query_count, key_count, width;
  /// Whether query i sees only keys 0...i.
  int32_t causal;
  /// 256 numbers in [0, 2^14]; the 2 bytes before them can be read.
  const int16_t *powers;
  /// From a sum to 256 times its logarithm to base 2: as in `anomaly_requantise`.
  int32_t multiplier, preshift;
  /// From a mean to a result, as in `anomaly_requantise`; `width` multipliers.
  const int32_t *multipliers;
  int32_t out_preshift, zero;
  /// `AttentionLayout.scratchBytes` bytes, aligned to 4.
  int8_t *scratch;
} anomaly_head;

// MARK: Keys and values as weights: -128 becomes -127

static inline int32_t anomaly_as_weight(int8_t value) { return value < -127 ? -127 : value; }

/// 2^40 / (sum * 2^zeros), 2^24 ... 2^25, for the `zeros` leading zeros of a sum of weights.
static inline int32_t anomaly_inverse(uint32_t sum, int zeros) {
  return (int32_t)((0x7fffffff / ((sum << zeros) >> 16)) << 9);
}

/// Four columns of all keys side by side, then the next four: `padded` keys; those behind the last hold anything.
ANOMALY_AVX2 static inline void anomaly_pack_keys_avx2(int8_t *packed, const anomaly_head *head, int32_t padded) {
  const int8_t *row = head->keys;
  for (int32_t key = 0; key < head->key_count; key++, row += head->key_row) {
    int8_t *target = packed + 4 * key;
    for (int32_t column = 0; column < head->width; column += 4, target += 4 * padded) {
      int32_t word;
      __builtin_memcpy(&word, row + column, 4);
      word = _mm_cvtsi128_si32(_mm_max_epi8(_mm_cvtsi32_si128(word), _mm_set1_epi8(-127)));
      __builtin_memcpy(target, &word, 4);
    }
  }
}

/// Pairs of keys, a channel after the other; 0 behind the last key.
ANOMALY_AVX2 static inline void anomaly_pack_values_avx2(int8_t *packed, const anomaly_head *head) {
  const int8_t *row = head->values;
  for (int32_t key = 0; key < head->key_count; key += 2, row += 2 * head->key_row) {
    for (int32_t column = 0; column < head->width; column += 8, packed += 16) {
      const __m128i first = _mm_loadl_epi64((const __m128i *)(row + column));
      __m128i second = _mm_setzero_si128();
      if (key + 1 < head->key_count) second = _mm_loadl_epi64((const __m128i *)(row + head->key_row + column));
      const __m128i pairs = _mm_max_epi8(_mm_unpacklo_epi8(first, second), _mm_set1_epi8(-127));
      _mm_storeu_si128((__m128i *)packed, pairs);
    }
  }
}

// MARK: Weights of one query

/// Which of the lanes from `first` on lie before `end`.
ANOMALY_AVX2 static inline __m256i anomaly_before_avx2(int32_t first, int32_t end) {
  return _mm256_cmpgt_epi32(_mm256_set1_epi32(end - first), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

/// The products of a query with keys, 8 at a time, as long as one is before `end`; returns the greatest of the first
/// `seen` ones.
ANOMALY_AVX2 static inline int32_t anomaly_score_keys_avx2(
    int32_t *sums, const int8_t *keys, const int8_t *query, int32_t width, int32_t padded, int32_t seen, int32_t end) {
  __m256i most = _mm256_set1_epi32(INT32_MIN);
  for (int32_t first = 0; first < width; first += 16, keys += 16 * padded) {
    const int8_t *columns = query + first;
    const int whole = first + 16 <= width, last = first + 16 >= width;
    const __m128i x = whole ? _mm_loadu_si128((const __m128i *)columns) : _mm_loadl_epi64((const __m128i *)columns);
    const __m128i least = _mm_min_epi8(x, _mm_setzero_si128());
    const __m128i halves = _mm_sad_epu8(_mm_abs_epi8(least), _mm_setzero_si128());
    const __m256i start = _mm256_broadcastd_epi32(_mm_add_epi32(halves, _mm_srli_si128(halves, 8)));
    const __m256i twice = _mm256_broadcastsi128_si256(x);
    const __m256i fours[4] = {
      _mm256_shuffle_epi32(twice, 0x00), _mm256_shuffle_epi32(twice, 0x55), _mm256_shuffle_epi32(twice, 0xaa),
      _mm256_shuffle_epi32(twice, 0xff)};
    __m256i magnitude[4], negative[4];
    ANOMALY_UNROLL for (int k = 0; k < 4; k++) {
      magnitude[k] = _mm256_abs_epi8(fours[k]);
      negative[k] = _mm256_cmpgt_epi8(_mm256_setzero_si256(), fours[k]);
    }
    for (int32_t i = 0; i < end; i += 8) {
      __m256i sum = start;
      if (first > 0) sum = _mm256_add_epi32(sum, anomaly_eight_avx2(sums + i));
      ANOMALY_UNROLL for (int k = 0; k < 4; k++) {
        sum = anomaly_dot8_avx2(sum, keys + 4 * (k * padded + i), negative[k], magnitude[k]);
      }
      _mm256_storeu_si256((__m256i *)(sums + i), sum);
      if (last) {
        if (i + 8 > seen) sum = _mm256_blendv_epi8(most, sum, anomaly_before_avx2(i, seen));
        most = _mm256_max_epi32(most, sum);
      }
    }
  }
  return anomaly_greatest_avx2(most);
}

/// Weights of the keys before `end`, 0 from `seen` on: powers[d % 256] / 2^(d / 256), rounded down, where d is what a
/// sum lacks to the largest, scaled, unsigned. May work in place. Returns the sum of the weights.
ANOMALY_AVX2 static inline uint32_t anomaly_weigh_keys_avx2(
    int16_t *weights, const int32_t *sums, const anomaly_head *head, int32_t largest, int32_t padded, int32_t seen,
    int32_t end) {
  const __m256i most = _mm256_set1_epi32(largest);
  const anomaly_lanes multiplier = anomaly_same_avx2(head->multiplier);
  const __m128i preshift = _mm_cvtsi32_si128(head->preshift);
  __m256i total = _mm256_setzero_si256();
  for (int32_t i = 0; i < end; i += 8) {
    const __m256i below = _mm256_sub_epi32(most, anomaly_eight_avx2(sums + i));
    const __m256i distance = anomaly_scale_by_avx2(below, multiplier, preshift);
    const __m256i index = _mm256_and_si256(distance, _mm256_set1_epi32(255));
    // Each with the number before it.
    const __m256i pairs = _mm256_i32gather_epi32((const int *)(head->powers - 1), index, 2);
    __m256i eight = _mm256_srlv_epi32(_mm256_srli_epi32(pairs, 16), _mm256_srli_epi32(distance, 8));
    if (i + 8 > seen) eight = _mm256_and_si256(eight, anomaly_before_avx2(i, seen));
    total = _mm256_add_epi32(total, eight);
    const __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(eight), _mm256_extracti128_si256(eight, 1));
    if (i + 8 > padded) {
      _mm_storel_epi64((__m128i *)(weights + i), words);
      break;
    }
    _mm_storeu_si128((__m128i *)(weights + i), words);
  }
  return (uint32_t)anomaly_total_avx2(anomaly_add_lanes_avx2(_mm256_setzero_si256(), total));
}

// MARK: Means

/// The weights of a query, a place for its result, and the sum of the weights.
typedef struct {
  const int16_t *weights;
  int8_t *out;
  uint32_t sum;
} anomaly_query;

/// 16 channels of two queries from `channel` on, or the last 8.
ANOMALY_AVX2 ANOMALY_ONCE static void anomaly_means_avx2(
    const anomaly_query *queries, const anomaly_head *head, const int8_t *values, int32_t channel, int32_t end) {
  const int32_t count = anomaly_lesser(head->width - channel, 16);
  __m256i sums[4] = {
    _mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256()};
  const int16_t *first = queries[0].weights, *second = queries[1].weights;
  const intptr_t step = 2 * head->width;
  values += 2 * channel;
  for (int32_t key = 0; key < end; key += 2, values += step) {
    int32_t a, b;
    __builtin_memcpy(&a, first + key, 4);
    __builtin_memcpy(&b, second + key, 4);
    // Behind the last 8 channels of a row others follow, and behind all rows the memory of sums.
    ANOMALY_UNROLL for (int v = 0; v < 2; v++) {
      const __m256i wide = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)values + v));
      sums[v] = _mm256_add_epi32(sums[v], _mm256_madd_epi16(wide, _mm256_set1_epi32(a)));
      sums[2 + v] = _mm256_add_epi32(sums[2 + v], _mm256_madd_epi16(wide, _mm256_set1_epi32(b)));
    }
  }
  int32_t means[32];
  ANOMALY_UNROLL for (int i = 0; i < 4; i++) _mm256_storeu_si256((__m256i *)means + i, sums[i]);
  ANOMALY_ROLLED for (int q = 0; q < 2; q++) {
    const int zeros = __builtin_clz(queries[q].sum);
    const int32_t inverse = anomaly_inverse(queries[q].sum, zeros);
    anomaly_scale_each_avx2(means + 16 * q, means + 16 * q, &inverse, 0, count, zeros - 8);
    anomaly_requantise_avx2(
        queries[q].out + channel, means + 16 * q, head->multipliers + channel, count, head->out_preshift, head->zero,
        -128, 127);
  }
}

ANOMALY_AVX2 static void anomaly_attend_avx2(const anomaly_head *head) {
  const int32_t padded = (head->key_count + 3) & ~3, width = head->width;
  const int32_t tall = padded < width ? width : padded;
  int8_t *keys = head->scratch, *values = keys + padded * width, *behind = values + padded * width;
  // Sums of a query, in whole vectors; its weights take their place, or where there is room for those of two queries
  // stand behind.
  int32_t *sums = (int32_t *)behind;
  int16_t *first = (int16_t *)(behind + 4 * tall + width);
  const int both = tall + width / 4 >= ((padded + 7) & ~7);
  anomaly_pack_keys_avx2(keys, head, padded);
  anomaly_pack_values_avx2(values, head);
  for (int32_t row = 0; row < head->query_count; row += 1 + both) {
    anomaly_query pair[2];
    const int32_t last = anomaly_lesser(row + both, head->query_count - 1);
    const int32_t end = head->causal ? anomaly_lesser(last + 1, head->key_count) : head->key_count;
    for (int q = 0; q < 2; q++) {
      const int32_t i = q ? last : row, seen = head->causal ? anomaly_lesser(i + 1, head->key_count) : end;
      int16_t *weights = q == both ? (int16_t *)sums : first;
      if (q <= both) {
        const int8_t *query = head->queries + i * head->query_row;
        const int32_t largest = anomaly_score_keys_avx2(sums, keys, query, width, padded, seen, end);
        pair[q].sum = anomaly_weigh_keys_avx2(weights, sums, head, largest, padded, seen, end);
        pair[q].weights = weights;
        pair[q].out = head->out + i * head->out_row;
      } else {
        pair[q] = pair[0];
      }
    }
    for (int32_t channel = 0; channel < width; channel += 16) anomaly_means_avx2(pair, head, values, channel, end);
  }
}

// MARK: Number by number

/// What the query at `row` makes of the keys: their weights, in place of their sums at `sums`. Returns their sum.
static inline uint32_t anomaly_weigh_plain(const anomaly_head *head, const int8_t *query, int32_t *sums, int32_t seen) {
  int32_t largest = INT32_MIN;
  uint32_t total = 0;
  ANOMALY_ROLLED for (int32_t key = 0; key < seen; key++) {
    const int8_t *row = head->keys + key * head->key_row;
    uint32_t sum = 0;
    ANOMALY_ROLLED for (int32_t i = 0; i < head->width; i++) {
      sum += (uint32_t)(query[i] * anomaly_as_weight(row[i]));
    }
    sums[key] = (int32_t)sum;
    if (sums[key] > largest) largest = sums[key];
  }
  ANOMALY_ROLLED for (int32_t key = 0; key < seen; key++) {
    const int32_t below = (int32_t)((uint32_t)largest - (uint32_t)sums[key]);
    sums[key] = anomaly_key_weight(below, head->powers, head->multiplier, head->preshift);
    total += (uint32_t)sums[key];
  }
  return total;
}

ANOMALY_APART static void anomaly_attend_plain(const anomaly_head *head) {
  int32_t *sums = (int32_t *)head->scratch;
  ANOMALY_ROLLED for (int32_t row = 0; row < head->query_count; row++) {
    const int32_t seen = head->causal ? anomaly_lesser(row + 1, head->key_count) : head->key_count;
    const uint32_t total = anomaly_weigh_plain(head, head->queries + row * head->query_row, sums, seen);
    const int zeros = __builtin_clz(total);
    ANOMALY_ROLLED for (int32_t i = 0; i < head->width; i++) {
      uint32_t sum = 0;
      ANOMALY_ROLLED for (int32_t key = 0; key < seen; key++) {
        sum += (uint32_t)(sums[key] * anomaly_as_weight(head->values[key * head->key_row + i]));
      }
      const int32_t mean = anomaly_scale((int32_t)sum, anomaly_inverse(total, zeros), zeros - 8);
      const int32_t value = head->zero + anomaly_scale(mean, head->multipliers[i], head->out_preshift);
      head->out[row * head->out_row + i] = (int8_t)anomaly_clamp(value, -128, 127);
    }
  }
}

/// Every query's mean of the values (Vaswani et al. 2017, section 3.2.2).
ANOMALY_ONCE static void anomaly_attend(int32_t tier, const anomaly_head *head) {
  if (anomaly_has_avx2(tier) && head->width % 8 == 0 && head->key_count > 4) anomaly_attend_avx2(head);
  else anomaly_attend_plain(head);
}

#pragma clang assume_nonnull end
#endif
#endif
