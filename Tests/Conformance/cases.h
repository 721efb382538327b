/* Golden cases as Tests/SampleModels/GoldenCase.swift writes them, each padded to a multiple of 64 bytes. */
#ifndef CASES_H
#define CASES_H

#include <stdint.h>

/* The first 64 bytes of a case; the blob, the expectations and the windows follow. */
typedef struct golden_case {
  char magic[8];
  char name[32];
  uint32_t blob_bytes;
  uint32_t windows;
  uint32_t window_values;
  uint32_t is_readings;
  uint32_t saved_checksum;
  uint32_t stream_checksum;
} golden_case;

/* What one window gives: bits of floats, checksums of arrays of floats. */
typedef struct expectation {
  uint32_t score;
  uint32_t p_value;
  int32_t verdict;
  uint32_t missing;
  uint32_t contributions;
  uint32_t reconstruction;
  uint32_t attention;
  uint32_t reserved;
} expectation;

extern const uint8_t cases_start[], cases_end[];

static inline const uint8_t *case_blob(const golden_case *golden) { return (const uint8_t *)(golden + 1); }

static inline const expectation *case_expectations(const golden_case *golden) {
  return (const expectation *)(const void *)(case_blob(golden) + golden->blob_bytes);
}

/* window_values floats, or int16_t readings, for each window. */
static inline const void *case_windows(const golden_case *golden) {
  return case_expectations(golden) + golden->windows;
}

static inline const golden_case *first_case(void) { return (const golden_case *)(const void *)cases_start; }

/* The case behind this one; NULL behind the last. */
static inline const golden_case *next_case(const golden_case *golden) {
  const uint32_t value_bytes = golden->is_readings ? 2 : 4;
  uint32_t bytes = 64 + golden->blob_bytes + golden->windows * (32 + golden->window_values * value_bytes);
  bytes = (bytes + 63) & ~63u;
  const uint8_t *next = (const uint8_t *)golden + bytes;
  return next < cases_end ? (const golden_case *)(const void *)next : 0;
}

#endif
