/// Tier `plain`: portable C, compiled on every target; the definition of the bits that every other tier returns.
/// Sums of integers are taken modulo 2^32 through unsigned types, where C defines the wrap.
#ifndef ANOMALY_KERNELS_PLAIN_H
#define ANOMALY_KERNELS_PLAIN_H

#include <stdint.h>

#include "tiers.h"

/// Unrolls a loop of fixed length over an array of vectors, which only so become registers.
#define ANOMALY_UNROLL _Pragma("clang loop unroll(full)")

/// A loop that x86-64 keeps as it is written, and a function of which it keeps one copy: they take what vectors leave
/// over.
#if defined(__x86_64__)
#define ANOMALY_ROLLED _Pragma("clang loop vectorize(disable) interleave(disable) unroll(disable)")
#define ANOMALY_APART __attribute__((noinline, unused))
#else
#define ANOMALY_ROLLED
#define ANOMALY_APART inline
#endif

/// A function of which there is one copy, whoever calls it.
#define ANOMALY_SHARED __attribute__((noinline, unused))

/// Several callers share one copy, with the kernels of all tiers inside; those of tier `dsp` are shared themselves.
#if ANOMALY_HAS_DSP && !defined(__ARM_FEATURE_MVE)
#define ANOMALY_ONCE inline
#else
#define ANOMALY_ONCE ANOMALY_SHARED
#endif

#pragma clang assume_nonnull begin

/// The lesser of two counts.
static inline int32_t anomaly_lesser(int32_t a, int32_t b) { return a < b ? a : b; }

/// Four bytes of x as one number, for broadcasting.
static inline int32_t anomaly_word(const int8_t *x) {
  int32_t word;
  __builtin_memcpy(&word, __builtin_assume_aligned(x, 4), 4);
  return word;
}

/// The products of 4 columns in one row; `high` is null for values of 8 bits.
__attribute__((always_inline)) static inline uint32_t anomaly_four_plain(
    const int8_t *w, const int8_t *low, const int8_t *_Nullable high) {
  uint32_t sum = 0;
  ANOMALY_UNROLL for (int i = 0; i < 4; i++) sum += (uint32_t)(w[i] * (high ? low[i] + 256 * high[i] : low[i]));
  return sum;
}

/// Both products of the interface.
__attribute__((always_inline)) static inline void anomaly_dot_planes_plain(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *_Nullable high, int32_t rows,
    int32_t columns) {
  for (int32_t row = 0; row < rows; row += 4) {
    const int32_t top = row & ~15;
    const int32_t stride = 4 * anomaly_lesser(rows - top, 16);
    const int8_t *w = weights + (intptr_t)top * columns + 4 * (row - top);
    uint32_t a0 = (uint32_t)acc[row], a1 = (uint32_t)acc[row + 1];
    uint32_t a2 = (uint32_t)acc[row + 2], a3 = (uint32_t)acc[row + 3];
    for (int32_t column = 0; column < columns; column += 4, w += stride) {
      const int8_t *x = low + column, *y = high ? high + column : 0;
      a0 += anomaly_four_plain(w, x, y), a1 += anomaly_four_plain(w + 4, x, y);
      a2 += anomaly_four_plain(w + 8, x, y), a3 += anomaly_four_plain(w + 12, x, y);
    }
    acc[row] = (int32_t)a0, acc[row + 1] = (int32_t)a1, acc[row + 2] = (int32_t)a2, acc[row + 3] = (int32_t)a3;
  }
}

static inline void anomaly_dot_plain(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns) {
  anomaly_dot_planes_plain(acc, weights, x, 0, rows, columns);
}

static inline void anomaly_dot_wide_plain(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *high, int32_t rows, int32_t columns) {
  anomaly_dot_planes_plain(acc, weights, low, high, rows, columns);
}

/// One row of `anomaly_dot_rest_plain`.
__attribute__((always_inline)) static inline void anomaly_rest_rows_plain(
    int32_t *acc, const int8_t *weights, const int32_t *x, int32_t rows, int32_t rest) {
  for (const int32_t *end = acc + rows; acc != end; acc++, weights += rest) {
    uint32_t sum = (uint32_t)*acc;
    ANOMALY_UNROLL for (int32_t c = 0; c < rest; c++) sum += (uint32_t)(weights[c] * x[c]);
    *acc = (int32_t)sum;
  }
}

/// acc[r] += sum over c of weights[r * rest + c] * (low[c] + 256 * high[c]), modulo 2^32: the columns, 1 to 3 of them,
/// behind whole groups of 4. Weights need no alignment; `high` is null for values of 8 bits; rows > 0.
static inline void anomaly_dot_rest_plain(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *_Nullable high, int32_t rows, int32_t rest) {
  int32_t x[3];
  ANOMALY_UNROLL for (int32_t c = 0; c < 3; c++) {
    x[c] = c < rest ? high ? low[c] + 256 * high[c] : low[c] : 0;
  }
  if (rest == 1) anomaly_rest_rows_plain(acc, weights, x, rows, 1);
  else if (rest == 2) anomaly_rest_rows_plain(acc, weights, x, rows, 2);
  else anomaly_rest_rows_plain(acc, weights, x, rows, 3);
}

/// acc[r] += sum over c of weight(r, c) * (low[c] + 256 * high[c]), modulo 2^32, for the rows, 1 to 3 of them, behind
/// whole groups of 4 in the last row block: groups of 4 columns, each rows x 4 columns row-major. columns % 4 == 0.
static inline void anomaly_dot_last_plain(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *_Nullable high, int32_t rows,
    int32_t columns) {
  for (int32_t row = 0; row < rows; row++) {
    const int8_t *w = weights + 4 * row;
    uint32_t sum = (uint32_t)acc[row];
    for (int32_t column = 0; column < columns; column += 4, w += 4 * rows) {
      sum += anomaly_four_plain(w, low + column, high ? high + column : 0);
    }
    acc[row] = (int32_t)sum;
  }
}

/// (a * 2^preshift, wrapped to 32 bits) * multiplier / 2^32, halves rounded up. Any multiplier; |result| <= 2^30.
#if ANOMALY_HAS_THUMB1
/// From products of 16 bits, without the 64 bits that Cortex-M0+ cannot multiply.
ANOMALY_SHARED static int32_t anomaly_scale(int32_t a, int32_t multiplier, int32_t preshift) {
  const uint32_t shifted = (uint32_t)a << preshift;
  const int32_t high = (int32_t)shifted >> 16, n = multiplier >> 16;
  const uint32_t low = shifted & 0xffff, m = (uint32_t)multiplier & 0xffff;
  // Both fit: high and n are in [-2^15, 2^15), low and m below 2^16.
  const int32_t left = high * (int32_t)m, right = (int32_t)low * n;
  const uint32_t rest = ((uint32_t)left & 0xffff) + ((uint32_t)right & 0xffff) + (low * m >> 16) + 0x8000;
  return high * n + (left >> 16) + (right >> 16) + (int32_t)(rest >> 16);
}
#else
static inline int32_t anomaly_scale(int32_t a, int32_t multiplier, int32_t preshift) {
  const int64_t shifted = (int32_t)((uint32_t)a << preshift);
  return (int32_t)((shifted * multiplier + (INT64_C(1) << 31)) >> 32);
}
#endif

static inline int32_t anomaly_clamp(int32_t value, int32_t low, int32_t high) {
  return value < low ? low : value > high ? high : value;
}

static inline void anomaly_requantise_plain(
    int8_t *out, const int32_t *acc, const int32_t *multipliers, int32_t count, int32_t preshift, int32_t zero,
    int32_t low, int32_t high) {
  ANOMALY_ROLLED for (int32_t i = 0; i < count; i++) {
    out[i] = (int8_t)anomaly_clamp(zero + anomaly_scale(acc[i], multipliers[i], preshift), low, high);
  }
}

static inline uint64_t anomaly_residual_plain(
    const int32_t *acc, const int32_t *multipliers, const int32_t *target, int32_t count, int32_t preshift) {
  uint64_t sum = 0;
  ANOMALY_ROLLED for (int32_t i = 0; i < count; i++) {
    const int32_t y = anomaly_clamp(anomaly_scale(acc[i], multipliers[i], preshift), -(1 << 22), 1 << 22);
    const int64_t difference = target[i] - y;
    sum += (uint64_t)(difference * difference);
  }
  return sum;
}

static inline void anomaly_scale_sum_plain(
    int32_t *a, const int32_t *b, const int32_t *bias, const int32_t *m, const int32_t *n, int32_t count, int32_t s,
    int32_t t) {
  ANOMALY_ROLLED for (int32_t i = 0; i < count; i++) {
    const int32_t sum = (int32_t)((uint32_t)a[i] + (uint32_t)bias[i]);
    a[i] = anomaly_scale(sum, m[i], s) + anomaly_scale(b[i], n[i], t);
  }
}

/// The curve at one place, see `anomaly_curves`.
static inline int32_t anomaly_curve(int32_t value, const int16_t *table) {
  const int32_t place = anomaly_clamp(value, -32768, 32767) + 32768;
  const int32_t low = table[place >> 8], high = table[(place >> 8) + 1];
  return low + (((high - low) * (place & 255) + 128) >> 8);
}

static inline void anomaly_curves_plain(int32_t *values, const int16_t *table, int32_t count) {
  ANOMALY_ROLLED for (int32_t i = 0; i < count; i++) values[i] = anomaly_curve(values[i], table);
}

/// A unit's state in an LSTM: forget * state + input * candidate, its units 2^(shift - 15); returned in units of 2^-15,
/// as the gates are. shift in 0...13.
static inline int32_t anomaly_lstm_unit(
    int32_t input, int32_t forget, int32_t candidate, int16_t *state, int32_t shift) {
  const uint32_t kept = (uint32_t)forget * (uint32_t)(int32_t)*state;
  const uint32_t new = (uint32_t)((int32_t)((uint32_t)input * (uint32_t)candidate) >> (2 + shift));
  const int32_t c = anomaly_clamp((int32_t)(kept + new + 16384) >> 15, -32768, 32767);
  *state = (int16_t)c;
  return (int32_t)((uint32_t)c << shift);
}

/// gate * value in units of 2^-15, halves rounded up; |product| < 2^31 - 2^14.
static inline int32_t anomaly_gated(int32_t gate, int32_t value) { return (gate * value + 16384) >> 15; }

/// A hidden value times factor / 4096, rounded, in [-32768, 32639].
static inline int32_t anomaly_hidden_value(int32_t value, int32_t factor) {
  return anomaly_clamp((int32_t)((uint32_t)value * (uint32_t)factor + 2048) >> 12, -32768, 32639);
}

/// The weight of a key whose product lies `below` the greatest: powers[d % 256] / 2^(d / 256), rounded down, where d is
/// `below` scaled as in `anomaly_requantise`, unsigned. `powers`: 2^14 * 2^(-i / 256).
static inline int32_t anomaly_key_weight(int32_t below, const int16_t *powers, int32_t multiplier, int32_t preshift) {
  const uint32_t distance = (uint32_t)anomaly_scale(below, multiplier, preshift);
  return distance >> 8 < 15 ? powers[distance & 255] >> (distance >> 8) : 0;
}

ANOMALY_APART static void anomaly_dot_f32_plain(
    float *acc, const float *weights, const float *x, int32_t rows, int32_t columns) {
#pragma STDC FP_CONTRACT OFF
  for (int32_t row = 0; row < rows; row += 16) {
    const int32_t height = anomaly_lesser(rows - row, 16);
    for (int32_t column = 0; column < columns; column++, weights += height) {
      ANOMALY_ROLLED for (int32_t r = 0; r < height; r++) {
        const float product = weights[r] * x[column];
        acc[row + r] = acc[row + r] + product;
      }
    }
  }
}

/// The value of a finite IEEE half by its bits, exact for all of them, subnormals and both zeros included:
/// exponent and fraction in float position stand for the value times 2^-112.
static inline float anomaly_half(uint16_t half) {
  const uint32_t bits = half;
  const uint32_t moved = (bits & 0x7fff) << 13 | (bits & 0x8000) << 16;
  float number;
  __builtin_memcpy(&number, &moved, 4);
  return number * 0x1p112f;
}

ANOMALY_APART static void anomaly_dot_f16_plain(
    float *acc, const uint16_t *weights, const float *x, int32_t rows, int32_t columns) {
#pragma STDC FP_CONTRACT OFF
  for (int32_t row = 0; row < rows; row += 16) {
    const int32_t height = anomaly_lesser(rows - row, 16);
    for (int32_t column = 0; column < columns; column++, weights += height) {
      ANOMALY_ROLLED for (int32_t r = 0; r < height; r++) {
        const float product = anomaly_half(weights[r]) * x[column];
        acc[row + r] = acc[row + r] + product;
      }
    }
  }
}

#pragma clang assume_nonnull end
#endif
