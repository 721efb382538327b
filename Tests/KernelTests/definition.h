/// The kernels by their definition in `kernels.h`: one number after the other, no speed.
#ifndef KERNEL_TESTS_DEFINITION_H
#define KERNEL_TESTS_DEFINITION_H

#include <stddef.h>
#include <stdint.h>

/// Where weight (row, column) stands in blocks of 16 rows x `width` columns.
static inline ptrdiff_t place(int32_t row, int32_t column, int32_t rows, int32_t columns, int32_t width) {
  const int32_t top = row / 16 * 16;
  const int32_t height = rows - top < 16 ? rows - top : 16;
  return (ptrdiff_t)top * columns + (ptrdiff_t)(column / width) * width * height + (row - top) * width + column % width;
}

static inline void define_dot(int32_t *acc, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns) {
  for (int32_t row = 0; row < rows; row++) {
    for (int32_t column = 0; column < columns; column++) {
      const int32_t product = weights[place(row, column, rows, columns, 4)] * x[column];
      acc[row] = (int32_t)((uint32_t)acc[row] + (uint32_t)product);
    }
  }
}

static inline void define_dot_wide(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *high, int32_t rows, int32_t columns) {
  for (int32_t row = 0; row < rows; row++) {
    for (int32_t column = 0; column < columns; column++) {
      const int32_t x = low[column] + 256 * high[column];
      acc[row] = (int32_t)((uint32_t)acc[row] + (uint32_t)(weights[place(row, column, rows, columns, 4)] * x));
    }
  }
}

static inline int64_t define_scale(int32_t a, int32_t multiplier, int32_t preshift) {
  const int64_t wrapped = (int32_t)((uint32_t)a << preshift);
  return (wrapped * multiplier + INT64_C(0x80000000)) >> 32;
}

static inline int64_t define_clamp(int64_t value, int64_t low, int64_t high) {
  if (value < low) return low;
  return value > high ? high : value;
}

static inline void define_requantise(
    int8_t *out, const int32_t *acc, const int32_t *multipliers, int32_t count, int32_t preshift, int32_t zero,
    int32_t low, int32_t high) {
  for (int32_t i = 0; i < count; i++) {
    out[i] = (int8_t)define_clamp(zero + define_scale(acc[i], multipliers[i], preshift), low, high);
  }
}

static inline uint64_t define_residual(
    const int32_t *acc, const int32_t *multipliers, const int32_t *target, int32_t count, int32_t preshift) {
  uint64_t sum = 0;
  for (int32_t i = 0; i < count; i++) {
    const int64_t y = define_clamp(define_scale(acc[i], multipliers[i], preshift), -4194304, 4194304);
    sum += (uint64_t)((target[i] - y) * (target[i] - y));
  }
  return sum;
}

static inline void define_scale_sum(
    int32_t *a, const int32_t *b, const int32_t *bias, const int32_t *m, const int32_t *n, int32_t count, int32_t s,
    int32_t t) {
  for (int32_t i = 0; i < count; i++) {
    const int32_t sum = (int32_t)((uint32_t)a[i] + (uint32_t)bias[i]);
    a[i] = (int32_t)(define_scale(sum, m[i], s) + define_scale(b[i], n[i], t));
  }
}

/// Between two entries the nearest integer, halves upwards, by a division that rounds down.
static inline int32_t define_curve(int32_t value, const int16_t *table) {
  const int32_t place = (int32_t)define_clamp(value, -32768, 32767) + 32768;
  const int32_t entry = place / 256, part = place % 256;
  const int32_t sum = table[entry] * (256 - part) + table[entry + 1] * part + 128;
  return sum >= 0 ? sum / 256 : -((255 - sum) / 256);
}

/// sign * fraction * 2^exponent of a finite half, by steps of two, each exact.
static inline float define_half(uint16_t half) {
  const int32_t exponent = half >> 10 & 31;
  float value = (float)(int32_t)((half & 1023) + (exponent > 0 ? 1024 : 0));
  for (int32_t e = exponent > 0 ? exponent : 1; e < 25; e++) value /= 2;
  for (int32_t e = exponent; e > 25; e--) value *= 2;
  return half & 0x8000 ? -value : value;
}

/// `volatile` keeps the compiler from fusing product and sum.
static inline float define_step(float acc, float weight, float x) {
  volatile float product = weight * x;
  return acc + product;
}

static inline void define_dot_f32(float *acc, const float *weights, const float *x, int32_t rows, int32_t columns) {
  for (int32_t row = 0; row < rows; row++) {
    for (int32_t column = 0; column < columns; column++) {
      acc[row] = define_step(acc[row], weights[place(row, column, rows, columns, 1)], x[column]);
    }
  }
}

static inline void define_dot_f16(float *acc, const uint16_t *weights, const float *x, int32_t rows, int32_t columns) {
  for (int32_t row = 0; row < rows; row++) {
    for (int32_t column = 0; column < columns; column++) {
      acc[row] = define_step(acc[row], define_half(weights[place(row, column, rows, columns, 1)]), x[column]);
    }
  }
}

#endif
