// Included once for each kind of instructions, see `kernels.h`.

TRAINING_FUNCTION void TRAINING_NAME(norm)(
    const float *x, float *y, long count, const float *scale, const float *shift, float epsilon, float *moments) {
  training_vector sum = training_splat(0), squares = training_splat(0);
  for (long i = 0; i < count; i++) sum += training_load(x + i * TRAINING_LANES);
  const training_vector mean = sum / (float)count;
  for (long i = 0; i < count; i++) {
    const training_vector d = training_load(x + i * TRAINING_LANES) - mean;
    squares = TRAINING_FMA(d, d, squares);
  }
  const training_vector inverse = 1 / __builtin_elementwise_sqrt(squares / (float)count + epsilon);
  training_store(moments, mean);
  training_store(moments + TRAINING_LANES, inverse);
  for (long i = 0; i < count; i++) {
    const training_vector u = (training_load(x + i * TRAINING_LANES) - mean) * inverse;
    training_store(y + i * TRAINING_LANES, TRAINING_FMA(u, training_splat(scale[i]), training_splat(shift[i])));
  }
}

TRAINING_FUNCTION void TRAINING_NAME(norm_derivative)(
    const float *dy, const float *x, const float *moments, long count, const float *scale, float *dx, int accumulate,
    float *dscale, float *dshift) {
  const training_vector mean = training_load(moments), inverse = training_load(moments + TRAINING_LANES);
  training_vector sum = training_splat(0), slope = training_splat(0);
  for (long i = 0; i < count; i++) {
    const long at = i * TRAINING_LANES;
    const training_vector d = training_load(dy + at), g = d * scale[i];
    const training_vector u = (training_load(x + at) - mean) * inverse;
    sum += g;
    slope = TRAINING_FMA(g, u, slope);
    training_store(dscale + at, TRAINING_FMA(d, u, training_load(dscale + at)));
    training_store(dshift + at, training_load(dshift + at) + d);
  }
  if (!dx) return;
  sum /= (float)count;
  slope /= (float)count;
  for (long i = 0; i < count; i++) {
    const long at = i * TRAINING_LANES;
    const training_vector g = training_load(dy + at) * scale[i];
    const training_vector u = (training_load(x + at) - mean) * inverse;
    const training_vector d = TRAINING_FMA(-u, slope, g - sum) * inverse;
    training_store(dx + at, accumulate ? training_load(dx + at) + d : d);
  }
}
