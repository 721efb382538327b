/// The tier for the CPU that runs this.
#ifndef ANOMALY_KERNELS_CPU_H
#define ANOMALY_KERNELS_CPU_H

#include <stdint.h>

#include "tiers.h"
#include "x86_cpu.h"

#if defined(__aarch64__) && (defined(__linux__) || defined(ANOMALY_LINUX))
/// The Linux C library's; `ANOMALY_LINUX` says that it is there although the compiler's target names no system.
extern unsigned long getauxval(unsigned long type);

static inline int32_t anomaly_aarch64_tier(void) {
  const unsigned long hardware_capabilities = 16, dot_product = 1ul << 20;
  return getauxval(hardware_capabilities) & dot_product ? ANOMALY_TIER_DOTPROD : ANOMALY_TIER_NEON;
}
#endif

/// The fastest tier of this CPU and its operating system. Slow on x86, where `cpuid` leaves a virtual machine: ask once
/// and keep the answer.
static inline int32_t anomaly_cpu_tier(void) {
#if defined(__x86_64__)
  return anomaly_x86_tier();
#elif defined(__aarch64__) && (defined(__linux__) || defined(ANOMALY_LINUX))
  return anomaly_aarch64_tier();
#elif defined(__ARM_FEATURE_MVE)
  return ANOMALY_TIER_MVE;
#elif defined(__ARM_NEON)
  return ANOMALY_TIER_NEON;
#elif ANOMALY_HAS_DSP
  return ANOMALY_TIER_DSP;
#else
  return ANOMALY_TIER_PLAIN;
#endif
}

#endif
