/// The elementwise part of a recurrent step in integers: x86-64. Swift holds the same arithmetic for the other
/// processors (`RecurrentLayer`).
#ifndef ANOMALY_KERNELS_CELL_H
#define ANOMALY_KERNELS_CELL_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2.h"
#include "elementwise.h"
#include "plain.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

/// Eight numbers of a state; 0 behind the last.
ANOMALY_AVX2 static inline __m256i anomaly_load_state_avx2(const int16_t *state, int32_t count) {
  if (count >= 8) return _mm256_cvtepi16_epi32(_mm_loadu_si128((const __m128i *)state));
  int16_t some[8] = {0};
  for (int32_t i = 0; i < count; i++) some[i] = state[i];
  return _mm256_cvtepi16_epi32(_mm_loadu_si128((const __m128i *)some));
}

ANOMALY_AVX2 static inline void anomaly_store_state_avx2(int16_t *state, __m256i values, int32_t count) {
  const __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(values), _mm256_extracti128_si256(values, 1));
  if (count >= 8) {
    _mm_storeu_si128((__m128i *)state, words);
    return;
  }
  int16_t some[8];
  _mm_storeu_si128((__m128i *)some, words);
  for (int32_t i = 0; i < count; i++) state[i] = some[i];
}

/// Lanes behind the last unit compute with what stands there; all gates of a unit are read before h is written.
ANOMALY_AVX2 static inline void anomaly_lstm_avx2(
    int32_t *gates, int16_t *state, const int16_t *sigmoid, const int16_t *tanh, int32_t count, int32_t shift) {
  const __m256i half = _mm256_set1_epi32(16384);
  const __m128i scale = _mm_cvtsi32_si128(shift), less = _mm_cvtsi32_si128(2 + shift);
  for (int32_t i = 0; i < count; i += 8) {
    __m256i gate[4];
    ANOMALY_ROLLED for (int k = 0; k < 4; k++) {
      gate[k] = anomaly_curve_avx2(anomaly_eight_avx2(gates + k * count + i), k == 2 ? tanh : sigmoid);
    }
    const __m256i kept = _mm256_mullo_epi32(gate[1], anomaly_load_state_avx2(state + i, count - i));
    const __m256i added = _mm256_sra_epi32(_mm256_mullo_epi32(gate[0], gate[2]), less);
    const __m256i sum = _mm256_add_epi32(_mm256_add_epi32(kept, added), half);
    const __m256i c = anomaly_clamp_avx2(_mm256_srai_epi32(sum, 15), -32768, 32767);
    anomaly_store_state_avx2(state + i, c, count - i);
    const __m256i squashed = anomaly_curve_avx2(_mm256_sll_epi32(c, scale), tanh);
    const __m256i h = _mm256_srai_epi32(_mm256_add_epi32(_mm256_mullo_epi32(gate[3], squashed), half), 15);
    _mm256_storeu_si256((__m256i *)(gates + i), h);
  }
}

ANOMALY_AVX2 static inline void anomaly_hidden_avx2(
    int8_t *low, int8_t *high, const int32_t *values, int32_t count, int32_t factor) {
  for (int32_t i = 0; i < count; i += 8) {
    const __m256i product = _mm256_mullo_epi32(anomaly_eight_avx2(values + i), _mm256_set1_epi32(factor));
    const __m256i rounded = _mm256_srai_epi32(_mm256_add_epi32(product, _mm256_set1_epi32(2048)), 12);
    anomaly_store_planes_avx2(low + i, high + i, anomaly_clamp_avx2(rounded, -32768, 32639));
  }
}

/// The curve at a place, one copy for all gates.
__attribute__((noinline)) static int32_t anomaly_gate_plain(int32_t value, const int16_t *table) {
  return anomaly_curve(value, table);
}

/// The gates i, f, g and o of an LSTM, `count` units each, one gate behind the other with room for 8 numbers behind the
/// last, through their curves; then c = f * c + i * g in `state`, and h = o * tanh(c), which takes the place of gate i
/// and of as much behind it as fills 8 numbers. h and gates in units of 2^-15, c in units of 2^(shift - 15),
/// shift in 0...15.
ANOMALY_ONCE static void anomaly_lstm(
    int32_t tier, int32_t *gates, int16_t *state, const int16_t *sigmoid, const int16_t *tanh, int32_t count,
    int32_t shift) {
  if (anomaly_has_avx2(tier)) {
    anomaly_lstm_avx2(gates, state, sigmoid, tanh, count, shift);
    return;
  }
  const int32_t *f = gates + count, *g = f + count, *o = g + count;
  ANOMALY_ROLLED for (int32_t i = 0; i < count; i++) {
    const int32_t new = anomaly_gate_plain(gates[i], sigmoid) * anomaly_gate_plain(g[i], tanh) >> (2 + shift);
    const int32_t sum = anomaly_gate_plain(f[i], sigmoid) * state[i] + new + 16384;
    const int32_t c = anomaly_clamp(sum >> 15, -32768, 32767);
    state[i] = (int16_t)c;
    const int32_t squashed = anomaly_gate_plain((int32_t)((uint32_t)c << shift), tanh);
    gates[i] = (anomaly_gate_plain(o[i], sigmoid) * squashed + 16384) >> 15;
  }
}

/// (values[i] * factor + 2048) / 4096 rounded down, in [-32768, 32639], as two planes; where `high` is `low` the high
/// bytes stay. Any count >= 0.
ANOMALY_ONCE static void anomaly_hidden(
    int32_t tier, int8_t *low, int8_t *high, const int32_t *values, int32_t count, int32_t factor) {
  int32_t i = anomaly_in_vectors(tier, count);
  if (i) anomaly_hidden_avx2(low, high, values, i, factor);
  ANOMALY_ROLLED for (; i < count; i++) {
    const int32_t product = (int32_t)((uint32_t)values[i] * (uint32_t)factor + 2048);
    const int32_t fine = anomaly_clamp(product >> 12, -32768, 32639);
    low[i] = (int8_t)fine;
    high[i] = (int8_t)((fine + 128) >> 8);
  }
}

#pragma clang assume_nonnull end
#endif
#endif
