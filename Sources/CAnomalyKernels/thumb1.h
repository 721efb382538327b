/// Tier `plain` on Cortex-M0 and M0+: their one multiplication, 32 x 32 bits, takes two products at once.
///
/// Weights a, b and values x, y: (a + 2^16 b)(y + 2^16 x) = a y + 2^16 (a x + b y) modulo 2^32. |a y| < 2^15, so that
/// 2^15 more and a shift by 16 leave a x + b y, which 16 bits hold: at most 2 * 127 * 128.
/// A word of weights gives two such pairs, its even and its odd bytes, by masks once every byte has 128 added; what
/// that adds to the product depends on x and y alone and is taken off with the 2^15.
#ifndef ANOMALY_KERNELS_THUMB1_H
#define ANOMALY_KERNELS_THUMB1_H

#include "tiers.h"

#if ANOMALY_HAS_THUMB1

#include <stdint.h>

#include "plain.h"

#pragma clang assume_nonnull begin

/// Columns prepared at once: 256 bytes of stack.
#define ANOMALY_THUMB1_CHUNK 64

/// Two values as a factor, and what is added to its product.
static inline void anomaly_pair_thumb1(uint32_t *factor, uint32_t *rest, int32_t x, int32_t y) {
  *factor = (uint32_t)y + ((uint32_t)x << 16);
  *rest = 0x8000 - 0x00800080 * *factor;
}

/// 14 instructions for 4 columns of the row whose sum is in `sum`.
#define ANOMALY_ROW_THUMB1(offset, sum)       \
  "ldr r4, [r1, #" offset "]\n"               \
  "eors r4, r7\n"                             \
  "mov r5, r6\n"                              \
  "ands r5, r4\n"                             \
  "lsrs r4, r4, #8\n"                         \
  "ands r4, r6\n"                             \
  "muls r5, r2, r5\n"                         \
  "add r5, r12\n"                             \
  "asrs r5, r5, #16\n"                        \
  "add " sum ", r5\n"                         \
  "muls r4, r3, r4\n"                         \
  "add r4, lr\n"                              \
  "asrs r4, r4, #16\n"                        \
  "add " sum ", r4\n"

/// 4 rows of a row block whose column blocks lie `stride` bytes apart; x prepared, four words a column block; blocks is
/// not 0.
/// In assembly, because the loop needs 14 registers.
static inline void anomaly_dot4_thumb1(
    int32_t *acc, const int8_t *weights, const uint32_t *pairs, int32_t stride, int32_t blocks) {
  register const uint32_t *x __asm__("r0") = pairs;
  register const int8_t *w __asm__("r1") = weights;
  register const uint32_t *end __asm__("r2") = pairs + 4 * blocks;
  register int32_t *sums __asm__("r3") = acc;
  register uint32_t mask __asm__("r4") = 0x00ff00ff;
  register uint32_t offset __asm__("r5") = 0x80808080;
  register int32_t step __asm__("r6") = stride;
  __asm__ volatile(
      "push {r2, r3, r6, r7}\n"
      "mov r6, r4\n"
      "mov r7, r5\n"
      "ldmia r3!, {r2, r4, r5}\n"
      "mov r8, r2\n"
      "mov r9, r4\n"
      "mov r10, r5\n"
      "ldr r2, [r3]\n"
      "mov r11, r2\n"
      "1:\n"
      "ldmia r0!, {r2, r3, r4, r5}\n"
      "mov r12, r4\n"
      "mov lr, r5\n"
      ANOMALY_ROW_THUMB1("0", "r8")
      ANOMALY_ROW_THUMB1("4", "r9")
      ANOMALY_ROW_THUMB1("8", "r10")
      ANOMALY_ROW_THUMB1("12", "r11")
      "ldr r4, [sp, #8]\n"
      "add r1, r4\n"
      "ldr r4, [sp]\n"
      "cmp r0, r4\n"
      "bne 1b\n"
      "ldr r0, [sp, #4]\n"
      "mov r2, r8\n"
      "mov r3, r9\n"
      "mov r4, r10\n"
      "mov r5, r11\n"
      "stmia r0!, {r2, r3, r4, r5}\n"
      "pop {r2, r3, r6, r7}\n"
      : "+r"(x), "+r"(w), "+r"(end), "+r"(sums), "+r"(mask), "+r"(offset), "+r"(step)
      :
      : "r8", "r9", "r10", "r11", "r12", "lr", "cc", "memory");
}
#undef ANOMALY_ROW_THUMB1

static inline void anomaly_dot_thumb1(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns) {
  uint32_t pairs[ANOMALY_THUMB1_CHUNK];
  for (int32_t first = 0; first < columns; first += ANOMALY_THUMB1_CHUNK) {
    const int32_t blocks = anomaly_lesser(columns - first, ANOMALY_THUMB1_CHUNK) / 4;
    for (int32_t block = 0; block < blocks; block++) {
      const int8_t *four = x + first + 4 * block;
      anomaly_pair_thumb1(pairs + 4 * block, pairs + 4 * block + 2, four[0], four[2]);
      anomaly_pair_thumb1(pairs + 4 * block + 1, pairs + 4 * block + 3, four[1], four[3]);
    }
    for (int32_t row = 0; row < rows; row += 4) {
      const int32_t top = row & ~15, height = anomaly_lesser(rows - top, 16);
      const int8_t *w = weights + top * columns + height * first + 4 * (row - top);
      anomaly_dot4_thumb1(acc + row, w, pairs, 4 * height, blocks);
    }
  }
}

#pragma clang assume_nonnull end
#endif
#endif
