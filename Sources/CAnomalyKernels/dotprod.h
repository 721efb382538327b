/// Tier `neon-dotprod`: one `sdot` by lane multiplies and adds 4 rows x 4 columns. The rest is tier `neon`.
#ifndef ANOMALY_KERNELS_DOTPROD_H
#define ANOMALY_KERNELS_DOTPROD_H
#if defined(__aarch64__)

#include <arm_neon.h>
#include <stdint.h>

#include "neon.h"
#include "plain.h"

#define ANOMALY_DOTPROD __attribute__((target("dotprod")))

#pragma clang assume_nonnull begin

/// acc + w * x for 4 rows and 16 columns, the column blocks of the weights `stride` bytes apart.
ANOMALY_DOTPROD static inline int32x4_t anomaly_dot4_dotprod(
    int32x4_t acc, const int8_t *w, int32_t stride, int8x16_t x) {
  acc = vdotq_laneq_s32(acc, vld1q_s8(w), x, 0);
  acc = vdotq_laneq_s32(acc, vld1q_s8(w + stride), x, 1);
  acc = vdotq_laneq_s32(acc, vld1q_s8(w + 2 * stride), x, 2);
  return vdotq_laneq_s32(acc, vld1q_s8(w + 3 * stride), x, 3);
}

/// 4 * groups rows, groups <= 8. Group g starts at weights + 16 * (g % 4), those from 4 on a row block further.
__attribute__((always_inline)) ANOMALY_DOTPROD static inline void anomaly_dot_groups_dotprod(
    int32_t *acc, const int8_t *weights, const int8_t *x, int groups, int32_t stride, int32_t columns) {
  const intptr_t block = 16 * (intptr_t)columns;
  int32x4_t sums[8];
  ANOMALY_UNROLL for (int g = 0; g < groups; g++) sums[g] = vld1q_s32(acc + 4 * g);
  int32_t column = 0;
  for (; column + 16 <= columns; column += 16, weights += 4 * stride) {
    const int8x16_t four = vld1q_s8(x + column);
    ANOMALY_UNROLL for (int g = 0; g < groups; g++) {
      sums[g] = anomaly_dot4_dotprod(sums[g], weights + g / 4 * block + g % 4 * 16, stride, four);
    }
  }
  for (; column < columns; column += 4, weights += stride) {
    const int8x16_t four = anomaly_four_neon(x + column);
    ANOMALY_UNROLL for (int g = 0; g < groups; g++) {
      sums[g] = vdotq_s32(sums[g], vld1q_s8(weights + g / 4 * block + g % 4 * 16), four);
    }
  }
  ANOMALY_UNROLL for (int g = 0; g < groups; g++) vst1q_s32(acc + 4 * g, sums[g]);
}

ANOMALY_DOTPROD static inline void anomaly_dot_dotprod(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns) {
  int32_t row = 0;
  for (; row + 32 <= rows; row += 32, weights += 32 * (intptr_t)columns) {
    anomaly_dot_groups_dotprod(acc + row, weights, x, 8, 64, columns);
  }
  for (; row + 16 <= rows; row += 16, weights += 16 * (intptr_t)columns) {
    anomaly_dot_groups_dotprod(acc + row, weights, x, 4, 64, columns);
  }
  for (int32_t r = 0; r < rows - row; r += 4) {
    anomaly_dot_groups_dotprod(acc + row + r, weights + 4 * r, x, 1, 4 * (rows - row), columns);
  }
}

#pragma clang assume_nonnull end
#endif
#endif
