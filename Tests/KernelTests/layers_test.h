/// Cases of the layers that x86-64 computes in one call. Part of `vectors_test.h`.
#ifndef KERNEL_TESTS_LAYERS_TEST_H
#define KERNEL_TESTS_LAYERS_TEST_H

static const char *lstm_differs(int32_t tier, int32_t units, int pattern) {
  int32_t want[4 * most_count + 1], got[4 * most_count + 1];
  int16_t states[2][most_count + 1], sigmoid[257], tanh[257];
  planes planned = {{0}, {0}}, made = {{0}, {0}};
  const int32_t shift = (int32_t)(next_bits() % 14), factor = next_int32(pattern, -65536, 65536);
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
  static _Alignas(8) int8_t out[4 * most_positions * most_count + 4];
  static int8_t low[most_positions * (most_inputs + 8)], high[most_positions * (most_inputs + 8)];
  int32_t bias[most_positions * most_count + 3], multipliers[most_count + 3];
  const int32_t columns = 1 + (int32_t)(next_bits() % most_inputs), step = columns + (int32_t)(next_bits() % 8);
  const int32_t positions = 1 + (int32_t)(next_bits() % most_positions), bytes = 1 << next_bits() % 3;
  const int8_t *upper = next_bits() & 1 ? high : 0;
  // The weights end where the array ends: nothing behind them is read.
  int8_t *matrix = weights + sizeof weights - rows * columns;
  for (int32_t i = 0; i < rows * columns; i++) matrix[i] = next_int8(pattern, -127, 127);
  for (int32_t i = 0; i < rows + 3; i++) multipliers[i] = next_multiplier(pattern);
  for (int32_t i = 0; i < positions * rows + 3; i++) bias[i] = next_int32(pattern, INT32_MIN, INT32_MAX);
  draw_planes(low, high, positions * step, pattern);
  int16_t curve[257];
  for (int32_t i = 0; i < 257; i++) curve[i] = (int16_t)next_int32(pattern, -32768, 32767);
  const anomaly_dense_layer layer = {
    .matrix = {matrix, rows, columns}, .bias = bias, .multipliers = multipliers,
    .curve = next_bits() % 4 == 0 ? curve : 0, .bias_step = next_bits() & 1 ? rows : 0, .step = step,
    .bytes = bytes, .preshift = next_preshift(),
    .zero = next_int8(pattern, -128, 127), .least = bytes == 1 ? next_int8(pattern, -128, 127) : -32768,
    .pads = positions == 1 && next_bits() & 1};
  const int32_t end = layer.pads && bytes == 1 && !layer.curve ? (rows + 3) / 4 * 4 : bytes * positions * rows;
  out[end] = 0x55;
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
  for (int32_t i = positions * rows; i < end && bytes == 1; i++) {
    const int64_t padding = layer.zero + define_scale(bias[i], multipliers[i], layer.preshift);
    if (out[i] != define_clamp(padding, layer.least, 127)) return "dense";
  }
  return out[end] != 0x55 ? "dense" : 0;
}

#endif
