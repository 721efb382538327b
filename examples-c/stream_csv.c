/* stream_csv.c - standard input to verdicts.
 *
 *     stream_csv BLOB < data.csv
 *
 * The header row of the input is searched for the column names of the blob, in any order; other columns are ignored.
 * Without a header row the fields must be the columns of the blob, in order and number. The delimiter (, ; tab or |)
 * is that of the first row. An empty field, nan, na, n/a, null, none or inf is a missing value.
 *
 * Prints one CSV line for each scored sample, as soon as it is scored: `row` (data rows count from 0), the field of the
 * column called time, timestamp, datetime or date if there is one, `score`, `p_value`, `verdict` (normal, warn, alarm,
 * unknown) and `column`, which contributed most to the score (empty when the score is 0).
 *
 * Exit codes: 0 all rows were read, or nobody reads the output any more; 1 the input is not usable, as the one sentence
 * on standard error says; 2 wrong usage, or a blob that cannot be used; 3 the output cannot be written.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "load_file.h"

#include <inttypes.h>
#include <signal.h>

#include "csv_columns.h"
#include "verdict_name.h"

/* Prints the line of a scored sample; `time` may be NULL. */
static void print_verdict(const char *time, anomaly_session *session, const anomaly_result *result, float *shares,
                          size_t columns) {
  size_t top = 0, column;
  printf("%" PRIu64 ",", result->sample - 1);
  if (time != NULL) {
    csv_write(stdout, time);
    putchar(',');
  }
  printf("%.9g,%.9g,%s,", (double)result->score, (double)result->p_value, verdict_name(result->verdict));
  if (anomaly_contributions(session, shares, columns) == ANOMALY_OK) {
    for (column = 1; column < columns; column++) {
      if (shares[column] > shares[top]) top = column;
    }
    if (shares[top] > 0) csv_write(stdout, anomaly_column_name(session, (uint32_t)top));
  }
  putchar('\n');
}

/* After output failed: a reader that has gone away (`| head`) is no error. */
static int output_ended(void) {
  if (errno == EPIPE) return 0;
  fprintf(stderr, "cannot write the output: %s\n", strerror(errno));
  return 3;
}

/* Reads rows until the end of the input. Returns the exit code. */
static int stream(anomaly_session *session, const anomaly_info *info) {
  static csv_line line;
  const size_t columns = info->columns;
  float *sample = (float *)aligned_memory(columns * sizeof(float));
  float *shares = (float *)aligned_memory(columns * sizeof(float));
  layout rows = {0, 0, (size_t *)aligned_memory(columns * sizeof(size_t)), NOWHERE};
  uint64_t pushed = 0, scored = 0;
  int exit_code = 1, first = 1;
  csv_problem problem = NULL;

  while (csv_read(stdin, &line, &problem)) {
    anomaly_result result;
    int32_t code;
    int header = 0;
    if (first) rows.delimiter = csv_delimiter(&line);
    if (problem == NULL) problem = csv_split(&line, rows.delimiter);
    if (problem != NULL) {
      fprintf(stderr, "line %zu %s\n", line.number, problem);
      goto end;
    }
    if (first) {
      header = read_layout(&line, session, columns, &rows);
      if (header < 0) goto end;
      printf("row,%sscore,p_value,verdict,column\n", rows.time == NOWHERE ? "" : "time,");
      first = 0;
    }
    if (header) continue;
    if (!read_sample(&line, &rows, session, columns, sample)) goto end;
    code = anomaly_push(session, sample, columns, &result);
    if (code < 0) {
      fprintf(stderr, "line %zu: %s\n", line.number, anomaly_error_string(code));
      goto end;
    }
    pushed++;
    if (code == ANOMALY_READY) {
      scored++;
      print_verdict(rows.time == NOWHERE ? NULL : line.field[rows.time], session, &result, shares, columns);
    }
    if (ferror(stdout)) {
      exit_code = output_ended();
      goto end;
    }
  }
  if (scored > 0) {
    exit_code = fflush(stdout) == 0 ? 0 : output_ended();
  } else if (first) {
    fprintf(stderr, "the input is empty; expected a header row and rows of numbers\n");
  } else {
    fprintf(stderr, "expected at least %" PRIu32 " rows, one window; found %" PRIu64 "\n", info->window, pushed);
  }
end:
  free(sample);
  free(shares);
  free(rows.position);
  return exit_code;
}

int main(int argc, char **argv) {
  size_t blob_bytes = 0;
  void *blob;
  anomaly_session *session = NULL;
  anomaly_info info;
  int32_t code;
  int exit_code = 2;

  if (argc != 2 || argv[1][0] == '-') {
    fprintf(stderr, "usage: stream_csv BLOB < data.csv\n");
    return 2;
  }
  blob = load_file(argv[1], &blob_bytes);
  if (blob == NULL) return 2;
  code = anomaly_inspect(blob, blob_bytes, &info);
  if (code == ANOMALY_OK) {
    session = (anomaly_session *)aligned_memory(info.session_bytes);
    code = anomaly_init(session, info.session_bytes, blob, blob_bytes);
  }
  if (code == ANOMALY_OK) {
    signal(SIGPIPE, SIG_IGN);              /* a closed pipe becomes a failed write */
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ); /* a verdict leaves when it is known */
    exit_code = stream(session, &info);
  } else {
    fprintf(stderr, "%s: %s\n", argv[1], anomaly_error_string(code));
  }
  free(session);
  free(blob);
  return exit_code;
}
