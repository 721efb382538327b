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
  for (int32_t block = 0; block < blocks; block++, weights += stride, wide += 2) {
    ANOMALY_UNROLL for (int32_t r = 0; r < 4; r++) {
      const uint32_t word = (uint32_t)anomaly_word(weights + 4 * r);
      acc[r] = __smlad(anomaly_odd_dsp(word), wide[1], __smlad(anomaly_even_dsp(word), wide[0], acc[r]));
    }
  }
}

#define ANOMALY_ROW_DSP(row, word)                                \
  "sxtb16 %[t], %[" word "]\n"                                    \
  "smlad %[" row "], %[t], %[even], %[" row "]\n"                 \
  "sxtb16 %[" word "], %[" word "], ror #8\n"                     \
  "smlad %[" row "], %[" word "], %[odd], %[" row "]\n"
#define ANOMALY_BLOCK_DSP                                         \
  "ldrd %[even], %[odd], [%[x]], #8\n"                            \
  "ldrd %[u], %[v], [%[w], #8]\n"                                 \
  ANOMALY_ROW_DSP("a2", "u") ANOMALY_ROW_DSP("a3", "v")           \
  "ldrd %[u], %[v], [%[w]], #64\n"                                \
  ANOMALY_ROW_DSP("a0", "u") ANOMALY_ROW_DSP("a1", "v")

/// As `anomaly_dot4_dsp` in a full row block (stride 64), blocks > 0: 40 instructions for 32 products.
/// In assembly, because the loop needs 12 of the 13 registers. An odd count enters it in the middle.
static inline void anomaly_dot4_full_dsp(int32_t *acc, const int8_t *weights, const int32_t *wide, int32_t blocks) {
  int32_t a0 = acc[0], a1 = acc[1], a2 = acc[2], a3 = acc[3];
  const int32_t *end = wide + 2 * blocks;
  int32_t even, odd, u, v, t = blocks;
  __asm__ volatile(
      "lsls %[t], %[t], #31\n"
      "bne 2f\n"
      "1:\n" ANOMALY_BLOCK_DSP
      "2:\n" ANOMALY_BLOCK_DSP
      "cmp %[x], %[end]\n"
      "bne 1b\n"
      : [a0] "+&r"(a0), [a1] "+&r"(a1), [a2] "+&r"(a2), [a3] "+&r"(a3), [w] "+&r"(weights), [x] "+&r"(wide),
        [even] "=&r"(even), [odd] "=&r"(odd), [u] "=&r"(u), [v] "=&r"(v), [t] "+&r"(t)
      : [end] "r"(end)
      : "cc", "memory");
  acc[0] = a0, acc[1] = a1, acc[2] = a2, acc[3] = a3;
}
#undef ANOMALY_ROW_DSP
#undef ANOMALY_BLOCK_DSP

/// acc += W * x for columns first ... first + 4 * blocks - 1 of `columns`; x widened, two words a column block.
__attribute__((always_inline)) static inline void anomaly_dot_chunk_dsp(
    int32_t *acc, const int8_t *weights, const int32_t *wide, int32_t rows, int32_t columns, int32_t first,
    int32_t blocks) {
  const int8_t *w = weights + 16 * first;
  int32_t row = 0;
  for (; row + 16 <= rows; row += 16, w += 16 * columns) {
    for (int32_t r = 0; r < 16; r += 4) anomaly_dot4_full_dsp(acc + row + r, w + 4 * r, wide, blocks);
  }
  w += (rows - row - 16) * first;
  for (int32_t r = 0; r < rows - row; r += 4) {
    anomaly_dot4_dsp(acc + row + r, w + 4 * r, wide, 4 * (rows - row), blocks);
  }
}

static inline void anomaly_dot_dsp(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns) {
  int32_t wide[ANOMALY_DSP_CHUNK / 2];
  for (int32_t first = 0; first < columns; first += ANOMALY_DSP_CHUNK) {
    const int32_t blocks = anomaly_lesser(columns - first, ANOMALY_DSP_CHUNK) / 4;
    for (int32_t block = 0; block < blocks; block++) {
      const uint32_t word = (uint32_t)anomaly_word(x + first + 4 * block);
      wide[2 * block] = anomaly_even_dsp(word);
      wide[2 * block + 1] = anomaly_odd_dsp(word);
    }
    anomaly_dot_chunk_dsp(acc, weights, wide, rows, columns, first, blocks);
  }
}

/// Two 16-bit values from the low bytes of both halves of `low`, with their sign, and of `high`, times 256.
static inline int32_t anomaly_join_dsp(int32_t low, uint32_t high) {
  return (int32_t)__sadd16((int16x2_t)low, (int16x2_t)((high & 0x00ff00ff) << 8));
}

static inline void anomaly_dot_wide_dsp(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *high, int32_t rows, int32_t columns) {
  int32_t wide[ANOMALY_DSP_CHUNK / 2];
  for (int32_t first = 0; first < columns; first += ANOMALY_DSP_CHUNK) {
    const int32_t blocks = anomaly_lesser(columns - first, ANOMALY_DSP_CHUNK) / 4;
    for (int32_t block = 0; block < blocks; block++) {
      const uint32_t l = (uint32_t)anomaly_word(low + first + 4 * block);
      const uint32_t h = (uint32_t)anomaly_word(high + first + 4 * block);
      wide[2 * block] = anomaly_join_dsp(anomaly_even_dsp(l), h);
      wide[2 * block + 1] = anomaly_join_dsp(anomaly_odd_dsp(l), h >> 8);
    }
    anomaly_dot_chunk_dsp(acc, weights, wide, rows, columns, first, blocks);
  }
}

/// `anomaly_scale` in two instructions: SMMULR returns the rounded high word of the product.
static inline int32_t anomaly_scale_dsp(int32_t a, int32_t multiplier, int32_t preshift) {
  int32_t high;
  __asm__("smmulr %0, %1, %2" : "=r"(high) : "r"((int32_t)((uint32_t)a << preshift)), "r"(multiplier));
  return high;
}

static inline void anomaly_scale_sum_dsp(
    int32_t *a, const int32_t *b, const int32_t *bias, const int32_t *m, const int32_t *n, int32_t count, int32_t s,
    int32_t t) {
  for (int32_t i = 0; i < count; i++) {
    const int32_t sum = (int32_t)((uint32_t)a[i] + (uint32_t)bias[i]);
    a[i] = anomaly_scale_dsp(sum, m[i], s) + anomaly_scale_dsp(b[i], n[i], t);
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

static inline void anomaly_requantise_dsp(
    int8_t *out, const int32_t *acc, const int32_t *multipliers, int32_t count, int32_t preshift, int32_t zero,
    int32_t low, int32_t high) {
  const uint32_t least = (uint8_t)low * UINT32_C(0x01010101), most = (uint8_t)high * UINT32_C(0x01010101);
  for (int32_t i = 0; i < count; i += 4) {
    uint32_t four = 0;
    ANOMALY_UNROLL for (int32_t k = 0; k < 4; k++) {
      const int32_t y = zero + anomaly_scale_dsp(acc[i + k], multipliers[i + k], preshift);
      four |= (uint32_t)(uint8_t)__ssat(y, 8) << 8 * k;
    }
    four = anomaly_least_bytes_dsp(anomaly_greatest_bytes_dsp(four, least), most);
    __builtin_memcpy(out + i, &four, 4);
  }
}

static inline uint64_t anomaly_residual_dsp(
    const int32_t *acc, const int32_t *multipliers, const int32_t *target, int32_t count, int32_t preshift) {
  uint64_t sum = 0;
  for (int32_t i = 0; i < count; i++) {
    const int32_t scaled = anomaly_scale_dsp(acc[i], multipliers[i], preshift);
    const int64_t difference = target[i] - anomaly_clamp(scaled, -(1 << 22), 1 << 22);
    sum += (uint64_t)(difference * difference);
  }
  return sum;
}

#pragma clang assume_nonnull end
#endif
#endif
