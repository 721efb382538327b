/* Golden errors as Tests/Conformance/Generator/GoldenError.swift writes them, each padded to a multiple of 64 bytes. */
#ifndef ERRORS_H
#define ERRORS_H

#include <stdint.h>

/* The first 64 bytes; the blob and then the saved session follow. */
typedef struct golden_error {
  char magic[8];
  char name[32];
  uint32_t blob_bytes;
  uint32_t saved_bytes; /* 0: the error is one of the blob */
  int32_t code;         /* ANOMALY_ERROR_* */
  uint32_t reserved[3];
} golden_error;

extern const uint8_t cases_start[], cases_end[];

static inline const uint8_t *error_blob(const golden_error *golden) { return (const uint8_t *)(golden + 1); }

static inline const uint8_t *error_saved(const golden_error *golden) { return error_blob(golden) + golden->blob_bytes; }

static inline const golden_error *first_error(void) { return (const golden_error *)(const void *)cases_start; }

/* The error behind this one; NULL behind the last. */
static inline const golden_error *next_error(const golden_error *golden) {
  const uint32_t bytes = (64 + golden->blob_bytes + golden->saved_bytes + 63) & ~63u;
  const uint8_t *next = (const uint8_t *)golden + bytes;
  return next < cases_end ? (const golden_error *)(const void *)next : 0;
}

#endif
