/// Micro-kernels for which Swift has no per-function CPU target. Header only; calls no library; every tier returns the
/// same bits.
///
/// Int8 weights, "blocked 16x4": row blocks of h = 16 rows, the last one of rows % 16 where that is not 0. Inside a row
/// block the column blocks of 4 columns follow each other, each h rows x 4 columns row-major: 4h bytes. Row block b
/// begins at weights + b * 16 * columns.
/// Float and half weights: row blocks as above, inside each one column after the other: h numbers a column.
///
/// Pointers never overlap. Int8 weights, x and out are aligned to 4 bytes, all else as its type asks.
/// `tier` is what `anomaly_cpu_tier` returned. Where a target leaves one choice the number is not looked at.
#ifndef ANOMALY_KERNELS_H
#define ANOMALY_KERNELS_H

#include <stdint.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "attention.h"
#include "avx2.h"
#include "avx2_float.h"
#include "avx2_vectors.h"
#include "avx512_vnni.h"
#include "cpu.h"
#include "crc32c.h"
#include "dotprod.h"
#include "dsp.h"
#include "elementwise.h"
#include "gates.h"
#include "key_weights.h"
#include "layer_norm.h"
#include "leftover.h"
#include "mve.h"
#include "mve_cell.h"
#include "neon.h"
#include "plain.h"
#include "readings.h"
#include "room.h"
#include "softmax.h"
#include "sse2.h"
#include "thumb.h"
#include "thumb1.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

/// to[i] = from[i], count % 4 == 0: the biases, for instance. Never becomes a call of `memcpy`, which small C libraries
/// implement byte by byte.
__attribute__((no_builtin("memcpy"))) static inline void anomaly_copy(int32_t *to, const int32_t *from, int32_t count) {
#if ANOMALY_HAS_THUMB
  if (count > 0) anomaly_copy_thumb(to, from, count);
#else
  for (int32_t i = 0; i < count; i += 4) {
    const int32_t a = from[i], b = from[i + 1], c = from[i + 2], d = from[i + 3];
    to[i] = a, to[i + 1] = b, to[i + 2] = c, to[i + 3] = d;
  }
#endif
}

/// acc[r] += sum over c of weight(r, c) * x[c], modulo 2^32.
/// rows % 4 == 0, columns % 4 == 0, both > 0. Weights in [-127, 127] (never -128), x in [-128, 127].
ANOMALY_ONCE static void anomaly_dot(
    int32_t tier, int32_t *acc, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns) {
  (void)tier;
#if defined(__x86_64__)
  switch (tier) {
  case ANOMALY_TIER_VNNI: anomaly_dot_vnni(acc, weights, x, rows, columns); break;
  case ANOMALY_TIER_AVX2: anomaly_dot_avx2(acc, weights, x, rows, columns); break;
  default: anomaly_dot_sse2(acc, weights, x, rows, columns);
  }
#elif defined(__aarch64__)
  switch (tier) {
  case ANOMALY_TIER_DOTPROD: anomaly_dot_dotprod(acc, weights, x, rows, columns); break;
  default: anomaly_dot_neon(acc, weights, x, rows, columns);
  }
#elif defined(__ARM_NEON)
  anomaly_dot_neon(acc, weights, x, rows, columns);
#elif defined(__ARM_FEATURE_MVE)
  anomaly_dot_mve(acc, weights, x, rows, columns);
#elif ANOMALY_HAS_DSP
  anomaly_dot_dsp(acc, weights, x, rows, columns);
#elif ANOMALY_HAS_THUMB1
  anomaly_dot_thumb1(acc, weights, x, rows, columns);
#else
  anomaly_dot_plain(acc, weights, x, rows, columns);
#endif
}

/// acc[r] += sum over c of weight(r, c) * (low[c] + 256 * high[c]), modulo 2^32, in two passes of `anomaly_dot`.
ANOMALY_ONCE static void anomaly_dot_twice(
    int32_t tier, int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *high, int32_t rows,
    int32_t columns) {
  int32_t sums[32];
  for (int32_t row = 0; row < rows; row += 32) {
    const int32_t count = anomaly_lesser(rows - row, 32);
    const int8_t *w = weights + (intptr_t)row * columns;
    for (int32_t i = 0; i < count; i++) sums[i] = 0;
    anomaly_dot(tier, sums, w, high, count, columns);
    for (int32_t i = 0; i < count; i++) acc[row + i] = (int32_t)((uint32_t)acc[row + i] + ((uint32_t)sums[i] << 8));
    anomaly_dot(tier, acc + row, w, low, count, columns);
  }
}

/// acc[r] += sum over c of weight(r, c) * (low[c] + 256 * high[c]), modulo 2^32: x in 16 bits, as two planes of bytes.
/// All else as `anomaly_dot`; the number that the planes stand for lies in [-32768, 32767].
ANOMALY_ONCE static void anomaly_dot_wide(
    int32_t tier, int32_t *acc, const int8_t *weights, const int8_t *low, const int8_t *high, int32_t rows,
    int32_t columns) {
  (void)tier;
#if defined(__x86_64__)
  if (tier == ANOMALY_TIER_AVX2) anomaly_dot_wide_avx2(acc, weights, low, high, rows, columns);
  else anomaly_dot_twice(tier, acc, weights, low, high, rows, columns);
#elif defined(__ARM_NEON) || defined(__ARM_FEATURE_MVE)
  anomaly_dot_twice(tier, acc, weights, low, high, rows, columns);
#elif ANOMALY_HAS_DSP
  anomaly_dot_wide_dsp(acc, weights, low, high, rows, columns);
#else
  anomaly_dot_wide_plain(acc, weights, low, high, rows, columns);
#endif
}

/// out[i] = clamp(zero + ((acc[i] << preshift) * multipliers[i] + 2^31 >> 32), low, high): the shift left wraps in 32
/// bits, product and sum are taken in 64 bits.
/// count % 4 == 0, preshift in 1...30, multipliers >= 0, -128 <= low <= high <= 127, zero in [-128, 127]. On x86-64 any
/// count >= 0, and `out` needs no alignment.
static inline void anomaly_requantise(
    int32_t tier, int8_t *out, const int32_t *acc, const int32_t *multipliers, int32_t count, int32_t preshift,
    int32_t zero, int32_t low, int32_t high) {
  (void)tier;
#if defined(__x86_64__)
  const int32_t i = anomaly_in_vectors(tier, count);
  if (i) anomaly_requantise_avx2(out, acc, multipliers, i, preshift, zero, low, high);
  anomaly_requantise_plain(out + i, acc + i, multipliers + i, count - i, preshift, zero, low, high);
#elif defined(__ARM_NEON)
  anomaly_requantise_neon(out, acc, multipliers, count, preshift, zero, low, high);
#elif defined(__ARM_FEATURE_MVE)
  anomaly_requantise_mve(out, acc, multipliers, count, preshift, zero, low, high);
#elif ANOMALY_HAS_DSP
  anomaly_requantise_dsp(out, acc, multipliers, count, preshift, zero, low, high);
#else
  anomaly_requantise_plain(out, acc, multipliers, count, preshift, zero, low, high);
#endif
}

/// a[i] = (a[i] + bias[i]) scaled by m[i] with preshift s, plus b[i] scaled by n[i] with preshift t; scaled as in
/// `anomaly_requantise` before the clamp. Any count >= 0, m and n >= 0, s and t in 1...30.
ANOMALY_ONCE static void anomaly_scale_sum(
    int32_t tier, int32_t *a, const int32_t *b, const int32_t *bias, const int32_t *m, const int32_t *n, int32_t count,
    int32_t s, int32_t t) {
  (void)tier;
#if defined(__x86_64__)
  const int32_t i = anomaly_in_vectors(tier, count);
  if (i) anomaly_scale_sum_avx2(a, b, bias, m, n, i, s, t);
  anomaly_scale_sum_plain(a + i, b + i, bias + i, m + i, n + i, count - i, s, t);
#elif defined(__ARM_FEATURE_MVE)
  anomaly_scale_sum_mve(a, b, bias, m, n, count, s, t);
#elif ANOMALY_HAS_DSP
  anomaly_scale_sum_dsp(a, b, bias, m, n, count, s, t);
#else
  anomaly_scale_sum_plain(a, b, bias, m, n, count, s, t);
#endif
}

/// Each value, clamped to [-32768, 32767], becomes that of the curve at value / 32768 of its greatest input: straight
/// between the entries of `table`, 257 of them, halves rounded up. Any count >= 0.
ANOMALY_ONCE static void anomaly_curves(int32_t tier, int32_t *values, const int16_t *table, int32_t count) {
  (void)tier;
#if defined(__x86_64__)
  const int32_t i = anomaly_in_vectors(tier, count);
  if (i) anomaly_curves_avx2(values, table, i);
  anomaly_curves_plain(values + i, table, count - i);
#elif defined(__ARM_FEATURE_MVE)
  anomaly_curves_mve(values, table, count);
#elif ANOMALY_HAS_DSP
  anomaly_curves_dsp(values, table, count);
#else
  anomaly_curves_plain(values, table, count);
#endif
}

/// The sum of (target[i] - y[i])^2, where y[i] = (acc[i] << preshift) * multipliers[i] + 2^31 >> 32 as in requantise,
/// clamped to [-2^22, 2^22]. Any count >= 0, preshift in 1...30, multipliers >= 0, targets in [-2^21, 2^21].
/// x86-64 has `anomaly_scale_each` and `anomaly_differences`.
static inline uint64_t anomaly_residual(
    int32_t tier, const int32_t *acc, const int32_t *multipliers, const int32_t *target, int32_t count,
    int32_t preshift) {
  (void)tier;
#if defined(__ARM_NEON)
  return anomaly_residual_neon(acc, multipliers, target, count, preshift);
#elif defined(__ARM_FEATURE_MVE)
  return anomaly_residual_mve(acc, multipliers, target, count, preshift);
#elif ANOMALY_HAS_DSP
  return anomaly_residual_dsp(acc, multipliers, target, count, preshift);
#else
  return anomaly_residual_plain(acc, multipliers, target, count, preshift);
#endif
}

/// acc[r] = acc[r] + weight(r, c) * x[c] for c = 0, 1, ... in this order, product and sum rounded separately (never a
/// fused multiply-add), so that every target returns the same bits. rows % 4 == 0.
static inline void anomaly_dot_f32(
    int32_t tier, float *acc, const float *weights, const float *x, int32_t rows, int32_t columns) {
  (void)tier;
#if defined(__x86_64__)
  if (anomaly_has_avx2(tier)) anomaly_dot_f32_avx2(acc, weights, x, rows, columns);
  else anomaly_dot_f32_plain(acc, weights, x, rows, columns);
#else
  anomaly_dot_f32_plain(acc, weights, x, rows, columns);
#endif
}

/// As `anomaly_dot_f32`, weights as IEEE halves by their bits. All weights are finite.
static inline void anomaly_dot_f16(
    int32_t tier, float *acc, const uint16_t *weights, const float *x, int32_t rows, int32_t columns) {
  (void)tier;
#if defined(__x86_64__)
  if (anomaly_has_avx2(tier)) anomaly_dot_f16_avx2(acc, weights, x, rows, columns);
  else anomaly_dot_f16_plain(acc, weights, x, rows, columns);
#else
  anomaly_dot_f16_plain(acc, weights, x, rows, columns);
#endif
}

#pragma clang assume_nonnull end

// Layers, made of these kernels.
#include "cell.h"
#include "dense.h"
#endif
