/* push.c - bare-metal firmware that counts the instructions of pushes: a stream, as a device has it, the blob in flash.
 *
 *     tools/instructions --target cortex-m4 --headers DIR --push
 *
 * DIR holds model.h and windows.h as for main.c. The first window is pushed again and again, one of its values always
 * missing, so that each scored window has one missing value, as the longest push has. Prints what
 * adding a sample takes, then each operation in a step of its own, then a whole push: the mean of all scored ones and
 * the longest.
 * Exit status: 0; 2 the detector does not start; 3 the processor stopped at an error.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "anomaly_rt.h"
#include "instructions.h"
#include "model.h"
#include "windows.h"

#define VALUES (MODEL_WINDOW * MODEL_COLUMNS)
#define MOST_OPERATIONS 256
/* Scored pushes that are counted. */
#define PUSHES 16u

_Static_assert(sizeof model_blob == MODEL_BLOB_BYTES, "the blob is complete");
_Static_assert(sizeof windows[0] == VALUES * sizeof(float), "the windows are as long as the model's");

static _Alignas(64) uint8_t session_memory[MODEL_SESSION_BYTES];
static float stream[VALUES];
static uint64_t step_ticks[MOST_OPERATIONS];

static anomaly_session *start(void) {
  anomaly_session *const session = (anomaly_session *)(void *)session_memory;
  const int32_t code = anomaly_init(session, sizeof session_memory, model_blob, sizeof model_blob);
  if (code == ANOMALY_OK) return session;
  printf("%s\n", anomaly_error_string(code));
  return NULL;
}

static const float *sample(uint32_t index) { return stream + index % MODEL_WINDOW * MODEL_COLUMNS; }

static void show(const char *what, uint64_t ticks, uint32_t pushes) {
  printf("%s %lu\n", what, (unsigned long)(instructions_in(ticks) / pushes));
}

int main(void) {
  anomaly_info info;
  anomaly_result result;
  anomaly_session *session = start();
  if (!session || anomaly_inspect(model_blob, sizeof model_blob, &info) != ANOMALY_OK) return 2;
  if (info.operations > MOST_OPERATIONS) {
    printf("more than %d operations\n", MOST_OPERATIONS);
    return 2;
  }
  memcpy(stream, windows[0], sizeof stream);
  stream[VALUES / 2] = NAN;
  const uint32_t samples = MODEL_WINDOW + PUSHES * info.stride;

  ticks_start();
  uint64_t add_ticks = 0;
  uint32_t scored = 0;
  for (uint32_t i = 0; i < samples; i++) {
    const uint32_t before = ticks_now();
    const int32_t code = anomaly_add(session, sample(i), MODEL_COLUMNS);
    const uint32_t ticks = ticks_between(before, ticks_now());
    if (code != ANOMALY_DUE) continue;
    /* The first score is no part of a stream yet. */
    if (scored) add_ticks += ticks;
    for (uint32_t step = 0; step < info.operations; step++) {
      const uint32_t began = ticks_now();
      anomaly_step(session, 1, &result);
      if (scored) step_ticks[step] += ticks_between(began, ticks_now());
    }
    scored++;
  }
  if (scored < 2) return 2;
  show("add", add_ticks, scored - 1);
  for (uint32_t step = 0; step < info.operations; step++) show("step", step_ticks[step], scored - 1);

  uint64_t ticks = 0;
  uint32_t longest = 0;
  session = start();
  scored = 0;
  for (uint32_t i = 0; i < samples; i++) {
    const uint32_t before = ticks_now();
    const int32_t code = anomaly_push(session, sample(i), MODEL_COLUMNS, &result);
    const uint32_t taken = ticks_between(before, ticks_now());
    if (code != ANOMALY_READY || !scored++) continue;
    ticks += taken;
    if (taken > longest) longest = taken;
  }
  show("mean", ticks, scored - 1);
  show("longest", longest, 1);
  return 0;
}
