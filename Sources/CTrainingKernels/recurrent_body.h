// Included once for each kind of instructions, see `kernels.h`.

TRAINING_INLINE void TRAINING_NAME(store_state)(const training_cell_step *s, long i, const training_vector *h) {
  if (s->next_state) training_store(s->next_state + i, *h);
  if (s->output) training_store(s->output + i, *h);
}

TRAINING_INLINE void TRAINING_NAME(load_delta)(const training_cell_step *s, long i, training_vector *d) {
  *d = training_load(s->carry + i);
  if (s->delta) *d += training_load(s->delta + i);
}

TRAINING_FUNCTION void TRAINING_NAME(simple_forward)(const training_cell_step *s) {
  for (long i = 0; i < s->units * TRAINING_LANES; i += TRAINING_LANES) {
    training_vector h = training_load(s->gates + i);
    TRAINING_NAME(tanh_of)(&h);
    training_store(s->gates + i, h);
    TRAINING_NAME(store_state)(s, i, &h);
  }
}

TRAINING_FUNCTION void TRAINING_NAME(simple_backward)(const training_cell_step *s) {
  for (long i = 0; i < s->units * TRAINING_LANES; i += TRAINING_LANES) {
    training_vector d;
    TRAINING_NAME(load_delta)(s, i, &d);
    const training_vector h = training_load(s->gates + i);
    training_store(s->gates + i, d * (1 - h * h));
  }
}

TRAINING_FUNCTION void TRAINING_NAME(lstm_forward)(const training_cell_step *s) {
  const long size = s->units * TRAINING_LANES;
  for (long at = 0; at < size; at += TRAINING_LANES) {
    float *gates = s->gates + at;
    training_vector i = training_load(gates), f = training_load(gates + size);
    TRAINING_NAME(sigmoid_of)(&i);
    training_store(gates, i);
    TRAINING_NAME(sigmoid_of)(&f);
    training_store(gates + size, f);
    training_vector g = training_load(gates + 2 * size);
    TRAINING_NAME(tanh_of)(&g);
    training_store(gates + 2 * size, g);
    training_vector c = TRAINING_FMA(f, training_load(s->cell + at), i * g);
    training_store(s->next_cell + at, c);
    TRAINING_NAME(tanh_of)(&c);
    training_store(s->bounded + at, c);
    training_vector o = training_load(gates + 3 * size);
    TRAINING_NAME(sigmoid_of)(&o);
    training_store(gates + 3 * size, o);
    o *= c;
    TRAINING_NAME(store_state)(s, at, &o);
  }
}

TRAINING_FUNCTION void TRAINING_NAME(lstm_backward)(const training_cell_step *s) {
  const long size = s->units * TRAINING_LANES;
  for (long at = 0; at < size; at += TRAINING_LANES) {
    float *gates = s->gates + at;
    const training_vector i = training_load(gates), f = training_load(gates + size);
    const training_vector g = training_load(gates + 2 * size), o = training_load(gates + 3 * size);
    const training_vector bounded = training_load(s->bounded + at);
    training_vector d;
    TRAINING_NAME(load_delta)(s, at, &d);
    training_store(gates + 3 * size, d * bounded * (o * (1 - o)));
    const training_vector c = TRAINING_FMA(d * o, 1 - bounded * bounded, training_load(s->cell_carry + at));
    training_store(gates, c * g * (i * (1 - i)));
    training_store(gates + size, c * training_load(s->cell + at) * (f * (1 - f)));
    training_store(gates + 2 * size, c * i * (1 - g * g));
    training_store(s->cell_carry + at, c * f);
  }
}

TRAINING_FUNCTION void TRAINING_NAME(gru_forward)(const training_cell_step *s) {
  const long size = s->units * TRAINING_LANES;
  for (long at = 0; at < size; at += TRAINING_LANES) {
    float *gates = s->gates + at;
    training_vector r = training_load(gates + size), z = training_load(gates + 2 * size);
    TRAINING_NAME(sigmoid_of)(&r);
    training_store(gates + size, r);
    TRAINING_NAME(sigmoid_of)(&z);
    training_store(gates + 2 * size, z);
    training_vector n = TRAINING_FMA(r, training_load(gates + 3 * size), training_load(gates));
    TRAINING_NAME(tanh_of)(&n);
    training_store(gates, n);
    training_vector h = TRAINING_FMA(z, training_load(s->state + at) - n, n);
    TRAINING_NAME(store_state)(s, at, &h);
  }
}

TRAINING_FUNCTION void TRAINING_NAME(gru_backward)(const training_cell_step *s) {
  const long size = s->units * TRAINING_LANES;
  for (long at = 0; at < size; at += TRAINING_LANES) {
    float *gates = s->gates + at;
    const training_vector n = training_load(gates), r = training_load(gates + size);
    const training_vector z = training_load(gates + 2 * size), u = training_load(gates + 3 * size);
    training_vector d;
    TRAINING_NAME(load_delta)(s, at, &d);
    const training_vector candidate = d * (1 - z) * (1 - n * n);
    training_store(gates, candidate);
    training_store(gates + size, candidate * u * (r * (1 - r)));
    training_store(gates + 2 * size, d * (training_load(s->state + at) - n) * (z * (1 - z)));
    training_store(gates + 3 * size, candidate * r);
    training_store(s->carry + at, d * z);
  }
}

TRAINING_FUNCTION void TRAINING_NAME(cell_forward)(int cell, const training_cell_step *step) {
  switch (cell) {
    case TRAINING_SIMPLE_CELL: TRAINING_NAME(simple_forward)(step); break;
    case TRAINING_LSTM_CELL: TRAINING_NAME(lstm_forward)(step); break;
    case TRAINING_GRU_CELL: TRAINING_NAME(gru_forward)(step); break;
  }
}

TRAINING_FUNCTION void TRAINING_NAME(cell_backward)(int cell, const training_cell_step *step) {
  switch (cell) {
    case TRAINING_SIMPLE_CELL: TRAINING_NAME(simple_backward)(step); break;
    case TRAINING_LSTM_CELL: TRAINING_NAME(lstm_backward)(step); break;
    case TRAINING_GRU_CELL: TRAINING_NAME(gru_backward)(step); break;
  }
}
