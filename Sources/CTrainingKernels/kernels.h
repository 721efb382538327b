/// The innermost loops of training, for which Swift has no per-function CPU target. Header only.
///
/// Every kernel exists three times, from the same `*_body.h`: for any CPU of the architecture, for AVX2 with FMA, and
/// for AVX-512. The last two return the same bits, but for sums that overlap; the first differs from them in rounding
/// where the architecture has no fused multiply-add. `instructions` is what `training_instructions` returned, or
/// less.
///
/// "Lanes" are `[count][16]` floats: features of 16 windows side by side. Pointers do not overlap unless they are equal
/// by contract; floats need no alignment beyond their own.
#ifndef TRAINING_KERNELS_H
#define TRAINING_KERNELS_H

#include <stddef.h>

#include "instructions.h"
#include "product.h"
#include "recurrent.h"
#include "update.h"
#include "vector.h"
#include "waiting.h"

/// The elementwise functions; the last two serve by themselves, they end no layer. Leaky ReLU's slope is 0.01, ELU's
/// α 1, GELU is the form with tanh. Errors: below 2.5e-7, relative to the result or, where it is less than 1,
/// absolute; NaN stays NaN. The exponential is clamped to arguments of ±87; the logarithm takes positive normal
/// arguments.
enum {
  TRAINING_LINEAR, TRAINING_RELU, TRAINING_LEAKY_RELU, TRAINING_ELU, TRAINING_GELU, TRAINING_SILU, TRAINING_TANH,
  TRAINING_SIGMOID, TRAINING_EXPONENTIAL, TRAINING_LOGARITHM,
};

/// The losses. Huber's bound is δ; cross-entropy's the margin that outputs keep from 0 and 1.
enum { TRAINING_SQUARED, TRAINING_ABSOLUTE, TRAINING_HUBER, TRAINING_CROSS_ENTROPY };

#define TRAINING_NAME(name) training_##name##_baseline
#define TRAINING_KIND 0
#include "variant.h"
#undef TRAINING_NAME
#undef TRAINING_KIND

#if defined(__x86_64__)
#define TRAINING_NAME(name) training_##name##_avx2
#define TRAINING_KIND 1
#include "variant.h"
#undef TRAINING_NAME
#undef TRAINING_KIND

#define TRAINING_NAME(name) training_##name##_avx512
#define TRAINING_KIND 2
#include "variant.h"
#undef TRAINING_NAME
#undef TRAINING_KIND

#define TRAINING_DISPATCH(name, ...)                                     \
  switch (instructions) {                                                \
    case TRAINING_AVX512: training_##name##_avx512(__VA_ARGS__); break;  \
    case TRAINING_AVX2: training_##name##_avx2(__VA_ARGS__); break;      \
    default: training_##name##_baseline(__VA_ARGS__);                    \
  }
#else
#define TRAINING_DISPATCH(name, ...) (void)instructions, training_##name##_baseline(__VA_ARGS__);
#endif

/// A product, see `training_product`.
static inline void training_multiply(int instructions, const training_product *product) {
  TRAINING_DISPATCH(multiply, product)
}

/// The same bits, faster where `outer` is large; `start` is null.
static inline void training_multiply_long(int instructions, const training_product *product) {
  TRAINING_DISPATCH(multiply_long, product)
}

/// y[step][unit] = f(y[step][unit] + bias[unit]) in lanes; `bias` may be null. `arguments`, when not null, keeps what
/// f was taken of.
static inline void training_activate(
    int instructions, int activation, float *y, float *arguments, const float *bias, long units, long steps) {
  TRAINING_DISPATCH(activate, activation, y, arguments, bias, units, steps)
}

/// delta = delta f'(x) over `count` lanes, where f(x) is `results`; `arguments`, the x, may be null but for GELU and
/// SiLU.
static inline void training_differentiate(
    int instructions, int activation, float *delta, const float *arguments, const float *results, long count) {
  TRAINING_DISPATCH(differentiate, activation, delta, arguments, results, count)
}

/// x = softmax(x) over `count` lanes, at least 1, in place.
static inline void training_softmax(int instructions, float *x, long count) {
  TRAINING_DISPATCH(softmax, x, count)
}

/// delta = y (delta − Σ delta y) over `count` lanes, y being the softmax.
static inline void training_softmax_derivative(int instructions, float *delta, const float *y, long count) {
  TRAINING_DISPATCH(softmax_derivative, delta, y, count)
}

/// For each of `rows` rows of x, `stride` floats apart, x = softmax(scale x) over the first `seen` + row * `more`
/// floats, at least 1 and at most `count`; from there on it becomes 0. Rows are read and written to the next multiple
/// of 16.
static inline void training_softmax_rows(
    int instructions, float *x, long rows, long stride, long count, long seen, long more, float scale) {
  TRAINING_DISPATCH(softmax_rows, x, rows, stride, count, seen, more, scale)
}

/// For such rows delta = scale y (delta − Σ delta y), y being the softmax; behind what was seen it becomes 0.
static inline void training_softmax_rows_derivative(
    int instructions, float *delta, const float *y, long rows, long stride, long count, long seen, long more,
    float scale) {
  TRAINING_DISPATCH(softmax_rows_derivative, delta, y, rows, stride, count, seen, more, scale)
}

/// y = scale[i] u + shift[i], u = (x − mean) inverse, inverse = 1 / √(variance + epsilon), over `count` lanes;
/// mean and inverse, a vector each, are kept in `moments`.
static inline void training_norm(
    int instructions, const float *x, float *y, long count, const float *scale, const float *shift, float epsilon,
    float *moments) {
  TRAINING_DISPATCH(norm, x, y, count, scale, shift, epsilon, moments)
}

/// The way back of `training_norm`: dx = or, when `accumulate` is not 0, += inverse (g − mean g − u mean(g u)),
/// g = scale[i] dy. dscale[i] += dy u and dshift[i] += dy, in lanes. dx may be null.
static inline void training_norm_derivative(
    int instructions, const float *dy, const float *x, const float *moments, long count, const float *scale, float *dx,
    int accumulate, float *dscale, float *dshift) {
  TRAINING_DISPATCH(norm_derivative, dy, x, moments, count, scale, dx, accumulate, dscale, dshift)
}

/// sums[unit] = the sum over i < count and all lanes of lane (i * step + unit), by lane first: a bias's gradient.
static inline void training_sum_lanes(
    int instructions, const float *a, long units, long count, long step, float *sums) {
  TRAINING_DISPATCH(sum_lanes, a, units, count, step, sums)
}

/// The sums of a loss over `count` lanes for each of the first `windows` lanes, and scale times its derivative by the
/// output into `delta`; the other lanes get 0.
static inline void training_loss(
    int instructions, int loss, float bound, const float *output, const float *target, long count, long windows,
    float scale, float *delta, float *sums) {
  TRAINING_DISPATCH(loss, loss, bound, output, target, count, windows, scale, delta, sums)
}

/// Window by window from lanes: rows[j * stride + i] = lanes[i][j] for i < count, j < 16.
static inline void training_rows_from_lanes(
    int instructions, const float *lanes, long count, float *rows, long stride) {
  TRAINING_DISPATCH(rows_from_lanes, lanes, count, rows, stride)
}

/// Lanes from 16 windows of `count` floats: lanes[i][j] = windows[j][i], 0 where windows[j] is null.
static inline void training_lanes_from_windows(
    int instructions, const float *const *windows, long count, float *lanes) {
  TRAINING_DISPATCH(lanes_from_windows, windows, count, lanes)
}

/// One step of Adam (Kingma and Ba 2015), with weight decay beside the loss AdamW (Loshchilov and Hutter 2019).
static inline void training_adam(
    int instructions, const training_update *update, float *parameters, float *moments, float *squares,
    const float *gradient, long count) {
  TRAINING_DISPATCH(adam, update, parameters, moments, squares, gradient, count)
}

/// One step of RMSprop (Tieleman and Hinton 2012), with momentum.
static inline void training_rmsprop(
    int instructions, const training_update *update, float *parameters, float *moments, float *squares,
    const float *gradient, long count) {
  TRAINING_DISPATCH(rmsprop, update, parameters, moments, squares, gradient, count)
}

/// One step of gradient descent with momentum (Polyak 1964).
static inline void training_momentum(
    int instructions, const training_update *update, float *parameters, float *moments, const float *gradient,
    long count) {
  TRAINING_DISPATCH(momentum, update, parameters, moments, NULL, gradient, count)
}

/// One step of a recurrent cell, elementwise, see `training_cell_step`.
static inline void training_cell_forward(int instructions, int cell, const training_cell_step *step) {
  TRAINING_DISPATCH(cell_forward, cell, step)
}

/// The same step on the way back.
static inline void training_cell_backward(int instructions, int cell, const training_cell_step *step) {
  TRAINING_DISPATCH(cell_backward, cell, step)
}

#undef TRAINING_DISPATCH
#endif
