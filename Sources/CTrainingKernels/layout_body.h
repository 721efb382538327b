// Included once for each kind of instructions, see `kernels.h`.

/// Transposes 8 x 8 in place: v[i][j] and v[j][i] change places.
TRAINING_INLINE void TRAINING_NAME(transpose_8)(training_half *v) {
  training_half a[8], b[8];
  TRAINING_UNROLL for (int i = 0; i < 8; i += 2) {
    a[i] = __builtin_shufflevector(v[i], v[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    a[i + 1] = __builtin_shufflevector(v[i], v[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  TRAINING_UNROLL for (int i = 0; i < 8; i += 4) {
    TRAINING_UNROLL for (int j = 0; j < 2; j++) {
      b[i + 2 * j] = __builtin_shufflevector(a[i + j], a[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      b[i + 2 * j + 1] = __builtin_shufflevector(a[i + j], a[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  TRAINING_UNROLL for (int i = 0; i < 4; i++) {
    v[i] = __builtin_shufflevector(b[i], b[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    v[i + 4] = __builtin_shufflevector(b[i], b[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

TRAINING_FUNCTION void TRAINING_NAME(rows_from_lanes)(const float *lanes, long count, float *rows, long stride) {
  const long whole = count & ~7l;
  for (long side = 0; side < TRAINING_LANES; side += 8) {
    for (long i = 0; i < whole; i += 8) {
      training_half v[8];
      TRAINING_UNROLL for (int j = 0; j < 8; j++) {
        v[j] = *(const training_half *)(lanes + (i + j) * TRAINING_LANES + side);
      }
      TRAINING_NAME(transpose_8)(v);
      TRAINING_UNROLL for (int j = 0; j < 8; j++) *(training_half *)(rows + (side + j) * stride + i) = v[j];
    }
    for (long j = side; j < side + 8; j++) {
      for (long i = whole; i < count; i++) rows[j * stride + i] = lanes[i * TRAINING_LANES + j];
    }
  }
}

TRAINING_FUNCTION void TRAINING_NAME(lanes_from_windows)(const float *const *windows, long count, float *lanes) {
  const long whole = count & ~7l;
  for (long side = 0; side < TRAINING_LANES; side += 8) {
    for (long i = 0; i < whole; i += 8) {
      training_half v[8];
      TRAINING_UNROLL for (int j = 0; j < 8; j++) {
        const float *window = windows[side + j];
        v[j] = window ? *(const training_half *)(window + i) : (training_half){0};
      }
      TRAINING_NAME(transpose_8)(v);
      TRAINING_UNROLL for (int j = 0; j < 8; j++) {
        *(training_half *)(lanes + (i + j) * TRAINING_LANES + side) = v[j];
      }
    }
    for (long j = side; j < side + 8; j++) {
      for (long i = whole; i < count; i++) lanes[i * TRAINING_LANES + j] = windows[j] ? windows[j][i] : 0;
    }
  }
}
