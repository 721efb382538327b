/* bench-infer.c - this library's side of bench-infer: the time of anomaly_score on one window, one thread, hot caches.
 *
 * A line "BLOB SECONDS" of standard input is answered by "BEST MEDIAN", microseconds a call over blocks of calls, or by
 * "error: REASON".
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include "anomaly_rt.h"
#include "bench.h"

#define BLOCKS_MOST 100000
#define BLOCK_SECONDS 2e-4

/* The seconds of `calls` calls; negative when one fails. */
static double block(anomaly_session *session, const float *window, size_t count, long calls) {
  anomaly_result result;
  const double start = now();
  for (long call = 0; call < calls; ++call)
    if (anomaly_score(session, window, count, &result) < 0) return -1;
  return now() - start;
}

/* Blocks of calls for `seconds`, the first ones only to find how many calls a block takes. */
static void measure(anomaly_session *session, const float *window, size_t count, double seconds) {
  static double times[BLOCKS_MOST];
  long calls = 1;
  size_t blocks = 0;
  double last = block(session, window, count, calls);
  while (last >= 0 && last < BLOCK_SECONDS) last = block(session, window, count, calls *= 2);
  for (const double start = now(); last >= 0 && (!blocks || (now() - start < seconds && blocks < BLOCKS_MOST));) {
    last = block(session, window, count, calls);
    times[blocks++] = last / (double)calls;
  }
  if (last < 0) {
    printf("error: anomaly_score failed\n");
    return;
  }
  qsort(times, blocks, sizeof *times, by_value);
  printf("%.4f %.4f\n", 1e6 * times[0], 1e6 * times[blocks / 2]);
}

static void answer(const char *path, double seconds) {
  size_t bytes = 0;
  anomaly_info info;
  anomaly_session *session = NULL;
  float *window = NULL;
  void *blob = load(path, &bytes);
  int32_t code = blob ? anomaly_inspect(blob, bytes, &info) : ANOMALY_ERROR_NULL;
  if (code == ANOMALY_OK) {
    const size_t count = (size_t)info.window * info.columns;
    session = aligned(info.session_bytes);
    window = aligned(count * sizeof *window);
    code = session && window ? anomaly_init(session, info.session_bytes, blob, bytes) : ANOMALY_ERROR_NULL;
    srand(1);
    for (size_t i = 0; code == ANOMALY_OK && i < count; ++i) window[i] = (float)(rand() % 2001 - 1000) / 1000.0f;
    if (code == ANOMALY_OK) measure(session, window, count, seconds);
  }
  if (code != ANOMALY_OK) printf("error: %s\n", blob ? anomaly_error_string(code) : "the blob cannot be read");
  fflush(stdout);
  free(window);
  free(session);
  free(blob);
}

int main(void) {
  char path[4096];
  double seconds;
  while (scanf("%4095s %lf", path, &seconds) == 2) answer(path, seconds);
  return 0;
}
