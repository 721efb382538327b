/* For each operation in each precision, in the smallest golden blob that has one: every byte of its record takes every
 * other value, the checksum made right. The library refuses the blob, or runs on it inside its memory with scores that
 * are numbers; blob, session and arrays end at pages that nobody may touch. Prints
 * `records OPERATION PRECISION in NAME ok REFUSED refused ACCEPTED accepted`, or a line with FAIL. Needs mmap.
 * Arguments PART PARTS take one part of the work. */
#define _GNU_SOURCE

#include <float.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "crc32c.h"
#include "replay.h"

enum { PAGES = 64 * 1024, VALUES = 4096, LARGEST_WORK = 1 << 16 };

/* Bytes of a record, and where the header has its fields, see BlobFormat.md. */
enum { RECORD = 128, PRECISION = 49, MACS = 60, PROGRAM_ENTRY = 144 };

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
  printf("FAIL byte %u value %u: %s\n", (unsigned)place, (unsigned)value, what);
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
  return result->score >= 0 && result->score <= FLT_MAX && result->p_value > 0 && result->p_value <= 1;
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

/* Every value of the bytes from `start` to before `end`. */
static int survives(uint8_t *const memory[3], uint32_t start, uint32_t end) {
  uint8_t *blob = memory[0] - current->blob_bytes;
  const uint8_t *original = case_blob(current);
  uint32_t refused = 0, accepted = 0;
  memcpy(blob, original, current->blob_bytes);
  for (place = start; place < end; place++) {
    for (uint32_t change = 1; change < 256; change++) {
      value = (uint8_t)(original[place] ^ change);
      blob[place] = value;
      const uint32_t crc = checksum(checksum(0, blob, 16), blob + 20, current->blob_bytes - 20);
      memcpy(blob + 16, &crc, 4);
      const int outcome = runs(blob, memory[1], memory[2]);
      if (outcome == 0) return 0;
      refused += outcome < 0;
      accepted += outcome > 0;
    }
    blob[place] = original[place];
  }
  if (refused == 0) return fails("nothing was refused");
  printf("ok %u refused %u accepted\n", (unsigned)refused, (unsigned)accepted);
  return 1;
}

/* Where the first record of the operation is in the blob of a case; 0: nowhere. */
static uint32_t record_of(const golden_case *golden, uint8_t code) {
  const uint8_t *blob = case_blob(golden);
  const uint32_t program = word(blob, PROGRAM_ENTRY), end = program + word(blob, PROGRAM_ENTRY + 4);
  for (uint32_t record = program; record < end; record += RECORD) {
    if (blob[record] == code) return record;
  }
  return 0;
}

static int try_operation(uint8_t *const memory[3], uint8_t code, uint8_t precision) {
  current = NULL;
  for (const golden_case *golden = first_case(); golden; golden = next_case(golden)) {
    if (case_blob(golden)[PRECISION] != precision || record_of(golden, code) == 0) continue;
    if (current == NULL || golden->blob_bytes < current->blob_bytes) current = golden;
  }
  if (current == NULL) return 1; /* no such operation */
  printf("records operation %u precision %u in %s ", code, precision, current->name);
  const uint32_t record = record_of(current, code);
  const int good = survives(memory, record, record + RECORD);
  fflush(stdout);
  return good;
}

int main(int argc, char **argv) {
  const unsigned part = argc > 2 ? (unsigned)atoi(argv[1]) : 0, parts = argc > 2 ? (unsigned)atoi(argv[2]) : 1;
  uint8_t *const memory[3] = {guarded_end(), guarded_end(), guarded_end()};
  int failures = 0;
  unsigned index = 0;
  signal(SIGSEGV, touched);
  signal(SIGBUS, touched);
  signal(SIGILL, touched);
  signal(SIGFPE, touched);
  for (uint8_t code = 1; code < 255; code++) {
    for (uint8_t precision = ANOMALY_PRECISION_INT8; precision <= ANOMALY_PRECISION_FP32; precision++) {
      if (index++ % parts == part) failures += !try_operation(memory, code, precision);
    }
  }
  return failures > 0;
}
