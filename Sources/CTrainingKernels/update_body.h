// Included once for each kind of instructions, see `kernels.h`.

/// The gradient as the rules want it.
TRAINING_INLINE void TRAINING_NAME(gradient_of)(
    const training_update *u, const training_vector *p, training_vector *g) {
  const training_vector limit = training_splat(u->limit);
  training_vector x = *g * u->gradient_scale;
  x = training_select(x > limit, limit, x);
  x = training_select(x < -limit, -limit, x);
  *g = TRAINING_FMA(training_splat(u->coupled_decay), *p, x);
}

/// Moments below 1e-30 become 0; they would decay into subnormal numbers, which are slow.
TRAINING_INLINE void TRAINING_NAME(flush)(training_vector *x) {
  const training_vector negligible = training_splat(1e-30f);
  *x = training_select((*x < negligible) & (*x > -negligible), training_splat(0), *x);
}

TRAINING_INLINE void TRAINING_NAME(finish)(const training_update *u, training_vector *p, const training_vector *step) {
  *p = *p - TRAINING_FMA(training_splat(u->decay), *p, *step);
}

/// m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, step = rate m / (correction sqrt v + epsilon)
TRAINING_INLINE void TRAINING_NAME(adam_of)(
    const training_update *u, training_vector *p, training_vector *m, training_vector *v, training_vector *g) {
  TRAINING_NAME(gradient_of)(u, p, g);
  *m = TRAINING_FMA(training_splat(u->beta1), *m, (1 - u->beta1) * *g);
  *v = TRAINING_FMA(training_splat(u->beta2), *v, (1 - u->beta2) * *g * *g);
  TRAINING_NAME(flush)(m);
  TRAINING_NAME(flush)(v);
  const training_vector root = __builtin_elementwise_sqrt(*v);
  const training_vector step =
    u->rate * *m / TRAINING_FMA(root, training_splat(u->correction), training_splat(u->epsilon));
  TRAINING_NAME(finish)(u, p, &step);
}

/// v = beta2 v + (1 - beta2) g^2, m = beta1 m + g / (sqrt v + epsilon), step = rate m
TRAINING_INLINE void TRAINING_NAME(rmsprop_of)(
    const training_update *u, training_vector *p, training_vector *m, training_vector *v, training_vector *g) {
  TRAINING_NAME(gradient_of)(u, p, g);
  *v = TRAINING_FMA(training_splat(u->beta2), *v, (1 - u->beta2) * *g * *g);
  TRAINING_NAME(flush)(v);
  const training_vector root = __builtin_elementwise_sqrt(*v);
  const training_vector scaled = *g / (root + u->epsilon);
  *m = TRAINING_FMA(training_splat(u->beta1), *m, scaled);
  TRAINING_NAME(flush)(m);
  const training_vector step = u->rate * *m;
  TRAINING_NAME(finish)(u, p, &step);
}

/// m = beta1 m + g, step = rate m; v is left alone
TRAINING_INLINE void TRAINING_NAME(momentum_of)(
    const training_update *u, training_vector *p, training_vector *m, training_vector *v, training_vector *g) {
  (void)v;
  TRAINING_NAME(gradient_of)(u, p, g);
  *m = TRAINING_FMA(training_splat(u->beta1), *m, *g);
  TRAINING_NAME(flush)(m);
  const training_vector step = u->rate * *m;
  TRAINING_NAME(finish)(u, p, &step);
}

/// `squares` may be null where the rule has none.
#define TRAINING_UPDATE(rule, rule_of, has_squares)                                                             \
  TRAINING_FUNCTION void rule(                                                                                  \
      const training_update *update, float *parameters, float *moments, float *squares, const float *gradient,  \
      long count) {                                                                                             \
    const training_update copy = *update, *const u = &copy; /* which no store changes */                        \
    training_vector p, m, v = training_splat(0), g;                                                             \
    long i = 0;                                                                                                 \
    for (; i + TRAINING_LANES <= count; i += TRAINING_LANES) {                                                  \
      p = training_load(parameters + i), m = training_load(moments + i), g = training_load(gradient + i);       \
      if (has_squares) v = training_load(squares + i);                                                          \
      rule_of(u, &p, &m, &v, &g);                                                                               \
      training_store(parameters + i, p), training_store(moments + i, m);                                        \
      if (has_squares) training_store(squares + i, v);                                                          \
    }                                                                                                           \
    const int rest = (int)(count - i);                                                                          \
    if (rest == 0) return;                                                                                      \
    TRAINING_NAME(load_first)(&p, parameters + i, rest);                                                        \
    TRAINING_NAME(load_first)(&m, moments + i, rest);                                                           \
    TRAINING_NAME(load_first)(&g, gradient + i, rest);                                                          \
    if (has_squares) TRAINING_NAME(load_first)(&v, squares + i, rest);                                          \
    rule_of(u, &p, &m, &v, &g);                                                                                 \
    TRAINING_NAME(store_first)(parameters + i, &p, rest);                                                       \
    TRAINING_NAME(store_first)(moments + i, &m, rest);                                                          \
    if (has_squares) TRAINING_NAME(store_first)(squares + i, &v, rest);                                         \
  }

TRAINING_UPDATE(TRAINING_NAME(adam), TRAINING_NAME(adam_of), 1)
TRAINING_UPDATE(TRAINING_NAME(rmsprop), TRAINING_NAME(rmsprop_of), 1)
TRAINING_UPDATE(TRAINING_NAME(momentum), TRAINING_NAME(momentum_of), 0)
#undef TRAINING_UPDATE
