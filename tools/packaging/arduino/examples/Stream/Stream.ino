/* A stream of samples through a model: prints score and verdict of each window.
 *
 * model.h is what `trainer export --emit-c model.h` writes; recording.h stands for a sensor.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <anomaly_rt.h>

#include "model.h"
#include "recording.h"

alignas(ANOMALY_SESSION_ALIGNMENT) static unsigned char sessionMemory[MODEL_SESSION_BYTES];
static anomaly_session *const session = (anomaly_session *)sessionMemory;

// Fills one sample in physical units, in the column order of the model. Read a sensor here.
static void readSample(float *sample) {
  static size_t row = 0;
  for (size_t column = 0; column < MODEL_COLUMNS; column++) sample[column] = recording[row][column];
  row = (row + 1) % (sizeof recording / sizeof recording[0]);
}

// The column that contributed most to the last score.
static const char *mainCause() {
  float shares[MODEL_COLUMNS];
  size_t most = 0;
  if (anomaly_contributions(session, shares, MODEL_COLUMNS) != ANOMALY_OK) return "";
  for (size_t column = 1; column < MODEL_COLUMNS; column++) {
    if (shares[column] > shares[most]) most = column;
  }
  return anomaly_column_name(session, most);
}

static void stopWith(int32_t code) {
  Serial.println(anomaly_error_string(code));
  for (;;) delay(1000);
}

void setup() {
  Serial.begin(115200);
  int32_t code = anomaly_init(session, sizeof sessionMemory, model_blob, sizeof model_blob);
  if (code == ANOMALY_OK) code = anomaly_self_test(session);
  if (code != ANOMALY_OK) stopWith(code);
}

void loop() {
  float sample[MODEL_COLUMNS];
  anomaly_result result;
  readSample(sample);
  const int32_t code = anomaly_push(session, sample, MODEL_COLUMNS, &result);
  if (code < 0) stopWith(code);
  if (code == ANOMALY_READY) {
    Serial.print(result.score, 6);
    if (result.verdict == ANOMALY_ALARM) {
      Serial.print(" alarm: ");
      Serial.print(mainCause());
    }
    Serial.println();
  }
  delay(100);
}
