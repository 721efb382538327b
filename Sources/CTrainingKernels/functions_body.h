// Included once for each kind of instructions, see `kernels.h`.

/// The parts of e^x = 2^n * (1 + p), |x| <= 87: n = round(x / ln 2) and p = e^r - 1, r = x - n ln 2, by
/// p = r + r^2 q(r), q of degree 4 with the least greatest relative error of e^r, 3e-9, on |r| <= ln 2 / 2.
/// x is clamped; NaN stays NaN.
typedef struct {
  training_vector power, rest;
} TRAINING_NAME(exponent);

TRAINING_INLINE void TRAINING_NAME(split_exponent)(const training_vector *argument, TRAINING_NAME(exponent) *e) {
  const training_vector low = training_splat(-87), high = training_splat(87), magic = training_splat(12582912);
  training_vector x = training_select(*argument < low, low, *argument);
  x = training_select(x > high, high, x);
  const training_vector shifted = TRAINING_FMA(x, training_splat(1.44269504f), magic);
  const training_vector n = shifted - magic;
  training_vector r = TRAINING_FMA(n, training_splat(-0.693145752f), x);
  r = TRAINING_FMA(n, training_splat(-1.4286068e-6f), r);
  training_vector q = TRAINING_FMA(training_splat(0.0013814538f), r, training_splat(0.0083687454f));
  q = TRAINING_FMA(q, r, training_splat(0.041668389f));
  q = TRAINING_FMA(q, r, training_splat(0.16666521f));
  q = TRAINING_FMA(q, r, training_splat(0.49999994f));
  e->rest = TRAINING_FMA(r * r, q, r);
  e->power = (training_vector)(((training_integers)shifted << 23) + 0x3f800000);
}

/// x = e^x
TRAINING_INLINE void TRAINING_NAME(exponential_of)(training_vector *x) {
  TRAINING_NAME(exponent) e;
  TRAINING_NAME(split_exponent)(x, &e);
  *x = TRAINING_FMA(e.power, e.rest, e.power);
}

/// x = e^x - 1, without cancellation near 0
TRAINING_INLINE void TRAINING_NAME(exponential_less_one_of)(training_vector *x) {
  TRAINING_NAME(exponent) e;
  TRAINING_NAME(split_exponent)(x, &e);
  *x = TRAINING_FMA(e.power, e.rest, e.power - 1);
}

/// x = 1 / (1 + e^-x)
TRAINING_INLINE void TRAINING_NAME(sigmoid_of)(training_vector *x) {
  *x = -*x;
  TRAINING_NAME(exponential_of)(x);
  *x = 1 / (1 + *x);
}

/// x = 1 / (1 + e^-x), rest = 1 - x without cancellation
TRAINING_INLINE void TRAINING_NAME(sigmoids_of)(training_vector *x, training_vector *rest) {
  training_vector e = -*x;
  TRAINING_NAME(exponential_of)(&e);
  *x = 1 / (1 + e);
  *rest = e * *x;
}

/// x = tanh x = (e^2x - 1) / (e^2x + 1)
TRAINING_INLINE void TRAINING_NAME(tanh_of)(training_vector *x) {
  *x = 2 * *x;
  TRAINING_NAME(exponential_less_one_of)(x);
  *x = *x / (*x + 2);
}

/// x = ln x for positive normal x: x = 2^n m, sqrt(1/2) <= m < sqrt 2, ln m = 2 atanh s, s = (m - 1) / (m + 1), by the
/// series of atanh. NaN stays NaN.
TRAINING_INLINE void TRAINING_NAME(logarithm_of)(training_vector *x) {
  const training_integers bits = (training_integers)*x, half = {0};
  const training_integers n = (bits - (half + 0x3f3504f3)) >> 23;
  const training_vector m = (training_vector)(bits - (n << 23));
  const training_vector exponent = __builtin_convertvector(n, training_vector);
  const training_vector s = (m - 1) / (m + 1), t = s * s;
  training_vector q = TRAINING_FMA(training_splat(2.f / 9), t, training_splat(2.f / 7));
  q = TRAINING_FMA(q, t, training_splat(2.f / 5));
  q = TRAINING_FMA(q, t, training_splat(2.f / 3));
  const training_vector low = TRAINING_FMA(q * t, s, exponent * -2.12194440e-4f);
  const training_vector rest = TRAINING_FMA(s, training_splat(2), low);
  const training_vector sum = TRAINING_FMA(exponent, training_splat(0.693359375f), rest);
  *x = training_select(*x != *x, *x, sum);
}

/// x = 2 sqrt(2/pi) (x + 0.044715 x^3): GELU is x times the sigmoid of it.
TRAINING_INLINE void TRAINING_NAME(gelu_argument_of)(training_vector *x) {
  *x = *x * TRAINING_FMA(*x * *x, training_splat(0.0713548163f), training_splat(1.59576912f));
}

/// x = f(x)
TRAINING_INLINE void TRAINING_NAME(activation_of)(const int activation, training_vector *x) {
  const training_vector zero = training_splat(0), argument = *x;
  switch (activation) {
  case TRAINING_LINEAR: break;
  case TRAINING_RELU: *x = training_select(argument < zero, zero, argument); break;
  case TRAINING_LEAKY_RELU: *x = training_select(argument < zero, 0.01f * argument, argument); break;
  case TRAINING_ELU:
    TRAINING_NAME(exponential_less_one_of)(x);
    *x = training_select(argument < zero, *x, argument);
    break;
  case TRAINING_GELU: TRAINING_NAME(gelu_argument_of)(x); TRAINING_NAME(sigmoid_of)(x); *x *= argument; break;
  case TRAINING_SILU: TRAINING_NAME(sigmoid_of)(x); *x *= argument; break;
  case TRAINING_TANH: TRAINING_NAME(tanh_of)(x); break;
  case TRAINING_SIGMOID: TRAINING_NAME(sigmoid_of)(x); break;
  case TRAINING_EXPONENTIAL: TRAINING_NAME(exponential_of)(x); break;
  case TRAINING_LOGARITHM: TRAINING_NAME(logarithm_of)(x); break;
  }
}

/// d = d f'(x), where f(x) = y; x is looked at for GELU and SiLU only, y for the others only.
TRAINING_INLINE void TRAINING_NAME(derivative_of)(
    const int activation, training_vector *d, const training_vector *x, const training_vector *y) {
  const training_vector zero = training_splat(0);
  training_vector s = *x;
  switch (activation) {
  case TRAINING_RELU: *d = training_select(*y <= zero, zero, *d); break;
  case TRAINING_LEAKY_RELU: *d = training_select(*y <= zero, 0.01f * *d, *d); break;
  case TRAINING_ELU: *d = training_select(*y <= zero, TRAINING_FMA(*d, *y, *d), *d); break;
  case TRAINING_GELU: {
    training_vector rest;
    TRAINING_NAME(gelu_argument_of)(&s);
    TRAINING_NAME(sigmoids_of)(&s, &rest);
    const training_vector slope = TRAINING_FMA(*x * *x, training_splat(0.214064449f), training_splat(1.59576912f));
    *d *= TRAINING_FMA(*x * s * rest, slope, s);
    break;
  }
  case TRAINING_SILU: {
    training_vector rest;
    TRAINING_NAME(sigmoids_of)(&s, &rest);
    *d *= TRAINING_FMA(*x * s, rest, s);
    break;
  }
  case TRAINING_TANH: *d = TRAINING_FMA(-(*y * *y), *d, *d); break;
  case TRAINING_SIGMOID: *d *= *y * (1 - *y); break;
  default: break;
  }
}

#define TRAINING_EACH_ACTIVATION(call)                                                              \
  switch (activation) {                                                                             \
    case TRAINING_LINEAR: { call(TRAINING_LINEAR) } break;                                          \
    case TRAINING_RELU: { call(TRAINING_RELU) } break;                                              \
    case TRAINING_LEAKY_RELU: { call(TRAINING_LEAKY_RELU) } break;                                  \
    case TRAINING_ELU: { call(TRAINING_ELU) } break;                                                \
    case TRAINING_GELU: { call(TRAINING_GELU) } break;                                              \
    case TRAINING_SILU: { call(TRAINING_SILU) } break;                                              \
    case TRAINING_TANH: { call(TRAINING_TANH) } break;                                              \
    case TRAINING_SIGMOID: { call(TRAINING_SIGMOID) } break;                                        \
    case TRAINING_EXPONENTIAL: { call(TRAINING_EXPONENTIAL) } break;                                \
    case TRAINING_LOGARITHM: { call(TRAINING_LOGARITHM) } break;                                    \
  }

TRAINING_FUNCTION void TRAINING_NAME(activate)(
    int activation, float *y, float *arguments, const float *bias, long units, long steps) {
  const long count = units * TRAINING_LANES;
#define TRAINING_CALL(f)                                                             \
  for (long step = 0; step < steps; step++) {                                        \
    for (long unit = 0; unit < units; unit++) {                                      \
      const long i = step * count + unit * TRAINING_LANES;                           \
      training_vector x = training_load(y + i);                                      \
      if (bias) x += bias[unit];                                                     \
      if (arguments) training_store(arguments + i, x);                               \
      TRAINING_NAME(activation_of)(f, &x);                                           \
      training_store(y + i, x);                                                      \
    }                                                                                \
  }
  TRAINING_EACH_ACTIVATION(TRAINING_CALL)
#undef TRAINING_CALL
}

TRAINING_FUNCTION void TRAINING_NAME(differentiate)(
    int activation, float *delta, const float *arguments, const float *results, long count) {
#define TRAINING_CALL(f)                                                             \
  for (long i = 0; i < count * TRAINING_LANES; i += TRAINING_LANES) {                \
    training_vector d = training_load(delta + i);                                    \
    const training_vector y = training_load(results + i);                            \
    const training_vector x = training_load((arguments ? arguments : results) + i);  \
    TRAINING_NAME(derivative_of)(f, &d, &x, &y);                                     \
    training_store(delta + i, d);                                                    \
  }
  TRAINING_EACH_ACTIVATION(TRAINING_CALL)
#undef TRAINING_CALL
}
#undef TRAINING_EACH_ACTIVATION

TRAINING_FUNCTION void TRAINING_NAME(sum_lanes)(
    const float *a, long units, long count, long step, float *sums) {
  for (long unit = 0; unit < units; unit++) {
    training_vector sum = training_splat(0);
    for (long i = 0; i < count; i++) sum += training_load(a + (i * step + unit) * TRAINING_LANES);
    float total[TRAINING_LANES];
    training_store(total, sum);
    TRAINING_UNROLL for (int half = TRAINING_LANES / 2; half > 0; half /= 2) {
      TRAINING_UNROLL for (int i = 0; i < half; i++) total[i] += total[i + half];
    }
    sums[unit] = total[0];
  }
}
