/// What attention and norms ask for beyond the products of dense layers, on lanes: `[count][16]` floats, values of 16
/// windows side by side. Every kernel exists for any CPU of the architecture, for AVX2 with FMA and for AVX-512.
#ifndef TRAINING_ATTENTION_H
#define TRAINING_ATTENTION_H

#include <stdint.h>

enum { TRAINING_LANES = 16, TRAINING_BASELINE = 0, TRAINING_AVX2 = 1, TRAINING_AVX512 = 2 };

typedef float training_vector __attribute__((vector_size(64), aligned(4)));
typedef int32_t training_integers __attribute__((vector_size(64), aligned(4)));

#define TRAINING_UNROLL _Pragma("clang loop unroll(full)")
#define training_load(from) (*(const training_vector *)(from))
#define training_store(to, vector) (*(training_vector *)(to) = (vector))
#define training_splat(x) \
  ((training_vector){(x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x)})
#define training_select(mask, yes, no) \
  ((training_vector)(((mask) & (training_integers)(yes)) | (~(mask) & (training_integers)(no))))

/// Products of lanes with lanes: for i < rows, j < columns and each lane l < 16
///
///   c[i*c_row + j*c_column + l] = start + sum over k < inner of
///                                 a[i*a_row + k*a_inner + l] * b[k*b_inner + j*b_column + l]
///
/// where start is 0, or the old value when `accumulate` is not 0. Strides count floats; results overlap nothing. The sum
/// runs in the order of k for each value, whatever the tiling.
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

#define TRAINING_NAME(name) training_##name##_baseline
#define TRAINING_KIND 0
#define TRAINING_TARGET
#include "attention_body.h"
#undef TRAINING_NAME
#undef TRAINING_KIND
#undef TRAINING_TARGET

#if defined(__x86_64__)
#define TRAINING_NAME(name) training_##name##_avx2
#define TRAINING_KIND 1
#define TRAINING_TARGET __attribute__((target("avx2,fma")))
#include "attention_body.h"
#undef TRAINING_NAME
#undef TRAINING_KIND
#undef TRAINING_TARGET

#define TRAINING_NAME(name) training_##name##_avx512
#define TRAINING_KIND 2
#define TRAINING_TARGET __attribute__((target("avx512f,avx512dq,avx512vl,avx2,fma,prefer-256-bit")))
#include "attention_body.h"
#undef TRAINING_NAME
#undef TRAINING_KIND
#undef TRAINING_TARGET

#define TRAINING_DISPATCH(name, ...)                                     \
  switch (instructions) {                                                \
    case TRAINING_AVX512: training_##name##_avx512(__VA_ARGS__); break;  \
    case TRAINING_AVX2: training_##name##_avx2(__VA_ARGS__); break;      \
    default: training_##name##_baseline(__VA_ARGS__);                    \
  }
#else
#define TRAINING_DISPATCH(name, ...) (void)instructions, training_##name##_baseline(__VA_ARGS__);
#endif

/// A product of lanes with lanes, see `training_lane_product`.
static inline void training_multiply_lanes(int instructions, const training_lane_product *product) {
  TRAINING_DISPATCH(multiply_lanes, product)
}

/// x = softmax(scale x) over the first `seen` lanes, at least 1, in place; the lanes from there to `count` become 0.
static inline void training_attention_weights(int instructions, float *x, long count, long seen, float scale) {
  TRAINING_DISPATCH(attention_weights, x, count, seen, scale)
}

/// delta = scale y (delta - sum of delta y) over `count` lanes, y being the softmax.
static inline void training_attention_derivative(
    int instructions, float *delta, const float *y, long count, float scale) {
  TRAINING_DISPATCH(attention_derivative, delta, y, count, scale)
}

/// y = scale[i] u + shift[i], u = (x - mean) inverse, inverse = 1 / sqrt(variance + epsilon), over `count` lanes; mean and
/// inverse, a vector each, are kept in `moments`.
static inline void training_norm(
    int instructions, const float *x, float *y, long count, const float *scale, const float *shift, float epsilon,
    float *moments) {
  TRAINING_DISPATCH(norm, x, y, count, scale, shift, epsilon, moments)
}

/// The way back of `training_norm`: dx = or, when `accumulate` is not 0, += inverse (g - mean g - u mean(g u)),
/// g = scale[i] dy. dscale[i] += dy u and dshift[i] += dy, in lanes. dx may be null.
static inline void training_norm_derivative(
    int instructions, const float *dy, const float *x, const float *moments, long count, const float *scale, float *dx,
    int accumulate, float *dscale, float *dshift) {
  TRAINING_DISPATCH(norm_derivative, dy, x, moments, count, scale, dx, accumulate, dscale, dshift)
}

#undef TRAINING_DISPATCH
#endif
