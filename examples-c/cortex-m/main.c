/* main.c - bare-metal firmware that scores windows: no operating system, no heap, the blob in flash.
 *
 *     trainer export model.anomaly --quantize int8 -o model.blob --emit-c model.h
 *     tools/windows-header < windows.csv > windows.h
 *     tools/build-firmware --target cortex-m4 --headers DIR -o firmware.elf
 *     tools/run-firmware --target cortex-m4 firmware.elf
 *
 * Prints the bits of each score and its verdict, then the instructions that a window took.
 * Exit status: 0; 2 the detector does not start; 3 the processor stopped at an error.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>

#include "anomaly_rt.h"
#include "instructions.h"
#include "model.h"
#include "windows.h"

#define VALUES (MODEL_WINDOW * MODEL_COLUMNS)
#define COUNT (sizeof windows / sizeof windows[0])

_Static_assert(sizeof model_blob == MODEL_BLOB_BYTES, "the blob is complete");
_Static_assert(sizeof windows[0] == VALUES * sizeof(float), "the windows are as long as the model's");

static _Alignas(64) uint8_t session_memory[MODEL_SESSION_BYTES];

int main(void) {
  anomaly_session *const session = (anomaly_session *)(void *)session_memory;
  uint64_t ticks = 0;
  int32_t code = anomaly_init(session, sizeof session_memory, model_blob, sizeof model_blob);

  if (code == ANOMALY_OK) code = anomaly_self_test(session);
  if (code != ANOMALY_OK) {
    printf("%s\n", anomaly_error_string(code));
    return 2;
  }

  ticks_start();
  for (size_t i = 0; i < COUNT; i++) {
    anomaly_result result;
    uint32_t bits;
    const uint32_t before = ticks_now();
    code = anomaly_score(session, windows[i], VALUES, &result);
    ticks += ticks_between(before, ticks_now());
    if (code != ANOMALY_OK && code != ANOMALY_READY) {
      printf("%s\n", anomaly_error_string(code));
      return 2;
    }
    memcpy(&bits, &result.score, sizeof bits);
    printf("window %lu  score 0x%08lx  verdict %ld\n", (unsigned long)i, (unsigned long)bits, (long)result.verdict);
  }
  printf("%lu windows, %lu instructions each\n", (unsigned long)COUNT, (unsigned long)(instructions_in(ticks) / COUNT));
  return 0;
}
