/* A stream of samples through a model: prints the verdict of each window that is not normal.
 *
 * model.h is what `trainer export --emit-c model.h` writes; recording.h stands for a sensor.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <anomaly_rt.h>
#include <stdbool.h>
#include <zephyr/kernel.h>
#include <zephyr/sys/printk.h>

#include "model.h"
#include "recording.h"

static _Alignas(ANOMALY_SESSION_ALIGNMENT) unsigned char session_memory[MODEL_SESSION_BYTES];

/* The next sample in physical units, in the column order of the model; false when there is none. Read a sensor here. */
static bool next_sample(float *sample) {
  static size_t row;
  if (row == sizeof recording / sizeof recording[0]) return false;
  for (size_t column = 0; column < MODEL_COLUMNS; column++) sample[column] = recording[row][column];
  row++;
  return true;
}

/* The column that contributed most to the last score. */
static const char *main_cause(anomaly_session *session) {
  float shares[MODEL_COLUMNS];
  size_t most = 0;
  if (anomaly_contributions(session, shares, MODEL_COLUMNS) != ANOMALY_OK) return "";
  for (size_t column = 1; column < MODEL_COLUMNS; column++) {
    if (shares[column] > shares[most]) most = column;
  }
  return anomaly_column_name(session, (uint32_t)most);
}

int main(void) {
  anomaly_session *session = (anomaly_session *)session_memory;
  int32_t code = anomaly_init(session, sizeof session_memory, model_blob, sizeof model_blob);
  if (code == ANOMALY_OK) code = anomaly_self_test(session);
  if (code != ANOMALY_OK) {
    printk("anomaly_rt: %s\n", anomaly_error_string(code));
    return 0;
  }

  float sample[MODEL_COLUMNS];
  while (next_sample(sample)) {
    anomaly_result result;
    code = anomaly_push(session, sample, MODEL_COLUMNS, &result);
    if (code < 0) printk("anomaly_rt: %s\n", anomaly_error_string(code));
    if (code == ANOMALY_READY && result.verdict != ANOMALY_NORMAL) {
      const unsigned millionths = result.score < 1000 ? (unsigned)(result.score * 1e6f) : 1000000000;
      printk("sample %u: %s, score %u.%06u, mostly %s\n", (unsigned)result.sample,
             result.verdict == ANOMALY_ALARM ? "alarm" : result.verdict == ANOMALY_WARN ? "warn" : "unknown",
             millionths / 1000000, millionths % 1000000, main_cause(session));
    }
    k_msleep(10);
  }
  printk("end of the recording\n");
  return 0;
}
