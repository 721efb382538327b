/// Tier `avx512-vnni`: one `vpdpbusd` multiplies and adds a block of 16 rows x 4 columns.
#ifndef ANOMALY_KERNELS_AVX512_VNNI_H
#define ANOMALY_KERNELS_AVX512_VNNI_H
#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#include "avx2.h"
#include "plain.h"

#if !defined(ANOMALY_VNNI)  // a test that emulates the instructions defines it empty
#define ANOMALY_VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#endif

#pragma clang assume_nonnull begin

/// -128 times the sum of x. `vpdpbusd` takes its first operand unsigned: it gets w + 128; this undoes that in each row.
ANOMALY_VNNI static inline __m512i anomaly_vnni_correction(const int8_t *x, int32_t columns) {
  const __m512i ones = _mm512_set1_epi8(1);
  __m512i sums = _mm512_setzero_si512();
  int32_t column = 0;
  for (; column + 64 <= columns; column += 64) {
    sums = _mm512_dpbusd_epi32(sums, ones, _mm512_loadu_si512(x + column));
  }
  const __mmask16 rest = (__mmask16)((1u << (columns - column) / 4) - 1);
  sums = _mm512_dpbusd_epi32(sums, ones, _mm512_maskz_loadu_epi32(rest, x + column));
  return _mm512_set1_epi32((int32_t)((uint32_t)_mm512_reduce_add_epi32(sums) * (uint32_t)-128));
}

/// acc + (w + 128) * x for 16 rows x 4 columns. Four products of at most 255 * 128 need no saturation in 32 bits.
ANOMALY_VNNI static inline __m512i anomaly_dot16_vnni(__m512i acc, __m512i w, __m512i x) {
  return _mm512_dpbusd_epi32(acc, _mm512_xor_si512(w, _mm512_set1_epi8(-128)), x);
}

/// Four row blocks, even and odd column blocks apart: eight sums hide the latency of the instruction.
ANOMALY_VNNI static inline void anomaly_dot64_vnni(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t columns, __m512i correction) {
  const int64_t block = 16 * (int64_t)columns;
  __m512i even[4], odd[4];
  ANOMALY_UNROLL for (int i = 0; i < 4; i++) {
    even[i] = _mm512_loadu_si512(acc + 16 * i);
    odd[i] = correction;
  }
  int32_t column = 0;
  for (; column + 8 <= columns; column += 8, weights += 128) {
    const __m512i x0 = _mm512_set1_epi32(anomaly_word(x + column));
    const __m512i x1 = _mm512_set1_epi32(anomaly_word(x + column + 4));
    ANOMALY_UNROLL for (int i = 0; i < 4; i++) {
      even[i] = anomaly_dot16_vnni(even[i], _mm512_loadu_si512(weights + i * block), x0);
      odd[i] = anomaly_dot16_vnni(odd[i], _mm512_loadu_si512(weights + i * block + 64), x1);
    }
  }
  if (column < columns) {
    const __m512i x0 = _mm512_set1_epi32(anomaly_word(x + column));
    ANOMALY_UNROLL for (int i = 0; i < 4; i++) {
      even[i] = anomaly_dot16_vnni(even[i], _mm512_loadu_si512(weights + i * block), x0);
    }
  }
  ANOMALY_UNROLL for (int i = 0; i < 4; i++) _mm512_storeu_si512(acc + 16 * i, _mm512_add_epi32(even[i], odd[i]));
}

/// One row block of `height` rows, a mask hiding the rows that are not there; four column blocks in flight.
ANOMALY_VNNI static inline void anomaly_dot16rows_vnni(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t height, int32_t columns, __m512i correction) {
  const __mmask16 rows = (__mmask16)((1u << height) - 1);
  const int64_t stride = 4 * (int64_t)height;
  __m512i sums[4] = {
    _mm512_maskz_loadu_epi32(rows, acc), correction, _mm512_setzero_si512(), _mm512_setzero_si512(),
  };
  int32_t column = 0;
  for (; column + 16 <= columns; column += 16) {
    ANOMALY_UNROLL for (int i = 0; i < 4; i++, weights += stride) {
      const __m512i four = _mm512_set1_epi32(anomaly_word(x + column + 4 * i));
      sums[i] = anomaly_dot16_vnni(sums[i], _mm512_maskz_loadu_epi32(rows, weights), four);
    }
  }
  for (; column < columns; column += 4, weights += stride) {
    const __m512i four = _mm512_set1_epi32(anomaly_word(x + column));
    sums[0] = anomaly_dot16_vnni(sums[0], _mm512_maskz_loadu_epi32(rows, weights), four);
  }
  const __m512i sum = _mm512_add_epi32(_mm512_add_epi32(sums[0], sums[1]), _mm512_add_epi32(sums[2], sums[3]));
  _mm512_mask_storeu_epi32(acc, rows, sum);
}

ANOMALY_VNNI static inline void anomaly_dot_vnni(
    int32_t *acc, const int8_t *weights, const int8_t *x, int32_t rows, int32_t columns) {
  const __m512i correction = anomaly_vnni_correction(x, columns);
  int32_t row = 0;
  for (; row + 64 <= rows; row += 64, weights += 64 * (int64_t)columns) {
    anomaly_dot64_vnni(acc + row, weights, x, columns, correction);
  }
  for (; row < rows; row += 16, weights += 16 * (int64_t)columns) {
    anomaly_dot16rows_vnni(acc + row, weights, x, anomaly_lesser(rows - row, 16), columns, correction);
  }
}

#pragma clang assume_nonnull end
#endif
#endif
