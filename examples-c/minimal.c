/* minimal.c - score one window.
 *
 *     minimal BLOB < numbers
 *
 * Reads one window from standard input: the values of a sample in the column order of the blob, sample after sample,
 * separated by commas, semicolons or white space; `nan` is a missing value. What follows the window is not read.
 * Prints the score, the p-value and the verdict.
 *
 * Exit codes: 0 scored; 1 the input is not a window of numbers; 2 wrong usage, or a blob that cannot be used.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "load_file.h"

#include "read_numbers.h"
#include "verdict_name.h"

/* Ends the program when a function of the library reports an error. */
static void require_success(int32_t code) {
  if (code >= 0) return;
  fprintf(stderr, "%s\n", anomaly_error_string(code));
  exit(2);
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: minimal BLOB < numbers\n");
    return 2;
  }

  /* 1. The blob says how much memory a session needs. */
  size_t blob_bytes = 0;
  void *blob = load_file(argv[1], &blob_bytes);
  if (blob == NULL) return 2;
  anomaly_info info;
  require_success(anomaly_inspect(blob, blob_bytes, &info));

  /* 2. The session lives in memory of ours; the blob is used in place. */
  anomaly_session *session = (anomaly_session *)aligned_memory(info.session_bytes);
  require_success(anomaly_init(session, info.session_bytes, blob, blob_bytes));

  /* 3. Raw values in physical units go in; scaling is the library's work. */
  const size_t count = (size_t)info.window * info.columns;
  float *window = (float *)aligned_memory(count * sizeof(float));
  const size_t found = read_numbers(window, count);
  if (found < count) {
    fprintf(stderr, "expected %zu numbers (%lu samples of %lu columns), found %zu\n", count,
            (unsigned long)info.window, (unsigned long)info.columns, found);
    exit(1);
  }
  anomaly_result result;
  require_success(anomaly_score(session, window, count, &result));
  printf("score %.9g  p %.9g  %s\n", (double)result.score, (double)result.p_value, verdict_name(result.verdict));

  free(window);
  free(session);
  free(blob);
  return 0;
}
