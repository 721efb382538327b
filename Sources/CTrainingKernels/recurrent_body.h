// Included once for each kind of instructions, see `kernels.h`.

TRAINING_INLINE void TRAINING_NAME(store_state)(const training_cell_step *s, long i, const training_vector *h) {
  if (s->next_state) training_store(s->next_state + i, *h);
  if (s->output) training_store(s->output + i, *h);
}

TRAINING_INLINE void TRAINING_NAME(load_delta)(const training_cell_step *s, long i, training_vector *d) {
  *d = training_load(s->carry + i);
  if (s->delta) *d += training_load(s->delta + i);
}

/// The ways back and forth are long: what was kept has left the cache by then.
TRAINING_INLINE void TRAINING_NAME(fetch_soon)(const training_cell_step *s, long i, const int gates) {
  if (!s->soon) return;
  TRAINING_UNROLL for (int gate = 0; gate < gates; gate++) {
    __builtin_prefetch(s->soon + gate * s->units * TRAINING_LANES + i, 1, 2);
  }
}

// Functions are taken gate by gate, in loops of their own: chains of dependent operations so short that several pass
// through the processor side by side.

TRAINING_INLINE void TRAINING_NAME(sigmoid_gates)(float *gates, long size) {
  for (long i = 0; i < size; i += TRAINING_LANES) {
    training_vector x = training_load(gates + i);
    TRAINING_NAME(sigmoid_of)(&x);
    training_store(gates + i, x);
  }
}

TRAINING_INLINE void TRAINING_NAME(tanh_gates)(const float *arguments, float *gates, long size) {
  for (long i = 0; i < size; i += TRAINING_LANES) {
    training_vector x = training_load(arguments + i);
    TRAINING_NAME(tanh_of)(&x);
    training_store(gates + i, x);
  }
}

TRAINING_FUNCTION void TRAINING_NAME(simple_forward)(const training_cell_step *s) {
  const long size = s->units * TRAINING_LANES;
  TRAINING_NAME(tanh_gates)(s->gates, s->gates, size);
  for (long at = 0; at < size; at += TRAINING_LANES) {
    const training_vector h = training_load(s->gates + at);
    TRAINING_NAME(store_state)(s, at, &h);
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
  float *gates = s->gates;
  TRAINING_NAME(sigmoid_gates)(gates, 2 * size);
  TRAINING_NAME(tanh_gates)(gates + 2 * size, gates + 2 * size, size);
  TRAINING_NAME(sigmoid_gates)(gates + 3 * size, size);
  for (long at = 0; at < size; at += TRAINING_LANES) {
    const training_vector i = training_load(gates + at), f = training_load(gates + size + at);
    const training_vector g = training_load(gates + 2 * size + at);
    training_store(s->next_cell + at, TRAINING_FMA(f, training_load(s->cell + at), i * g));
  }
  TRAINING_NAME(tanh_gates)(s->next_cell, s->bounded, size);
  for (long at = 0; at < size; at += TRAINING_LANES) {
    const training_vector h = training_load(gates + 3 * size + at) * training_load(s->bounded + at);
    TRAINING_NAME(store_state)(s, at, &h);
  }
}

TRAINING_FUNCTION void TRAINING_NAME(lstm_backward)(const training_cell_step *s) {
  const long size = s->units * TRAINING_LANES;
  for (long at = 0; at < size; at += TRAINING_LANES) {
    float *gates = s->gates + at;
    TRAINING_NAME(fetch_soon)(s, at, 4);
    if (s->soon) __builtin_prefetch(s->bounded + at - size, 0, 2);
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
  float *gates = s->gates;
  TRAINING_NAME(sigmoid_gates)(gates + size, 2 * size);
  for (long at = 0; at < size; at += TRAINING_LANES) {
    const training_vector r = training_load(gates + size + at), u = training_load(gates + 3 * size + at);
    training_store(gates + at, TRAINING_FMA(r, u, training_load(gates + at)));
  }
  TRAINING_NAME(tanh_gates)(gates, gates, size);
  for (long at = 0; at < size; at += TRAINING_LANES) {
    const training_vector n = training_load(gates + at), z = training_load(gates + 2 * size + at);
    const training_vector h = TRAINING_FMA(z, training_load(s->state + at) - n, n);
    TRAINING_NAME(store_state)(s, at, &h);
  }
}

TRAINING_FUNCTION void TRAINING_NAME(gru_backward)(const training_cell_step *s) {
  const long size = s->units * TRAINING_LANES;
  for (long at = 0; at < size; at += TRAINING_LANES) {
    float *gates = s->gates + at;
    TRAINING_NAME(fetch_soon)(s, at, 4);
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
