/* verdict_name.h - the word for an anomaly_result.verdict.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef VERDICT_NAME_H
#define VERDICT_NAME_H

#include "anomaly_rt.h"

static const char *verdict_name(int32_t verdict) {
  switch (verdict) {
    case ANOMALY_NORMAL: return "normal";
    case ANOMALY_WARN: return "warn";
    case ANOMALY_ALARM: return "alarm";
    default: return "unknown";
  }
}

#endif /* VERDICT_NAME_H */
