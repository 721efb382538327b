/// 16 floats or integers as one value: a cache line, one feature of 16 windows. The compiler makes 4, 2 or 1 registers
/// of it, as the function's target allows; the arithmetic is the same.
#ifndef TRAINING_VECTOR_H
#define TRAINING_VECTOR_H

#include <stdint.h>

#if defined(__x86_64__)
#include <immintrin.h>

#ifndef TRAINING_TARGET_AVX2
#define TRAINING_TARGET_AVX2 __attribute__((target("avx2,fma")))
#define TRAINING_TARGET_AVX512 __attribute__((target("avx2,fma,avx512f")))
#endif

/// 16 times all bits, 16 times none: masks of 16 lanes.
static const int32_t training_masks[32] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
#endif

enum { TRAINING_LANES = 16 };

typedef float training_vector __attribute__((vector_size(64), aligned(4)));
typedef int32_t training_integers __attribute__((vector_size(64), aligned(4)));
/// Half a vector, for transposing.
typedef float training_half __attribute__((vector_size(32), aligned(4)));

#define TRAINING_UNROLL _Pragma("clang loop unroll(full)")

// Macros, for a function that takes or returns vectors must have the target of its caller.

#define training_load(from) (*(const training_vector *)(from))
#define training_store(to, vector) (*(training_vector *)(to) = (vector))
#define training_splat(x) \
  ((training_vector){(x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x)})

/// By lane: `yes` where the mask, a comparison's result, is set, else `no`.
#define training_select(mask, yes, no) \
  ((training_vector)(((mask) & (training_integers)(yes)) | (~(mask) & (training_integers)(no))))

#endif
