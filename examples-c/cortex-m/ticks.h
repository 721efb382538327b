/* A counter of instructions from the SysTick timer, for runs in QEMU under `-icount shift=0`, where each instruction
   takes 1 ns: SysTick runs at the processor's clock, 25 MHz (40 instructions a tick) on the MPS2 boards, 20 MHz on
   AN505 (50) and 32 MHz on AN547 (31.25). The counter has 24 bits. */
#ifndef TICKS_H
#define TICKS_H

#include <stdint.h>

#define SYSTICK ((volatile uint32_t *)0xE000E010u) /* control, reload, value */

static inline void ticks_start(void) {
  SYSTICK[1] = 0xFFFFFF;
  SYSTICK[2] = 0;
  SYSTICK[0] = 5; /* on, no interrupt, the processor's clock */
}

/* Ticks since another reading: (before - after) modulo 2^24, the timer counts down. */
static inline uint32_t ticks_now(void) { return SYSTICK[2]; }
static inline uint32_t ticks_between(uint32_t before, uint32_t after) { return (before - after) & 0xFFFFFF; }

#endif
