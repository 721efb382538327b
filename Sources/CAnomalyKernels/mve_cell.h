/// Tier `mve` for what surrounds the products of a recurrent cell: each does what its namesake of `plain.h` or
/// `gates.h` does.
#ifndef ANOMALY_KERNELS_MVE_CELL_H
#define ANOMALY_KERNELS_MVE_CELL_H
#if defined(__ARM_FEATURE_MVE)

#include <arm_mve.h>
#include <stdint.h>

#include "mve.h"

#pragma clang assume_nonnull begin

static inline void anomaly_dot_rest_mve(
    int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *_Nullable high, int32_t rows, int32_t rest) {
  const uint32x4_t places = vmulq_n_u32(vidupq_n_u32(0, 1), (uint32_t)rest);
  for (int32_t row = 0; row < rows; row += 4, weights += 4 * rest) {
    const mve_pred16_t some = vctp32q((uint32_t)(rows - row));
    int32x4_t sums = vldrwq_z_s32(acc + row, some);
    for (int32_t c = 0; c < rest; c++) {
      const int32_t x = high ? low[c] + 256 * high[c] : low[c];
      sums = vmlaq_n_s32(sums, vldrbq_gather_offset_z_s32(weights + c, places, some), x);
    }
    vstrwq_p_s32(acc + row, sums, some);
  }
}

static inline void anomaly_scale_sum_mve(
    int32_t *a, const int32_t *b, const int32_t *bias, const int32_t *m, const int32_t *n, int32_t count, int32_t s,
    int32_t t) {
  for (int32_t i = 0; i < count; i += 4) {
    const mve_pred16_t some = vctp32q((uint32_t)(count - i));
    const int32x4_t sum = vaddq_s32(vldrwq_z_s32(a + i, some), vldrwq_z_s32(bias + i, some));
    const int32x4_t first = vrmulhq_s32(vshlq_r_s32(sum, s), vldrwq_z_s32(m + i, some));
    vstrwq_p_s32(a + i, vaddq_s32(first, anomaly_scale_mve(b + i, n + i, t, some)), some);
  }
}

static inline void anomaly_curves_mve(int32_t *values, const int16_t *table, int32_t count) {
  for (int32_t i = 0; i < count; i += 4) {
    const mve_pred16_t some = vctp32q((uint32_t)(count - i));
    const int32x4_t value = anomaly_clamp_mve(vldrwq_z_s32(values + i, some), -32768, 32767);
    const int32x4_t place = vaddq_n_s32(value, 32768);
    const uint32x4_t entry = vreinterpretq_u32_s32(vshrq_n_s32(place, 8));
    const int32x4_t low = vldrhq_gather_shifted_offset_z_s32(table, entry, some);
    const int32x4_t high = vldrhq_gather_shifted_offset_z_s32(table + 1, entry, some);
    const int32x4_t part = vmulq_s32(vsubq_s32(high, low), vandq_s32(place, vdupq_n_s32(255)));
    vstrwq_p_s32(values + i, vaddq_s32(low, vrshrq_n_s32(part, 8)), some);
  }
}

static inline void anomaly_lstm_state_mve(int32_t *a, int16_t *state, int32_t count, int32_t shift) {
  for (int32_t i = 0; i < count; i += 4) {
    const mve_pred16_t some = vctp32q((uint32_t)(count - i));
    const int32x4_t forget = vldrwq_z_s32(a + count + i, some), g = vldrwq_z_s32(a + 2 * count + i, some);
    const int32x4_t kept = vmulq_s32(forget, vldrhq_z_s32(state + i, some));
    const int32x4_t input = vshlq_r_s32(vmulq_s32(vldrwq_z_s32(a + i, some), g), -(2 + shift));
    const int32x4_t sum = vaddq_n_s32(vaddq_s32(kept, input), 16384);
    const int32x4_t c = anomaly_clamp_mve(vshrq_n_s32(sum, 15), -32768, 32767);
    vstrhq_p_s32(state + i, c, some);
    vstrwq_p_s32(a + i, vshlq_r_s32(c, shift), some);
  }
}

static inline void anomaly_gate_mve(int32_t *a, const int32_t *gate, int32_t count) {
  for (int32_t i = 0; i < count; i += 4) {
    const mve_pred16_t some = vctp32q((uint32_t)(count - i));
    const int32x4_t product = vmulq_s32(vldrwq_z_s32(a + i, some), vldrwq_z_s32(gate + i, some));
    vstrwq_p_s32(a + i, vrshrq_n_s32(product, 15), some);
  }
}

static inline void anomaly_hidden_mve(
    int8_t *low, int8_t *high, const int32_t *values, int32_t count, int32_t factor) {
  for (int32_t i = 0; i < count; i += 4) {
    const mve_pred16_t some = vctp32q((uint32_t)(count - i));
    const int32x4_t product = vaddq_n_s32(vmulq_n_s32(vldrwq_z_s32(values + i, some), factor), 2048);
    const int32x4_t fine = anomaly_clamp_mve(vshrq_n_s32(product, 12), -32768, 32639);
    vstrbq_p_s32(low + i, fine, some);
    vstrbq_p_s32(high + i, vrshrq_n_s32(fine, 8), some);
  }
}

#pragma clang assume_nonnull end
#endif
#endif
