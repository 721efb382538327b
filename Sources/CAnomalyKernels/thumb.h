/// What every Cortex-M shares, small instruction set or large.
#ifndef ANOMALY_KERNELS_THUMB_H
#define ANOMALY_KERNELS_THUMB_H

#include "tiers.h"

#if ANOMALY_HAS_THUMB

#include <stdint.h>

#pragma clang assume_nonnull begin

/// `anomaly_copy`, count > 0, count % 4 == 0: four words by two instructions.
static inline void anomaly_copy_thumb(int32_t *to, const int32_t *from, int32_t count) {
  const int32_t *end = from + count;
  __asm__ volatile(
      "1:\n"
      "ldmia %[from]!, {r4, r5, r6, r7}\n"
      "stmia %[to]!, {r4, r5, r6, r7}\n"
      "cmp %[from], %[end]\n"
      "bne 1b\n"
      : [to] "+&l"(to), [from] "+&l"(from)
      : [end] "l"(end)
      : "r4", "r5", "r6", "r7", "cc", "memory");
}

#pragma clang assume_nonnull end
#endif
#endif
