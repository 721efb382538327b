/// Tier `neon`: 128-bit vectors of every aarch64 and of armv7 with NEON. Float weights stay with `plain`: vectors of
/// armv7 flush subnormals, and aarch64 compilers vectorise that loop by themselves.
#ifndef ANOMALY_KERNELS_NEON_H
#define ANOMALY_KERNELS_NEON_H
#if defined(__ARM_NEON)

#include <arm_neon.h>
#include <stdint.h>

#include "plain.h"

#pragma clang assume_nonnull begin

/// Four bytes of x, four times.
static inline int8x16_t anomaly_four_neon(const int8_t *x) {
  return vreinterpretq_s8_s32(vdupq_n_s32(anomaly_word(x)));
}

/// Products of 2 rows x 4 columns of two neighbouring column blocks, added in pairs to the sums of rows 0 and 1.
/// |w| <= 127 and |x| <= 128: two products make at most 2 * 127 * 128 = 32512, which 16 bits hold.
static inline int32x4_t anomaly_low_neon(int32x4_t acc, int8x16_t w0, int8x16_t x0, int8x16_t w1, int8x16_t x1) {
  const int16x8_t first = vmull_s8(vget_low_s8(w0), vget_low_s8(x0));
  return vpadalq_s16(acc, vmlal_s8(first, vget_low_s8(w1), vget_low_s8(x1)));
}

/// The same for rows 2 and 3.
static inline int32x4_t anomaly_high_neon(int32x4_t acc, int8x16_t w0, int8x16_t x0, int8x16_t w1, int8x16_t x1) {
  const int16x8_t first = vmull_s8(vget_high_s8(w0), vget_high_s8(x0));
  return vpadalq_s16(acc, vmlal_s8(first, vget_high_s8(w1), vget_high_s8(x1)));
}

/// acc[0..<4] += the pairs of both vectors.
static inline void anomaly_add_pairs_neon(int32_t *acc, int32x4_t low, int32x4_t high) {
  const int32x2_t l = vpadd_s32(vget_low_s32(low), vget_high_s32(low));
  const int32x2_t h = vpadd_s32(vget_low_s32(high), vget_high_s32(high));
  vst1q_s32(acc, vaddq_s32(vld1q_s32(acc), vcombine_s32(l, h)));
}

/// 4 * groups rows, groups <= 4, of a row block whose column blocks lie `stride` bytes apart.
__attribute__((always_inline)) static inline void anomaly_dot_groups_neon(
    int32_t *acc, const int8_t *weights, const int8_t *x, int groups, int32_t stride, int32_t columns) {
  int32x4_t sums[8];
  ANOMALY_UNROLL for (int g = 0; g < 2 * groups; g++) sums[g] = vdupq_n_s32(0);
  int32_t column = 0;
  for (; column + 8 <= columns; column += 8, weights += 2 * stride) {
    const int8x16_t x0 = anomaly_four_neon(x + column), x1 = anomaly_four_neon(x + column + 4);
    ANOMALY_UNROLL for (int g = 0; g < groups; g++) {
      const int8x16_t w0 = vld1q_s8(weights + 16 * g), w1 = vld1q_s8(weights + stride + 16 * g);
      sums[2 * g] = anomaly_low_neon(sums[2 * g], w0, x0, w1, x1);
      sums[2 * g + 1] = anomaly_high_neon(sums[2 * g + 1], w0, x0, w1, x1);
    }
  }
  if (column < columns) {
    const int8x16_t x0 = anomaly_four_neon(x + column), none = vdupq_n_s8(0);
    ANOMALY_UNROLL for (int g = 0; g < groups; g++) {
      const int8x16_t w0 = vld1q_s8(weights + 16 * g);
      sums[2 * g] = anomaly_low_neon(sums[2 * g], w0, x0, none, none);
      sums[2 * g + 1] = anomaly_high_neon(sums[2 * g + 1], w0, x0, none, none);
    }
  }
  ANOMALY_UNROLL for (int g = 0; g < groups; g++) anomaly_add_pairs_neon(acc + 4 * g, sums[2 * g], sums[2 * g + 1]);
}

static inline void anomaly_dot_neon(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns) {
  int32_t row = 0;
  for (; row + 16 <= rows; row += 16, weights += 16 * (intptr_t)columns) {
    anomaly_dot_groups_neon(acc + row, weights, x, 4, 64, columns);
  }
  for (int32_t r = 0; r < rows - row; r += 4) {
    anomaly_dot_groups_neon(acc + row + r, weights + 4 * r, x, 1, 4 * (rows - row), columns);
  }
}

/// Four times `anomaly_scale`: vqrdmulh doubles the product, so it gets half of acc << preshift, an even number.
static inline int32x4_t anomaly_scale_neon(const int32_t *acc, const int32_t *multipliers, int32x4_t preshift) {
  const int32x4_t half = vshrq_n_s32(vshlq_s32(vld1q_s32(acc), preshift), 1);
  return vqrdmulhq_s32(half, vld1q_s32(multipliers));
}

static inline int32x4_t anomaly_clamp_neon(int32x4_t value, int32_t low, int32_t high) {
  return vminq_s32(vmaxq_s32(value, vdupq_n_s32(low)), vdupq_n_s32(high));
}

static inline void anomaly_requantise_neon(
    int8_t *out, const int32_t *acc, const int32_t *multipliers, int32_t count, int32_t preshift, int32_t zero,
    int32_t low, int32_t high) {
  for (int32_t i = 0; i < count; i += 4) {
    const int32x4_t scaled = anomaly_scale_neon(acc + i, multipliers + i, vdupq_n_s32(preshift));
    const int16x4_t y = vmovn_s32(anomaly_clamp_neon(vaddq_s32(scaled, vdupq_n_s32(zero)), low, high));
    const int32_t four = vget_lane_s32(vreinterpret_s32_s8(vmovn_s16(vcombine_s16(y, y))), 0);
    __builtin_memcpy(out + i, &four, 4);
  }
}

static inline uint64_t anomaly_residual_neon(
    const int32_t *acc, const int32_t *multipliers, const int32_t *target, int32_t count, int32_t preshift) {
  int64x2_t sums = vdupq_n_s64(0);
  int32_t i = 0;
  for (; i + 4 <= count; i += 4) {
    const int32x4_t scaled = anomaly_scale_neon(acc + i, multipliers + i, vdupq_n_s32(preshift));
    const int32x4_t y = anomaly_clamp_neon(scaled, -(1 << 22), 1 << 22);
    const int32x4_t difference = vsubq_s32(vld1q_s32(target + i), y);
    sums = vmlal_s32(sums, vget_low_s32(difference), vget_low_s32(difference));
    sums = vmlal_s32(sums, vget_high_s32(difference), vget_high_s32(difference));
  }
  const uint64_t sum = (uint64_t)vgetq_lane_s64(sums, 0) + (uint64_t)vgetq_lane_s64(sums, 1);
  return sum + anomaly_residual_plain(acc + i, multipliers + i, target + i, count - i, preshift);
}

#pragma clang assume_nonnull end
#endif
#endif
