/// The tiers by number and name. Numbers are stable: sessions store them.
#ifndef ANOMALY_KERNELS_TIERS_H
#define ANOMALY_KERNELS_TIERS_H

#include <stdint.h>

#define ANOMALY_TIER_PLAIN 0    // portable C, every target; int8 products of Cortex-M0+ in assembly
#define ANOMALY_TIER_SSE2 1     // every x86-64
#define ANOMALY_TIER_AVX2 2     // x86-64 with AVX2 and F16C
#define ANOMALY_TIER_VNNI 3     // x86-64 with AVX-512 F, BW, VL and VNNI
#define ANOMALY_TIER_NEON 4     // every aarch64, armv7 with NEON
#define ANOMALY_TIER_DOTPROD 5  // aarch64 with the dot product instructions
#define ANOMALY_TIER_DSP 6      // Cortex-M4, M7, M33: packed 16-bit multiply-accumulate
#define ANOMALY_TIER_MVE 7      // Cortex-M55, M85: integer vectors (Helium)

/// Whether the compiler's target has tier `dsp`.
#if defined(__ARM_FEATURE_DSP) && __ARM_ARCH_PROFILE == 'M'
#define ANOMALY_HAS_DSP 1
#else
#define ANOMALY_HAS_DSP 0
#endif

/// Whether the compiler's target is a Cortex-M.
#if defined(__arm__) && __ARM_ARCH_PROFILE == 'M'
#define ANOMALY_HAS_THUMB 1
#else
#define ANOMALY_HAS_THUMB 0
#endif

/// Whether the compiler's target has only the small instruction set of Cortex-M0 and M0+.
#if defined(__ARM_ARCH_6M__)
#define ANOMALY_HAS_THUMB1 1
#else
#define ANOMALY_HAS_THUMB1 0
#endif

#if defined(__x86_64__)
/// Whether a tier of x86-64 includes tier `avx2`.
static inline int32_t anomaly_has_avx2(int32_t tier) { return tier >= ANOMALY_TIER_AVX2; }

/// How many of `count` numbers vectors of 8 take.
static inline int32_t anomaly_in_vectors(int32_t tier, int32_t count) {
  return anomaly_has_avx2(tier) ? count & ~7 : 0;
}
#endif

/// The name of a tier for reports; "unknown" for numbers that are none.
static inline const char *_Nonnull anomaly_tier_name(int32_t tier) {
  switch (tier) {
  case ANOMALY_TIER_PLAIN: return "plain";
  case ANOMALY_TIER_SSE2: return "sse2";
  case ANOMALY_TIER_AVX2: return "avx2";
  case ANOMALY_TIER_VNNI: return "avx512-vnni";
  case ANOMALY_TIER_NEON: return "neon";
  case ANOMALY_TIER_DOTPROD: return "neon-dotprod";
  case ANOMALY_TIER_DSP: return "dsp";
  case ANOMALY_TIER_MVE: return "mve";
  default: return "unknown";
  }
}

#endif
