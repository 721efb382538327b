/* read_numbers.h - bare numbers from standard input.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef READ_NUMBERS_H
#define READ_NUMBERS_H

#include <stddef.h>
#include <stdio.h>

/* Reads `count` numbers separated by commas, semicolons or white space; `nan` is one, a missing value.
 * Returns how many there were before the input ended or something else came. */
static size_t read_numbers(float *values, size_t count) {
  size_t i = 0;
  while (i < count && scanf(" %f", &values[i]) == 1) {
    const int separator = getchar();
    if (separator != ',' && separator != ';') ungetc(separator, stdin);
    i++;
  }
  return i;
}

#endif /* READ_NUMBERS_H */
