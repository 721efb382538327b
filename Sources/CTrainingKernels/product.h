/// The matrix products that all of training is made of.
#ifndef TRAINING_PRODUCT_H
#define TRAINING_PRODUCT_H

/// c(i, s, g)[j] = start + sum over p < outer, k < inner of
///                 a[i*a_row + p*a_outer + k*a_inner] * b[s*b_set + g*b_group + p*b_outer + k*b_inner + j]
///
/// for i < rows, s < sets, g < groups, j < 16, where c(i, s, g) is c + i*c_row + s*c_set + g*c_group. When `accumulate`
/// is not 0, start is the old c(i, s, g)[j], else start[16*g + j] where `start` is not null, else 0. Of the last group
/// only the first `last` columns are written; all 16 of b and of `start` are read. Strides count floats.
///
/// The sum runs in the order of (p, k) for each element, whatever the tiling: a part of rows, sets and groups gives the
/// bits of the whole. With fused multiply-add each term is rounded once, else twice.
///
/// Groups of lanes may overlap when they accumulate: c_group a multiple of c_row, 16. Their sums are then added one
/// after the other, in an order that depends on the instructions and on rows, inner, outer and groups; there only a
/// part of the sets gives the bits of the whole.
typedef struct {
  const float *a;
  long a_row, a_inner, a_outer;
  const float *b;
  long b_inner, b_outer, b_group, b_set;
  long inner, outer;
  float *c;
  long c_row, c_group, c_set;
  long rows, groups, sets;
  long last;  // 1 ... 16
  int accumulate;
  const float *start;
} training_product;

#endif
