/* CRC-32C, bit by bit. */
#ifndef CRC32C_H
#define CRC32C_H

#include <stddef.h>
#include <stdint.h>

/* The checksum of bytes that follow others, whose checksum is `before` (0: none). */
static inline uint32_t crc32c(uint32_t before, const void *data, size_t bytes) {
  const uint8_t *byte = data;
  uint32_t crc = ~before;
  for (size_t i = 0; i < bytes; i++) {
    crc ^= byte[i];
    for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >> 1 ^ 0x82F63B78u : crc >> 1;
  }
  return ~crc;
}

#endif
