/// What the layers of x86-64 compute, by the plainest means.
#ifndef KERNEL_TESTS_LAYERS_DEFINITION_H
#define KERNEL_TESTS_LAYERS_DEFINITION_H

#include "vectors_definition.h"

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
