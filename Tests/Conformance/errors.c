/* Each golden error through the C interface: the code is the expected one, from every function that reads the file, and
 * the memory of the caller is untouched by those that promise it. Prints `error NAME ok`, or a line with FAIL. */
#include <stdint.h>
#include <string.h>

#include "anomaly_rt.h"
#include "errors.h"
#include "report.h"

enum { LARGEST_SESSION = 4 * 1024, UNTOUCHED = 0xA5 };

static uint64_t memory[LARGEST_SESSION / 8 + 2];
static uint8_t *session_bytes;
static anomaly_session *session;
static const golden_error *current;

static int gives(const char *function, int32_t code, int32_t expected) {
  if (code == expected) return 1;
  report_text("error ");
  report_text(current->name);
  report_text(" FAIL ");
  report_text(function);
  report_text(": expected -");
  report_number((uint32_t)-expected, 10);
  report_text(", got ");
  report_text(code < 0 ? "-" : "");
  report_number((uint32_t)(code < 0 ? -code : code), 10);
  report_text("\n");
  return 0;
}

static int is_untouched(const char *function) {
  int32_t changed = 0;
  for (uint32_t i = 0; i < LARGEST_SESSION; i++) changed += session_bytes[i] != UNTOUCHED;
  return gives(function, changed, 0);
}

static int refuses_blob(const uint8_t *blob) {
  anomaly_info info;
  return gives("anomaly_inspect", anomaly_inspect(blob, current->blob_bytes, &info), current->code) &&
         gives("anomaly_init", anomaly_init(session, LARGEST_SESSION, blob, current->blob_bytes), current->code) &&
         is_untouched("bytes changed by anomaly_init");
}

/* A blob that is good but for its self-test. */
static int fails_self_test(const uint8_t *blob) {
  return gives("anomaly_init", anomaly_init(session, LARGEST_SESSION, blob, current->blob_bytes), ANOMALY_OK) &&
         gives("anomaly_self_test", anomaly_self_test(session), current->code);
}

static int refuses_saved(const uint8_t *blob) {
  anomaly_info info;
  const int32_t code = anomaly_restore(session, LARGEST_SESSION, blob, current->blob_bytes, error_saved(current),
                                       current->saved_bytes);
  return gives("anomaly_inspect", anomaly_inspect(blob, current->blob_bytes, &info), ANOMALY_OK) &&
         gives("anomaly_restore", code, current->code) && is_untouched("bytes changed by anomaly_restore");
}

int main(void) {
  int failures = 0;
  session_bytes = (uint8_t *)(((uintptr_t)memory + 15) & ~(uintptr_t)15);
  session = (anomaly_session *)(void *)session_bytes;
  for (current = first_error(); current; current = next_error(current)) {
    const uint8_t *blob = error_blob(current);
    memset(session_bytes, UNTOUCHED, LARGEST_SESSION);
    int good;
    if (current->saved_bytes > 0) {
      good = refuses_saved(blob);
    } else if (current->code == ANOMALY_ERROR_SELF_TEST) {
      good = fails_self_test(blob);
    } else {
      good = refuses_blob(blob);
    }
    if (good) {
      report_text("error ");
      report_text(current->name);
      report_text(" ok\n");
    }
    failures += !good;
  }
  return failures > 0;
}
