/* The most float arithmetic this machine does: fused multiply-adds on registers alone, on THREADS threads at once.
 *
 * Usage: bench-train-peak THREADS. A line "SECONDS" of standard input is answered by "GFLOPS", two operations a
 * multiply-add. Vectors are as wide as the processor that this file is compiled for (-march=native). */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#if defined(__AVX512F__)
#define BYTES 64
#elif defined(__AVX__)
#define BYTES 32
#else
#define BYTES 16
#endif

/* 12 independent sums hide the latency of two multiply-adds a cycle. */
enum { SUMS = 12, LANES = BYTES / 4, ROUNDS = 1 << 16, THREADS_MOST = 256 };
typedef float vector __attribute__((vector_size(BYTES)));

/* Of the calling thread alone: what else runs on the machine does not count. */
static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

typedef struct {
  double seconds, operations;
  float result;
} job;

static void *work(void *argument) {
  job *j = argument;
  vector sum[SUMS], a, b;
  for (int i = 0; i < LANES; i++) a[i] = 0.999F, b[i] = 0.001F;
  for (int s = 0; s < SUMS; s++) sum[s] = a * (float)s;
  const double start = now();
  j->operations = 0;
  while (now() - start < j->seconds) {
    for (int round = 0; round < ROUNDS; round++) {
#pragma GCC unroll 12
      for (int s = 0; s < SUMS; s++) sum[s] = sum[s] * a + b;
    }
    j->operations += 2.0 * SUMS * LANES * ROUNDS;
  }
  j->operations /= now() - start;
  for (int s = 1; s < SUMS; s++) sum[0] += sum[s];
  j->result = sum[0][0];
  return NULL;
}

int main(int argc, char **argv) {
  const int threads = argc > 1 ? atoi(argv[1]) : 1;
  if (threads < 1 || threads > THREADS_MOST) {
    fprintf(stderr, "bench-train-peak: expected 1 to %d threads\n", THREADS_MOST);
    return 2;
  }
  double seconds;
  while (scanf("%lf", &seconds) == 1) {
    pthread_t handle[THREADS_MOST];
    job jobs[THREADS_MOST];
    double sum = 0;
    for (int i = 0; i < threads; i++) {
      jobs[i].seconds = seconds;
      if (pthread_create(&handle[i], NULL, work, &jobs[i]) != 0) return 1;
    }
    for (int i = 0; i < threads; i++) {
      pthread_join(handle[i], NULL);
      sum += jobs[i].operations;
      if (jobs[i].result != jobs[i].result) return 1; /* the sums are needed, so they are computed */
    }
    printf("%.1f\n", sum * 1e-9);
    fflush(stdout);
  }
  return 0;
}
