/* four_machines.c - several models on one stream, a thread each.
 *
 *     four_machines DATA.csv BLOB BLOB BLOB BLOB
 *
 * Each thread reads the file for itself and has a session of its own; nothing is shared but blobs, which nobody
 * changes, so there is not a lock in the program. A blob that is named twice is loaded once and serves two sessions.
 * Columns are found as in stream_csv.c. Any number of blobs up to 16 will do.
 *
 * Prints, in the order of the arguments, one CSV line a blob: `blob`, `rows`, `scored` windows, how many of them were
 * `warn`, `alarm` and `unknown`, the `highest` score, and `pushes_per_second`, the time in anomaly_push alone.
 *
 * Exit codes: 0 all rows were scored by all models; 1 the data is not usable, 2 wrong usage, or a blob that cannot be
 * used; as the sentences on standard error say.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "load_file.h"

#include <inttypes.h>
#include <pthread.h>
#include <time.h>

#include "csv_columns.h"

#define MOST_MACHINES 16

/* One model on its way through the file: what its thread is given, and what it found. */
typedef struct machine {
  const char *data, *path;
  const void *blob;
  size_t blob_bytes;
  uint64_t rows, scored, verdicts[4]; /* verdicts: by ANOMALY_NORMAL ... ANOMALY_UNKNOWN */
  float highest;
  double seconds;
  int exit_code;
} machine;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Pushes one sample and counts what comes back. Returns 0 after an error sentence. */
static int push(machine *self, anomaly_session *session, const float *sample, size_t columns) {
  anomaly_result result;
  const double start = now();
  const int32_t code = anomaly_push(session, sample, columns, &result);
  self->seconds += now() - start;
  self->rows++;
  if (code < 0) {
    fprintf(stderr, "%s: %s\n", self->path, anomaly_error_string(code));
    return 0;
  }
  if (code == ANOMALY_READY) {
    self->scored++;
    self->verdicts[result.verdict & 3]++;
    if (result.score > self->highest) self->highest = result.score;
  }
  return 1;
}

/* Streams the rows of the file. Returns the exit code. */
static int stream(machine *self, FILE *file, csv_line *line, anomaly_session *session, size_t columns) {
  float *sample = (float *)aligned_memory(columns * sizeof(float));
  layout rows = {0, 0, (size_t *)aligned_memory(columns * sizeof(size_t)), NOWHERE};
  csv_problem problem = NULL;
  int exit_code = 1, first = 1;

  line->number = 0;
  while (csv_read(file, line, &problem)) {
    int header = 0;
    if (first) rows.delimiter = csv_delimiter(line);
    if (problem == NULL) problem = csv_split(line, rows.delimiter);
    if (problem != NULL) {
      fprintf(stderr, "%s: line %zu %s\n", self->data, line->number, problem);
      goto end;
    }
    if (first) {
      header = read_layout(line, session, columns, &rows);
      if (header < 0) goto end;
      first = 0;
    }
    if (header) continue;
    if (!read_sample(line, &rows, session, columns, sample) || !push(self, session, sample, columns)) goto end;
  }
  if (self->scored > 0) {
    exit_code = 0;
  } else {
    fprintf(stderr, "%s: expected at least one window of rows, found %" PRIu64 "\n", self->data, self->rows);
  }
end:
  free(sample);
  free(rows.position);
  return exit_code;
}

/* The life of a thread. */
static void *run(void *argument) {
  machine *const self = (machine *)argument;
  anomaly_session *session = NULL;
  anomaly_info info;
  int32_t code = anomaly_inspect(self->blob, self->blob_bytes, &info);
  self->exit_code = 2;
  if (code == ANOMALY_OK) {
    session = (anomaly_session *)aligned_memory(info.session_bytes);
    code = anomaly_init(session, info.session_bytes, self->blob, self->blob_bytes);
  }
  if (code == ANOMALY_OK) {
    FILE *file = fopen(self->data, "r");
    if (file == NULL) {
      fprintf(stderr, "cannot open %s: %s\n", self->data, strerror(errno));
      self->exit_code = 1;
    } else {
      csv_line *line = (csv_line *)aligned_memory(sizeof *line);
      self->exit_code = stream(self, file, line, session, info.columns);
      free(line);
      fclose(file);
    }
  } else {
    fprintf(stderr, "%s: %s\n", self->path, anomaly_error_string(code));
  }
  free(session);
  return NULL;
}

/* The blob of machine `index`: that of an earlier one with the same path, or loaded. */
static int load(machine *machines, int index) {
  machine *const self = &machines[index];
  int earlier;
  for (earlier = 0; earlier < index; earlier++) {
    if (strcmp(machines[earlier].path, self->path) == 0) {
      self->blob = machines[earlier].blob;
      self->blob_bytes = machines[earlier].blob_bytes;
      return 1;
    }
  }
  self->blob = load_file(self->path, &self->blob_bytes);
  return self->blob != NULL;
}

int main(int argc, char **argv) {
  static machine machines[MOST_MACHINES];
  pthread_t threads[MOST_MACHINES];
  const int count = argc - 2;
  int i, exit_code = 0;

  if (count < 1 || count > MOST_MACHINES || argv[1][0] == '-') {
    fprintf(stderr, "usage: four_machines DATA.csv BLOB...\n");
    return 2;
  }
  for (i = 0; i < count; i++) {
    machines[i].data = argv[1];
    machines[i].path = argv[i + 2];
    if (!load(machines, i)) return 2;
  }
  for (i = 0; i < count; i++) {
    if (pthread_create(&threads[i], NULL, run, &machines[i]) != 0) {
      fprintf(stderr, "cannot start thread %d of %d\n", i + 1, count);
      return 2;
    }
  }

  for (i = 0; i < count; i++) {
    pthread_join(threads[i], NULL);
    if (machines[i].exit_code > exit_code) exit_code = machines[i].exit_code;
  }
  if (exit_code != 0) return exit_code;
  printf("blob,rows,scored,warn,alarm,unknown,highest,pushes_per_second\n");
  for (i = 0; i < count; i++) {
    const machine *m = &machines[i];
    csv_write(stdout, m->path);
    printf(",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%.9g,%.0f\n", m->rows, m->scored,
           m->verdicts[ANOMALY_WARN], m->verdicts[ANOMALY_ALARM], m->verdicts[ANOMALY_UNKNOWN], (double)m->highest,
           m->seconds > 0 ? (double)m->rows / m->seconds : 0);
  }
  return 0;
}
