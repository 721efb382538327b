/// Cases of the kernels that x86-64 has beyond the other targets; each returns the name of the kernel that differs from
/// its definition, or null. Part of `kernels_test.c`, whose numbers it draws.
#ifndef KERNEL_TESTS_VECTORS_TEST_H
#define KERNEL_TESTS_VECTORS_TEST_H

#include "vectors_definition.h"

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

static const char *lstm_differs(int32_t tier, int32_t units, int pattern) {
  int32_t want[4 * most_count + 1], got[4 * most_count + 1];
  int16_t states[2][most_count + 1], sigmoid[257], tanh[257];
  planes planned = {{0}, {0}}, made = {{0}, {0}};
  const int32_t shift = (int32_t)(next_bits() % 16), factor = next_int32(pattern, -65536, 65536);
  for (int32_t i = 0; i <= 4 * units; i++) want[i] = got[i] = next_int32(pattern, -40000, 40000);
  for (int32_t i = 0; i <= units; i++) states[0][i] = states[1][i] = (int16_t)next_int32(pattern, -32768, 32767);
  for (int32_t i = 0; i < 257; i++) {
    sigmoid[i] = (int16_t)next_int32(pattern, -32768, 32767), tanh[i] = (int16_t)next_int32(pattern, -32768, 32767);
  }
  define_lstm(want, states[0], sigmoid, tanh, units, shift);
  anomaly_lstm(tier, got, states[1], sigmoid, tanh, units, shift);
  if (memcmp(want, got, sizeof *want * (size_t)units) != 0) return "lstm";
  if (want[4 * units] != got[4 * units]) return "lstm";
  if (memcmp(states[0], states[1], sizeof *states[0] * (size_t)(units + 1)) != 0) return "lstm state";

  int8_t *high = next_bits() & 1 ? planned.high : planned.low;
  for (int32_t i = 0; i < units; i++) {
    const int64_t product = define_wrapped((int64_t)got[i] * factor + 2048);
    define_planes(planned.low, high, i, define_clamp(define_floor(product, 12), -32768, 32639));
  }
  anomaly_hidden(tier, made.low, high == planned.low ? made.low : made.high, got, units, factor);
  return memcmp(&planned, &made, sizeof made) != 0 ? "hidden" : 0;
}

enum { most_positions = 3 };

static const char *norm_differs(int32_t tier, int32_t count, int pattern) {
  static int8_t low[2][most_positions * most_count + 1], high[2][most_positions * most_count + 1];
  static int16_t words[2][most_positions * most_count + 1];
  static int8_t made_low[most_positions * most_count + 1], made_high[most_positions * most_count + 1];
  int16_t made_words[most_positions * most_count + 1], want[most_count];
  int32_t scale[most_count + 1], shift[most_count + 1], row[most_count + 1];
  const int32_t positions = 1 + (int32_t)(next_bits() % most_positions), all = positions * count;
  draw_twice(scale, shift, count, pattern);
  anomaly_term terms[2];
  for (int k = 0; k < 2; k++) {
    const uint32_t kind = next_bits() % 3;
    draw_planes(low[k], high[k], all, pattern);
    for (int32_t i = 0; i < all; i++) words[k][i] = (int16_t)next_int32(pattern, -32768, 32767);
    const anomaly_term term = {
      low[k], kind == 1 ? high[k] : 0, kind == 2 ? words[k] : 0, next_int32(pattern, -128, 127),
      next_multiplier(pattern), next_preshift()};
    terms[k] = term;
  }
  // 16 bits, two planes, or the high plane alone; what stands behind the last stays.
  const uint32_t kind = next_bits() % 3;
  made_words[all] = 1, made_low[all] = made_high[all] = 1, row[count] = 1;
  const anomaly_norm norm = {
    terms[0], terms[1], 1 + (int32_t)(next_bits() & 1), count, positions, next_bits(), scale, shift,
    made_low, kind == 1 ? made_high : made_low, kind == 0 ? made_words : 0, row};
  anomaly_normalise(tier, &norm);
  for (int32_t start = 0; start < all; start += count) {
    define_norm(&norm, start, want);
    for (int32_t i = 0; i < count; i++) {
      int8_t planes[2];
      define_planes(&planes[0], &planes[1], 0, want[i]);
      if (kind == 0 && made_words[start + i] != want[i]) return "normalise";
      if (kind == 1 && (made_low[start + i] != planes[0] || made_high[start + i] != planes[1])) return "normalise";
      if (kind == 2 && made_low[start + i] != planes[1]) return "normalise";
    }
  }
  return made_words[all] != 1 || made_low[all] != 1 || made_high[all] != 1 || row[count] != 1 ? "normalise" : 0;
}

static const char *attention_differs(int32_t tier, int32_t keys, int pattern) {
  enum { most_width = 40, most_queries = 5 };
  static int8_t rows[2 * most_count * (most_width + 20)];
  static _Alignas(4) int8_t scratch[2 * most_count * most_width + 8 * most_count + 1];
  int8_t queries[most_queries * most_width], out[most_queries * most_width + 1], want[most_width];
  int32_t multipliers[most_width];
  // The first stands before the powers, where it can be read.
  int16_t powers[257];
  // Half of them widths that fill vectors.
  const int32_t any = 1 + (int32_t)(next_bits() % most_width), width = next_bits() & 1 ? (any + 7) / 8 * 8 : any;
  const int32_t stride = width + (int32_t)(next_bits() % 20), count = 1 + (int32_t)(next_bits() % most_queries);
  const int32_t tall = (keys + 3) / 4 * 4, wide = (width + 3) / 4 * 4;
  const int32_t room = 2 * tall * wide + 4 * (tall > wide ? tall : wide) + 2 * tall + wide;
  // The last row ends where the array ends: nothing behind it is read.
  int8_t *values = rows + sizeof rows - (keys - 1) * stride - width, *first = values - keys * stride;
  for (int8_t *byte = first; byte < rows + sizeof rows; byte++) *byte = next_int8(pattern, -128, 127);
  for (int32_t i = 0; i < count * width; i++) queries[i] = next_int8(pattern, -128, 127);
  for (int32_t i = 0; i < 257; i++) powers[i] = (int16_t)next_int32(pattern, 0, 1 << 14);
  powers[1] = 1 << 14;
  for (int32_t i = 0; i < width; i++) multipliers[i] = next_multiplier(pattern);
  out[count * width] = 0x55, scratch[room] = 0x55;
  const anomaly_head head = {
    .queries = queries, .keys = first, .values = values, .out = out, .query_row = width, .key_row = stride,
    .out_row = width, .query_count = count, .key_count = keys, .width = width, .causal = (int32_t)(next_bits() & 1),
    .powers = powers + 1, .multiplier = next_multiplier(pattern), .preshift = next_preshift(),
    .multipliers = multipliers, .out_preshift = next_preshift(), .zero = next_int8(pattern, -128, 127),
    .scratch = scratch};
  anomaly_attend(tier, &head);
  for (int32_t row = 0; row < count; row++) {
    define_attention(&head, row, head.causal && row + 1 < keys ? row + 1 : keys, want);
    if (memcmp(want, out + row * width, (size_t)width) != 0) return "attend";
  }
  return out[count * width] != 0x55 || scratch[room] != 0x55 ? "attend" : 0;
}

static const char *dense_differs(int32_t tier, int32_t rows, int pattern) {
  enum { most_inputs = 80 };
  static _Alignas(8) int8_t out[4 * most_positions * most_count + 1];
  static int8_t low[most_positions * (most_inputs + 8)], high[most_positions * (most_inputs + 8)];
  int32_t bias[most_positions * most_count], multipliers[most_count];
  const int32_t columns = 1 + (int32_t)(next_bits() % most_inputs), step = columns + (int32_t)(next_bits() % 8);
  const int32_t positions = 1 + (int32_t)(next_bits() % most_positions), bytes = 1 << next_bits() % 3;
  const int8_t *upper = next_bits() & 1 ? high : 0;
  // The weights end where the array ends: nothing behind them is read.
  int8_t *matrix = weights + sizeof weights - rows * columns;
  for (int32_t i = 0; i < rows * columns; i++) matrix[i] = next_int8(pattern, -127, 127);
  for (int32_t i = 0; i < rows; i++) multipliers[i] = next_multiplier(pattern);
  for (int32_t i = 0; i < positions * rows; i++) bias[i] = next_int32(pattern, INT32_MIN, INT32_MAX);
  draw_planes(low, high, positions * step, pattern);
  int16_t curve[257];
  for (int32_t i = 0; i < 257; i++) curve[i] = (int16_t)next_int32(pattern, -32768, 32767);
  const anomaly_dense_layer layer = {
    .matrix = {matrix, rows, columns}, .bias = bias, .multipliers = multipliers,
    .curve = next_bits() % 4 == 0 ? curve : 0, .bias_step = next_bits() & 1 ? rows : 0, .step = step, .bytes = bytes, .preshift = next_preshift(),
    .zero = next_int8(pattern, -128, 127), .least = bytes == 1 ? next_int8(pattern, -128, 127) : -32768};
  out[bytes * positions * rows] = 0x55;
  anomaly_dense(tier, &layer, out, low, upper, positions);
  for (int32_t position = 0; position < positions; position++) {
    anomaly_dense_layer moved = layer;
    moved.bias += position * layer.bias_step;
    for (int32_t row = 0; row < rows; row++) {
      const int32_t place = position * rows + row;
      const int64_t y = define_dense(&moved, low + position * step, upper ? upper + position * step : 0, row);
      const int64_t step_256 = define_floor(y + 128, 8);
      const int64_t narrow = define_clamp(layer.curve ? step_256 : layer.zero + y, layer.least, 127);
      if (bytes == 1 && out[place] != narrow) return "dense";
      if (bytes == 2 && ((int16_t *)out)[place] != define_clamp(y, layer.least, 32767)) return "dense";
      if (bytes == 4 && ((int32_t *)out)[place] != y) return "dense";
    }
  }
  return out[bytes * positions * rows] != 0x55 ? "dense" : 0;
}

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
