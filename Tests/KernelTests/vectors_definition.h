/// The kernels of whole passes by their definition: one number after the other, no speed.
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

#if defined(__x86_64__)
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
#endif

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

static inline uint32_t define_key_weights(
    int8_t *low, int8_t *high, const int32_t *sums, const int16_t *powers, int32_t count, int32_t multiplier,
    int32_t preshift) {
  uint32_t sum = 0;
  int32_t largest = sums[0];
  for (int32_t i = 1; i < count; i++) largest = sums[i] > largest ? sums[i] : largest;
  for (int32_t i = 0; i < count; i++) {
    const int32_t below = define_wrapped((int64_t)largest - sums[i]);
    const uint32_t distance = (uint32_t)define_scale(below, multiplier, preshift);
    int32_t weight = powers[distance % 256];
    for (uint32_t halving = 0; halving < distance / 256 && halving < 15; halving++) weight /= 2;
    define_planes(low, high, i, weight);
    sum += (uint32_t)weight;
  }
  return sum;
}

#endif
