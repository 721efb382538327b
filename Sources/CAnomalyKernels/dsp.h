/// Tier `dsp`: packed 16-bit multiply-accumulate of Cortex-M4, M7 and M33.
#ifndef ANOMALY_KERNELS_DSP_H
#define ANOMALY_KERNELS_DSP_H

#include "tiers.h"

#if ANOMALY_HAS_DSP

#include <arm_acle.h>
#include <stdint.h>

#include "plain.h"

#pragma clang assume_nonnull begin

/// Columns widened at once: 256 bytes of stack.
#define ANOMALY_DSP_CHUNK 128

/// Columns 0 and 2 of four, sign-extended to 16 bits; columns 1 and 3 are those of the word turned by 8.
static inline int32_t anomaly_even_dsp(uint32_t word) { return (int32_t)__sxtb16((int8x4_t)word); }
static inline int32_t anomaly_odd_dsp(uint32_t word) { return (int32_t)__sxtb16((int8x4_t)__ror(word, 8)); }

/// 4 rows of a row block whose column blocks lie `stride` bytes apart; x widened, two words a column block.
static inline void anomaly_dot4_dsp(
    int32_t *acc, const int8_t *weights, const int32_t *wide, int32_t stride, int32_t blocks) {
  int32_t sums[4];
  ANOMALY_UNROLL for (int32_t r = 0; r < 4; r++) sums[r] = acc[r];
  for (int32_t block = 0; block < blocks; block++, weights += stride, wide += 2) {
    ANOMALY_UNROLL for (int32_t r = 0; r < 4; r++) {
      const uint32_t word = (uint32_t)anomaly_word(weights + 4 * r);
      sums[r] = __smlad(anomaly_odd_dsp(word), wide[1], __smlad(anomaly_even_dsp(word), wide[0], sums[r]));
    }
  }
  ANOMALY_UNROLL for (int32_t r = 0; r < 4; r++) acc[r] = sums[r];
}

#define ANOMALY_ROW_DSP(sum, word)    \
  "sxtb16 r12, " word "\n"            \
  "smlad " sum ", r12, r8, " sum "\n" \
  "sxtb16 " word ", " word ", ror #8\n" \
  "smlad " sum ", " word ", r9, " sum "\n"
#define ANOMALY_BLOCK_DSP                                 \
  "ldrd r8, r9, [r2], #8\n"                               \
  "ldrd r10, r11, [r1, #8]\n"                             \
  ANOMALY_ROW_DSP("r6", "r10") ANOMALY_ROW_DSP("r7", "r11") \
  "ldrd r10, r11, [r1], #64\n"                            \
  ANOMALY_ROW_DSP("r4", "r10") ANOMALY_ROW_DSP("r5", "r11")

/// A full row block, stride 64, blocks > 0: for each 4 rows 78 instructions for 64 products and 14 beside.
/// In assembly, because the loop needs 13 of the 13 registers and the link. Four column blocks a turn; what is left
/// over enters the first one behind its start.
static inline void anomaly_dot16_dsp(int32_t *acc, const int8_t *weights, const int32_t *wide, int32_t blocks) {
  register int32_t *sums __asm__("r0") = acc;
  register const int8_t *w __asm__("r1") = weights;
  register const int32_t *x __asm__("r2") = wide;
  register const int32_t *end __asm__("r3") = wide + 2 * blocks;
  // The bytes of x, a multiple of 8, and below them how often 4 rows are still to come.
  register int32_t left __asm__("r4") = 8 * blocks + 4;
  __asm__ volatile(
      "mov lr, r4\n"
      "1:\n"
      "ldmia r0, {r4, r5, r6, r7}\n"
      // Blocks modulo 4: bit 0 becomes the sign, bit 1 the carry.
      "lsls r12, lr, #28\n"
      "bcs 6f\n"
      "bmi 5f\n"
      "2:\n" ANOMALY_BLOCK_DSP
      "3:\n" ANOMALY_BLOCK_DSP
      "4:\n" ANOMALY_BLOCK_DSP
      "5:\n" ANOMALY_BLOCK_DSP
      "cmp r2, r3\n"
      "bne 2b\n"
      "stmia r0!, {r4, r5, r6, r7}\n"
      "bic r12, lr, #7\n"
      "subs r2, r2, r12\n"
      "sub r1, r1, r12, lsl #3\n"
      "adds r1, #16\n"
      "subs lr, #1\n"
      "lsls r12, lr, #29\n"
      "bne 1b\n"
      "b 7f\n"
      "6:\n"
      "bmi 3b\n"
      "b 4b\n"
      "7:\n"
      : "+r"(sums), "+r"(w), "+r"(x), "+r"(end), "+r"(left)
      :
      : "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "lr", "cc", "memory");
}
#undef ANOMALY_ROW_DSP
#undef ANOMALY_BLOCK_DSP

/// Two 16-bit values from the low bytes of both halves of `low`, with their sign, and of `high`, times 256.
static inline int32_t anomaly_join_dsp(int32_t low, uint32_t high) {
  return (int32_t)__sadd16((int16x2_t)low, (int16x2_t)((high & 0x00ff00ff) << 8));
}

/// x widened: two words for 4 columns; blocks > 0.
static inline void anomaly_widen_dsp(
    int32_t *wide, const int8_t *low, const int8_t *_Nullable high, int32_t blocks) {
  if (!high) {
    const int8_t *end = low + 4 * blocks;
    uint32_t even, odd;
    // In assembly for the addresses, which move by themselves.
    __asm__ volatile(
        "1:\n"
        "ldr %[odd], [%[x]], #4\n"
        "sxtb16 %[even], %[odd]\n"
        "sxtb16 %[odd], %[odd], ror #8\n"
        "strd %[even], %[odd], [%[wide]], #8\n"
        "cmp %[x], %[end]\n"
        "bne 1b\n"
        : [x] "+&r"(low), [wide] "+&r"(wide), [even] "=&r"(even), [odd] "=&r"(odd)
        : [end] "r"(end)
        : "cc", "memory");
    return;
  }
  for (int32_t block = 0; block < blocks; block++) {
    const uint32_t l = (uint32_t)anomaly_word(low + 4 * block);
    const uint32_t h = (uint32_t)anomaly_word(high + 4 * block);
    *wide++ = anomaly_join_dsp(anomaly_even_dsp(l), h);
    *wide++ = anomaly_join_dsp(anomaly_odd_dsp(l), h >> 8);
  }
}

/// Both products of the interface; `high` is null for values of 8 bits.
ANOMALY_SHARED static void anomaly_dot_planes_dsp(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *_Nullable high, int32_t rows,
    int32_t columns) {
  int32_t wide[ANOMALY_DSP_CHUNK / 2];
  for (int32_t first = 0; first < columns; first += ANOMALY_DSP_CHUNK) {
    const int32_t blocks = anomaly_lesser(columns - first, ANOMALY_DSP_CHUNK) / 4;
    anomaly_widen_dsp(wide, low + first, high ? high + first : 0, blocks);
    const int8_t *w = weights + 16 * first;
    int32_t row = 0;
    for (; row + 16 <= rows; row += 16, w += 16 * columns) anomaly_dot16_dsp(acc + row, w, wide, blocks);
    w += (rows - row - 16) * first;
    for (int32_t r = 0; r < rows - row; r += 4) {
      anomaly_dot4_dsp(acc + row + r, w + 4 * r, wide, 4 * (rows - row), blocks);
    }
  }
}

static inline void anomaly_dot_dsp(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns) {
  anomaly_dot_planes_dsp(acc, weights, x, 0, rows, columns);
}

static inline void anomaly_dot_wide_dsp(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *high, int32_t rows, int32_t columns) {
  anomaly_dot_planes_dsp(acc, weights, low, high, rows, columns);
}

/// `anomaly_scale` in two instructions: SMMULR returns the rounded high word of the product.
static inline int32_t anomaly_scale_dsp(int32_t a, int32_t multiplier, int32_t preshift) {
  int32_t high;
  __asm__("smmulr %0, %1, %2" : "=r"(high) : "r"((int32_t)((uint32_t)a << preshift)), "r"(multiplier));
  return high;
}

/// `plus` + `anomaly_scale`, modulo 2^32, in as many.
static inline int32_t anomaly_add_scaled_dsp(int32_t plus, int32_t a, int32_t multiplier, int32_t preshift) {
  int32_t sum;
  __asm__("smmlar %0, %1, %2, %3" : "=r"(sum) : "r"((int32_t)((uint32_t)a << preshift)), "r"(multiplier), "r"(plus));
  return sum;
}

static inline void anomaly_scale_sum_dsp(
    int32_t *a, const int32_t *b, const int32_t *bias, const int32_t *m, const int32_t *n, int32_t count, int32_t s,
    int32_t t) {
  for (int32_t i = 0; i < count; i++) {
    const int32_t sum = (int32_t)((uint32_t)a[i] + (uint32_t)bias[i]);
    a[i] = anomaly_add_scaled_dsp(anomaly_scale_dsp(sum, m[i], s), b[i], n[i], t);
  }
}

/// The lesser and the greater of four signed bytes each. The flags that SEL reads are set by the subtraction before it.
static inline uint32_t anomaly_least_bytes_dsp(uint32_t a, uint32_t b) {
  uint32_t t;
  __asm__("ssub8 %0, %1, %2\n sel %0, %2, %1" : "=&r"(t) : "r"(a), "r"(b));
  return t;
}
static inline uint32_t anomaly_greatest_bytes_dsp(uint32_t a, uint32_t b) {
  uint32_t t;
  __asm__("ssub8 %0, %1, %2\n sel %0, %1, %2" : "=&r"(t) : "r"(a), "r"(b));
  return t;
}

/// `word` with the low bits of `value` in its place, `width` bits from bit `from` on.
#define anomaly_insert_dsp(word, value, from, width)                                                  \
  ({                                                                                                  \
    uint32_t inserted = (uint32_t)(word);                                                             \
    __asm__("bfi %0, %1, #" #from ", #" #width : "+r"(inserted) : "r"(value));                        \
    inserted;                                                                                         \
  })

ANOMALY_SHARED static void anomaly_requantise_dsp(
    int8_t *out, const int32_t *acc, const int32_t *multipliers, int32_t count, int32_t preshift, int32_t zero,
    int32_t low, int32_t high) {
  const uint32_t least = (uint8_t)low * UINT32_C(0x01010101), most = (uint8_t)high * UINT32_C(0x01010101);
  for (const int32_t *end = acc + count; acc != end; acc += 4, multipliers += 4, out += 4) {
    int32_t y[4];
    ANOMALY_UNROLL for (int32_t k = 0; k < 4; k++) {
      y[k] = __ssat(anomaly_add_scaled_dsp(zero, acc[k], multipliers[k], preshift), 8);
    }
    uint32_t four = anomaly_insert_dsp(y[0], y[1], 8, 24);
    four = anomaly_insert_dsp(four, y[2], 16, 16);
    four = anomaly_insert_dsp(four, y[3], 24, 8);
    four = anomaly_least_bytes_dsp(anomaly_greatest_bytes_dsp(four, least), most);
    __builtin_memcpy(__builtin_assume_aligned(out, 4), &four, 4);
  }
}

ANOMALY_SHARED static uint64_t anomaly_residual_dsp(
    const int32_t *acc, const int32_t *multipliers, const int32_t *target, int32_t count, int32_t preshift) {
  uint64_t sum = 0;
  for (const int32_t *end = acc + count; acc != end; acc++, multipliers++, target++) {
    int32_t y = anomaly_scale_dsp(*acc, *multipliers, preshift);
    // One instruction tells what the clamp leaves as it is; the empty assembly keeps the rest behind a branch.
    if (__ssat(y, 23) != y) {
      __asm__ volatile("");
      y = anomaly_clamp(y, -(1 << 22), 1 << 22);
    }
    const int64_t difference = *target - y;
    sum += (uint64_t)(difference * difference);
  }
  return sum;
}

#pragma clang assume_nonnull end
#endif
#endif
