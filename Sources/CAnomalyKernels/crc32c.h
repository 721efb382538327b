/// CRC-32C (Castagnoli, reflected polynomial 0x82F63B78), by the processor's instruction where it has one.
#ifndef ANOMALY_KERNELS_CRC32C_H
#define ANOMALY_KERNELS_CRC32C_H

#include <stddef.h>
#include <stdint.h>

#include "cpu.h"

#if defined(__aarch64__)
#include <arm_acle.h>
#endif

#pragma clang assume_nonnull begin

/// By the CRC of each 4-bit value: two look-ups a byte and 64 bytes of table, which suits a microcontroller.
static inline uint32_t anomaly_crc32c_plain(uint32_t crc, const uint8_t *bytes, size_t count) {
  static const uint32_t table[16] = {
    0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
    0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75,
  };
  for (const uint8_t *end = bytes + count; bytes < end; bytes++) {
    crc ^= *bytes;
    crc = crc >> 4 ^ table[crc & 15];
    crc = crc >> 4 ^ table[crc & 15];
  }
  return crc;
}

/// Eight bytes an instruction, then the last seven.
#define ANOMALY_CRC32C(name, attribute, eight, one)                                                \
  attribute static inline uint32_t name(uint32_t crc, const uint8_t *bytes, size_t count) {        \
    for (; count >= 8; count -= 8, bytes += 8) {                                                   \
      uint64_t word;                                                                               \
      __builtin_memcpy(&word, bytes, 8);                                                           \
      crc = (uint32_t)eight(crc, word);                                                            \
    }                                                                                              \
    for (; count > 0; count--) crc = one(crc, *bytes++);                                           \
    return crc;                                                                                    \
  }
#if defined(__x86_64__)
ANOMALY_CRC32C(anomaly_crc32c_sse42, __attribute__((target("sse4.2"))), __builtin_ia32_crc32di, __builtin_ia32_crc32qi)
#elif defined(__aarch64__)
ANOMALY_CRC32C(anomaly_crc32c_arm, __attribute__((target("crc"))), __crc32cd, __crc32cb)
#endif
#undef ANOMALY_CRC32C

/// Takes `count` bytes into the state of a checksum: all ones before the first byte, inverted after the last.
static inline uint32_t anomaly_crc32c(uint32_t crc, const uint8_t *bytes, size_t count) {
#if defined(__x86_64__)
  // `cpuid` takes longer than the look-ups of a few bytes.
  if (count >= 256 && anomaly_cpuid(1).c & 1u << 20) return anomaly_crc32c_sse42(crc, bytes, count);
#elif defined(__aarch64__) && (defined(__linux__) || defined(ANOMALY_LINUX))
  const unsigned long hardware_capabilities = 16, crc32 = 1ul << 7;
  if (getauxval(hardware_capabilities) & crc32) return anomaly_crc32c_arm(crc, bytes, count);
#endif
  return anomaly_crc32c_plain(crc, bytes, count);
}

#pragma clang assume_nonnull end
#endif
