/// What a thread does while it waits for another.
#ifndef TRAINING_WAITING_H
#define TRAINING_WAITING_H

#include <sched.h>

/// Lets the processor rest for a moment between two looks at memory.
static inline void training_pause(void) {
#if defined(__x86_64__)
  __asm__ volatile("pause" ::: "memory");
#elif defined(__aarch64__)
  __asm__ volatile("isb" ::: "memory");
#endif
}

/// Lets another thread run on this processor.
static inline void training_yield(void) { (void)sched_yield(); }

#endif
