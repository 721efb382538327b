/* Arm semihosting: `bkpt 0xab` with the number of the request in r0 and its operand in r1. RISC-V has the same requests
   behind three instructions that mean nothing elsewhere, in one page, with a0 and a1. */

#include "semihosting.h"

#include <stdint.h>

static int32_t request(uint32_t number, const void *operand) {
#ifdef __riscv
  register uint32_t a0 __asm__("a0") = number;
  register const void *a1 __asm__("a1") = operand;
  __asm__ volatile(
      ".option push\n .option norvc\n .balign 16\n slli zero, zero, 0x1f\n ebreak\n srai zero, zero, 7\n .option pop"
      : "+r"(a0)
      : "r"(a1)
      : "memory");
  return (int32_t)a0;
#else
  register uint32_t r0 __asm__("r0") = number;
  register const void *r1 __asm__("r1") = operand;
  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return (int32_t)r0;
#endif
}

void semihosting_write(const char *text) {
  const uint32_t write0 = 0x04;
  request(write0, text);
}

void semihosting_exit(int status) {
  const uint32_t exit_extended = 0x20, application_exit = 0x20026;
  const uint32_t operand[2] = {application_exit, (uint32_t)status};
  for (;;) request(exit_extended, operand);
}

/* What newlib's printf and exit end in. */
int _write(int file, const char *bytes, int count);
void _exit(int status);

int _write(int file, const char *bytes, int count) {
  (void)file;
  char text[65];
  for (int done = 0; done < count;) {
    int size = 0;
    while (size < 64 && done < count) text[size++] = bytes[done++];
    text[size] = 0;
    semihosting_write(text);
  }
  return count;
}

void _exit(int status) { semihosting_exit(status); }
