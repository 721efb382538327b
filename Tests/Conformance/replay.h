/* The windows of a golden case through any session, and whether a result is the expected one. */
#ifndef REPLAY_H
#define REPLAY_H

#include <string.h>

#include "anomaly_rt.h"
#include "cases.h"

static inline const void *replay_window(const golden_case *golden, uint32_t index) {
  const uint32_t value_bytes = golden->is_readings ? 2 : 4;
  return (const uint8_t *)case_windows(golden) + index * golden->window_values * value_bytes;
}

/* Scores window `index` as a whole. */
static inline int32_t replay_score(const golden_case *golden, anomaly_session *session, uint32_t index,
                                   anomaly_result *result) {
  const void *window = replay_window(golden, index);
  if (golden->is_readings) return anomaly_score_int16(session, window, golden->window_values, result);
  return anomaly_score(session, window, golden->window_values, result);
}

/* Pushes row `row` of window `index`. */
static inline int32_t replay_push(const golden_case *golden, anomaly_session *session, uint32_t index, uint32_t row,
                                  uint32_t columns, anomaly_result *result) {
  const void *window = replay_window(golden, index);
  if (golden->is_readings) {
    return anomaly_push_int16(session, (const int16_t *)window + row * columns, columns, result);
  }
  return anomaly_push(session, (const float *)window + row * columns, columns, result);
}

/* Whether every bit of the result of window `index` is as expected. */
static inline int replay_agrees(const golden_case *golden, uint32_t index, const anomaly_result *result) {
  const expectation *expected = case_expectations(golden) + index;
  return memcmp(&result->score, &expected->score, 4) == 0 && memcmp(&result->p_value, &expected->p_value, 4) == 0 &&
         result->verdict == expected->verdict && result->missing == expected->missing;
}

#endif
