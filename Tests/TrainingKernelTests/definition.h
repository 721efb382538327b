/// The kernels of training by their definition: one number after the other. Products in their order of sums and
/// rounding, everything else in double.
#ifndef TRAINING_KERNEL_TESTS_DEFINITION_H
#define TRAINING_KERNEL_TESTS_DEFINITION_H

#include <math.h>

#include "kernels.h"

/// Whether the kind of instructions rounds a product and its sum once.
static inline int fuses(int instructions) {
#if defined(__aarch64__)
  (void)instructions;
  return 1;
#else
  return instructions != TRAINING_BASELINE;
#endif
}

static inline void define_product(int instructions, const training_product *m) {
  for (long set = 0; set < m->sets; set++)
    for (long group = 0; group < m->groups; group++)
      for (long row = 0; row < m->rows; row++)
        for (long j = 0; j < (group == m->groups - 1 ? m->last : 16); j++) {
          float *c = m->c + row * m->c_row + set * m->c_set + group * m->c_group + j;
          float sum = m->accumulate ? *c : m->start ? m->start[16 * group + j] : 0;
          for (long p = 0; p < m->outer; p++)
            for (long k = 0; k < m->inner; k++) {
              const float a = m->a[row * m->a_row + p * m->a_outer + k * m->a_inner];
              const float b = m->b[set * m->b_set + group * m->b_group + p * m->b_outer + k * m->b_inner + j];
              sum = fuses(instructions) ? fmaf(a, b, sum) : sum + a * b;
            }
          *c = sum;
        }
}

/// x becomes the softmax of its first `seen` values, delta the derivative by them.
static inline void define_softmax_row(double *x, double *delta, long count, long seen, double scale) {
  double most = x[0], sum = 0, product = 0;
  for (long i = 0; i < seen; i++) most = fmax(most, x[i]);
  for (long i = 0; i < seen; i++) sum += exp(scale * (x[i] - most));
  for (long i = 0; i < count; i++) x[i] = i < seen ? exp(scale * (x[i] - most)) / sum : 0;
  for (long i = 0; i < seen; i++) product += x[i] * delta[i];
  for (long i = 0; i < count; i++) delta[i] = i < seen ? scale * x[i] * (delta[i] - product) : 0;
}

static inline double define_sigmoid(double x) { return 1 / (1 + exp(-x)); }

static inline double define_gelu_argument(double x) {
  return 2 * sqrt(2 / 3.14159265358979323846) * (x + 0.044715 * x * x * x);
}

static inline double define_activation(int activation, double x) {
  switch (activation) {
  case TRAINING_RELU: return x > 0 ? x : 0;
  case TRAINING_LEAKY_RELU: return x > 0 ? x : 0.01 * x;
  case TRAINING_ELU: return x > 0 ? x : expm1(x);
  case TRAINING_GELU: return x * define_sigmoid(define_gelu_argument(x));
  case TRAINING_SILU: return x * define_sigmoid(x);
  case TRAINING_TANH: return tanh(x);
  case TRAINING_SIGMOID: return define_sigmoid(x);
  case TRAINING_EXPONENTIAL: return exp(x);
  case TRAINING_LOGARITHM: return log(x);
  default: return x;
  }
}

/// By a central difference; the functions are smooth where it is asked for.
static inline double define_derivative(int activation, double x) {
  const double h = 1e-5;
  return (define_activation(activation, x + h) - define_activation(activation, x - h)) / (2 * h);
}

static inline double define_loss(int loss, double bound, double y, double t) {
  const double r = y - t;
  switch (loss) {
  case TRAINING_ABSOLUTE: return fabs(r);
  case TRAINING_HUBER: return fabs(r) <= bound ? r * r / 2 : bound * (fabs(r) - bound / 2);
  case TRAINING_CROSS_ENTROPY: return -t * log(y) - (1 - t) * log(1 - y);
  default: return r * r;
  }
}

enum { rule_adam, rule_rmsprop, rule_momentum, rule_count };

static inline void define_update(int rule, const training_update *u, double *p, double *m, double *v, double g) {
  g = fmin(fmax(g * u->gradient_scale, -u->limit), u->limit) + u->coupled_decay * *p;
  double step = 0;
  if (rule != rule_momentum) *v = u->beta2 * *v + (1 - (double)u->beta2) * g * g;
  switch (rule) {
  case rule_adam:
    *m = u->beta1 * *m + (1 - (double)u->beta1) * g;
    step = *m / (u->correction * sqrt(*v) + u->epsilon);
    break;
  case rule_rmsprop:
    *m = u->beta1 * *m + g / (sqrt(*v) + u->epsilon);
    step = *m;
    break;
  default:
    *m = u->beta1 * *m + g;
    step = *m;
  }
  *p = *p - u->decay * *p - u->rate * step;
}

#endif
