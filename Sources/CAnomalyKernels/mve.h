/// Tier `mve`: integer vectors of Cortex-M55 and M85 (Helium). Float stays with `plain`: MVE floats flush subnormals.
#ifndef ANOMALY_KERNELS_MVE_H
#define ANOMALY_KERNELS_MVE_H
#if defined(__ARM_FEATURE_MVE)

#include <arm_mve.h>
#include <stdint.h>

#include "plain.h"

#pragma clang assume_nonnull begin

/// 4 rows of a row block whose column blocks lie `stride` bytes apart, 16 columns a step.
/// A gather fetches the 4 columns of one row from 4 column blocks, which one multiply-accumulate meets with 16 of x.
static inline void anomaly_dot4_mve(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t stride, int32_t columns) {
  const uint32_t step = 4 * (uint32_t)stride;
  uint32x4_t from = vaddq_n_u32(vmulq_n_u32(vidupq_n_u32(0, 1), (uint32_t)stride), (uint32_t)(uintptr_t)weights);
  int32_t a0 = acc[0], a1 = acc[1], a2 = acc[2], a3 = acc[3];
  int32_t column = 0;
  for (; column + 16 <= columns; column += 16) {
    const int8x16_t some = vldrbq_s8(x + column);
    a0 = vmladavaq_s8(a0, vreinterpretq_s8_s32(vldrwq_gather_base_s32(from, 0)), some);
    a1 = vmladavaq_s8(a1, vreinterpretq_s8_s32(vldrwq_gather_base_s32(from, 4)), some);
    a2 = vmladavaq_s8(a2, vreinterpretq_s8_s32(vldrwq_gather_base_s32(from, 8)), some);
    a3 = vmladavaq_s8(a3, vreinterpretq_s8_s32(vldrwq_gather_base_s32(from, 12)), some);
    from = vaddq_n_u32(from, step);
  }
  if (column < columns) {
    const mve_pred16_t rest = vctp8q((uint32_t)(columns - column));
    const int8x16_t some = vldrbq_z_s8(x + column, rest);
    a0 = vmladavaq_s8(a0, vreinterpretq_s8_s32(vldrwq_gather_base_z_s32(from, 0, rest)), some);
    a1 = vmladavaq_s8(a1, vreinterpretq_s8_s32(vldrwq_gather_base_z_s32(from, 4, rest)), some);
    a2 = vmladavaq_s8(a2, vreinterpretq_s8_s32(vldrwq_gather_base_z_s32(from, 8, rest)), some);
    a3 = vmladavaq_s8(a3, vreinterpretq_s8_s32(vldrwq_gather_base_z_s32(from, 12, rest)), some);
  }
  acc[0] = a0, acc[1] = a1, acc[2] = a2, acc[3] = a3;
}

static inline void anomaly_dot_mve(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns) {
  for (int32_t row = 0; row < rows; row += 4) {
    const int32_t top = row & ~15;
    const int32_t stride = 4 * anomaly_lesser(rows - top, 16);
    anomaly_dot4_mve(acc + row, weights + top * columns + 4 * (row - top), x, stride, columns);
  }
}

/// Four times `anomaly_scale`: VRMULH returns the rounded high words of the products. Lanes outside `some` are void.
static inline int32x4_t anomaly_scale_mve(
    const int32_t *acc, const int32_t *multipliers, int32_t preshift, mve_pred16_t some) {
  const int32x4_t shifted = vshlq_r_s32(vldrwq_z_s32(acc, some), preshift);
  return vrmulhq_s32(shifted, vldrwq_z_s32(multipliers, some));
}

static inline int32x4_t anomaly_clamp_mve(int32x4_t value, int32_t low, int32_t high) {
  return vminq_s32(vmaxq_s32(value, vdupq_n_s32(low)), vdupq_n_s32(high));
}

static inline void anomaly_requantise_mve(
    int8_t *out, const int32_t *acc, const int32_t *multipliers, int32_t count, int32_t preshift, int32_t zero,
    int32_t low, int32_t high) {
  for (int32_t i = 0; i < count; i += 4) {
    const int32x4_t scaled = anomaly_scale_mve(acc + i, multipliers + i, preshift, vctp32q(4));
    vstrbq_s32(out + i, anomaly_clamp_mve(vaddq_n_s32(scaled, zero), low, high));
  }
}

static inline uint64_t anomaly_residual_mve(
    const int32_t *acc, const int32_t *multipliers, const int32_t *target, int32_t count, int32_t preshift) {
  int64_t sum = 0;
  for (int32_t i = 0; i < count; i += 4) {
    const mve_pred16_t some = vctp32q((uint32_t)(count - i));
    const int32x4_t scaled = anomaly_scale_mve(acc + i, multipliers + i, preshift, some);
    const int32x4_t y = anomaly_clamp_mve(scaled, -(1 << 22), 1 << 22);
    const int32x4_t difference = vsubq_s32(vldrwq_z_s32(target + i, some), y);
    sum = vmlaldavaq_p_s32(sum, difference, difference, some);
  }
  return (uint64_t)sum;
}

#pragma clang assume_nonnull end
#endif
#endif
