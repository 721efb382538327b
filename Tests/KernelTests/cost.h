/// The cost of a call: instructions on a Cortex-M board in QEMU under `-icount shift=0`, else nanoseconds.
#ifndef KERNEL_TESTS_COST_H
#define KERNEL_TESTS_COST_H

#include <stdint.h>

#if defined(__ARM_ARCH_PROFILE) && __ARM_ARCH_PROFILE == 'M'

#include "ticks.h"

#define cost_unit "instructions"

/// Ticks of `repeats` calls, the calls and their loop included.
static inline uint32_t cost_ticks(void (*volatile call)(void), uint32_t repeats) {
  const uint32_t before = ticks_now();
  for (uint32_t i = 0; i < repeats; i++) call();
  return ticks_between(before, ticks_now());
}

/// 100,000 times two instructions: how many a tick takes depends on the board.
static inline void cost_yardstick(void) {
  uint32_t count = 100000;
  __asm__ volatile("1: subs %0, #1\n bne 1b" : "+l"(count)::"cc");
}

static inline void cost_nothing(void) {}

/// Tenths of an instruction, within the few of the call itself.
static inline uint64_t cost_in_tenths(void (*call)(void)) {
  ticks_start();
  call();
  const uint64_t yard = cost_ticks(cost_yardstick, 20), empty = cost_ticks(cost_nothing, 20);
  const uint64_t ticks = cost_ticks(call, 20) - empty;
  return ticks * 2000000 / (yard - empty);
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
