/// What passes between the steps of a window: products of lanes with lanes.
#ifndef TRAINING_ATTENTION_H
#define TRAINING_ATTENTION_H

/// Products of lanes with lanes: for i < rows, j < columns and each lane l < 16
///
///   c[i*c_row + j*c_column + l] = start + sum over k < inner of
///                                 a[i*a_row + k*a_inner + l] * b[k*b_inner + j*b_column + l]
///
/// where start is 0, or the old value when `accumulate` is not 0. Strides count floats; results overlap nothing. Each
/// sum runs in the order of k, whatever the tiling.
typedef struct {
  const float *a;
  long a_row, a_inner;
  const float *b;
  long b_inner, b_column;
  float *c;
  long c_row, c_column;
  long rows, columns, inner;
  int accumulate;
} training_lane_product;

#endif
