/* Eight threads on one blob at once, each with a session of its own: every score of every thread has the bits of the
 * golden case, which one thread gave. Prints `threads NAME ok` or a line with FAIL. With the argument one-session the
 * threads share a session, which the interface forbids: for a test of the tool that is to see it. */
#define _POSIX_C_SOURCE 200809L

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "crc32c.h"
#include "replay.h"

enum { THREADS = 8, ROUNDS = 2 };

static const golden_case *current;
static anomaly_info info;
static pthread_barrier_t start;

/* Every window as a whole and as a part of one stream; NULL where a bit was wrong, else the argument. */
static void *score_all(void *memory) {
  anomaly_session *session = memory;
  anomaly_result result;
  pthread_barrier_wait(&start);
  if (anomaly_init(session, info.session_bytes, case_blob(current), current->blob_bytes) != ANOMALY_OK) return NULL;
  for (int round = 0; round < ROUNDS; round++) {
    for (uint32_t index = 0; index < current->windows; index++) {
      if (replay_score(current, session, index, &result) != ANOMALY_OK) return NULL;
      if (!replay_agrees(current, index, &result)) return NULL;
    }
    if (anomaly_reset(session) != ANOMALY_OK) return NULL;
    uint32_t results = 0;
    for (uint32_t index = 0; index < current->windows; index++) {
      for (uint32_t row = 0; row < info.window; row++) {
        const int32_t code = replay_push(current, session, index, row, info.columns, &result);
        if (code < 0) return NULL;
        if (code == ANOMALY_READY) results = crc32c(results, &result, sizeof result);
      }
    }
    if (results != current->stream_checksum) return NULL;
  }
  return memory;
}

static int agrees(void) {
  pthread_t threads[THREADS];
  void *memory[THREADS];
  int agreeing = 0;
  if (anomaly_inspect(case_blob(current), current->blob_bytes, &info) != ANOMALY_OK) return 0;
  for (int i = 0; i < THREADS; i++) {
    if (posix_memalign(&memory[i], ANOMALY_SESSION_ALIGNMENT, info.session_bytes) != 0) exit(2);
    if (pthread_create(&threads[i], NULL, score_all, memory[i]) != 0) exit(2);
  }
  for (int i = 0; i < THREADS; i++) {
    void *returned;
    pthread_join(threads[i], &returned);
    agreeing += returned == memory[i];
    free(memory[i]);
  }
  return agreeing == THREADS;
}

/* All threads on one session of the first case. */
static void share_a_session(void) {
  static uint64_t memory[2048];
  pthread_t threads[THREADS];
  current = first_case();
  anomaly_inspect(case_blob(current), current->blob_bytes, &info);
  void *const session = (void *)(((uintptr_t)memory + 15) & ~(uintptr_t)15);
  for (int i = 0; i < THREADS; i++) {
    if (pthread_create(&threads[i], NULL, score_all, session) != 0) exit(2);
  }
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
}

int main(int argc, char **argv) {
  int failures = 0;
  pthread_barrier_init(&start, NULL, THREADS);
  if (argc > 1 && strcmp(argv[1], "one-session") == 0) {
    share_a_session();
    return 0;
  }
  for (current = first_case(); current; current = next_case(current)) {
    const int good = agrees();
    printf("threads %s %s\n", current->name, good ? "ok" : "FAIL");
    failures += !good;
  }
  return failures > 0;
}
