/* Lines of text from a program on a Linux system or on a bare board. */
#ifndef REPORT_H
#define REPORT_H

#include <stdint.h>

#ifdef BARE_BOARD
#include "semihosting.h"
static inline void report_text(const char *text) { semihosting_write(text); }
#else
#include <stdio.h>
static inline void report_text(const char *text) { fputs(text, stdout); }
#endif

static inline void report_number(uint32_t value, uint32_t base) {
  char digits[11];
  int place = 10;
  digits[10] = 0;
  do {
    digits[--place] = "0123456789abcdef"[value % base];
    value /= base;
  } while (value != 0);
  report_text(digits + place);
}

#endif
