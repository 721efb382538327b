/* csv_line.h - one line of a CSV stream, its fields, and the number in a field.
 *
 * The delimiter is a parameter; a field may stand in double quotes, with "" for a quote in it; a quoted field ends on
 * its line. Lines end in LF or CR LF. Nothing is allocated: a line is at most CSV_LINE_BYTES long.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CSV_LINE_H
#define CSV_LINE_H

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CSV_LINE_BYTES 1048576u
#define CSV_LINE_FIELDS 65536u

typedef struct csv_line {
  size_t number;                /* of the line, from 1 */
  size_t fields;                /* after csv_split */
  char *field[CSV_LINE_FIELDS]; /* strings inside `text`, without quotes and surrounding blanks */
  char text[CSV_LINE_BYTES];
} csv_line;

/* What was wrong with a line, as the end of the sentence "line 12 ..."; NULL when nothing was. */
typedef const char *csv_problem;

/* Reads the next line that is not blank, without its end. Returns 0 at the end of the stream. */
static int csv_read(FILE *stream, csv_line *line, csv_problem *problem) {
  size_t length;
  int byte;
  *problem = NULL;
  do {
    length = 0;
    line->number++;
    while ((byte = getc(stream)) != EOF && byte != '\n') {
      if (byte == '\0') *problem = "holds a zero byte: expected text in UTF-8";
      if (length + 1 == CSV_LINE_BYTES) *problem = "is longer than 1 MiB: expected one sample a line";
      line->text[length] = *problem == NULL ? (char)byte : '\0';
      if (*problem != NULL) return 1;
      length++;
    }
    if (length > 0 && line->text[length - 1] == '\r') length--;
    line->text[length] = '\0';
    if (line->number == 1 && strncmp(line->text, "\xEF\xBB\xBF", 3) == 0) {
      memmove(line->text, line->text + 3, length - 2); /* a byte order mark */
      length -= 3;
    }
  } while (byte != EOF && strspn(line->text, " \t") == length);
  if (ferror(stream)) *problem = "cannot be read";
  return *problem != NULL || strspn(line->text, " \t") < length;
}

/* The delimiter of a line: that of tab ; | , which stands most often outside quotes. The comma comes last because it
 * may be a decimal comma, and is the answer when there is none. */
static char csv_delimiter(const csv_line *line) {
  static const char candidates[] = {',', '|', ';', '\t'};
  size_t counts[sizeof candidates] = {0}, best = 0, i;
  int quoted = 0;
  const char *c;
  for (c = line->text; *c != '\0'; c++) {
    if (*c == '"') quoted = !quoted;
    for (i = 0; i < sizeof candidates && !quoted; i++) counts[i] += *c == candidates[i];
  }
  for (i = 1; i < sizeof candidates; i++) {
    if (counts[i] > 0 && counts[i] >= counts[best]) best = i;
  }
  return candidates[best];
}

/* Cuts a line into its fields, in place. */
static csv_problem csv_split(csv_line *line, char delimiter) {
  const char *const blanks = delimiter == '\t' ? " " : " \t";
  char *in = line->text;
  line->fields = 0;
  for (;;) {
    char *start = in += strspn(in, blanks), *end = start;
    if (line->fields == CSV_LINE_FIELDS) return "has more than 65536 fields";
    if (*in == '"') {
      for (in++; *in != '\0' && (*in != '"' || in[1] == '"'); in++) {
        *end++ = *in;
        if (*in == '"') in++;
      }
      if (*in == '\0') return "opens a quote that it does not close";
      in++;
      in += strspn(in, blanks);
      if (*in != '\0' && *in != delimiter) return "has text between a closing quote and the delimiter";
    } else {
      while (*in != '\0' && *in != delimiter) in++;
      for (end = in; end > start && strchr(blanks, end[-1]) != NULL; end--) {
      }
    }
    line->field[line->fields++] = start;
    {
      const int last = *in == '\0';
      *end = '\0';
      if (last) return NULL;
    }
    in++;
  }
}

/* The number in a field; NaN for a missing value, which is an empty field or, in any case of letters and with any sign,
 * nan, na, n/a, null, none, inf or infinity. Returns 0 for other text and for numbers beyond the range of float.
 * The decimal sign is a point: a C program is in the "C" locale until it calls setlocale. */
static int csv_number(const char *field, float *number) {
  static const char *const missing[] = {"", "nan", "na", "n/a", "null", "none", "inf", "infinity"};
  const char *word = field + (*field == '-' || *field == '+');
  char *end;
  size_t i;
  for (i = 0; i < sizeof missing / sizeof *missing; i++) {
    if (strcasecmp(word, missing[i]) == 0 && (*word != '\0' || word == field)) {
      *number = NAN;
      return 1;
    }
  }
  if (field[strspn(field, "0123456789+-.eE")] != '\0') return 0; /* strtod also takes 0x1p3 */
  *number = (float)strtod(field, &end);
  return *end == '\0' && end != field && isfinite(*number);
}

/* Writes a field, in quotes where it needs them. */
static void csv_write(FILE *stream, const char *field) {
  if (strpbrk(field, ",;\t|\"\r\n") == NULL) {
    fputs(field, stream);
    return;
  }
  putc('"', stream);
  for (; *field != '\0'; field++) {
    if (*field == '"') putc('"', stream);
    putc(*field, stream);
  }
  putc('"', stream);
}

#endif /* CSV_LINE_H */
