/// The kernels that x86-64 has beyond the other targets by their definition: one number after the other, no speed.
#ifndef KERNEL_TESTS_VECTORS_DEFINITION_H
#define KERNEL_TESTS_VECTORS_DEFINITION_H

#include "definition.h"

static inline int32_t define_wrapped(int64_t value) { return (int32_t)(uint32_t)(uint64_t)value; }

/// The largest integer that is not greater than value / 2^bits.
static inline int64_t define_floor(int64_t value, int32_t bits) {
  const int64_t divisor = INT64_C(1) << bits;
  return value / divisor - (value % divisor < 0);
}

static inline int32_t define_x(const int8_t *low, const int8_t *high, int32_t column) {
  return high ? low[column] + 256 * high[column] : low[column];
}

static inline void define_dot_rest(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *high, int32_t rows, int32_t rest) {
  for (int32_t row = 0; row < rows; row++) {
    for (int32_t column = 0; column < rest; column++) {
      acc[row] = define_wrapped((int64_t)acc[row] + weights[row * rest + column] * define_x(low, high, column));
    }
  }
}

static inline void define_dot_last(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *high, int32_t rows, int32_t columns) {
  for (int32_t row = 0; row < rows; row++) {
    for (int32_t column = 0; column < columns; column++) {
      const int8_t weight = weights[column / 4 * 4 * rows + 4 * row + column % 4];
      acc[row] = define_wrapped((int64_t)acc[row] + weight * define_x(low, high, column));
    }
  }
}

static inline void define_planes(int8_t *low, int8_t *high, int32_t i, int64_t value) {
  low[i] = (int8_t)(uint8_t)(uint64_t)value;
  high[i] = (int8_t)define_floor(value + 128, 8);
}

static inline int64_t define_power(int64_t distance) {
  if (distance / 65536 >= 30) return 0;
  static const int64_t coefficients[] = {7265623, -57025608, 257051636, -744161876, 1073741824};
  int64_t sum = coefficients[0];
  for (int k = 1; k < 5; k++) sum = coefficients[k] + define_floor(sum * (distance % 65536 * 16384), 30);
  return define_floor(sum, (int32_t)(distance / 65536));
}

/// `count` <= 68.
static inline void define_softmax(
    int8_t *low, int8_t *high, int32_t *values, int32_t count, uint32_t inverse, int32_t multiplier,
    int32_t preshift, int32_t shrink) {
  int64_t logits[68], e[68], weights[68], largest = INT64_MIN;
  uint64_t sum = 0, kept = 0;
  for (int32_t i = 0; i < count; i++) {
    const int32_t s = define_wrapped(define_floor(values[i] * (int64_t)inverse + (1 << 30), 31));
    logits[i] = define_scale(s, multiplier, preshift);
    if (logits[i] > largest) largest = logits[i];
  }
  for (int32_t i = 0; i < count; i++) sum += (uint64_t)(e[i] = define_power(largest - logits[i]));
  for (int32_t i = 0; i < count; i++) {
    weights[i] = (int64_t)(((uint64_t)e[i] * ((UINT64_C(1) << 61) / sum) + (UINT64_C(1) << 46)) >> 47);
    if (weights[i] > shrink) kept += (uint64_t)weights[i];
  }
  for (int32_t i = 0; i < count; i++) {
    int64_t weight = weights[i];
    if (shrink > 0 && kept > 0) {
      weight = weight > shrink ? (weight * (int64_t)((UINT64_C(1) << 30) / kept) + 32768) / 65536 : 0;
    }
    values[i] = (int32_t)weight;
    define_planes(low, high, i, weight);
  }
}

/// The nearest integer, halves to even.
static inline int32_t define_nearest(double value) {
  int32_t whole = (int32_t)value;
  if (whole > value) whole--;
  return whole + (value - whole > 0.5 || (value - whole == 0.5 && whole % 2 != 0));
}

static inline void define_scale_readings(
    int32_t *out, const float *readings, const anomaly_column *columns, int32_t step, int32_t count,
    anomaly_reading_form form) {
  float limit;
  memcpy(&limit, &form.limit, 4);
  for (int32_t i = 0; i < count; i++) {
    volatile float difference = readings[i] - columns[i * step].center;
    volatile float product = difference * columns[i * step].gain;
    const float kept = product > limit ? limit : product < -limit ? -limit : product;
    if (product != product) out[i] = form.missing;
    else if (form.rounds) out[i] = define_nearest(kept);
    else memcpy(&out[i], &kept, 4);
  }
}

static inline void define_lstm(
    int32_t *gates, int16_t *state, const int16_t *sigmoid, const int16_t *tanh, int32_t count, int32_t shift) {
  for (int32_t i = 0; i < count; i++) {
    const int32_t in = define_curve(gates[i], sigmoid), forget = define_curve(gates[count + i], sigmoid);
    const int32_t new = define_curve(gates[2 * count + i], tanh), out = define_curve(gates[3 * count + i], sigmoid);
    const int32_t sum = define_wrapped(forget * (int64_t)state[i] + define_floor(in * (int64_t)new, 2 + shift) + 16384);
    const int64_t c = define_clamp(define_floor(sum, 15), -32768, 32767);
    state[i] = (int16_t)c;
    const int32_t squashed = define_curve(define_wrapped(c * (INT64_C(1) << shift)), tanh);
    gates[i] = (int32_t)define_floor(define_wrapped(out * (int64_t)squashed + 16384), 15);
  }
}

/// Query `row` of a head; `seen` <= 68 keys.
static inline void define_attention(const anomaly_head *head, int32_t row, int32_t seen, int8_t *out) {
  int32_t sums[68], weights[68], largest = 0;
  int64_t total = 0;
  for (int32_t key = 0; key < seen; key++) {
    int64_t sum = 0;
    for (int32_t i = 0; i < head->width; i++) {
      const int8_t weight = head->keys[key * head->key_row + i];
      sum += head->queries[row * head->query_row + i] * (weight == -128 ? -127 : weight);
    }
    sums[key] = define_wrapped(sum);
    if (key == 0 || sums[key] > largest) largest = sums[key];
  }
  for (int32_t key = 0; key < seen; key++) {
    const int32_t below = define_wrapped((int64_t)largest - sums[key]);
    const uint32_t distance = (uint32_t)define_scale(below, head->multiplier, head->preshift);
    weights[key] = head->powers[distance % 256];
    for (uint32_t halving = 0; halving < distance / 256 && halving < 15; halving++) weights[key] /= 2;
    total += weights[key];
  }
  int32_t zeros = 0;
  while (total << zeros < INT64_C(1) << 31) zeros++;
  const int32_t inverse = (int32_t)(0x7fffffff / ((total << zeros) / 65536) * 512);
  for (int32_t i = 0; i < head->width; i++) {
    int64_t sum = 0;
    for (int32_t key = 0; key < seen; key++) {
      const int8_t weight = head->values[key * head->key_row + i];
      sum += weights[key] * (weight == -128 ? -127 : weight);
    }
    const int32_t mean = (int32_t)define_scale(define_wrapped(sum), inverse, zeros - 8);
    const int64_t value = head->zero + define_scale(mean, head->multipliers[i], head->out_preshift);
    out[i] = (int8_t)define_clamp(value, -128, 127);
  }
}

static inline int64_t define_term(const anomaly_term *term, int32_t i) {
  const int32_t x = term->words ? term->words[i] : define_x(term->low, term->high, i);
  return define_scale(x - term->zero, term->multiplier, term->preshift);
}

/// The greatest number whose square is at most `value`.
static inline uint64_t define_root(uint64_t value) {
  uint64_t root = 0;
  for (int bit = 31; bit >= 0; bit--) {
    const uint64_t larger = root | UINT64_C(1) << bit;
    if (larger * larger <= value) root = larger;
  }
  return root;
}

/// The row of results at `start`; `count` <= 68.
static inline void define_norm(const anomaly_norm *norm, int32_t start, int16_t *out) {
  int32_t row[68];
  int64_t sum = 0;
  uint64_t squares = 0;
  for (int32_t i = 0; i < norm->count; i++) {
    int64_t x = define_term(&norm->first, start + i);
    if (norm->terms == 2) x += define_term(&norm->second, start + i);
    sum += row[i] = define_wrapped(x);
  }
  for (int32_t i = 0; i < norm->count; i++) {
    row[i] = define_wrapped(row[i] - sum / norm->count);
    squares += (uint64_t)((int64_t)row[i] * row[i]);
  }
  uint64_t total = (squares + norm->epsilon) | 1;
  int32_t zeros = 0;
  for (; total < UINT64_C(1) << 62; zeros += 2) total *= 4;
  const int32_t inverse = define_wrapped((int64_t)(UINT64_C(0x3fffffffffffffff) / define_root(total)));
  for (int32_t i = 0; i < norm->count; i++) {
    const int32_t unit = (int32_t)define_scale(row[i], inverse, zeros > 2 ? zeros / 2 - 1 : 0);
    const int32_t moved = define_wrapped(norm->shift[i] + define_scale(unit, norm->scale[i], 1));
    out[i] = (int16_t)define_clamp(moved, -32768, 32639);
  }
}

/// The result of a row as int32, before it is narrowed.
static inline int64_t define_dense(
    const anomaly_dense_layer *layer, const int8_t *low, const int8_t *high, int32_t row) {
  const anomaly_matrix *m = &layer->matrix;
  const int32_t grouped = m->columns / 4 * 4, rest = m->columns % 4, blocks = m->rows / 4 * 4;
  int64_t sum = layer->bias[row];
  for (int32_t column = 0; column < m->columns; column++) {
    ptrdiff_t at;
    if (column >= grouped) at = (ptrdiff_t)m->rows * grouped + row * rest + column - grouped;
    else if (row < blocks) at = place(row, column, blocks, grouped, 4);
    else at = (ptrdiff_t)blocks * grouped + column / 4 * 4 * (m->rows - blocks) + 4 * (row - blocks) + column % 4;
    sum += m->weights[at] * define_x(low, high, column);
  }
  const int64_t scaled = define_scale(define_wrapped(sum), layer->multipliers[row], layer->preshift);
  return layer->curve ? define_curve((int32_t)scaled, layer->curve) : scaled;
}

#endif
