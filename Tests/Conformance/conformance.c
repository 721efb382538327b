/* Scores the golden cases through the C interface and compares every bit with what the case expects. Prints one line a
 * case: `case NAME ok`, or `case NAME FAIL` with the window, the quantity, its bits and those expected. The same
 * program runs on Linux and on bare boards. */
#include <stdint.h>
#include <string.h>

#include "anomaly_rt.h"
#include "cases.h"
#include "crc32c.h"
#include "report.h"

enum { LARGEST_SESSION = 16 * 1024, LARGEST_WINDOW = 256 };

/* Two sessions, one behind the other. */
static uint8_t memory[2 * LARGEST_SESSION + ANOMALY_SESSION_ALIGNMENT];
static uint8_t saved[LARGEST_SESSION];
static float values[LARGEST_WINDOW];
static const golden_case *current;

static anomaly_session *session_at(uint32_t index, const anomaly_info *info) {
  const uintptr_t mask = ANOMALY_SESSION_ALIGNMENT - 1;
  return (anomaly_session *)((((uintptr_t)memory + mask) & ~mask) + index * info->session_bytes);
}

/* Whether got is what is expected; says so when not. */
static int agrees(const char *quantity, uint32_t window, uint32_t got, uint32_t expected) {
  if (got == expected) return 1;
  report_text("case ");
  report_text(current->name);
  report_text(" FAIL window ");
  report_number(window, 10);
  report_text(" ");
  report_text(quantity);
  report_text(" ");
  report_number(got, 16);
  report_text(" expected ");
  report_number(expected, 16);
  report_text("\n");
  return 0;
}

static int succeeds(const char *function, uint32_t window, int32_t code) {
  return agrees(function, window, (uint32_t)code, 0);
}

static uint32_t bits(float value) {
  uint32_t result;
  memcpy(&result, &value, 4);
  return result;
}

static const void *window_at(uint32_t index) {
  const uint32_t value_bytes = current->is_readings ? 2 : 4;
  return (const uint8_t *)case_windows(current) + index * current->window_values * value_bytes;
}

static int32_t score(anomaly_session *session, uint32_t index, anomaly_result *result) {
  if (current->is_readings) return anomaly_score_int16(session, window_at(index), current->window_values, result);
  return anomaly_score(session, window_at(index), current->window_values, result);
}

/* A push, or for every second window its two halves, one operation at a time. */
static int32_t push(anomaly_session *session, uint32_t index, uint32_t row, uint32_t columns, anomaly_result *result) {
  const int16_t *readings = (const int16_t *)window_at(index) + row * columns;
  const float *samples = (const float *)window_at(index) + row * columns;
  int32_t code;
  if (index % 2 == 0) {
    return current->is_readings ? anomaly_push_int16(session, readings, columns, result)
                                : anomaly_push(session, samples, columns, result);
  }
  code = current->is_readings ? anomaly_add_int16(session, readings, columns) : anomaly_add(session, samples, columns);
  if (code != ANOMALY_DUE) return code;
  do code = anomaly_step(session, 1, result);
  while (code == ANOMALY_OK);
  return code;
}

/* After the stream, on what it left: health, prototypes in the order of their attention, and a gap. */
static int rest_agrees(anomaly_session *session, const anomaly_info *info) {
  const float *attention = values;
  static uint32_t slots[LARGEST_WINDOW];
  static float weights[LARGEST_WINDOW];
  anomaly_condition condition;
  anomaly_result result;
  if (!succeeds("anomaly_health", 0, anomaly_health(session, &condition))) return 0;
  if (!agrees("samples", 0, (uint32_t)condition.samples, current->windows * info->window)) return 0;
  if (!agrees("mean p-value", 0, condition.mean_p_value > 0 && condition.mean_p_value <= 1, 1)) return 0;
  if (info->memory_slots > 0) {
    if (!succeeds("anomaly_attention", 0, anomaly_attention(session, values, info->memory_slots))) return 0;
    const int32_t found = anomaly_prototypes(session, slots, weights, info->memory_slots);
    if (!succeeds("anomaly_prototypes", 0, found)) return 0;
    for (uint32_t i = 0; i < info->memory_slots; i++) {
      const int is_tie = i > 0 && weights[i - 1] == weights[i] && slots[i - 1] < slots[i];
      const int in_order = i == 0 || is_tie || weights[i - 1] > weights[i];
      if (!agrees("prototype", i, slots[i] < info->memory_slots && in_order, 1)) return 0;
      if (!agrees("weight", i, bits(weights[i]), bits(attention[slots[i]]))) return 0;
    }
  }
  if (!succeeds("anomaly_gap", 0, anomaly_gap(session, 5))) return 0;
  const int32_t code = anomaly_step(session, 1, &result);
  if (!agrees("anomaly_step", 0, (uint32_t)code, (uint32_t)ANOMALY_ERROR_NOTHING_DUE)) return 0;
  if (!succeeds("anomaly_health", 1, anomaly_health(session, &condition))) return 0;
  return agrees("samples", 1, (uint32_t)condition.samples, current->windows * info->window + 5);
}

static int result_agrees(uint32_t window, const anomaly_result *result) {
  const expectation *expected = case_expectations(current) + window;
  return agrees("score", window, bits(result->score), expected->score) &&
         agrees("p-value", window, bits(result->p_value), expected->p_value) &&
         agrees("verdict", window, (uint32_t)result->verdict, (uint32_t)expected->verdict) &&
         agrees("missing", window, result->missing, expected->missing);
}

static int explanations_agree(anomaly_session *session, uint32_t window, const anomaly_info *info) {
  const expectation *expected = case_expectations(current) + window;
  if (!succeeds("anomaly_contributions", window, anomaly_contributions(session, values, info->columns))) return 0;
  if (!agrees("contributions", window, crc32c(0, values, info->columns * 4), expected->contributions)) return 0;
  if (!succeeds("anomaly_reconstruction", window, anomaly_reconstruction(session, values, current->window_values))) {
    return 0;
  }
  const uint32_t reconstruction = crc32c(0, values, current->window_values * 4);
  if (!agrees("reconstruction", window, reconstruction, expected->reconstruction)) return 0;
  if (info->memory_slots == 0) return 1;
  if (!succeeds("anomaly_attention", window, anomaly_attention(session, values, info->memory_slots))) return 0;
  return agrees("attention", window, crc32c(0, values, info->memory_slots * 4), expected->attention);
}

/* Whole windows. */
static int windows_agree(anomaly_session *session, const anomaly_info *info) {
  for (uint32_t index = 0; index < current->windows; index++) {
    anomaly_result result;
    memset(&result, 0xFF, sizeof result);
    if (!succeeds("anomaly_score", index, score(session, index, &result))) return 0;
    if (!result_agrees(index, &result) || !explanations_agree(session, index, info)) return 0;
  }
  return 1;
}

/* Each two windows that follow each other, in one call. */
static int batches_agree(const anomaly_info *info) {
  anomaly_session *sessions = session_at(0, info);
  anomaly_result results[2];
  int32_t code = anomaly_init(session_at(1, info), info->session_bytes, case_blob(current), current->blob_bytes);
  if (!succeeds("anomaly_init", 1, code)) return 0;
  for (uint32_t index = 0; index + 1 < current->windows && !current->is_readings; index++) {
    code = anomaly_score_many(sessions, 2, window_at(index), 2 * current->window_values, results);
    if (!succeeds("anomaly_score_many", index, code)) return 0;
    if (!result_agrees(index, &results[0]) || !result_agrees(index + 1, &results[1])) return 0;
  }
  return 1;
}

/* The same windows as one stream, moved to other memory by save and restore after each window. */
static int stream_agrees(const anomaly_info *info) {
  anomaly_session *session = session_at(0, info), *other = session_at(1, info);
  uint32_t results = 0;
  if (!succeeds("anomaly_reset", 0, anomaly_reset(session))) return 0;
  for (uint32_t index = 0; index < current->windows; index++) {
    anomaly_result result;
    memset(&result, 0xFF, sizeof result);
    for (uint32_t row = 0; row < info->window; row++) {
      const int32_t is_due = index > 0 || row + 1 == info->window ? ANOMALY_READY : ANOMALY_OK;
      const int32_t code = push(session, index, row, info->columns, &result);
      if (!agrees("anomaly_push", index, (uint32_t)code, (uint32_t)is_due)) return 0;
      if (code == ANOMALY_READY) results = crc32c(results, &result, sizeof result);
    }
    if (!agrees("sample", index, (uint32_t)result.sample, (index + 1) * info->window)) return 0;
    if (!succeeds("anomaly_save", index, anomaly_save(session, saved, sizeof saved))) return 0;
    const int32_t code = anomaly_restore(
        other, info->session_bytes, case_blob(current), current->blob_bytes, saved, info->session_bytes);
    if (!succeeds("anomaly_restore", index, code)) return 0;
    anomaly_session *swapped = session;
    session = other;
    other = swapped;
  }
  if (!agrees("results of the stream", current->windows, results, current->stream_checksum)) return 0;
  const uint32_t checksum = crc32c(0, saved, info->session_bytes);
  if (!agrees("saved session", current->windows, checksum, current->saved_checksum)) return 0;
  return rest_agrees(session, info);
}

static int case_agrees(void) {
  anomaly_info info;
  if (!succeeds("anomaly_inspect", 0, anomaly_inspect(case_blob(current), current->blob_bytes, &info))) return 0;
  if (!agrees("session fits", 0, info.session_bytes <= LARGEST_SESSION, 1)) return 0;
  if (!agrees("values of a window", 0, info.window * info.columns, current->window_values)) return 0;
  if (!agrees("window fits", 0, current->window_values <= LARGEST_WINDOW && info.memory_slots <= LARGEST_WINDOW, 1)) {
    return 0;
  }
  anomaly_session *session = session_at(0, &info);
  const int32_t code = anomaly_init(session, info.session_bytes, case_blob(current), current->blob_bytes);
  if (!succeeds("anomaly_init", 0, code)) return 0;
  if (!succeeds("anomaly_self_test", 0, anomaly_self_test(session))) return 0;
  return windows_agree(session, &info) && batches_agree(&info) && stream_agrees(&info);
}

int main(void) {
  int failures = 0;
  for (current = first_case(); current; current = next_case(current)) {
    if (case_agrees()) {
      report_text("case ");
      report_text(current->name);
      report_text(" ok\n");
    } else {
      failures++;
    }
  }
  return failures > 0;
}
