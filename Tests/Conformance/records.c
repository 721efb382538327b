/* Every byte of the header and of the program of each golden blob, changed to every other value with a right checksum:
 * refused, or run inside its memory with scores that are numbers. Blob, session and arrays end at pages that nobody may
 * touch. Prints `records NAME ok REFUSED refused ACCEPTED accepted`, or a line with FAIL. Needs mmap.
 * An argument N takes every N-th byte only. */
#define _GNU_SOURCE

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "crc32c.h"
#include "replay.h"

enum { PAGES = 64 * 1024, VALUES = 4096, LARGEST_WORK = 1 << 16, HEADER = 256, MACS = 60, PROGRAM_ENTRY = 144 };

static const golden_case *current;
static uint32_t place;
static uint8_t value;

/* A block whose end is the end of accessible memory. */
static uint8_t *guarded_end(void) {
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  uint8_t *memory = mmap(NULL, PAGES + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED || mprotect(memory + page, PAGES, PROT_READ | PROT_WRITE) != 0) exit(2);
  return memory + page + PAGES;
}

static int fails(const char *what) {
  printf("records %s FAIL byte %u value %u: %s\n", current->name, (unsigned)place, (unsigned)value, what);
  return 0;
}

static void touched(int signal_number) {
  fails(signal_number == SIGSEGV ? "touched memory outside" : "stopped");
  fflush(stdout);
  _exit(1);
}

/* CRC-32C a byte at a time: the bits of crc32c.h take too long here. */
static uint32_t checksum(uint32_t before, const uint8_t *data, size_t bytes) {
  static uint32_t table[256];
  if (table[1] == 0) {
    for (uint32_t i = 0; i < 256; i++) {
      const uint8_t byte = (uint8_t)i;
      table[i] = crc32c(0xFFFFFFFFu, &byte, 1) ^ 0xFFFFFFFFu;
    }
  }
  uint32_t crc = ~before;
  for (size_t i = 0; i < bytes; i++) crc = table[(crc ^ data[i]) & 0xFF] ^ crc >> 8;
  return ~crc;
}

static uint32_t word(const uint8_t *bytes, uint32_t offset) {
  uint32_t result;
  memcpy(&result, bytes + offset, 4);
  return result;
}

static int is_good(const anomaly_result *result) {
  return result->score >= 0 && result->score <= 3.5e38f && result->p_value > 0 && result->p_value <= 1;
}

/* Every function that reads the blob. */
static int runs(const uint8_t *blob, uint8_t *session_end, uint8_t *values_end) {
  anomaly_info info;
  anomaly_result result;
  if (anomaly_inspect(blob, current->blob_bytes, &info) < 0) return -1;
  const uint32_t count = info.window * info.columns;
  /* Larger ones only take longer. */
  if (info.session_bytes > PAGES || count > VALUES || info.memory_slots > VALUES || word(blob, MACS) > LARGEST_WORK) {
    return 1;
  }
  anomaly_session *session = (anomaly_session *)(void *)(session_end - info.session_bytes);
  if (anomaly_init(session, info.session_bytes, blob, current->blob_bytes) < 0) return fails("not initialised");
  float *window = (float *)(void *)values_end - count;
  for (uint32_t i = 0; i < count; i++) window[i] = (float)(i % 7);
  if (anomaly_score(session, window, count, &result) < 0 || !is_good(&result)) return fails("no score");
  float *row = (float *)(void *)values_end - info.columns;
  for (uint32_t i = 0; i <= info.window; i++) {
    const int32_t code = anomaly_push(session, row, info.columns, &result);
    if (code < 0 || (code == ANOMALY_READY && !is_good(&result))) return fails("no score of a stream");
  }
  if (anomaly_score(session, window, count, &result) < 0) return fails("no second score");
  if (anomaly_reconstruction(session, window, count) < 0) return fails("no reconstruction");
  if (anomaly_contributions(session, row, info.columns) < 0) return fails("no contributions");
  for (uint32_t i = 0; i < info.columns; i++) {
    if (!(row[i] >= 0 && row[i] <= 1)) return fails("contribution out of range");
  }
  float *weights = (float *)(void *)values_end - info.memory_slots;
  if (info.memory_slots > 0 && anomaly_attention(session, weights, info.memory_slots) < 0) return fails("no attention");
  anomaly_self_test(session);
  return 1;
}

static int survives(uint8_t *blob_end, uint8_t *session_end, uint8_t *values_end, uint32_t step) {
  uint8_t *blob = blob_end - current->blob_bytes;
  const uint8_t *original = case_blob(current);
  uint32_t refused = 0, accepted = 0;
  memcpy(blob, original, current->blob_bytes);
  /* Offset and bytes of the program. */
  const uint32_t program = word(original, PROGRAM_ENTRY), end = program + word(original, PROGRAM_ENTRY + 4);
  for (place = 0; place < end; place += step) {
    if (place >= 16 && place < 20) continue; /* the checksum */
    if (place >= HEADER && place < program) continue;
    for (uint32_t change = 1; change < 256; change++) {
      value = (uint8_t)(original[place] ^ change);
      blob[place] = value;
      const uint32_t crc = checksum(checksum(0, blob, 16), blob + 20, current->blob_bytes - 20);
      memcpy(blob + 16, &crc, 4);
      const int outcome = runs(blob, session_end, values_end);
      if (outcome == 0) return 0;
      refused += outcome < 0;
      accepted += outcome > 0;
    }
    blob[place] = original[place];
  }
  if (refused == 0 || accepted == 0) return fails("nothing was refused, or nothing accepted");
  printf("records %s ok %u refused %u accepted\n", current->name, (unsigned)refused, (unsigned)accepted);
  return 1;
}

int main(int argc, char **argv) {
  const uint32_t step = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 1;
  uint8_t *const blob_end = guarded_end(), *const session_end = guarded_end(), *const values_end = guarded_end();
  int failures = 0;
  signal(SIGSEGV, touched);
  signal(SIGBUS, touched);
  signal(SIGILL, touched);
  signal(SIGFPE, touched);
  for (current = first_case(); current; current = next_case(current)) {
    failures += !survives(blob_end, session_end, values_end, step > 0 ? step : 1);
  }
  return failures > 0;
}
