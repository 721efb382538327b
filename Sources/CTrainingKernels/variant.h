// One kind of instructions: included by `kernels.h` with TRAINING_NAME and TRAINING_KIND. What differs between kinds is
// here: target, shape of a tile, fused multiply-add, and the first lanes of a vector.

#pragma STDC FP_CONTRACT OFF

// The tile keeps rows * pair sums, a vector of b for each of the pair, and a number of a in registers: 16 of 4 floats,
// 16 of 8 floats, 32 of 16 floats. Two fused multiply-adds a cycle need 8 or more sums under way.
#if TRAINING_KIND == 2
#define TRAINING_TARGET TRAINING_TARGET_AVX512
#define TRAINING_TILE_ROWS 14
#define TRAINING_TILE_PAIR 2
#elif TRAINING_KIND == 1
#define TRAINING_TARGET TRAINING_TARGET_AVX2
#define TRAINING_TILE_ROWS 6
#define TRAINING_TILE_PAIR 1
#define TRAINING_TILE_HALF_ROWS 12
#else
#define TRAINING_TARGET
#if defined(__aarch64__)
#define TRAINING_TILE_ROWS 6
#else
#define TRAINING_TILE_ROWS 2
#endif
#define TRAINING_TILE_PAIR 1
#endif

#if TRAINING_KIND > 0 || defined(__aarch64__)
#define TRAINING_FMA(x, y, z) __builtin_elementwise_fma(x, y, z)
#else
#define TRAINING_FMA(x, y, z) ((x) * (y) + (z))
#endif

#define TRAINING_INLINE TRAINING_TARGET __attribute__((always_inline)) static inline
#define TRAINING_FUNCTION TRAINING_TARGET static inline

/// vector = the first `count` floats, 1 ... 16, and 0 in the other lanes.
TRAINING_INLINE void TRAINING_NAME(load_first)(training_vector *vector, const float *from, int count) {
#if TRAINING_KIND == 2
  *vector = (training_vector)_mm512_maskz_loadu_ps((__mmask16)(0xffff >> (16 - count)), from);
#elif TRAINING_KIND == 1
  const __m256i *mask = (const __m256i *)(training_masks + 16 - count);
  training_half *half = (training_half *)vector;
  half[0] = (training_half)_mm256_maskload_ps(from, _mm256_loadu_si256(mask));
  half[1] = (training_half)_mm256_maskload_ps(from + 8, _mm256_loadu_si256(mask + 1));
#else
  *vector = training_splat(0);
  for (int i = 0; i < count; i++) (*vector)[i] = from[i];
#endif
}

/// Writes the first `count` floats, 1 ... 16.
TRAINING_INLINE void TRAINING_NAME(store_first)(float *to, const training_vector *vector, int count) {
#if TRAINING_KIND == 2
  _mm512_mask_storeu_ps(to, (__mmask16)(0xffff >> (16 - count)), (__m512)*vector);
#elif TRAINING_KIND == 1
  const __m256i *mask = (const __m256i *)(training_masks + 16 - count);
  const training_half *half = (const training_half *)vector;
  _mm256_maskstore_ps(to, _mm256_loadu_si256(mask), (__m256)half[0]);
  _mm256_maskstore_ps(to + 8, _mm256_loadu_si256(mask + 1), (__m256)half[1]);
#else
  for (int i = 0; i < count; i++) to[i] = (*vector)[i];
#endif
}

#include "product_body.h"
#include "functions_body.h"
#include "attention_body.h"
#include "norm_body.h"
#include "layout_body.h"
#include "loss_body.h"
#include "update_body.h"
#include "recurrent_body.h"

#undef TRAINING_TARGET
#undef TRAINING_TILE_ROWS
#undef TRAINING_TILE_PAIR
#undef TRAINING_TILE_HALF_ROWS
#undef TRAINING_FMA
#undef TRAINING_INLINE
#undef TRAINING_FUNCTION
