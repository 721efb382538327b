// Included once for each kind of instructions, see `kernels.h`.

/// The loss at output y and target t into `value`, its derivative by y into `slope`.
TRAINING_INLINE void TRAINING_NAME(loss_of)(
    const int loss, const float bound, const training_vector *y, const training_vector *t, training_vector *value,
    training_vector *slope) {
  const training_vector zero = training_splat(0), r = *y - *t;
  switch (loss) {
  case TRAINING_SQUARED: *value = r * r, *slope = 2 * r; break;
  case TRAINING_ABSOLUTE:
    *slope = training_select(r > zero, training_splat(1), training_select(r < zero, training_splat(-1), r));
    *value = r * *slope;
    break;
  case TRAINING_HUBER: {
    const training_vector high = training_splat(bound);
    const training_vector clamped = training_select(r > high, high, r);
    *slope = training_select(clamped < -high, -high, clamped);
    *value = *slope * (r - *slope * 0.5f);
    break;
  }
  case TRAINING_CROSS_ENTROPY: {
    const training_vector low = training_splat(bound), high = 1 - low;
    training_vector p = training_select(*y < low, low, *y);
    p = training_select(p > high, high, p);
    training_vector a = p, b = 1 - p;
    TRAINING_NAME(logarithm_of)(&a);
    TRAINING_NAME(logarithm_of)(&b);
    *value = -TRAINING_FMA(*t, a, (1 - *t) * b);
    *slope = (p - *t) / (p * (1 - p));
    break;
  }
  }
}

#define TRAINING_LOSS(kind)                                                                               \
  for (long i = 0; i < count * TRAINING_LANES; i += TRAINING_LANES) {                                     \
    const training_vector y = training_load(output + i), t = training_load(target + i);                   \
    training_vector value = training_splat(0), slope = training_splat(0);                                 \
    TRAINING_NAME(loss_of)(kind, bound, &y, &t, &value, &slope);                                          \
    total += training_select(used, value, training_splat(0));                                             \
    training_store(delta + i, training_select(used, slope * scale, training_splat(0)));                   \
  }

TRAINING_FUNCTION void TRAINING_NAME(loss)(
    int loss, float bound, const float *output, const float *target, long count, long windows, float scale,
    float *delta, float *sums) {
  const training_integers lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const training_integers none = {0}, used = lane < (none + (int32_t)windows);
  training_vector total = training_splat(0);
  switch (loss) {
    case TRAINING_SQUARED: TRAINING_LOSS(TRAINING_SQUARED) break;
    case TRAINING_ABSOLUTE: TRAINING_LOSS(TRAINING_ABSOLUTE) break;
    case TRAINING_HUBER: TRAINING_LOSS(TRAINING_HUBER) break;
    case TRAINING_CROSS_ENTROPY: TRAINING_LOSS(TRAINING_CROSS_ENTROPY) break;
  }
  training_store(sums, total);
}
#undef TRAINING_LOSS
