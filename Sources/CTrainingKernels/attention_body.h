// Included once for each kind of instructions, see `kernels.h`.

// A tile keeps rows * columns sums, a value of a for each row and one of b in registers: 16 of 8 floats or of 4, 32 of
// 16 floats. It passes the 16 lanes in parts of a register.
#if TRAINING_KIND == 2
typedef float TRAINING_NAME(part) __attribute__((vector_size(64), aligned(4)));
enum { TRAINING_NAME(part_rows) = 4, TRAINING_NAME(part_columns) = 6, TRAINING_NAME(part_floats) = 16 };
#elif TRAINING_KIND == 1
typedef float TRAINING_NAME(part) __attribute__((vector_size(32), aligned(4)));
enum { TRAINING_NAME(part_rows) = 3, TRAINING_NAME(part_columns) = 4, TRAINING_NAME(part_floats) = 8 };
#else
typedef float TRAINING_NAME(part) __attribute__((vector_size(16), aligned(4)));
enum { TRAINING_NAME(part_rows) = 3, TRAINING_NAME(part_columns) = 4, TRAINING_NAME(part_floats) = 4 };
#endif

TRAINING_INLINE void TRAINING_NAME(lane_tile)(const training_lane_product *t, const int rows, const int columns) {
  typedef TRAINING_NAME(part) part;
  for (long l = 0; l < TRAINING_LANES; l += TRAINING_NAME(part_floats)) {
    part sum[TRAINING_NAME(part_rows)][TRAINING_NAME(part_columns)];
    TRAINING_UNROLL for (int i = 0; i < rows; i++) {
      TRAINING_UNROLL for (int j = 0; j < columns; j++) {
        sum[i][j] = (part){0};
        if (t->accumulate) sum[i][j] = *(const part *)(t->c + i * t->c_row + j * t->c_column + l);
      }
    }
    const float *a = t->a + l, *b = t->b + l;
    const long a_row = t->a_row, a_inner = t->a_inner, b_column = t->b_column, b_inner = t->b_inner;
    for (long k = 0; k < t->inner; k++, a += a_inner, b += b_inner) {
      part x[TRAINING_NAME(part_rows)];
      TRAINING_UNROLL for (int i = 0; i < rows; i++) x[i] = *(const part *)(a + i * a_row);
      TRAINING_UNROLL for (int j = 0; j < columns; j++) {
        const part y = *(const part *)(b + j * b_column);
        TRAINING_UNROLL for (int i = 0; i < rows; i++) sum[i][j] = TRAINING_FMA(x[i], y, sum[i][j]);
      }
    }
    TRAINING_UNROLL for (int i = 0; i < rows; i++) {
      TRAINING_UNROLL for (int j = 0; j < columns; j++) {
        *(part *)(t->c + i * t->c_row + j * t->c_column + l) = sum[i][j];
      }
    }
  }
}

#define TRAINING_COLUMNS_CASE(n) \
  case n: TRAINING_NAME(lane_tile)(t, rows, n <= TRAINING_NAME(part_columns) ? n : 1); break;

TRAINING_INLINE void TRAINING_NAME(lane_tile_columns)(const training_lane_product *t, const int rows, long columns) {
  switch (columns) {
    TRAINING_COLUMNS_CASE(1) TRAINING_COLUMNS_CASE(2) TRAINING_COLUMNS_CASE(3) TRAINING_COLUMNS_CASE(4)
#if TRAINING_KIND == 2
    TRAINING_COLUMNS_CASE(5) TRAINING_COLUMNS_CASE(6)
#endif
  }
}
#undef TRAINING_COLUMNS_CASE

TRAINING_FUNCTION void TRAINING_NAME(lane_tiles)(const training_lane_product *t, long rows, long columns) {
  switch (rows) {
    case 1: TRAINING_NAME(lane_tile_columns)(t, 1, columns); break;
    case 2: TRAINING_NAME(lane_tile_columns)(t, 2, columns); break;
    case 3: TRAINING_NAME(lane_tile_columns)(t, 3, columns); break;
#if TRAINING_KIND == 2
    case 4: TRAINING_NAME(lane_tile_columns)(t, 4, columns); break;
#endif
  }
}

/// Parts of b, up to 16 kB, stay in the first-level cache while the rows of a pass. Tiles of one direction are nearly
/// equal, so that none is too small to keep the units busy.
TRAINING_FUNCTION void TRAINING_NAME(multiply_lanes)(const training_lane_product *m) {
  enum { deepest = 64, cached = 256 };
  if (m->inner == 0) return;
  const long depths = (m->inner + deepest - 1) / deepest;
  const long row_tiles = (m->rows + TRAINING_NAME(part_rows) - 1) / TRAINING_NAME(part_rows);
  const long column_tiles = (m->columns + TRAINING_NAME(part_columns) - 1) / TRAINING_NAME(part_columns);
  training_lane_product t = *m;
  for (long depth = 0; depth < depths; depth++) {
    const long k = depth * m->inner / depths;
    t.inner = (depth + 1) * m->inner / depths - k;
    t.accumulate = m->accumulate || depth > 0;
    long wide = cached / t.inner / TRAINING_NAME(part_columns);
    wide = wide < 1 ? 1 : wide;
    for (long first = 0; first < column_tiles; first += wide) {
      const long behind = first + wide < column_tiles ? first + wide : column_tiles;
      for (long row_tile = 0; row_tile < row_tiles; row_tile++) {
        const long row = row_tile * m->rows / row_tiles, row_end = (row_tile + 1) * m->rows / row_tiles;
        t.a = m->a + row * m->a_row + k * m->a_inner;
        for (long tile = first; tile < behind; tile++) {
          const long column = tile * m->columns / column_tiles, end = (tile + 1) * m->columns / column_tiles;
          t.b = m->b + k * m->b_inner + column * m->b_column;
          t.c = m->c + row * m->c_row + column * m->c_column;
          TRAINING_NAME(lane_tiles)(&t, row_end - row, end - column);
        }
      }
    }
  }
}

TRAINING_FUNCTION void TRAINING_NAME(softmax)(float *x, long count, long seen, float scale) {
  training_vector most = training_load(x), sum = training_splat(0);
  for (long i = 1; i < seen; i++) {
    const training_vector v = training_load(x + i * TRAINING_LANES);
    most = training_select(v > most, v, most);
  }
  for (long i = 0; i < seen; i++) {
    training_vector v = (training_load(x + i * TRAINING_LANES) - most) * scale;
    TRAINING_NAME(exponential_of)(&v);
    training_store(x + i * TRAINING_LANES, v);
    sum += v;
  }
  const training_vector share = 1 / sum;
  for (long i = 0; i < seen; i++) {
    training_store(x + i * TRAINING_LANES, training_load(x + i * TRAINING_LANES) * share);
  }
  for (long i = seen; i < count; i++) training_store(x + i * TRAINING_LANES, training_splat(0));
}

TRAINING_FUNCTION void TRAINING_NAME(softmax_derivative)(float *delta, const float *y, long count, float scale) {
  training_vector sum = training_splat(0);
  for (long i = 0; i < count; i++) {
    sum = TRAINING_FMA(training_load(delta + i * TRAINING_LANES), training_load(y + i * TRAINING_LANES), sum);
  }
  for (long i = 0; i < count; i++) {
    const training_vector d = training_load(delta + i * TRAINING_LANES) - sum;
    training_store(delta + i * TRAINING_LANES, d * (training_load(y + i * TRAINING_LANES) * scale));
  }
}
