/// Which tier an x86-64 CPU and its operating system allow.
#ifndef ANOMALY_KERNELS_X86_CPU_H
#define ANOMALY_KERNELS_X86_CPU_H
#if defined(__x86_64__)

#include <stdint.h>

#include "tiers.h"

typedef struct {
  uint32_t a, b, c, d;
} anomaly_cpuid_registers;

static inline anomaly_cpuid_registers anomaly_cpuid(uint32_t leaf) {
  anomaly_cpuid_registers r;
  __asm__ volatile("cpuid" : "=a"(r.a), "=b"(r.b), "=c"(r.c), "=d"(r.d) : "a"(leaf), "c"(0));
  return r;
}

/// Which register files the operating system saves. Only where `cpuid` reports OSXSAVE.
static inline uint32_t anomaly_xcr0(void) {
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

static inline int32_t anomaly_has_all(uint32_t flags, uint32_t wanted) { return (flags & wanted) == wanted; }

static inline int32_t anomaly_x86_tier(void) {
  const uint32_t f16c_avx_osxsave = 1u << 29 | 1u << 28 | 1u << 27;   // leaf 1, ecx
  const uint32_t avx2 = 1u << 5;                                      // leaf 7, ebx
  const uint32_t f_bw_vl = 1u << 16 | 1u << 30 | 1u << 31;            // leaf 7, ebx
  const uint32_t vnni = 1u << 11;                                     // leaf 7, ecx
  const uint32_t ymm = 1u << 1 | 1u << 2, zmm = 7u << 5;              // xcr0
  if (anomaly_cpuid(0).a < 7 || !anomaly_has_all(anomaly_cpuid(1).c, f16c_avx_osxsave)) return ANOMALY_TIER_SSE2;
  const anomaly_cpuid_registers features = anomaly_cpuid(7);
  const uint32_t saved = anomaly_xcr0();
  if (!anomaly_has_all(features.b, avx2) || !anomaly_has_all(saved, ymm)) return ANOMALY_TIER_SSE2;
  if (!anomaly_has_all(features.b, f_bw_vl) || !anomaly_has_all(features.c, vnni)) return ANOMALY_TIER_AVX2;
  return anomaly_has_all(saved, zmm) ? ANOMALY_TIER_VNNI : ANOMALY_TIER_AVX2;
}

#endif
#endif
