/// Stands in for the compiler's header: the same intrinsics emulated in portable C (SIMDe), so that kernels for
/// instructions that this CPU lacks can be tested.
#ifndef KERNEL_TESTS_IMMINTRIN_H
#define KERNEL_TESTS_IMMINTRIN_H

#define SIMDE_ENABLE_NATIVE_ALIASES
#define SIMDE_NO_NATIVE
#include <simde/x86/avx2.h>
#include <simde/x86/avx512.h>
#include <simde/x86/f16c.h>
#include <string.h>

// What this SIMDe lacks, by the definition in Intel's guide.

typedef simde__mmask16 __mmask16;

static inline __m512i _mm512_maskz_loadu_epi32(__mmask16 mask, const void *from) {
  int32_t lanes[16] = {0};
  for (int i = 0; i < 16; i++) {
    if (mask >> i & 1) memcpy(lanes + i, (const int32_t *)from + i, 4);
  }
  return _mm512_loadu_si512(lanes);
}

static inline void _mm512_mask_storeu_epi32(void *to, __mmask16 mask, __m512i vector) {
  int32_t lanes[16];
  _mm512_storeu_si512(lanes, vector);
  for (int i = 0; i < 16; i++) {
    if (mask >> i & 1) memcpy((int32_t *)to + i, lanes + i, 4);
  }
}

static inline __m512 _mm512_maskz_loadu_ps(__mmask16 mask, const void *from) {
  return _mm512_castsi512_ps(_mm512_maskz_loadu_epi32(mask, from));
}

static inline void _mm512_mask_storeu_ps(void *to, __mmask16 mask, __m512 vector) {
  _mm512_mask_storeu_epi32(to, mask, _mm512_castps_si512(vector));
}

static inline int32_t _mm512_reduce_add_epi32(__m512i vector) {
  int32_t lanes[16];
  uint32_t sum = 0;
  _mm512_storeu_si512(lanes, vector);
  for (int i = 0; i < 16; i++) sum += (uint32_t)lanes[i];
  return (int32_t)sum;
}

#endif
