/// Cases of the kernels that stand alone where x86-64 has whole layers; each returns the name of the kernel that
/// differs from its definition, or null. Part of `kernels_test.c`, whose numbers it draws.
#ifndef KERNEL_TESTS_PARTS_TEST_H
#define KERNEL_TESTS_PARTS_TEST_H

#include "vectors_definition.h"

enum { most_bytes = 2 * most_count };

static int bytes_differ(const int8_t *a, const int8_t *b) { return memcmp(a, b, most_bytes) != 0; }

static const char *leftover_differs(int32_t tier, int32_t count, int pattern) {
  int8_t low[most_count + 4], high[most_count + 4];
  int32_t want[most_count + 1], got[most_count + 1];
  const int32_t rest = 1 + (int32_t)(next_bits() % 3), columns = count & ~3;
  const int8_t *upper = next_bits() & 1 ? high : 0;
  int8_t *odd = weights + 1;  // needs no alignment
  for (int32_t i = 0; i < rest * count; i++) odd[i] = next_int8(pattern, -127, 127);
  for (int32_t i = 0; i < count + 4; i++) {
    low[i] = next_int8(pattern, -128, 127), high[i] = next_int8(pattern, -128, 126);
  }
  for (int32_t i = 0; i <= count; i++) want[i] = got[i] = next_int32(pattern, INT32_MIN, INT32_MAX);
  define_dot_rest(want, odd, low, upper, count, rest);
  if (count > 0) anomaly_dot_rest(tier, got, odd, low, upper, count, rest);
  if (memcmp(want, got, sizeof *want * (size_t)(count + 1)) != 0) return "dot_rest";
  for (int32_t i = 0; i < rest * columns; i++) weights[i] = next_int8(pattern, -127, 127);
  for (int32_t i = 0; i <= 3; i++) want[i] = got[i] = next_int32(pattern, INT32_MIN, INT32_MAX);
  define_dot_last(want, weights, low, upper, rest, columns);
  anomaly_dot_last_plain(got, weights, low, upper, rest, columns);
  return memcmp(want, got, sizeof *want * 4) != 0 ? "dot_last" : 0;
}

static const char *scale_differs(int32_t count, int pattern) {
  for (int32_t i = 0; i < count; i++) {
    const int32_t a = next_int32(pattern, INT32_MIN, INT32_MAX), n = next_int32(pattern, INT32_MIN, INT32_MAX);
    const int32_t preshift = 1 + (int32_t)(next_bits() % 30);
    if (anomaly_scale(a, n, preshift) != (int32_t)define_scale(a, n, preshift)) return "scale";
  }
  return 0;
}

static const char *lstm_differs(int32_t tier, int32_t units, int pattern) {
  int32_t want[4 * most_count], got[4 * most_count];
  int16_t states[2][most_count + 1], sigmoid[257], tanh[257];
  int8_t planned[most_bytes] = {0}, made[most_bytes] = {0};
  const int32_t shift = (int32_t)(next_bits() % 14), factor = next_int32(pattern, 1, 65535);
  for (int32_t i = 0; i < 4 * units; i++) want[i] = got[i] = next_int32(pattern, -40000, 40000);
  for (int32_t i = 0; i <= units; i++) states[0][i] = states[1][i] = (int16_t)next_int32(pattern, -32768, 32767);
  for (int32_t i = 0; i < 257; i++) {
    sigmoid[i] = (int16_t)next_int32(pattern, -32768, 32767), tanh[i] = (int16_t)next_int32(pattern, -32768, 32767);
  }
  define_lstm(want, states[0], sigmoid, tanh, units, shift);
  anomaly_curves(tier, got, sigmoid, 2 * units);
  anomaly_curves(tier, got + 2 * units, tanh, units);
  anomaly_curves(tier, got + 3 * units, sigmoid, units);
  anomaly_lstm_state(got, states[1], units, shift);
  if (memcmp(states[0], states[1], sizeof *states[0] * (size_t)(units + 1)) != 0) return "lstm_state";
  anomaly_curves(tier, got, tanh, units);
  anomaly_gate(got, got + 3 * units, units);
  if (memcmp(want, got, sizeof *want * (size_t)units) != 0) return "gate";

  const int32_t apart = next_bits() & 1 ? most_count : 0;
  for (int32_t i = 0; i < units; i++) {
    const int64_t product = define_wrapped((int64_t)got[i] * factor + 2048);
    define_planes(planned, planned + apart, i, define_clamp(define_floor(product, 12), -32768, 32639));
  }
  anomaly_hidden(tier, made, made + apart, got, units, factor);
  return bytes_differ(planned, made) ? "hidden" : 0;
}

static const char *key_weights_differ(int32_t count, int pattern) {
  int32_t sums[most_count];
  int16_t powers[256];
  int8_t want[most_bytes] = {0}, got[most_bytes] = {0};
  const int32_t limit = INT32_MAX >> (1 + next_bits() % 30);
  const int32_t preshift = 1 + (int32_t)(next_bits() % 8), multiplier = next_int32(pattern, 0, INT32_MAX);
  for (int32_t i = 0; i < count; i++) sums[i] = next_int32(pattern, -limit, limit) >> preshift;
  for (int32_t i = 0; i < 256; i++) powers[i] = (int16_t)next_int32(pattern, 8192, 16384);
  const uint32_t sum = define_key_weights(want, want + most_count, sums, powers, count, multiplier, preshift);
  const uint32_t made = anomaly_weigh_keys(got, got + most_count, sums, powers, count, multiplier, preshift);
  if (made != sum) return "sum of weights";
  return bytes_differ(want, got) ? "weigh_keys" : 0;
}

/// Everything at one size.
static const char *parts_differ(int32_t tier, int32_t count, int pattern) {
  const char *name = leftover_differs(tier, count, pattern);
  if (!name) name = scale_differs(count, pattern);
  if (!name && count > 0) name = lstm_differs(tier, count, pattern);
  if (!name && count > 0) name = key_weights_differ(count, pattern);
  return name;
}

#endif
