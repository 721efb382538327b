/// A recurrent step in integers: x86-64. `gates.h` holds the elementwise part for the other processors.
#ifndef ANOMALY_KERNELS_CELL_H
#define ANOMALY_KERNELS_CELL_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2_vectors.h"
#include "dense.h"
#include "elementwise.h"
#include "kernels.h"
#include "plain.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

/// c = f * c + i * g in `state`, and in the place of i.
ANOMALY_AVX2 static inline void anomaly_update_state_avx2(
    int32_t *i, const int32_t *f, const int32_t *g, int16_t *state, int32_t count, int32_t shift) {
  const __m256i half = _mm256_set1_epi32(16384);
  const __m128i scale = _mm_cvtsi32_si128(shift), less = _mm_cvtsi32_si128(2 + shift);
  for (int32_t k = 0; k < count; k += 8) {
    const __m256i before = _mm256_cvtepi16_epi32(_mm_loadu_si128((const __m128i *)(state + k)));
    const __m256i kept = _mm256_mullo_epi32(anomaly_eight_avx2(f + k), before);
    const __m256i new = _mm256_mullo_epi32(anomaly_eight_avx2(i + k), anomaly_eight_avx2(g + k));
    const __m256i sum = _mm256_add_epi32(_mm256_add_epi32(kept, _mm256_sra_epi32(new, less)), half);
    const __m256i c = anomaly_clamp_avx2(_mm256_srai_epi32(sum, 15), -32768, 32767);
    const __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(c), _mm256_extracti128_si256(c, 1));
    _mm_storeu_si128((__m128i *)(state + k), words);
    _mm256_storeu_si256((__m256i *)(i + k), _mm256_sll_epi32(c, scale));
  }
}

/// out = o * c, in the place of c.
ANOMALY_AVX2 static inline void anomaly_put_out_avx2(int32_t *c, const int32_t *o, int32_t count) {
  for (int32_t k = 0; k < count; k += 8) {
    const __m256i product = _mm256_mullo_epi32(anomaly_eight_avx2(o + k), anomaly_eight_avx2(c + k));
    const __m256i h = _mm256_srai_epi32(_mm256_add_epi32(product, _mm256_set1_epi32(16384)), 15);
    _mm256_storeu_si256((__m256i *)(c + k), h);
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

/// The gates i, f, g and o of an LSTM, `count` units each, one gate behind the other, through their curves; then
/// c = f * c + i * g in `state`, and h = o * tanh(c), which takes the place of gate i. h and gates in units of 2^-15,
/// c in units of 2^(shift - 15), shift in 0...13.
ANOMALY_ONCE static void anomaly_lstm(
    int32_t tier, int32_t *gates, int16_t *state, const int16_t *sigmoid, const int16_t *tanh, int32_t count,
    int32_t shift) {
  int32_t *i = gates, *f = i + count, *g = f + count, *o = g + count;
  const int32_t some = anomaly_in_vectors(tier, count);
  anomaly_curves(tier, i, sigmoid, 2 * count);
  anomaly_curves(tier, g, tanh, count);
  anomaly_curves(tier, o, sigmoid, count);
  if (some) anomaly_update_state_avx2(i, f, g, state, some, shift);
  ANOMALY_ROLLED for (int32_t k = some; k < count; k++) {
    i[k] = anomaly_lstm_unit(i[k], f[k], g[k], state + k, shift);
  }
  anomaly_curves(tier, i, tanh, count);
  if (some) anomaly_put_out_avx2(i, o, some);
  ANOMALY_ROLLED for (int32_t k = some; k < count; k++) i[k] = anomaly_gated(o[k], i[k]);
}

/// (values[i] * factor + 2048) / 4096 rounded down, in [-32768, 32639], as two planes; where `high` is `low` the high
/// bytes stay. Any count >= 0.
ANOMALY_ONCE static void anomaly_hidden(
    int32_t tier, int8_t *low, int8_t *high, const int32_t *values, int32_t count, int32_t factor) {
  int32_t i = anomaly_in_vectors(tier, count);
  if (i) anomaly_hidden_avx2(low, high, values, i, factor);
  ANOMALY_ROLLED for (; i < count; i++) {
    const int32_t fine = anomaly_hidden_value(values[i], factor);
    low[i] = (int8_t)fine;
    high[i] = (int8_t)((fine + 128) >> 8);
  }
}

/// An LSTM of int8 weights, whose rows stand as `RecurrentLayout` says.
typedef struct {
  anomaly_matrix input, recurrent;
  const int32_t *bias, *input_multipliers, *recurrent_multipliers;
  const int16_t *sigmoid, *tanh;
  int16_t *state;
  int32_t input_preshift, recurrent_preshift;
  /// As `anomaly_lstm` and `anomaly_hidden` take them.
  int32_t shift, factor;
} anomaly_lstm_layer;

/// One step: the hidden values `h` become those at `low` and `high`, in units of the output's step / 256.
ANOMALY_ONCE static void anomaly_lstm_step(
    int32_t tier, const anomaly_lstm_layer *layer, const int8_t *x, const int8_t *_Nullable x_high, const int8_t *h,
    const int8_t *_Nullable h_high, int8_t *low, int8_t *high) {
  const int32_t units = layer->recurrent.columns;
  const anomaly_input from_x = anomaly_take(tier, x, x_high, layer->input.columns);
  const anomaly_input from_h = anomaly_take(tier, h, h_high, units);
  const int32_t zeros[64] = {0};
  int32_t a[64], b[64];
  for (int32_t unit = 0; unit < units; unit += 16) {
    const int32_t count = anomaly_lesser(units - unit, 16), row = 4 * unit, rows = 4 * count;
    anomaly_multiply(tier, a, zeros, &layer->input, row, rows, &from_x);
    anomaly_multiply(tier, b, zeros, &layer->recurrent, row, rows, &from_h);
    anomaly_scale_sum(
        tier, a, b, layer->bias + row, layer->input_multipliers + row, layer->recurrent_multipliers + row, rows,
        layer->input_preshift, layer->recurrent_preshift);
    anomaly_lstm(tier, a, layer->state + unit, layer->sigmoid, layer->tanh, count, layer->shift);
    anomaly_hidden(tier, low + unit, high + unit, a, count, layer->factor);
  }
}

#pragma clang assume_nonnull end
#endif
#endif
