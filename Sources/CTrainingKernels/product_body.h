// Included once for each kind of instructions, see `kernels.h`.

/// A part of a product whose sums stay in registers: some rows of one column vector or two.
typedef struct {
  const float *a, *b, *start;
  long a_row, a_inner, a_outer, b_inner, b_outer, b_pair, start_pair;
  long inner, outer;
  float *c;
  long c_row, c_pair;
  int accumulate;
} TRAINING_NAME(tile);

/// The number in row i of the column of a that `at` points to. Addresses are sums of a pointer for six rows each and
/// an offset that the processor scales: rows cost no instruction but their load.
#if defined(__x86_64__)
#define TRAINING_ROWS_OF(t)                                                   \
  long one = (t)->a_row * (long)sizeof(float), three = 3 * one, five = 5 * one; \
  __asm__("" : "+r"(one), "+r"(three), "+r"(five)) /* or the loop would add them up */
#define TRAINING_ROW(at, i)                       \
  (*(const float *)((const char *)(at)[(i) / 6] + \
                    ((i) % 6 == 3 ? three : (i) % 6 == 5 ? five : (i) % 6 * one)))
#else
#define TRAINING_ROWS_OF(t) const long one = (t)->a_row
#define TRAINING_ROW(at, i) (at)[(i) / 6][(i) % 6 * one]
#endif
enum { TRAINING_NAME(row_pointers) = 3 };

/// `columns` is 16 wherever `pair` is 2.
TRAINING_INLINE void TRAINING_NAME(tile_of)(
    const TRAINING_NAME(tile) *t, const int rows, const int pair, const int columns) {
  training_vector sum[TRAINING_TILE_ROWS][2];
  TRAINING_UNROLL for (int i = 0; i < rows; i++) {
    TRAINING_UNROLL for (int j = 0; j < pair; j++) {
      sum[i][j] = training_splat(0);
      if (!t->accumulate) {
        if (t->start) sum[i][j] = training_load(t->start + j * t->start_pair);
        continue;
      }
      const float *c = t->c + i * t->c_row + j * t->c_pair;
      if (columns == TRAINING_LANES) sum[i][j] = training_load(c);
      else TRAINING_NAME(load_first)(&sum[i][j], c, columns);
    }
  }
  const long a_inner = t->a_inner, b_inner = t->b_inner, b_pair = t->b_pair;
  TRAINING_ROWS_OF(t);
  for (long p = 0; p < t->outer; p++) {
    const float *at[TRAINING_NAME(row_pointers)], *b = t->b + p * t->b_outer;
    TRAINING_UNROLL for (int i = 0; i < rows; i += 6) at[i / 6] = t->a + p * t->a_outer + i * t->a_row;
    for (long k = 0; k < t->inner; k++, b += b_inner) {
      training_vector y[2];
      TRAINING_UNROLL for (int j = 0; j < pair; j++) y[j] = training_load(b + j * b_pair);
      TRAINING_UNROLL for (int i = 0; i < rows; i++) {
        const training_vector x = training_splat(TRAINING_ROW(at, i));
        TRAINING_UNROLL for (int j = 0; j < pair; j++) sum[i][j] = TRAINING_FMA(x, y[j], sum[i][j]);
      }
      TRAINING_UNROLL for (int i = 0; i < rows; i += 6) at[i / 6] += a_inner;
    }
  }
  TRAINING_UNROLL for (int i = 0; i < rows; i++) {
    TRAINING_UNROLL for (int j = 0; j < pair; j++) {
      float *c = t->c + i * t->c_row + j * t->c_pair;
      if (columns == TRAINING_LANES) training_store(c, sum[i][j]);
      else TRAINING_NAME(store_first)(c, &sum[i][j], columns);
    }
  }
}

#define TRAINING_TILE_CASE(n) \
  case n: if (n <= TRAINING_TILE_ROWS) TRAINING_NAME(tile_of)(t, n <= TRAINING_TILE_ROWS ? n : 1, pair, columns); break;

TRAINING_INLINE void TRAINING_NAME(tile_rows)(
    const TRAINING_NAME(tile) *t, long rows, const int pair, const int columns) {
  switch (rows) {
    TRAINING_TILE_CASE(1) TRAINING_TILE_CASE(2) TRAINING_TILE_CASE(3) TRAINING_TILE_CASE(4) TRAINING_TILE_CASE(5)
    TRAINING_TILE_CASE(6) TRAINING_TILE_CASE(7) TRAINING_TILE_CASE(8) TRAINING_TILE_CASE(9) TRAINING_TILE_CASE(10)
    TRAINING_TILE_CASE(11) TRAINING_TILE_CASE(12) TRAINING_TILE_CASE(13) TRAINING_TILE_CASE(14)
  }
}
#undef TRAINING_TILE_CASE

TRAINING_FUNCTION void TRAINING_NAME(tile_single)(const TRAINING_NAME(tile) *t, long rows) {
  TRAINING_NAME(tile_rows)(t, rows, 1, TRAINING_LANES);
}

TRAINING_FUNCTION void TRAINING_NAME(tile_edge)(const TRAINING_NAME(tile) *t, long rows, int columns) {
  TRAINING_NAME(tile_rows)(t, rows, 1, columns);
}

#if TRAINING_TILE_PAIR == 2
TRAINING_FUNCTION void TRAINING_NAME(tile_pair)(const TRAINING_NAME(tile) *t, long rows) {
  TRAINING_NAME(tile_rows)(t, rows, 2, TRAINING_LANES);
}
#endif

#ifdef TRAINING_TILE_HALF_ROWS
/// A tile of at most 8 columns: half the work of a whole vector, and twice the rows.
TRAINING_INLINE void TRAINING_NAME(tile_half_of)(const TRAINING_NAME(tile) *t, const int rows, const int columns) {
  const __m256i mask = _mm256_loadu_si256((const __m256i *)(training_masks + TRAINING_LANES - columns));
  training_half sum[TRAINING_TILE_HALF_ROWS];
  TRAINING_UNROLL for (int i = 0; i < rows; i++) {
    sum[i] = (training_half){0};
    if (t->accumulate) sum[i] = (training_half)_mm256_maskload_ps(t->c + i * t->c_row, mask);
    else if (t->start) sum[i] = *(const training_half *)t->start;
  }
  const long a_inner = t->a_inner, b_inner = t->b_inner, inner = t->inner;
  TRAINING_ROWS_OF(t);
  for (long p = 0; p < t->outer; p++) {
    const float *at[TRAINING_NAME(row_pointers)], *b = t->b + p * t->b_outer;
    TRAINING_UNROLL for (int i = 0; i < rows; i += 6) at[i / 6] = t->a + p * t->a_outer + i * t->a_row;
    for (long k = 0; k < inner; k++, b += b_inner) {
      const training_half y = *(const training_half *)b;
      TRAINING_UNROLL for (int i = 0; i < rows; i++) {
        sum[i] = TRAINING_FMA((training_half)_mm256_broadcast_ss(&TRAINING_ROW(at, i)), y, sum[i]);
      }
      TRAINING_UNROLL for (int i = 0; i < rows; i += 6) at[i / 6] += a_inner;
    }
  }
  TRAINING_UNROLL for (int i = 0; i < rows; i++) {
    // The store with a mask takes many times as long as that without.
    if (columns == 8) *(training_half *)(t->c + i * t->c_row) = sum[i];
    else _mm256_maskstore_ps(t->c + i * t->c_row, mask, (__m256)sum[i]);
  }
}

#define TRAINING_TILE_CASE(n) \
  case n: TRAINING_NAME(tile_half_of)(t, n, columns); break;

TRAINING_FUNCTION void TRAINING_NAME(tile_half)(const TRAINING_NAME(tile) *t, long rows, int columns) {
  switch (rows) {
    TRAINING_TILE_CASE(1) TRAINING_TILE_CASE(2) TRAINING_TILE_CASE(3) TRAINING_TILE_CASE(4) TRAINING_TILE_CASE(5)
    TRAINING_TILE_CASE(6) TRAINING_TILE_CASE(7) TRAINING_TILE_CASE(8) TRAINING_TILE_CASE(9) TRAINING_TILE_CASE(10)
    TRAINING_TILE_CASE(11) TRAINING_TILE_CASE(12)
  }
}
#undef TRAINING_TILE_CASE
#endif

/// All sets and groups for one tile's rows. `t` holds a and the sum's extent.
TRAINING_FUNCTION void TRAINING_NAME(product_row)(
    const training_product *m, TRAINING_NAME(tile) *t, const float *b, float *c, long rows) {
  for (long set = 0; set < m->sets; set++) {
    long group = 0;
    for (; group < m->groups; group++) {
      t->b = b + set * m->b_set + group * m->b_group;
      t->c = c + set * m->c_set + group * m->c_group;
      t->start = m->start ? m->start + group * TRAINING_LANES : NULL;
      if (m->last < TRAINING_LANES && group == m->groups - 1) {
        TRAINING_NAME(tile_edge)(t, rows, (int)m->last);
        continue;
      }
#if TRAINING_TILE_PAIR == 2
      if (group + 1 < m->groups - (m->last < TRAINING_LANES) &&
          (m->c_row > m->c_group || rows * m->c_row <= m->c_group)) {
        t->b_pair = m->b_group, t->c_pair = m->c_group, t->start_pair = TRAINING_LANES;
        TRAINING_NAME(tile_pair)(t, rows);
        group++;
        continue;
      }
      if (m->groups == 1 && m->last == TRAINING_LANES && set + 1 < m->sets) {
        t->b_pair = m->b_set, t->c_pair = m->c_set, t->start_pair = 0;
        TRAINING_NAME(tile_pair)(t, rows);
        set++;
        continue;
      }
#endif
      TRAINING_NAME(tile_single)(t, rows);
    }
  }
}

/// Row tiles of nearly equal height, so that none is too low to keep the units busy.
TRAINING_FUNCTION long TRAINING_NAME(tile_end)(long tile, long tiles, long rows) { return (tile + 1) * rows / tiles; }

/// All row tiles for all sets and groups of `m`, but those columns that a half tile takes.
TRAINING_FUNCTION void TRAINING_NAME(product_rows)(const training_product *m) {
  const long tiles = (m->rows + TRAINING_TILE_ROWS - 1) / TRAINING_TILE_ROWS;
  for (long tile = 0, row = 0; tile < tiles; tile++) {
    const long end = TRAINING_NAME(tile_end)(tile, tiles, m->rows);
    TRAINING_NAME(tile) t = {
      .a = m->a + row * m->a_row, .a_row = m->a_row, .a_inner = m->a_inner, .a_outer = m->a_outer,
      .b_inner = m->b_inner, .b_outer = m->b_outer, .inner = m->inner, .outer = m->outer, .c_row = m->c_row,
      .accumulate = m->accumulate};
    TRAINING_NAME(product_row)(m, &t, m->b, m->c + row * m->c_row, end - row);
    row = end;
  }
}

#ifdef TRAINING_TILE_HALF_ROWS
/// All rows of the last group, of at most 8 columns.
TRAINING_FUNCTION void TRAINING_NAME(product_half)(const training_product *m) {
  const long halves = (m->rows + TRAINING_TILE_HALF_ROWS - 1) / TRAINING_TILE_HALF_ROWS, group = m->groups - 1;
  for (long set = 0; set < m->sets; set++) {
    for (long tile = 0, row = 0; tile < halves; tile++) {
      const long end = TRAINING_NAME(tile_end)(tile, halves, m->rows);
      const TRAINING_NAME(tile) t = {
        .a = m->a + row * m->a_row, .a_row = m->a_row, .a_inner = m->a_inner, .a_outer = m->a_outer,
        .b = m->b + set * m->b_set + group * m->b_group, .b_inner = m->b_inner, .b_outer = m->b_outer,
        .inner = m->inner, .outer = m->outer, .c = m->c + row * m->c_row + set * m->c_set + group * m->c_group,
        .c_row = m->c_row, .accumulate = m->accumulate,
        .start = m->start ? m->start + group * TRAINING_LANES : NULL};
      TRAINING_NAME(tile_half)(&t, end - row, (int)m->last);
      row = end;
    }
  }
}
#endif

/// Groups of b, up to 16 kB, stay in the first-level cache while the row tiles of a pass. Where one group is larger
/// than that, or there is one alone, row tiles of a stay there while sets and groups pass.
TRAINING_FUNCTION void TRAINING_NAME(multiply)(const training_product *m) {
  enum { cached = 256 };
  const long depth = m->inner * m->outer;
  training_product part = *m;
#ifdef TRAINING_TILE_HALF_ROWS
  if (m->last <= TRAINING_LANES / 2) {
    TRAINING_NAME(product_half)(m);
    if (--part.groups == 0) return;
    part.last = TRAINING_LANES;
  }
#endif
  const long groups = part.groups, near = depth > 0 ? (cached / depth + 1) & ~1l : groups;
  if (near == 0 || near >= groups) {
    TRAINING_NAME(product_rows)(&part);
    return;
  }
  const long last = part.last;
  part.sets = 1;
  for (long set = 0; set < m->sets; set++) {
    for (long group = 0; group < groups; group += near) {
      part.groups = groups - group < near ? groups - group : near;
      part.last = group + part.groups == groups ? last : TRAINING_LANES;
      part.b = m->b + set * m->b_set + group * m->b_group;
      part.c = m->c + set * m->c_set + group * m->c_group;
      part.start = m->start ? m->start + group * TRAINING_LANES : NULL;
      TRAINING_NAME(product_rows)(&part);
    }
  }
}

/// The same for sums so long that their factors leave the first-level cache: piece by piece of the sum, each adding to
/// the last, all row tiles for one group at a time.
TRAINING_FUNCTION void TRAINING_NAME(multiply_long)(const training_product *m) {
  enum { depth = 128 };
  const long tiles = (m->rows + TRAINING_TILE_ROWS - 1) / TRAINING_TILE_ROWS;
  const long piece = m->inner >= depth ? 1 : depth / (m->inner > 0 ? m->inner : 1);
  training_product part = *m;
  TRAINING_NAME(tile) t = {
    .a_row = m->a_row, .a_inner = m->a_inner, .a_outer = m->a_outer, .b_inner = m->b_inner, .b_outer = m->b_outer,
    .inner = m->inner, .c_row = m->c_row, .accumulate = m->accumulate};
  for (long p = 0; p < m->outer; p += piece, t.accumulate = 1) {
    t.outer = m->outer - p < piece ? m->outer - p : piece;
    const float *b = m->b + p * m->b_outer;
    for (long group = 0; group < m->groups; group += TRAINING_TILE_PAIR) {
      part.groups = m->groups - group < TRAINING_TILE_PAIR ? m->groups - group : TRAINING_TILE_PAIR;
      part.last = group + part.groups == m->groups ? m->last : TRAINING_LANES;
#ifdef TRAINING_TILE_HALF_ROWS
      if (part.last <= TRAINING_LANES / 2) {
        const long halves = (m->rows + TRAINING_TILE_HALF_ROWS - 1) / TRAINING_TILE_HALF_ROWS;
        for (long tile = 0, row = 0; tile < halves; tile++) {
          const long end = TRAINING_NAME(tile_end)(tile, halves, m->rows);
          for (long set = 0; set < m->sets; set++) {
            t.a = m->a + p * m->a_outer + row * m->a_row;
            t.b = b + group * m->b_group + set * m->b_set;
            t.c = m->c + row * m->c_row + group * m->c_group + set * m->c_set;
            TRAINING_NAME(tile_half)(&t, end - row, (int)part.last);
          }
          row = end;
        }
        continue;
      }
#endif
      for (long tile = 0, row = 0; tile < tiles; tile++) {
        const long end = TRAINING_NAME(tile_end)(tile, tiles, m->rows);
        t.a = m->a + p * m->a_outer + row * m->a_row;
        TRAINING_NAME(product_row)(
            &part, &t, b + group * m->b_group, m->c + row * m->c_row + group * m->c_group, end - row);
        row = end;
      }
    }
  }
}
#undef TRAINING_ROWS_OF
#undef TRAINING_ROW
