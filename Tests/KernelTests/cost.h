/// The cost of a call: instructions on a bare board in QEMU under `-icount shift=0`, else nanoseconds.
#ifndef KERNEL_TESTS_COST_H
#define KERNEL_TESTS_COST_H

#include <stdint.h>

#if defined(__riscv) || defined(__ARM_ARCH_PROFILE) && __ARM_ARCH_PROFILE == 'M'

#include "instructions.h"

#define cost_unit "instructions"

/// Ticks of 20 calls and the loop around them.
static inline uint32_t cost_ticks(void (*volatile call)(void)) {
  const uint32_t before = ticks_now();
  for (int i = 0; i < 20; i++) call();
  return ticks_between(before, ticks_now());
}

static inline void cost_nothing(void) {}

/// Tenths of an instruction; a tick of 40 instructions is 2 in each call.
static inline uint64_t cost_in_tenths(void (*call)(void)) {
  ticks_start();
  call();
  const uint64_t empty = cost_ticks(cost_nothing);
  return instructions_in(cost_ticks(call) - empty) / 2;
}

#else

#include <time.h>

#define cost_unit "ns          "

static inline uint64_t cost_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

/// Tenths of a nanosecond: the least of 200 rounds of 100 calls.
static inline uint64_t cost_in_tenths(void (*volatile call)(void)) {
  uint64_t least = UINT64_MAX;
  for (int round = 0; round < 200; round++) {
    const uint64_t before = cost_nanoseconds();
    for (int i = 0; i < 100; i++) call();
    const uint64_t tenths = (cost_nanoseconds() - before) / 10;
    if (tenths < least) least = tenths;
  }
  return least;
}

#endif
#endif
