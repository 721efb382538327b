/// Where x86-64 has kernels of its own: leftover columns and the elementwise part of a recurrent cell (units of 2^-15).
#ifndef ANOMALY_KERNELS_GATES_H
#define ANOMALY_KERNELS_GATES_H
#if !defined(__x86_64__)

#include <stdint.h>

#include "mve_cell.h"
#include "plain.h"

#pragma clang assume_nonnull begin

/// The columns, 1 to 3 of them, behind whole groups of 4: see `anomaly_dot_rest_plain`.
ANOMALY_SHARED static void anomaly_dot_rest(
    int32_t tier, int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *_Nullable high, int32_t rows,
    int32_t rest) {
  (void)tier;
#if defined(__ARM_FEATURE_MVE)
  anomaly_dot_rest_mve(acc, weights, low, high, rows, rest);
#else
  anomaly_dot_rest_plain(acc, weights, low, high, rows, rest);
#endif
}

/// The gates of an LSTM behind their curves, `count` of each in `a`: input, forget and candidate.
/// state = forget * state + input * candidate, its units 2^(shift - 15); in front of `a` comes the state in units of
/// 2^-15. shift in 0...13.
static inline void anomaly_lstm_state(int32_t *a, int16_t *state, int32_t count, int32_t shift) {
#if defined(__ARM_FEATURE_MVE)
  anomaly_lstm_state_mve(a, state, count, shift);
#else
  const int32_t *forget = a + count, *candidate = forget + count;
  for (int32_t i = 0; i < count; i++) a[i] = anomaly_lstm_unit(a[i], forget[i], candidate[i], state + i, shift);
#endif
}

/// a = gate * a, halves rounded up; |products| < 2^31 - 2^14.
static inline void anomaly_gate(int32_t *a, const int32_t *gate, int32_t count) {
#if defined(__ARM_FEATURE_MVE)
  anomaly_gate_mve(a, gate, count);
#else
  for (int32_t i = 0; i < count; i++) a[i] = anomaly_gated(gate[i], a[i]);
#endif
}

/// Hidden values times factor / 4096 as low and high bytes, value = low + 256 * high; where `high` is `low`, high bytes
/// stay.
static inline void anomaly_hidden(
    int32_t tier, int8_t *low, int8_t *high, const int32_t *values, int32_t count, int32_t factor) {
  (void)tier;
#if defined(__ARM_FEATURE_MVE)
  anomaly_hidden_mve(low, high, values, count, factor);
#else
  for (int32_t i = 0; i < count; i++) {
    const int32_t fine = anomaly_hidden_value(values[i], factor);
    low[i] = (int8_t)fine;
    high[i] = (int8_t)((fine + 128) >> 8);
  }
#endif
}

#pragma clang assume_nonnull end
#endif
#endif
