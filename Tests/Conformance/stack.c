/* How much stack each function of the library takes on each golden case, its own frame and those below it: the memory
 * under the stack pointer is painted before a call, and the lowest byte that lost its paint counts after it. Prints
 * `stack NAME init BYTES score BYTES push BYTES explain BYTES save BYTES restore BYTES`, or a line with FAIL. */
#include <stdint.h>

#include "replay.h"
#include "report.h"

enum { LARGEST_SESSION = 16 * 1024, LARGEST_WINDOW = 256, PAINT = 0xC5, PAINTED = 8 * 1024 };

static uint64_t session_memory[LARGEST_SESSION / 8 + 2], saved_memory[LARGEST_SESSION / 8];
static float values[LARGEST_WINDOW];
static const golden_case *current;
static anomaly_info info;
static anomaly_result result;
static int failed;

static anomaly_session *session(void) {
  return (anomaly_session *)(((uintptr_t)session_memory + 15) & ~(uintptr_t)15);
}

static void expect_success(int32_t code) { failed |= code < 0; }

/* The calls that are measured. */
static void call_init(void) {
  expect_success(anomaly_init(session(), info.session_bytes, case_blob(current), current->blob_bytes));
}
static void call_score(void) {
  expect_success(replay_score(current, session(), 0, &result));
  expect_success(anomaly_self_test(session()));
  expect_success(replay_score(current, session(), 0, &result));
}
static void call_push(void) {
  for (uint32_t row = 0; row < info.window; row++) {
    expect_success(replay_push(current, session(), 0, row, info.columns, &result));
  }
}
static void call_explain(void) {
  expect_success(anomaly_contributions(session(), values, info.columns));
  expect_success(anomaly_reconstruction(session(), values, current->window_values));
  if (info.memory_slots > 0) expect_success(anomaly_attention(session(), values, info.memory_slots));
}
static void call_save(void) { expect_success(anomaly_save(session(), saved_memory, sizeof saved_memory)); }
static void call_restore(void) {
  expect_success(anomaly_restore(session(), info.session_bytes, case_blob(current), current->blob_bytes, saved_memory,
                                 sizeof saved_memory));
}

static uintptr_t stack_pointer(void) {
  uintptr_t address;
#if defined(__x86_64__)
  __asm__ volatile("mov %%rsp, %0" : "=r"(address));
#else
  __asm__ volatile("mov %0, sp" : "=r"(address));
#endif
  return address;
}

/* Bytes of stack that the call took, from the frame of this function down. */
__attribute__((noinline)) static uint32_t measured(void (*volatile call)(void)) {
  volatile uint8_t *const top = (volatile uint8_t *)stack_pointer();
  volatile uint8_t *lowest = top - PAINTED;
  for (volatile uint8_t *byte = lowest; byte < top; byte++) *byte = PAINT;
  call();
  if (*lowest != PAINT) failed = 1; /* more than was painted */
  while (lowest < top && *lowest == PAINT) lowest++;
  return (uint32_t)(top - lowest);
}

static void measure(const char *function, void (*call)(void)) {
  report_text(function);
  report_number(measured(call), 10);
}

int main(void) {
  int failures = 0;
  for (current = first_case(); current; current = next_case(current)) {
    failed = 0;
    expect_success(anomaly_inspect(case_blob(current), current->blob_bytes, &info));
    if (info.session_bytes > LARGEST_SESSION || current->window_values > LARGEST_WINDOW) failed = 1;
    report_text("stack ");
    report_text(current->name);
    if (!failed) {
      measure(" init ", call_init);
      measure(" score ", call_score);
      measure(" push ", call_push);
      measure(" explain ", call_explain);
      measure(" save ", call_save);
      measure(" restore ", call_restore);
    }
    report_text(failed ? " FAIL\n" : "\n");
    failures += failed;
  }
  return failures > 0;
}
