/* bench.c - time of one window through anomaly_score, beside a plain C loop over the same layers.
 *
 *     bench BLOB
 *
 * Both sides run in turn in one process, one thread, hot caches; the table shows the fastest and the median of many
 * rounds of each, and their ratio. The plain loop is what one writes without a library: int8 weights row by row, int32
 * sums, float scaling, compiled with the same optimisation as this file. It reads no blob and computes no score.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define _POSIX_C_SOURCE 200809L
#include <string.h>

#include "anomaly_rt.h"
#include "bench.h"

#define ROUNDS 301
#define CALLS 200

/* The layers of MLPerf Tiny anomaly detection: 640, 128 x 4, 8, 128 x 4, 640. */
static const int layer_sizes[] = {640, 128, 128, 128, 128, 8, 128, 128, 128, 128, 640};
#define LAYERS ((int)(sizeof layer_sizes / sizeof layer_sizes[0]) - 1)

static signed char plain_weights[264192];
static float plain_scale[1800];

/* One window through the plain loop. */
static int plain_window(const signed char *input) {
  static signed char x[2][640];
  const signed char *w = plain_weights;
  const float *scale = plain_scale;
  int layer, row, column, last = 0;
  memcpy(x[0], input, 640);
  for (layer = 0; layer < LAYERS; ++layer) {
    const int columns = layer_sizes[layer], rows = layer_sizes[layer + 1];
    for (row = 0; row < rows; ++row, w += columns) {
      int sum = 0;
      float y;
      for (column = 0; column < columns; ++column) sum += w[column] * x[layer & 1][column];
      y = (float)sum * *scale++;
      if (y < 0) y = 0;
      x[(layer + 1) & 1][row] = (signed char)(y > 127 ? 127 : y);
      last += x[(layer + 1) & 1][row];
    }
  }
  return last;
}

/* A blob of 1 MB of weights has no model behind it here: the time of this one, a megabyte. */
static void print_start(const void *blob, size_t bytes, anomaly_session *session, const anomaly_info *info) {
  static double inspect[ROUNDS], init[ROUNDS];
  anomaly_info again;
  int round;
  for (round = 0; round < ROUNDS; ++round) {
    double start = now();
    if (anomaly_inspect(blob, bytes, &again) != 0) return;
    inspect[round] = now() - start;
    start = now();
    if (anomaly_init(session, info->session_bytes, blob, bytes) != 0) return;
    init[round] = now() - start;
  }
  qsort(inspect, ROUNDS, sizeof *inspect, by_value);
  qsort(init, ROUNDS, sizeof *init, by_value);
  printf("%-34s %10s %10s\n", "ms a megabyte of blob", "fastest", "median");
  printf("%-34s %10.3f %10.3f\n", "anomaly_inspect", 1e9 * inspect[0] / (double)bytes,
         1e9 * inspect[ROUNDS / 2] / (double)bytes);
  printf("%-34s %10.3f %10.3f\n\n", "anomaly_init", 1e9 * init[0] / (double)bytes,
         1e9 * init[ROUNDS / 2] / (double)bytes);
}

int main(int argc, char **argv) {
  static double ours[ROUNDS], plain[ROUNDS];
  static signed char plain_input[640];
  size_t bytes = 0, i, count;
  int round, call, sink = 0;
  anomaly_info info;
  anomaly_result result;
  void *blob = argc == 2 ? load(argv[1], &bytes) : NULL;
  anomaly_session *session;
  float *window;
  int32_t code;
  if (!blob) return fprintf(stderr, "bench: expected a readable blob, as in: bench mlperf-tiny.blob\n"), 2;
  code = anomaly_inspect(blob, bytes, &info);
  session = code == 0 ? (anomaly_session *)aligned(info.session_bytes) : NULL;
  if (code == 0) code = anomaly_init(session, info.session_bytes, blob, bytes);
  if (code != 0) return fprintf(stderr, "bench: %s\n", anomaly_error_string(code)), 2;
  print_start(blob, bytes, session, &info);
  count = (size_t)info.window * info.columns;
  window = (float *)malloc(count * sizeof *window);
  srand(1);
  for (i = 0; i < count; ++i) window[i] = (float)(rand() % 2001 - 1000) / 500.0f;
  for (i = 0; i < sizeof plain_weights; ++i) plain_weights[i] = (signed char)(rand() % 255 - 127);
  for (i = 0; i < sizeof plain_input; ++i) plain_input[i] = (signed char)(rand() % 255 - 127);
  for (i = 0; i < sizeof plain_scale / sizeof *plain_scale; ++i) plain_scale[i] = 1.0f / 4096;

  for (round = 0; round < ROUNDS; ++round) {
    double start = now();
    for (call = 0; call < CALLS; ++call) {
      anomaly_score(session, window, count, &result);
      sink += result.verdict;
    }
    ours[round] = (now() - start) / CALLS;
    start = now();
    for (call = 0; call < CALLS; ++call) sink += plain_window(plain_input);
    plain[round] = (now() - start) / CALLS;
  }
  qsort(ours, ROUNDS, sizeof *ours, by_value);
  qsort(plain, ROUNDS, sizeof *plain, by_value);
  printf("%-34s %10s %10s\n", "us a window, one thread", "fastest", "median");
  printf("%-34s %10.2f %10.2f\n", "anomaly_score", 1e6 * ours[0], 1e6 * ours[ROUNDS / 2]);
  printf("%-34s %10.2f %10.2f\n", "plain C loop, same layers", 1e6 * plain[0], 1e6 * plain[ROUNDS / 2]);
  printf("%-34s %10.3f %10.3f\n", "ratio", ours[0] / plain[0], ours[ROUNDS / 2] / plain[ROUNDS / 2]);
  printf("multiply-accumulates: %u here, 264192 in the loop (%d)\n", (unsigned)info.macs, sink & 1);
  return 0;
}
