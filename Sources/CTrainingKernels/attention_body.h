// Included once for each kind of instructions, see `kernels.h`.

TRAINING_FUNCTION void TRAINING_NAME(softmax)(float *x, long count) {
  training_vector most = training_load(x), sum = training_splat(0);
  for (long i = 1; i < count; i++) {
    const training_vector v = training_load(x + i * TRAINING_LANES);
    most = training_select(v > most, v, most);
  }
  for (long i = 0; i < count; i++) {
    training_vector v = training_load(x + i * TRAINING_LANES) - most;
    TRAINING_NAME(exponential_of)(&v);
    training_store(x + i * TRAINING_LANES, v);
    sum += v;
  }
  const training_vector share = 1 / sum;
  for (long i = 0; i < count; i++) {
    training_store(x + i * TRAINING_LANES, training_load(x + i * TRAINING_LANES) * share);
  }
}

TRAINING_FUNCTION void TRAINING_NAME(softmax_derivative)(float *delta, const float *y, long count) {
  training_vector sum = training_splat(0);
  for (long i = 0; i < count; i++) {
    sum = TRAINING_FMA(training_load(delta + i * TRAINING_LANES), training_load(y + i * TRAINING_LANES), sum);
  }
  for (long i = 0; i < count; i++) {
    const training_vector d = training_load(delta + i * TRAINING_LANES) - sum;
    training_store(delta + i * TRAINING_LANES, d * training_load(y + i * TRAINING_LANES));
  }
}

/// The sum of all lanes, halves onto halves.
TRAINING_INLINE float TRAINING_NAME(total_of)(const training_vector *x) {
  float total[TRAINING_LANES];
  training_store(total, *x);
  TRAINING_UNROLL for (int half = TRAINING_LANES / 2; half > 0; half /= 2) {
    TRAINING_UNROLL for (int i = 0; i < half; i++) total[i] += total[i + half];
  }
  return total[0];
}

/// The largest of all lanes.
TRAINING_INLINE float TRAINING_NAME(largest_of)(const training_vector *x) {
  float most[TRAINING_LANES];
  training_store(most, *x);
  TRAINING_UNROLL for (int half = TRAINING_LANES / 2; half > 0; half /= 2) {
    TRAINING_UNROLL for (int i = 0; i < half; i++) most[i] = most[i] > most[i + half] ? most[i] : most[i + half];
  }
  return most[0];
}

/// The first `count` lanes of x, `rest` in the others.
TRAINING_INLINE void TRAINING_NAME(keep_first)(training_vector *x, long count, float rest) {
  const training_integers index = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  *x = training_select(index < (int32_t)count, *x, training_splat(rest));
}

TRAINING_FUNCTION void TRAINING_NAME(softmax_row)(float *x, long count, long seen, float scale) {
  const long whole = seen & ~(TRAINING_LANES - 1l), rest = seen - whole;
  training_vector most = training_splat(x[0]), sum = training_splat(0);
  for (long i = 0; i < whole; i += TRAINING_LANES) {
    const training_vector v = training_load(x + i);
    most = training_select(v > most, v, most);
  }
  if (rest > 0) {
    training_vector v = training_load(x + whole);
    TRAINING_NAME(keep_first)(&v, rest, x[0]);
    most = training_select(v > most, v, most);
  }
  most = training_splat(TRAINING_NAME(largest_of)(&most));
  for (long i = 0; i < seen; i += TRAINING_LANES) {
    training_vector v = (training_load(x + i) - most) * scale;
    TRAINING_NAME(exponential_of)(&v);
    if (i == whole) TRAINING_NAME(keep_first)(&v, rest, 0);
    training_store(x + i, v);
    sum += v;
  }
  const training_vector share = training_splat(1 / TRAINING_NAME(total_of)(&sum));
  long i = 0;
  for (; i < seen; i += TRAINING_LANES) training_store(x + i, training_load(x + i) * share);
  for (; i < count; i += TRAINING_LANES) training_store(x + i, training_splat(0));
}

TRAINING_FUNCTION void TRAINING_NAME(softmax_rows)(
    float *x, long rows, long stride, long count, long seen, long more, float scale) {
  for (long row = 0; row < rows; row++) {
    TRAINING_NAME(softmax_row)(x + row * stride, count, seen + row * more, scale);
  }
}

TRAINING_FUNCTION void TRAINING_NAME(softmax_row_derivative)(
    float *delta, const float *y, long count, long seen, float scale) {
  const long whole = seen & ~(TRAINING_LANES - 1l), rest = seen - whole;
  training_vector sum = training_splat(0);
  for (long i = 0; i < seen; i += TRAINING_LANES) {
    training_vector d = training_load(delta + i);
    if (i == whole) TRAINING_NAME(keep_first)(&d, rest, 0);
    training_store(delta + i, d);
    sum = TRAINING_FMA(d, training_load(y + i), sum);
  }
  sum = training_splat(TRAINING_NAME(total_of)(&sum));
  long i = 0;
  for (; i < seen; i += TRAINING_LANES) {
    training_store(delta + i, (training_load(delta + i) - sum) * (training_load(y + i) * scale));
  }
  for (; i < count; i += TRAINING_LANES) training_store(delta + i, training_splat(0));
}

TRAINING_FUNCTION void TRAINING_NAME(softmax_rows_derivative)(
    float *delta, const float *y, long rows, long stride, long count, long seen, long more, float scale) {
  for (long row = 0; row < rows; row++) {
    TRAINING_NAME(softmax_row_derivative)(
        delta + row * stride, y + row * stride, count, seen + row * more, scale);
  }
}
