/// Which instructions the kernels of training are compiled for.
#ifndef TRAINING_INSTRUCTIONS_H
#define TRAINING_INSTRUCTIONS_H

enum {
  /// What every CPU of the architecture has.
  TRAINING_BASELINE = 0,
  /// x86-64 with AVX2 and FMA.
  TRAINING_AVX2 = 1,
  /// x86-64 with AVX-512 F.
  TRAINING_AVX512 = 2,
};

/// The best that this CPU and its operating system have. Slow in a virtual machine: ask once and keep the answer.
static inline int training_instructions(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return TRAINING_BASELINE;
  return __builtin_cpu_supports("avx512f") ? TRAINING_AVX512 : TRAINING_AVX2;
#else
  return TRAINING_BASELINE;
#endif
}

#endif
