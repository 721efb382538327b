/* load_file.h - a whole file in memory, aligned as the library wants its blob.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef LOAD_FILE_H
#define LOAD_FILE_H

#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200112L /* posix_memalign, fstat: include this header first */
#endif

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "anomaly_rt.h"

/* Memory for a blob or a session, to be given back with free. Exits with code 2 when there is none. */
static void *aligned_memory(size_t bytes) {
  const size_t alignment = 64; /* the fastest place for a blob, and enough for a session */
  void *memory = NULL;
  if (posix_memalign(&memory, alignment, bytes > 0 ? bytes : 1) == 0) return memory;
  fprintf(stderr, "no memory for %zu bytes\n", bytes);
  exit(2);
}

/* The contents of the file at `path` in aligned memory, and their length in *bytes.
 * Returns NULL, with one sentence on standard error, when the file cannot be read. */
static void *load_file(const char *path, size_t *bytes) {
  FILE *file = fopen(path, "rb");
  struct stat status;
  void *contents = NULL;

  if (file == NULL || fstat(fileno(file), &status) != 0) {
    fprintf(stderr, "cannot open %s: %s\n", path, strerror(errno));
  } else if (!S_ISREG(status.st_mode)) {
    fprintf(stderr, "%s is not a regular file; give the blob that `trainer export` wrote\n", path);
  } else {
    *bytes = (size_t)status.st_size;
    contents = aligned_memory(*bytes);
    if (fread(contents, 1, *bytes, file) != *bytes) {
      fprintf(stderr, "cannot read all %zu bytes of %s\n", *bytes, path);
      free(contents);
      contents = NULL;
    }
  }
  if (file != NULL) fclose(file);
  return contents;
}

#endif /* LOAD_FILE_H */
