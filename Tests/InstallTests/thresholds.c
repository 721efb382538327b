/* Thresholds between, above and below the score of a window give the verdicts that they must: both floats arrived. */
#include "anomaly_rt.h"
#include "model.h"
#include "recording.h"
#include "semihosting.h"

static _Alignas(ANOMALY_SESSION_ALIGNMENT) unsigned char memory[MODEL_SESSION_BYTES];

static int verdict(anomaly_session *session, float warn, float alarm, anomaly_result *result) {
  if (anomaly_set_thresholds(session, warn, alarm) != ANOMALY_OK) return -1;
  anomaly_score(session, &recording[0][0], MODEL_WINDOW * MODEL_COLUMNS, result);
  return result->verdict;
}

int main(void) {
  anomaly_session *session = (anomaly_session *)memory;
  anomaly_result result = {0};
  if (anomaly_init(session, sizeof memory, model_blob, sizeof model_blob) != ANOMALY_OK) return 1;
  anomaly_score(session, &recording[0][0], MODEL_WINDOW * MODEL_COLUMNS, &result);
  const float score = result.score;
  if (!(score > 0)) return 1;
  semihosting_write("thresholds:");
  if (verdict(session, 2 * score, 3 * score, &result) == ANOMALY_NORMAL) semihosting_write(" normal");
  if (verdict(session, score / 2, 2 * score, &result) == ANOMALY_WARN) semihosting_write(" warn");
  if (verdict(session, score / 3, score / 2, &result) == ANOMALY_ALARM) semihosting_write(" alarm");
  if (verdict(session, 2 * score, score, &result) == -1) semihosting_write(" refused");
  semihosting_write("\n");
  return 0;
}
