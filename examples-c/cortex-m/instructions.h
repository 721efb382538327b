/* Counts instructions with the SysTick timer, in QEMU under `-icount shift=0`, where each takes 1 ns: a tick is 40
   instructions on the MPS2 boards and 31.25 on AN547, found by a loop of known length. The timer has 24 bits:
   measure up to 500 million instructions at once. On a real board the same figures are processor cycles.
   RISC-V counts its instructions itself. */
#ifndef INSTRUCTIONS_H
#define INSTRUCTIONS_H

#include <stdint.h>

#ifdef __riscv

static inline void ticks_start(void) {}

static inline uint32_t ticks_now(void) {
  uint32_t count;
  __asm__ volatile(".option push\n .option arch, +zicsr\n csrr %0, minstret\n .option pop" : "=r"(count));
  return count;
}

static inline uint32_t ticks_between(uint32_t before, uint32_t after) { return after - before; }

static inline uint64_t instructions_in(uint64_t ticks) { return ticks; }

#else

#define SYSTICK ((volatile uint32_t *)0xE000E010u) /* control, reload, value */

static inline void ticks_start(void) {
  SYSTICK[1] = 0xFFFFFF;
  SYSTICK[2] = 0;
  SYSTICK[0] = 5; /* on, no interrupt, the processor's clock */
}

static inline uint32_t ticks_now(void) { return SYSTICK[2]; }

/* The timer counts down. */
static inline uint32_t ticks_between(uint32_t before, uint32_t after) { return (before - after) & 0xFFFFFF; }

/* 1,000,000 turns of two instructions. */
static inline uint32_t ticks_of_two_million(void) {
  const uint32_t before = ticks_now();
  uint32_t turns = 1000000;
  __asm__ volatile(".syntax unified\n 1: subs %0, #1\n bne 1b" : "+l"(turns)::"cc");
  return ticks_between(before, ticks_now());
}

/* Instructions in as many ticks. */
static inline uint64_t instructions_in(uint64_t ticks) {
  const uint32_t yardstick = ticks_of_two_million();
  return (ticks * 2000000 + yardstick / 2) / yardstick;
}

#endif
#endif
