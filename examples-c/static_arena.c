/* static_arena.c - no heap and no file system: the blob is a header, the session a static array.
 *
 *     trainer export model.anomaly --quantize int8 -o model.blob --emit-c model.h
 *     static_arena < numbers
 *
 * model.h holds the blob and its sizes, so the linker knows all memory before the program runs. The self-test scores
 * the window in the blob at start-up: a damaged flash or a miscompiled library shows there, not in the field.
 * Numbers on standard input stand for the sensors: the values of a sample in the column order of the blob, separated by
 * commas, semicolons or white space. Prints a line for each scored sample.
 *
 * Exit codes: 0 the input ended; 1 the input is not numbers, or ends within a sample; 2 the detector does not start.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include <inttypes.h>
#include <stdio.h>

#include "anomaly_rt.h"
#include "model.h"
#include "read_numbers.h"
#include "verdict_name.h"

#if defined(__cplusplus)
#define STATIC_ASSERT(condition, name) static_assert(condition, #name)
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define STATIC_ASSERT(condition, name) _Static_assert(condition, #name)
#else
#define STATIC_ASSERT(condition, name) typedef char static_assert_##name[(condition) ? 1 : -1]
#endif

/* What this device has to spare: a model that grew too large fails to compile. */
#ifndef FLASH_BUDGET
#define FLASH_BUDGET (256u * 1024u)
#endif
#ifndef RAM_BUDGET
#define RAM_BUDGET (64u * 1024u)
#endif
STATIC_ASSERT(sizeof model_blob == MODEL_BLOB_BYTES, blob_is_complete);
STATIC_ASSERT(MODEL_BLOB_BYTES <= FLASH_BUDGET, blob_fits_the_flash);
STATIC_ASSERT(MODEL_SESSION_BYTES <= RAM_BUDGET, session_fits_the_ram);

/* C99 cannot ask for alignment: a few bytes more, and the first aligned address. */
#define ALIGN_MASK ((uintptr_t)ANOMALY_SESSION_ALIGNMENT - 1)
static uint8_t arena[MODEL_SESSION_BYTES + ANOMALY_SESSION_ALIGNMENT - 1];

int main(void) {
  anomaly_session *const session = (anomaly_session *)(((uintptr_t)arena + ALIGN_MASK) & ~ALIGN_MASK);
  float sample[MODEL_COLUMNS];
  size_t values;
  int32_t code = anomaly_init(session, MODEL_SESSION_BYTES, model_blob, sizeof model_blob);

  if (code == ANOMALY_OK) code = anomaly_self_test(session);
  if (code != ANOMALY_OK) {
    fprintf(stderr, "%s\n", anomaly_error_string(code));
    return 2;
  }

  while ((values = read_numbers(sample, MODEL_COLUMNS)) == MODEL_COLUMNS) {
    anomaly_result result;
    if (anomaly_push(session, sample, MODEL_COLUMNS, &result) != ANOMALY_READY) continue;
    printf("sample %" PRIu64 "  score %.9g  %s\n", result.sample, (double)result.score, verdict_name(result.verdict));
  }
  if (values == 0 && feof(stdin)) return 0;
  fprintf(stderr, "expected samples of %u numbers, the input stops after %zu of one\n", (unsigned)MODEL_COLUMNS,
          values);
  return 1;
}
