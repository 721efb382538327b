/// Cases of the kernels that x86-64 has beyond the other targets; each returns the name of the kernel that differs from
/// its definition, or null. Part of `kernels_test.c`, whose numbers it draws.
#ifndef KERNEL_TESTS_VECTORS_TEST_H
#define KERNEL_TESTS_VECTORS_TEST_H

#include "layers_definition.h"

static int32_t next_preshift(void) { return 1 + (int32_t)(next_bits() % 30); }

static int32_t next_multiplier(int pattern) {
  const int32_t multiplier = next_int32(pattern, 0, INT32_MAX);
  return next_bits() & 1 ? multiplier : multiplier >> next_bits() % 31;
}

/// Numbers of 16 bits as planes.
static void draw_planes(int8_t *low, int8_t *high, int32_t count, int pattern) {
  for (int32_t i = 0; i < count; i++) define_planes(low, high, i, next_int32(pattern, -32768, 32639));
}

/// Numbers of any size, or of one that a shift leaves inside 32 bits; one more than `count`, which nobody may write.
static void draw_twice(int32_t *a, int32_t *b, int32_t count, int pattern) {
  const int32_t limit = INT32_MAX >> next_bits() % 24;
  for (int32_t i = 0; i <= count; i++) a[i] = b[i] = next_int32(pattern, -limit - 1, limit);
}

static int words_differ(const int32_t *a, const int32_t *b, int32_t count) {
  return memcmp(a, b, sizeof *a * (size_t)(count + 1)) != 0;
}

static const char *leftover_differs(int32_t tier, int32_t count, int pattern) {
  static _Alignas(4) int8_t low[most_columns], high[most_columns];
  int32_t want[most_count + 1], got[most_count + 1];
  const int32_t rest = 1 + (int32_t)(next_bits() % 3), columns = count & ~3;
  const int8_t *upper = next_bits() & 1 ? high : 0;
  // The weights end where the array ends: nothing behind them is read.
  int8_t *last = weights + sizeof weights - rest * count, *block = weights + sizeof weights - rest * columns;
  for (int32_t i = 0; i < rest * count; i++) last[i] = next_int8(pattern, -127, 127);
  draw_planes(low, high, count + 4, pattern);
  draw_twice(want, got, count, pattern);
  define_dot_rest(want, last, low, upper, count, rest);
  anomaly_dot_rest(tier, got, last, low, upper, count, rest);
  if (words_differ(want, got, count)) return "dot_rest";
  draw_twice(want, got, rest, pattern);
  define_dot_last(want, block, low, upper, rest, columns);
  anomaly_dot_last(tier, got, block, low, upper, rest, columns);
  return words_differ(want, got, rest) ? "dot_last" : 0;
}

static const char *elementwise_differs(int32_t tier, int32_t count, int pattern) {
  int32_t want[most_count + 1], got[most_count + 1], m[most_count + 1], target[most_count + 1];
  int8_t bytes[most_count + 1] = {0}, low[most_count + 1], high[most_count + 1];
  int16_t words[most_count + 1];
  const int32_t s = next_preshift(), step = (int32_t)(next_bits() & 1);
  for (int32_t i = 0; i <= count; i++) m[i] = next_multiplier(pattern);
  draw_twice(want, got, count, pattern);
  for (int32_t i = 0; i < count; i++) want[i] = (int32_t)define_scale(want[i], m[i * step], s);
  anomaly_scale_each(tier, got, got, m, step, count, s);
  if (words_differ(want, got, count)) return "scale_each";

  draw_twice(want, got, count, pattern);
  const int32_t least = next_int8(pattern, -128, 127), offset = next_int32(pattern, INT32_MIN, INT32_MAX);
  anomaly_narrow(tier, bytes, got, count, least);
  uint64_t sum = 0;
  for (int32_t i = 0; i < count; i++) {
    const int64_t narrowed = define_floor(define_wrapped((int64_t)want[i] + 128), 8);
    if (bytes[i] != define_clamp(narrowed, least, 127)) return "narrow";
    target[i] = next_int32(pattern, -(1 << 21), 1 << 21);
    const int64_t y = define_clamp(define_wrapped((int64_t)want[i] + offset), -(1 << 22), 1 << 22);
    sum += (uint64_t)((target[i] - y) * (target[i] - y));
  }
  if (bytes[count] != 0) return "narrow";
  const int32_t bottom = next_bits() & 1 ? 0 : -32768;
  words[count] = 1;
  anomaly_saturate(words, got, count, bottom);
  for (int32_t i = 0; i < count; i++) {
    if (words[i] != define_clamp(got[i], bottom, 32767)) return "saturate";
  }
  if (words[count] != 1) return "saturate";
  if (anomaly_differences(tier, got, target, count, offset) != sum) return "differences";

  const uint32_t kind = next_bits() % 3;
  const int32_t zero = next_int32(pattern, -32768, 32767);
  draw_planes(low, high, count, pattern);
  for (int32_t i = 0; i < count; i++) {
    words[i] = (int16_t)next_int32(pattern, -32768, 32767);
  }
  const anomaly_term term = {low, kind == 1 ? high : 0, kind == 2 ? words : 0, zero, m[0], s};
  for (int32_t i = 0; i < count; i++) want[i] = define_wrapped(want[i] + define_term(&term, i));
  anomaly_add_scaled(tier, got, &term, count);
  return words_differ(want, got, count) ? "add_scaled" : 0;
}

/// Two planes and what stands behind them.
typedef struct {
  int8_t low[most_count + 1], high[most_count + 1];
} planes;

static const char *softmax_differs(int32_t tier, int32_t count, int pattern) {
  int32_t values[most_count + 1], copy[most_count + 1];
  planes want = {{0}, {0}}, got = {{0}, {0}};
  const uint32_t inverses[] = {UINT32_C(1) << 31, 0, next_bits() >> 1, next_bits() >> 12};
  const uint32_t inverse = inverses[next_bits() % 4];
  const int32_t m = next_multiplier(pattern), s = next_preshift();
  const int32_t shrink = next_bits() & 1 ? 0 : (int32_t)(next_bits() % 16385) >> next_bits() % 14;
  draw_twice(values, copy, count, pattern);
  define_softmax(want.low, want.high, values, count, inverse, m, s, shrink);
  anomaly_softmax(tier, got.low, got.high, copy, count, inverse, m, s, shrink);
  return memcmp(&want, &got, sizeof want) != 0 || words_differ(values, copy, count) ? "softmax" : 0;
}

static const char *root_differs(void) {
  const uint64_t root = next_bits() >> next_bits() % 32;
  const uint64_t square = root * root, any = ((uint64_t)next_bits() << 32 | next_bits()) >> next_bits() % 64;
  if (anomaly_square_root(square) != root || (root > 0 && anomaly_square_root(square - 1) != root - 1)) return "root";
  const uint64_t whole = anomaly_square_root(any);
  if (whole > UINT32_MAX || whole * whole > any || anomaly_square_root(UINT64_MAX) != UINT32_MAX) return "root";
  return whole < UINT32_MAX && (whole + 1) * (whole + 1) <= any ? "root" : 0;
}

static const char *readings_differ(int32_t tier, int32_t count) {
  static anomaly_column columns[most_count + 1];
  float readings[most_count + 1];
  int32_t want[most_count + 1] = {0}, got[most_count + 1] = {0};
  const float limit = next_bits() & 1 ? 0x1p21f : 0x1p20f;
  anomaly_reading_form form = {0, (int32_t)next_bits(), (int32_t)(next_bits() & 1)};
  memcpy(&form.limit, &limit, 4);
  for (int32_t i = 0; i <= count; i++) {
    columns[i].center = next_bits() & 1 ? next_float() : 0;
    columns[i].gain = next_bits() & 1 ? next_float() : 0.5f;
    // Any bits; and halves, which are rounded to even.
    const uint32_t bits = next_bits();
    memcpy(&readings[i], &bits, 4);
    if (next_bits() & 1) readings[i] = (float)(next_int32(extreme_none, -1000, 1000));
  }
  const int32_t step = (int32_t)(next_bits() & 1);
  define_scale_readings(want, readings, columns, step, count, form);
  anomaly_scale_readings(tier, got, readings, columns, step, count, form);
  if (words_differ(want, got, count)) return "scale_readings";

  const int32_t shift = 1 + (int32_t)(next_bits() % 14), zero = next_int8(extreme_some, -128, 127);
  int8_t bytes[most_count + 1];
  bytes[count] = 0x55;
  for (int32_t i = 0; i < count; i++) got[i] = next_int32(extreme_some, -(1 << 21), 1 << 21);
  const int32_t none = next_bits() & 1 ? (int32_t)(next_bits() % most_count) : count;
  if (none < count) got[none] = INT32_MIN;
  const int is_missing = anomaly_quantise(bytes, got, count, shift, zero);
  for (int32_t i = 0; i < count; i++) {
    const int64_t q = define_floor(got[i] + (INT64_C(1) << (shift - 1)), shift) + zero;
    if (i != none && bytes[i] != define_clamp(q, -128, 127)) return "quantise";
  }
  return (is_missing != 0) != (none < count) || bytes[count] != 0x55 ? "quantise" : 0;
}

#include "layers_test.h"

/// Everything at one size.
static const char *vectors_differ(int32_t tier, int32_t count, int pattern) {
  const char *name = leftover_differs(tier, count, pattern);
  if (!name) name = elementwise_differs(tier, count, pattern);
  if (!name) name = readings_differ(tier, count);
  if (!name) name = root_differs();
  if (!name && count > 0) name = lstm_differs(tier, count, pattern);
  if (!name && count > 0) name = softmax_differs(tier, count, pattern);
  if (!name && count > 0) name = norm_differs(tier, count, pattern);
  if (!name && count > 0) name = attention_differs(tier, count, pattern);
  if (!name && count > 0) name = dense_differs(tier, count, pattern);
  return name;
}

#endif
