/// Holds the kernels of training equal to their definition, for each kind of instructions that this CPU has, or, built
/// with TEST_EMULATED, for all of them. Prints a line a check; exits with 1 when one failed.
///
/// Longer than 300 lines because each check stands beside the numbers it draws.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "definition.h"

enum { room = 1 << 16 };

static float a[room], b[room], c[room], want[room], other[room];
static uint32_t state = 1;

static uint32_t next_bits(void) {
  state ^= state << 13, state ^= state >> 17, state ^= state << 5;
  return state;
}

static long next_below(long count) { return (long)(next_bits() % (uint32_t)count); }

/// In [-1, 1).
static float next_float(void) { return (float)(int32_t)next_bits() * 0x1p-31f; }

static void fill(float *to, float scale) {
  for (long i = 0; i < room; i++) to[i] = scale * next_float();
}

static const char *const names[] = {"baseline", "avx2", "avx512"};
static int failures;

static void report(int instructions, const char *sentence, int holds) {
  printf("%s  " TEST_TARGET " %s: %s\n", holds ? "ok  " : "FAIL", names[instructions], sentence);
  failures += !holds;
}

/// Whether x is y within `tolerance` of the greater of |y| and 1.
static int near(float x, double y, double tolerance) { return fabs(x - y) <= tolerance * fmax(fabs(y), 1); }

// MARK: Products

/// Weights by rows or transposed, over positions and blocks; edges of each tile, from zeros, a start or what is there.
static int multiplies(int instructions) {
  for (int i = 0; i < 400; i++) {
    const long rows = 1 + next_below(40), inner = 1 + next_below(i % 20 ? 40 : 300);
    const int transposed = i % 2;
    training_product m = {
      .a = a, .a_row = transposed ? 1 : inner, .a_inner = transposed ? rows : 1, .b = b, .b_inner = 16,
      .b_group = 16 * next_below(4), .b_set = 16 * inner, .inner = inner, .outer = 1, .c = c, .c_row = 16,
      .c_group = 16 * rows, .rows = rows, .groups = 1 + next_below(i % 7 ? 4 : 20),
      .sets = 1 + next_below(i % 7 ? 4 : 2), .last = i % 5 ? 16 : 1 + next_below(16), .accumulate = i % 3 == 0,
      .start = i % 4 ? NULL : b + next_below(100)};
    m.c_set = m.c_group * m.groups;
    memcpy(want, c, sizeof c);
    training_multiply(instructions, &m);
    memcpy(other, c, sizeof c);
    m.c = want;
    define_product(instructions, &m);
    if (memcmp(want, other, sizeof want) != 0) return 0;
  }
  return 1;
}

/// Sums over pieces of 16 windows, any number of columns; what stands right of them stays.
static int multiplies_long(int instructions) {
  for (int i = 0; i < 400; i++) {
    const long rows = 1 + next_below(30), columns = 1 + next_below(40), stride = 48 + 16 * next_below(2);
    training_product m = {
      .a = a, .a_row = 16, .a_inner = 1, .a_outer = 16 * rows, .b = b, .b_inner = stride, .b_outer = 16 * stride,
      .b_group = 16, .inner = 16, .outer = 1 + next_below(20), .c = c, .c_row = columns + next_below(3), .c_group = 16,
      .rows = rows, .groups = (columns + 15) / 16, .sets = 1, .last = (columns - 1) % 16 + 1,
      .accumulate = i % 3 == 0};
    memcpy(want, c, sizeof c);
    training_multiply_long(instructions, &m);
    memcpy(other, c, sizeof c);
    m.c = want;
    define_product(instructions, &m);
    if (memcmp(want, other, sizeof want) != 0) return 0;
  }
  return 1;
}

/// Positions whose results overlap, as where convolution goes back.
static int adds_overlaps(int instructions) {
  for (int i = 0; i < 200; i++) {
    const long rows = 1 + next_below(40), inner = 1 + next_below(20);
    training_product m = {
      .a = a, .a_row = 1, .a_inner = rows, .b = b, .b_inner = 16, .b_group = 16 * inner, .inner = inner, .outer = 1,
      .c = c, .c_row = 16, .c_group = 16 * (1 + next_below(20)), .rows = rows, .groups = 1 + next_below(9), .sets = 1,
      .last = 16, .accumulate = 1};
    memcpy(want, c, sizeof c);
    training_multiply(instructions, &m);
    memcpy(other, c, sizeof c);
    m.c = want;
    define_product(instructions, &m);
    for (long j = 0; j < room; j++) if (!near(other[j], want[j], 1e-4)) return 0;
    fill(c, 1);
  }
  return 1;
}

/// The rows of one matrix by those of another, as between the steps of a window; sums in several parts.
static int multiplies_rows(int instructions) {
  for (int i = 0; i < 300; i++) {
    const long rows = 1 + next_below(60), inner = 1 + next_below(i % 20 ? 30 : 70), columns = 1 + next_below(70);
    const long stride = (columns + 15) / 16 * 16, turned = i % 2;
    training_product m = {
      .a = a, .a_row = turned ? 1 : 80, .a_inner = turned ? 80 : 1, .a_outer = 10000, .b = b,
      .b_inner = i % 3 ? stride : 16, .b_group = i % 3 ? 16 : 16 * inner, .b_outer = 7000, .inner = inner,
      .outer = 1 + next_below(3), .c = c, .c_row = stride, .c_group = 16, .rows = rows, .groups = (columns + 15) / 16,
      .sets = 1, .last = (columns - 1) % 16 + 1, .accumulate = i % 4 == 0, .start = i % 5 ? NULL : b + 3};
    memcpy(want, c, sizeof c);
    training_multiply(instructions, &m);
    memcpy(other, c, sizeof c);
    m.c = want;
    define_product(instructions, &m);
    if (memcmp(want, other, sizeof want) != 0) return 0;
  }
  return 1;
}

static int sums(int instructions) {
  for (long units = 1; units < 20; units++) {
    training_sum_lanes(instructions, a, units, 30, units, c);
    for (long unit = 0; unit < units; unit++) {
      double sum = 0;
      for (long i = unit; i < 30 * units; i += units) for (long lane = 0; lane < 16; lane++) sum += a[i * 16 + lane];
      if (!near(c[unit], sum, 1e-5)) return 0;
    }
  }
  return 1;
}

// MARK: Functions

static int activates(int instructions, int activation) {
  const int positive = activation == TRAINING_LOGARITHM;
  for (long i = 0; i < 64 * 16; i++) a[i] = positive ? exp2f(12 * next_float() - 6) : 12 * next_float();
  for (long i = 0; i < 32; i++) b[i] = positive ? 0 : next_float();
  memcpy(c, a, sizeof c);
  training_activate(instructions, activation, c, other, b, 32, 2);
  for (long i = 0; i < 64 * 16; i++) {
    const float x = a[i] + b[i / 16 % 32];
    if (other[i] != x || !near(c[i], define_activation(activation, x), 2.5e-7)) return 0;
  }
  return 1;
}

static int differentiates(int instructions, int activation) {
  for (long i = 0; i < 64 * 16; i++) {
    a[i] = 4 * next_float(), c[i] = b[i] = next_float();
    if (fabsf(a[i]) < 1e-3f) a[i] = 0.5f;
    want[i] = (float)define_activation(activation, a[i]);
  }
  const int takes_argument = activation == TRAINING_GELU || activation == TRAINING_SILU;
  training_differentiate(instructions, activation, c, takes_argument ? a : NULL, want, 64);
  for (long i = 0; i < 64 * 16; i++) {
    if (!near(c[i], b[i] * define_derivative(activation, a[i]), 1e-6)) return 0;
  }
  return 1;
}

/// NaN stays NaN, and the ends of the line have their limits.
static int keeps_extremes(int instructions) {
  for (int activation = TRAINING_LINEAR; activation <= TRAINING_EXPONENTIAL; activation++) {
    float x[16] = {NAN, INFINITY, -INFINITY, 0, 1e-20f, -1e-20f, 3e38f};
    training_activate(instructions, activation, x, NULL, NULL, 1, 1);
    if (!isnan(x[0]) || isnan(x[1]) || isnan(x[3])) return 0;
    if (activation >= TRAINING_TANH && isnan(x[2])) return 0;
    if (activation == TRAINING_TANH && (x[1] != 1 || x[2] != -1 || x[3] != 0)) return 0;
    if (activation == TRAINING_TANH && fabsf(x[4] / 1e-20f - 1) > 1e-6f) return 0;
    if (activation == TRAINING_SIGMOID && (x[1] != 1 || !(x[2] >= 0 && x[2] < 2e-38f) || x[3] != 0.5f)) return 0;
    if (activation == TRAINING_EXPONENTIAL && (x[3] != 1 || !(x[2] < 2e-38f))) return 0;
  }
  return 1;
}

static int normalises(int instructions) {
  for (long count = 1; count < 40; count++) {
    for (long i = 0; i < count * 16; i++) a[i] = c[i] = 30 * next_float(), b[i] = other[i] = next_float();
    training_softmax(instructions, c, count);
    training_softmax_derivative(instructions, other, c, count);
    for (long lane = 0; lane < 16; lane++) {
      double most = -1e9, sum = 0, product = 0;
      for (long i = lane; i < count * 16; i += 16) most = fmax(most, a[i]);
      for (long i = lane; i < count * 16; i += 16) sum += exp(a[i] - most);
      for (long i = lane; i < count * 16; i += 16) product += b[i] * exp(a[i] - most) / sum;
      for (long i = lane; i < count * 16; i += 16) {
        const double y = exp(a[i] - most) / sum;
        if (!near(c[i], y, 1e-6) || !near(other[i], y * (b[i] - product), 2e-6)) return 0;
      }
    }
  }
  return 1;
}

/// Rows of which each sees as much as the last or one more; what stands behind does not matter.
static int normalises_rows(int instructions) {
  for (long count = 1; count < 70; count++) {
    const long stride = (count + 15) / 16 * 16 + 16, more = count % 2, rows = more ? (count + 1) / 2 : 5;
    const long seen = more ? count - rows + 1 : 1 + next_below(count);
    const float scale = count % 3 ? 0.3f : 1;
    for (long i = 0; i < rows * stride; i++) {
      const int stands = i % stride < seen + i / stride * more;
      a[i] = c[i] = stands ? 30 * next_float() : NAN, b[i] = other[i] = stands ? next_float() : NAN;
    }
    training_softmax_rows(instructions, c, rows, stride, count, seen, more, scale);
    training_softmax_rows_derivative(instructions, other, c, rows, stride, count, seen, more, scale);
    for (long row = 0; row < rows; row++) {
      double x[80], d[80];
      for (long i = 0; i < count; i++) x[i] = a[row * stride + i], d[i] = b[row * stride + i];
      define_softmax_row(x, d, count, seen + row * more, scale);
      for (long i = 0; i < count; i++) {
        const float y = c[row * stride + i], delta = other[row * stride + i];
        if (!near(y, x[i], 1e-6) || !near(delta, d[i], 2e-6)) return 0;
        if (i >= seen + row * more && (y != 0 || delta != 0)) return 0;
      }
    }
  }
  fill(a, 1), fill(b, 1), fill(c, 1);
  return 1;
}

/// Layer norm there and back, onto what is there or not.
static int standardises(int instructions) {
  for (long count = 2; count < 40; count++) {
    float moments[32], scale[40], shift[40];
    for (long i = 0; i < count; i++) scale[i] = next_float(), shift[i] = next_float();
    for (long i = 0; i < count * 16; i++) {
      a[i] = 2 * next_float(), b[i] = next_float(), other[i] = want[i] = next_float();
    }
    const int accumulate = count % 2;
    float *dscale = want + 1024, *dshift = want + 2048;
    for (long i = 0; i < count * 16; i++) dscale[i] = dshift[i] = 0.5f;
    training_norm(instructions, a, c, count, scale, shift, 0.01f, moments);
    training_norm_derivative(instructions, b, a, moments, count, scale, other, accumulate, dscale, dshift);
    for (long lane = 0; lane < 16; lane++) {
      double mean = 0, variance = 0, sum = 0, slope = 0;
      for (long i = 0; i < count; i++) mean += a[i * 16 + lane] / (double)count;
      for (long i = 0; i < count; i++) variance += pow(a[i * 16 + lane] - mean, 2) / (double)count;
      const double deviation = sqrt(variance + 0.01);
      for (long i = 0; i < count; i++) {
        const double g = scale[i] * b[i * 16 + lane] / (double)count;
        sum += g, slope += g * (a[i * 16 + lane] - mean) / deviation;
      }
      for (long i = 0; i < count; i++) {
        const long at = i * 16 + lane;
        const double u = (a[at] - mean) / deviation, g = scale[i] * b[at];
        const double dx = (g - sum - u * slope) / deviation + (accumulate ? want[at] : 0);
        if (!near(c[at], scale[i] * u + shift[i], 2e-6) || !near(other[at], dx, 1e-5)) return 0;
        if (!near(dscale[at], 0.5 + b[at] * u, 2e-6) || !near(dshift[at], 0.5 + b[at], 1e-6)) return 0;
      }
    }
  }
  return 1;
}

static int takes_loss(int instructions, int loss) {
  const double bound = 0.25, h = 1e-6;
  for (long windows = 1; windows <= 16; windows += 5) {
    const long count = 37;
    for (long i = 0; i < count * 16; i++) a[i] = 0.5f + 0.49f * next_float(), b[i] = 0.5f + 0.5f * next_float();
    float sums[16];
    training_loss(
        instructions, loss, loss == TRAINING_CROSS_ENTROPY ? 1e-7f : (float)bound, a, b, count, windows, 0.5f, c, sums);
    for (long lane = 0; lane < 16; lane++) {
      double sum = 0;
      for (long i = lane; lane < windows && i < count * 16; i += 16) {
        sum += define_loss(loss, bound, a[i], b[i]);
        const double slope =
          (define_loss(loss, bound, a[i] + h, b[i]) - define_loss(loss, bound, a[i] - h, b[i])) / (2 * h);
        if (fabs(a[i] - b[i]) > 1e-5 && !near(c[i], slope / 2, 2e-6)) return 0;
      }
      for (long i = lane; lane >= windows && i < count * 16; i += 16) if (c[i] != 0) return 0;
      if (!near(sums[lane], sum, 1e-5)) return 0;
    }
  }
  return 1;
}

// MARK: Layout and updates

static int transposes(int instructions) {
  for (long count = 1; count < 60; count++) {
    const float *windows[16];
    for (long j = 0; j < 16; j++) windows[j] = j % 5 == 4 ? NULL : a + j * 61;
    fill(c, 1), memcpy(other, c, sizeof c);
    training_lanes_from_windows(instructions, windows, count, c);
    for (long i = 0; i < room; i++) {
      const long j = i % 16;
      if (c[i] != (i >= count * 16 ? other[i] : j % 5 == 4 ? 0 : a[j * 61 + i / 16])) return 0;
    }
    fill(want, 1), memcpy(other, want, sizeof want);
    training_rows_from_lanes(instructions, c, count, want, 64);
    for (long i = 0; i < room; i++) {
      if (want[i] != (i < 1024 && i % 64 < count ? c[i % 64 * 16 + i / 64] : other[i])) return 0;
    }
  }
  return 1;
}

static int updates(int instructions, int rule) {
  const training_update u = {
    .gradient_scale = 0.5f, .limit = 0.25f, .coupled_decay = 0.01f, .decay = 1e-4f, .rate = 1e-2f, .beta1 = 0.9f,
    .beta2 = 0.999f, .correction = 3, .epsilon = 1e-8f};
  for (long count = 1; count < 70; count++) {
    float m[80], v[80], p[80];
    double dm[80], dv[80], dp[80];
    for (long i = 0; i < 80; i++) {
      dm[i] = m[i] = next_float(), dv[i] = v[i] = fabsf(next_float()), dp[i] = p[i] = next_float(), a[i] = next_float();
    }
    if (rule == rule_adam) training_adam(instructions, &u, p, m, v, a, count);
    if (rule == rule_rmsprop) training_rmsprop(instructions, &u, p, m, v, a, count);
    if (rule == rule_momentum) training_momentum(instructions, &u, p, m, a, count);
    for (long i = 0; i < 80; i++) {
      if (i < count) define_update(rule, &u, &dp[i], &dm[i], &dv[i], a[i]);
      const double tolerance = i < count ? 1e-6 * fmax(1, fabs(dm[i])) : 0;
      if (!near(p[i], dp[i], tolerance) || !near(m[i], dm[i], tolerance) || !near(v[i], dv[i], tolerance)) return 0;
    }
  }
  return 1;
}

/// Without gradient moments fade to 0 and never become subnormal.
static int fades(int instructions) {
  const training_update u = {.gradient_scale = 1, .limit = INFINITY, .rate = 1, .beta1 = 0.5f, .beta2 = 0.5f};
  float p[1] = {1}, m[1] = {1}, v[1] = {1};
  const float g[1] = {0};
  for (int i = 0; i < 200; i++) {
    training_adam(instructions, &u, p, m, v, g, 1);
    if ((m[0] != 0 && m[0] < 1e-30f) || (v[0] != 0 && v[0] < 1e-30f)) return 0;
    p[0] = 1;
  }
  return m[0] == 0 && v[0] == 0;
}

/// Whether the kind has the bits of AVX2: all that is elementwise goes through the same functions.
static int equals_avx2(int instructions) {
  for (int activation = TRAINING_LINEAR; activation <= TRAINING_LOGARITHM; activation++) {
    for (long i = 0; i < 1024; i++) c[i] = want[i] = fabsf(40 * a[i]) + 1e-6f;
    training_activate(instructions, activation, c, NULL, NULL, 64, 1);
    training_activate(TRAINING_AVX2, activation, want, NULL, NULL, 64, 1);
    if (memcmp(c, want, 1024 * sizeof(float)) != 0) return 0;
  }
  return 1;
}

int main(void) {
#if defined(TEST_EMULATED)
  const int most = TRAINING_AVX512;
#else
  const int most = training_instructions();
#endif
  for (int kind = TRAINING_BASELINE; kind <= most; kind++) {
    fill(a, 1), fill(b, 1), fill(c, 1);
    report(kind, "a product of weights and lanes has the bits of its definition", multiplies(kind));
    report(kind, "a weight gradient has the bits of its definition", multiplies_long(kind));
    report(kind, "a product of the rows of a window has the bits of its definition", multiplies_rows(kind));
    report(kind, "results that overlap add up", adds_overlaps(kind));
    report(kind, "lanes add up", sums(kind));
    int holds = 1;
    for (int f = TRAINING_LINEAR; f <= TRAINING_LOGARITHM; f++) holds &= activates(kind, f);
    report(kind, "activations are right to 2.5e-7", holds);
    holds = 1;
    for (int f = TRAINING_LINEAR; f <= TRAINING_SIGMOID; f++) holds &= differentiates(kind, f);
    report(kind, "derivatives of activations agree with differences", holds);
    report(kind, "activations keep NaN and the limits at infinity", keeps_extremes(kind));
    report(kind, "the softmax and its derivative are right", normalises(kind));
    report(kind, "the softmax of rows and its derivative are right", normalises_rows(kind));
    report(kind, "layer norm and its derivative are right", standardises(kind));
    holds = 1;
    for (int loss = TRAINING_SQUARED; loss <= TRAINING_CROSS_ENTROPY; loss++) holds &= takes_loss(kind, loss);
    report(kind, "losses and their derivatives are right, unused lanes 0", holds);
    fill(a, 1);
    report(kind, "windows become lanes, and lanes rows", transposes(kind));
    for (int rule = 0; rule < rule_count; rule++) {
      static const char *const sentences[] = {
        "Adam steps as defined", "RMSprop steps as defined", "momentum steps as defined"};
      report(kind, sentences[rule], updates(kind, rule));
    }
    report(kind, "moments fade to 0", fades(kind));
    if (kind > TRAINING_AVX2) report(kind, "the bits are those of avx2", equals_avx2(kind));
  }
  return failures > 0;
}
