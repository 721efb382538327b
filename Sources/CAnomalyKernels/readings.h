/// Rows of readings on their way into the window: x86-64. Swift holds the same arithmetic for the other processors
/// (`Session.load`).
#ifndef ANOMALY_KERNELS_READINGS_H
#define ANOMALY_KERNELS_READINGS_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2_vectors.h"
#include "elementwise.h"
#include "plain.h"
#include "tiers.h"

#pragma clang assume_nonnull begin

/// One column: a reading x becomes (x - center) * gain. 32 bytes, the rest is not looked at.
typedef struct {
  float center, gain;
  uint32_t others[6];
} anomaly_column;

/// How scaled readings are kept: clamped to [-limit, limit], limit > 0 by its bits; rounded to integers or as the bits
/// of floats; `missing` in the place of what is not a number.
typedef struct {
  int32_t limit, missing, rounds;
} anomaly_reading_form;

static inline int32_t anomaly_bits(float number) {
  int32_t bits;
  __builtin_memcpy(&bits, &number, 4);
  return bits;
}

/// Center, gain and what follows of a column and of that 4 behind it.
ANOMALY_AVX2 static inline __m256 anomaly_columns_avx2(const anomaly_column *column) {
  const __m256 first = _mm256_castps128_ps256(_mm_loadu_ps(&column[0].center));
  return _mm256_insertf128_ps(first, _mm_loadu_ps(&column[4].center), 1);
}

ANOMALY_AVX2 static inline void anomaly_scale_readings_avx2(
    int32_t *out, const float *readings, const anomaly_column *columns, int32_t step, int32_t count,
    anomaly_reading_form form) {
#pragma STDC FP_CONTRACT OFF
  const __m256 round = _mm256_set1_ps(12582912);
  __m256 center = _mm256_set1_ps(columns->center), gain = _mm256_set1_ps(columns->gain);
  for (int32_t i = 0; i < count; i += 8) {
    if (step) {
      const anomaly_column *c = columns + i;
      const __m256 a = _mm256_unpacklo_ps(anomaly_columns_avx2(c), anomaly_columns_avx2(c + 1));
      const __m256 b = _mm256_unpacklo_ps(anomaly_columns_avx2(c + 2), anomaly_columns_avx2(c + 3));
      center = _mm256_shuffle_ps(a, b, _MM_SHUFFLE(1, 0, 1, 0));
      gain = _mm256_shuffle_ps(a, b, _MM_SHUFFLE(3, 2, 3, 2));
    }
    const __m256 scaled = _mm256_mul_ps(_mm256_sub_ps(_mm256_loadu_ps(readings + i), center), gain);
    const __m256i bits = _mm256_castps_si256(scaled);
    const __m256i magnitude = _mm256_and_si256(bits, _mm256_set1_epi32(INT32_MAX));
    __m256i kept = _mm256_min_epi32(magnitude, _mm256_set1_epi32(form.limit));
    kept = _mm256_or_si256(kept, _mm256_and_si256(bits, _mm256_set1_epi32(INT32_MIN)));
    if (form.rounds) {
      const __m256 sum = _mm256_add_ps(_mm256_castsi256_ps(kept), round);
      kept = _mm256_sub_epi32(_mm256_castps_si256(sum), _mm256_set1_epi32(0x4b400000));
    }
    const __m256i none = _mm256_cmpgt_epi32(magnitude, _mm256_set1_epi32(0x7f800000));
    kept = _mm256_blendv_epi8(kept, _mm256_set1_epi32(form.missing), none);
    _mm256_storeu_si256((__m256i *)(out + i), kept);
  }
}

/// Readings of one column (step 0), or of one column after the other (step 1): difference and product rounded to
/// float32 apart, then clamped; rounding to integers takes halves to even, limit <= 2^22. Any count >= 0, at least one
/// column.
ANOMALY_ONCE static void anomaly_scale_readings(
    int32_t tier, int32_t *out, const float *readings, const void *columns, int32_t step, int32_t count,
    anomaly_reading_form form) {
#pragma STDC FP_CONTRACT OFF
  int32_t i = anomaly_in_vectors(tier, count);
  if (i) anomaly_scale_readings_avx2(out, readings, columns, step, i, form);
  ANOMALY_ROLLED for (; i < count; i++) {
    const anomaly_column *column = (const anomaly_column *)columns + i * step;
    const float difference = readings[i] - column->center;
    const int32_t bits = anomaly_bits(difference * column->gain);
    const int32_t magnitude = bits & INT32_MAX;
    const int32_t clamped = anomaly_lesser(magnitude, form.limit) | (bits & INT32_MIN);
    float number;
    __builtin_memcpy(&number, &clamped, 4);
    const int32_t kept = form.rounds ? anomaly_bits(number + 12582912) - 0x4b400000 : clamped;
    out[i] = magnitude > 0x7f800000 ? form.missing : kept;
  }
}

/// out[i] = (values[i] + 2^(shift - 1)) / 2^shift, rounded down, + zero, in [-128, 127]: values in [-2^21, 2^21], shift
/// in 1...14. Returns whether one of them is INT32_MIN, which stands for none and becomes any number. Any count >= 0.
/// By instructions of every x86-64.
ANOMALY_ONCE static int anomaly_quantise(
    int8_t *out, const int32_t *values, int32_t count, int32_t shift, int32_t zero) {
  const __m128i half = _mm_set1_epi32(1 << (shift - 1)), offset = _mm_set1_epi32(zero);
  const __m128i none = _mm_set1_epi32(INT32_MIN), bits = _mm_cvtsi32_si128(shift);
  __m128i missing = _mm_setzero_si128();
  int is_missing = 0;
  int32_t i = 0;
  for (; i + 4 <= count; i += 4) {
    const __m128i x = _mm_loadu_si128((const __m128i *)(values + i));
    const __m128i steps = _mm_add_epi32(_mm_sra_epi32(_mm_add_epi32(x, half), bits), offset);
    const __m128i words = _mm_packs_epi32(steps, steps);
    const int32_t bytes = _mm_cvtsi128_si32(_mm_packs_epi16(words, words));
    __builtin_memcpy(out + i, &bytes, 4);
    missing = _mm_or_si128(missing, _mm_cmpeq_epi32(x, none));
  }
  ANOMALY_ROLLED for (; i < count; i++) {
    const int32_t steps = (int32_t)((uint32_t)values[i] + (1u << (shift - 1))) >> shift;
    out[i] = (int8_t)anomaly_clamp(steps + zero, -128, 127);
    is_missing |= values[i] == INT32_MIN;
  }
  return is_missing || _mm_movemask_epi8(missing);
}

#pragma clang assume_nonnull end
#endif
#endif
