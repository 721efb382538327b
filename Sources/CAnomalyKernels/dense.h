/// A dense layer in integers whose results are stored, all rows of all positions: x86-64. Swift holds the same
/// arithmetic for the other processors (`DenseLayer`, `WeightMatrix`).
#ifndef ANOMALY_KERNELS_DENSE_H
#define ANOMALY_KERNELS_DENSE_H
#if defined(__x86_64__)

#include <stdint.h>

#include "avx2_vectors.h"
#include "elementwise.h"
#include "kernels.h"
#include "leftover.h"
#include "plain.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

/// Int8 weights in `BlockedLayout`: blocks of 16 rows, one of the 4, 8 or 12 rows behind them, one of the last 1 to 3;
/// then the 1 to 3 columns that fill no group.
typedef struct {
  const int8_t *weights;
  int32_t rows, columns;
} anomaly_matrix;

/// What a matrix is multiplied by: x[c] = low[c], or low[c] + 256 * high[c] where `high` is not null.
typedef struct {
  const int8_t *low, *_Nullable high;
  /// What kernels need of x beforehand: `anomaly_negatives_avx2`.
  int32_t negatives;
} anomaly_input;

static inline anomaly_input anomaly_take(
    int32_t tier, const int8_t *low, const int8_t *_Nullable high, int32_t columns) {
  const int counts = tier == ANOMALY_TIER_AVX2 && !high;
  const anomaly_input input = {low, high, counts ? anomaly_negatives_avx2(low, columns & ~3) : 0};
  return input;
}

/// acc[i] = start[i] + sum over c of weight(row + i, c) * x[c], modulo 2^32, for `count` rows, at least one, from `row`
/// on, a multiple of 16. acc may be start.
ANOMALY_ONCE static void anomaly_multiply(
    int32_t tier, int32_t *acc, const int32_t *start, const anomaly_matrix *matrix, int32_t row, int32_t count,
    const anomaly_input *x) {
  const int8_t *low = x->low, *high = x->high;
  const int32_t grouped = matrix->columns & ~3, rest = matrix->columns & 3, whole = count & ~3;
  const int8_t *block = matrix->weights + (intptr_t)row * grouped;
  if (tier == ANOMALY_TIER_AVX2 && !high) {
    anomaly_dot_from_avx2(acc, start, block, low, whole, grouped, x->negatives);
  } else {
    ANOMALY_ROLLED for (int32_t i = 0; i < whole; i++) acc[i] = start[i];
    if (high && grouped > 0) anomaly_dot_wide(tier, acc, block, low, high, whole, grouped);
    else if (grouped > 0) anomaly_dot(tier, acc, block, low, whole, grouped);
  }
  if ((matrix->columns | count) % 4 == 0) return;
  ANOMALY_ROLLED for (int32_t i = whole; i < count; i++) acc[i] = start[i];
  if (whole < count) {
    anomaly_dot_last(tier, acc + whole, block + (intptr_t)whole * grouped, low, high, count - whole, grouped);
  }
  if (rest > 0) {
    const int8_t *behind = matrix->weights + (intptr_t)matrix->rows * grouped + (intptr_t)row * rest;
    anomaly_dot_rest(tier, acc, behind, low + grouped, high ? high + grouped : 0, count, rest);
  }
}

/// A layer: out = end(weights * x + bias), where `end` scales each row by its multiplier as in `anomaly_requantise` and
/// takes it through the curve, if there is one. int32 are kept as they are, int16 in [least, 32767]; of int8 without a
/// curve the sum with `zero` in [least, 127], with one 1/256 as in `anomaly_narrow`.
typedef struct {
  anomaly_matrix matrix;
  const int32_t *bias, *multipliers;
  const int16_t *_Nullable curve;
  /// Biases from one position to the next, values of x likewise, and bytes of a result: 1, 2 or 4.
  int32_t bias_step, step, bytes;
  int32_t preshift, zero, least;
  /// Whether int8 results without a curve go on to a multiple of 4, made of biases and multipliers behind the last row:
  /// the padding of an activation, so that sessions hold the same bytes on every processor.
  int32_t pads;
} anomaly_dense_layer;

/// Results of `positions` positions, one behind the other.
ANOMALY_ONCE static void anomaly_dense(
    int32_t tier, const anomaly_dense_layer *layer, void *out, const int8_t *low, const int8_t *_Nullable high,
    int32_t positions) {
  const int32_t rows = layer->matrix.rows, columns = layer->matrix.columns, s = layer->preshift;
  const int32_t *bias = layer->bias;
  int8_t *bytes = (int8_t *)out;
  for (int32_t position = 0; position < positions; position++) {
    const anomaly_input x = anomaly_take(tier, low, high, columns);
    for (int32_t row = 0; row < rows; row += 64) {
      int32_t acc[64];
      const int32_t count = anomaly_lesser(rows - row, 64);
      const int32_t *m = layer->multipliers + row;
      anomaly_multiply(tier, acc, bias + row, &layer->matrix, row, count, &x);
      if (layer->bytes == 1 && !layer->curve) {
        const int32_t padded = layer->pads ? (count + 3) & ~3 : count;
        ANOMALY_ROLLED for (int32_t i = count; i < padded; i++) acc[i] = bias[row + i];
        anomaly_requantise(tier, bytes, acc, m, padded, s, layer->zero, layer->least, 127);
      } else {
        int32_t *results = layer->bytes == 4 ? (int32_t *)bytes : acc;
        anomaly_scale_each(tier, results, acc, m, 1, count, s);
        if (layer->curve) anomaly_curves(tier, results, layer->curve, count);
        if (layer->bytes == 1) anomaly_narrow(tier, bytes, results, count, layer->least);
        if (layer->bytes == 2) anomaly_saturate((int16_t *)bytes, results, count, layer->least);
      }
      bytes += count * layer->bytes;
    }
    bias += layer->bias_step, low += layer->step;
    if (high) high += layer->step;
  }
}

#pragma clang assume_nonnull end
#endif
#endif
