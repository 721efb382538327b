/* Eight threads on one blob at once, each with a session of its own: every score of every thread has the bits of the
 * golden case, which one thread gave. Prints `threads NAME ok` or a line with FAIL. */
#define _POSIX_C_SOURCE 200809L

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "replay.h"

enum { THREADS = 8, ROUNDS = 4 };

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
    for (uint32_t index = 0; index < current->windows; index++) {
      for (uint32_t row = 0; row < info.window; row++) {
        if (replay_push(current, session, index, row, info.columns, &result) < 0) return NULL;
      }
      if (!replay_agrees(current, index, &result)) return NULL;
    }
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

int main(void) {
  int failures = 0;
  pthread_barrier_init(&start, NULL, THREADS);
  for (current = first_case(); current; current = next_case(current)) {
    const int good = agrees();
    printf("threads %s %s\n", current->name, good ? "ok" : "FAIL");
    failures += !good;
  }
  return failures > 0;
}
