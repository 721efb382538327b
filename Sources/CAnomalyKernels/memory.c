// Copying and clearing for bare processors, under names of our own: tools/build-runtime lets the library's calls of
// __aeabi_memcpy and __aeabi_memclr end here. A C library spends several times these bytes on speed that short
// copies do not need, and a firmware without a C library has neither.

#include <stddef.h>
#include <stdint.h>

// Four words at a time where addresses allow it, and the rest byte by byte.
void bare_copy(void *target, const void *source, size_t count) {
  if ((((uintptr_t)target | (uintptr_t)source) & 3) == 0) {
    uint32_t *to = target;
    const uint32_t *from = source;
    for (; count >= 16; count -= 16) {
      to[0] = from[0], to[1] = from[1], to[2] = from[2], to[3] = from[3];
      to += 4, from += 4;
    }
    target = to, source = from;
  }
  unsigned char *to = target;
  const unsigned char *from = source;
  while (count-- > 0) *to++ = *from++;
}

// Four words at a time where the address allows it, and the rest byte by byte.
void bare_clear(void *target, size_t count) {
  if (((uintptr_t)target & 3) == 0) {
    uint32_t *to = target;
    for (; count >= 16; count -= 16) {
      to[0] = 0, to[1] = 0, to[2] = 0, to[3] = 0;
      to += 4;
    }
    target = to;
  }
  unsigned char *to = target;
  while (count-- > 0) *to++ = 0;
}
