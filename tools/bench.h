/* bench.h - what the timing programs share: a clock, an order for qsort, aligned memory, a file in it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BENCH_H
#define BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Seconds since some moment. */
static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int by_value(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* `bytes` of memory, aligned as a blob is fastest; NULL when there is none. */
static void *aligned(size_t bytes) { return aligned_alloc(64, (bytes + 63) / 64 * 64); }

/* A whole file in aligned memory; NULL when it cannot be read. */
static void *load(const char *path, size_t *bytes) {
  FILE *file = fopen(path, "rb");
  void *memory = NULL;
  long end;
  if (!file) return NULL;
  if (!fseek(file, 0, SEEK_END) && (end = ftell(file)) > 0 && !fseek(file, 0, SEEK_SET)) {
    *bytes = (size_t)end;
    memory = aligned(*bytes);
    if (memory && fread(memory, 1, *bytes, file) != *bytes) {
      free(memory);
      memory = NULL;
    }
  }
  fclose(file);
  return memory;
}

#endif
