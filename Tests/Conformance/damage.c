/* Changes every byte of each blob, an int8 blob on a 64-bit processor to every other value, else in four ways because
 * that takes long, and makes its checksum right again: the library must refuse the blob or score on it
 * inside its memory, on 32-bit processors as well, where sizes wrap earlier. Bytes behind session and arrays must stay
 * as they are. Prints `damage NAME ok REFUSED refused ACCEPTED accepted`, or a line with FAIL. */
#include <stdint.h>
#include <string.h>

#include "anomaly_rt.h"
#include "cases.h"
#include "crc32c.h"
#include "report.h"

enum { LARGEST_BLOB = 8 * 1024, LARGEST_SESSION = 64 * 1024, VALUES = 4096, CANARY = 0xA5 };

static uint64_t blob_memory[LARGEST_BLOB / 8 + 2];
static uint64_t session_memory[LARGEST_SESSION / 8 + 4];
static float values[VALUES + 1];

static void *aligned(void *memory) { return (void *)(((uintptr_t)memory + 15) & ~(uintptr_t)15); }

/* Every function that reads the blob; whether they kept inside the session. */
static int stays_inside(const uint8_t *blob, const anomaly_info *info) {
  uint8_t *session = aligned(session_memory);
  anomaly_session *detector = (anomaly_session *)(void *)session;
  const uint32_t window = info->window * info->columns;
  if (info->session_bytes > LARGEST_SESSION || window > VALUES || info->memory_slots > VALUES) return 1;
  memset(session + info->session_bytes, CANARY, 16);
  if (anomaly_init(detector, info->session_bytes, blob, info->blob_bytes) < 0) return 0;
  anomaly_result result;
  for (uint32_t i = 0; i < window; i++) values[i] = (float)(i % 7);
  if (anomaly_score(detector, values, window, &result) < 0 || !(result.score >= 0)) return 0;
  for (uint32_t row = 0; row <= info->window; row++) {
    if (anomaly_push(detector, values, info->columns, &result) < 0) return 0;
  }
  if (anomaly_score(detector, values, window, &result) < 0) return 0;
  if (anomaly_contributions(detector, values, info->columns) < 0) return 0;
  for (uint32_t i = 0; i < info->columns; i++) {
    if (!(values[i] >= 0 && values[i] <= 1)) return 0;
  }
  if (!(result.p_value > 0 && result.p_value <= 1)) return 0;
  if (anomaly_reconstruction(detector, values, window) < 0) return 0;
  if (info->memory_slots > 0 && anomaly_attention(detector, values, info->memory_slots) < 0) return 0;
  anomaly_self_test(detector);
  for (uint32_t i = 0; i < 16; i++) {
    if (session[info->session_bytes + i] != CANARY) return 0;
  }
  return 1;
}

static int survives(const golden_case *golden) {
  uint8_t *blob = aligned(blob_memory);
  const uint8_t *original = case_blob(golden);
  uint32_t refused = 0, accepted = 0;
  if (golden->blob_bytes > LARGEST_BLOB) return 1;
  for (uint32_t place = 0; place < golden->blob_bytes; place++) {
    static const uint8_t some[] = {0x01, 0x10, 0x80, 0xFF};
    const int all = sizeof(void *) == 8 && original[49] == ANOMALY_PRECISION_INT8;
    for (uint32_t count = 0; count < (all ? 255 : sizeof some); count++) {
      const uint8_t change = all ? (uint8_t)(count + 1) : some[count];
      memcpy(blob, original, golden->blob_bytes);
      blob[place] ^= change;
      const uint32_t checksum = crc32c(crc32c(0, blob, 16), blob + 20, golden->blob_bytes - 20);
      memcpy(blob + 16, &checksum, 4);
      anomaly_info info;
      if (anomaly_inspect(blob, golden->blob_bytes, &info) < 0) {
        refused++;
      } else {
        accepted++;
        if (!stays_inside(blob, &info)) {
          report_text("damage ");
          report_text(golden->name);
          report_text(" FAIL byte ");
          report_number(place, 10);
          report_text(" changed by ");
          report_number(change, 16);
          report_text("\n");
          return 0;
        }
      }
    }
  }
  report_text("damage ");
  report_text(golden->name);
  report_text(" ok ");
  report_number(refused, 10);
  report_text(" refused ");
  report_number(accepted, 10);
  report_text(" accepted\n");
  return 1;
}

int main(void) {
  int failures = 0;
  for (const golden_case *golden = first_case(); golden; golden = next_case(golden)) failures += !survives(golden);
  return failures > 0;
}
