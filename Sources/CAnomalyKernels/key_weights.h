/// From the products of a query with its keys to the weights of the keys.
#ifndef ANOMALY_KERNELS_KEY_WEIGHTS_H
#define ANOMALY_KERNELS_KEY_WEIGHTS_H

#include <stdint.h>

#include "mve.h"
#include "plain.h"

#pragma clang assume_nonnull begin

#if defined(__ARM_FEATURE_MVE)
static inline uint32_t anomaly_weigh_keys_mve(
    int8_t *low, int8_t *high, const int32_t *sums, const int16_t *powers, int32_t count, int32_t multiplier,
    int32_t preshift) {
  int32_t largest = sums[0];
  for (int32_t i = 0; i < count; i += 4) {
    const mve_pred16_t some = vctp32q((uint32_t)(count - i));
    largest = vmaxvq_p_s32(largest, vldrwq_z_s32(sums + i, some), some);
  }
  int32_t total = 0;
  for (int32_t i = 0; i < count; i += 4) {
    const mve_pred16_t some = vctp32q((uint32_t)(count - i));
    const int32x4_t below = vsubq_s32(vdupq_n_s32(largest), vldrwq_z_s32(sums + i, some));
    const uint32x4_t distance = vreinterpretq_u32_s32(
        vrmulhq_s32(vshlq_r_s32(below, preshift), vdupq_n_s32(multiplier)));
    const int32x4_t power = vldrhq_gather_shifted_offset_z_s32(powers, vandq_u32(distance, vdupq_n_u32(255)), some);
    const uint32x4_t places = vminq_u32(vshrq_n_u32(distance, 8), vdupq_n_u32(15));
    const int32x4_t weight = vshlq_s32(power, vnegq_s32(vreinterpretq_s32_u32(places)));
    vstrbq_p_s32(low + i, weight, some);
    vstrbq_p_s32(high + i, vrshrq_n_s32(weight, 8), some);
    total = vaddvaq_p_s32(total, weight, some);
  }
  return (uint32_t)total;
}
#endif

/// Weights of `count` > 0 keys as low and high bytes, value = low + 256 * high: 2^(-distance) to the greatest product,
/// which has 2^14; distances in log2 units times 256, scaled as in `anomaly_requantise`. `powers`: 2^14 * 2^(-i / 256).
/// Returns the sum of the weights.
static inline uint32_t anomaly_weigh_keys(
    int8_t *low, int8_t *high, const int32_t *sums, const int16_t *powers, int32_t count, int32_t multiplier,
    int32_t preshift) {
#if defined(__ARM_FEATURE_MVE)
  return anomaly_weigh_keys_mve(low, high, sums, powers, count, multiplier, preshift);
#else
  int32_t largest = sums[0];
  ANOMALY_ROLLED for (int32_t i = 1; i < count; i++) largest = sums[i] > largest ? sums[i] : largest;
  uint32_t total = 0;
  ANOMALY_ROLLED for (int32_t i = 0; i < count; i++) {
    const int32_t below = (int32_t)((uint32_t)largest - (uint32_t)sums[i]);
    const int32_t weight = anomaly_key_weight(below, powers, multiplier, preshift);
    low[i] = (int8_t)weight;
    high[i] = (int8_t)((weight + 128) >> 8);
    total += (uint32_t)weight;
  }
  return total;
#endif
}

#pragma clang assume_nonnull end
#endif
