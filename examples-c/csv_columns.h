/* csv_columns.h - which fields of a CSV row are the columns of a blob.
 *
 * The header row is searched for the column names of the blob, in any order; other columns are ignored. Without a
 * header row the fields must be the columns of the blob, in order and number. Include load_file.h first.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CSV_COLUMNS_H
#define CSV_COLUMNS_H

#include "anomaly_rt.h"
#include "csv_line.h"

#define NOWHERE ((size_t)-1)

/* How rows of the input become samples of the blob. */
typedef struct layout {
  char delimiter;
  size_t fields;    /* in every row */
  size_t *position; /* of each column of the blob, in a row */
  size_t time;      /* position of the time column, or NOWHERE */
} layout;

/* Whether a field of the header row names a column: as it is, or with a unit behind it, "Pressure [bar]". */
static int names_column(const char *field, const char *name) {
  const size_t length = strlen(name);
  const char *unit;
  char last;
  if (strncmp(field, name, length) != 0) return 0;
  if (field[length] == '\0') return 1;
  unit = field + length + strspn(field + length, " \t");
  if (*unit == '\0') return 1;
  last = unit[strlen(unit) - 1];
  return (*unit == '[' && last == ']') || (*unit == '(' && last == ')');
}

/* The field that names a column, or NOWHERE; in *count how many do. */
static size_t find_field(const csv_line *line, const char *name, size_t *count) {
  size_t i, found = NOWHERE;
  *count = 0;
  for (i = line->fields; i-- > 0;) {
    if (!names_column(line->field[i], name)) continue;
    found = i;
    ++*count;
  }
  return found;
}

/* The first field that names a time and is not a column of the blob, or NOWHERE. */
static size_t find_time(const csv_line *line, const layout *rows, size_t columns) {
  static const char *const names[] = {"time", "timestamp", "datetime", "date"};
  size_t i, n, column;
  for (i = 0; i < line->fields; i++) {
    for (column = 0; column < columns && rows->position[column] != i; column++) {
    }
    for (n = 0; n < sizeof names / sizeof *names && column == columns; n++) {
      if (strcasecmp(line->field[i], names[n]) == 0) return i;
    }
  }
  return NOWHERE;
}

/* Whether every field of the line is a number or missing. */
static int all_numbers(const csv_line *line) {
  float number;
  size_t i;
  for (i = 0; i < line->fields; i++) {
    if (!csv_number(line->field[i], &number)) return 0;
  }
  return 1;
}

/* Learns the layout from the first row. Returns 1 for a header row, 0 for a data row, -1 after an error sentence. */
static int read_layout(const csv_line *line, const anomaly_session *session, size_t columns, layout *rows) {
  const char *missing = NULL;
  size_t column, count;
  for (column = 0; column < columns && missing == NULL; column++) {
    const char *name = anomaly_column_name(session, (uint32_t)column);
    rows->position[column] = find_field(line, name, &count);
    if (count == 0) missing = name;
    if (count > 1) {
      fprintf(stderr, "expected one column %s in the input, found %zu\n", name, count);
      return -1;
    }
  }
  rows->fields = line->fields;
  if (missing == NULL) {
    rows->time = find_time(line, rows, columns);
    return 1;
  }
  if (!all_numbers(line)) {
    fprintf(stderr, "the input has no column %s, which the blob needs\n", missing);
    return -1;
  }
  if (line->fields != columns) {
    fprintf(stderr, "expected a header row, or the %zu columns of the blob; found %zu numbers in the first row\n",
            columns, line->fields);
    return -1;
  }
  for (column = 0; column < columns; column++) rows->position[column] = column;
  rows->time = NOWHERE;
  return 0;
}

/* The sample in a row. Returns 0 after an error sentence. */
static int read_sample(const csv_line *line, const layout *rows, const anomaly_session *session, size_t columns,
                       float *sample) {
  size_t column;
  if (line->fields != rows->fields) {
    fprintf(stderr, "line %zu: expected %zu fields as in the first row, found %zu\n", line->number, rows->fields,
            line->fields);
    return 0;
  }
  for (column = 0; column < columns; column++) {
    const char *field = line->field[rows->position[column]];
    if (!csv_number(field, &sample[column])) {
      fprintf(stderr, "line %zu, column %s: expected a number with a decimal point, or nothing, found \"%.40s\"\n",
              line->number, anomaly_column_name(session, (uint32_t)column), field);
      return 0;
    }
  }
  return 1;
}

#endif /* CSV_COLUMNS_H */
