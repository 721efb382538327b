/* Start-up of a Cortex-M: vector table, coprocessors, memory; then main, whose value ends the program. */

#include <stdint.h>

#include "semihosting.h"

extern uint32_t data_start[], data_end[], bss_start[], bss_end[], stack_top[];
extern const uint32_t data_image[];
int main(void);
void reset(void);

static void fault(void) {
  semihosting_write("fault: the processor stopped at an error\n");
  semihosting_exit(3);
}

__attribute__((section(".vectors"), used)) static void (*const vectors[16])(void) = {
  (void (*)(void))stack_top, reset, fault, fault, fault, fault, fault, fault,
  fault, fault, fault, fault, fault, fault, fault, fault,
};

void reset(void) {
#if defined(__ARM_FP) || defined(__ARM_FEATURE_MVE)
  /* CPACR: full access to coprocessors 10 and 11, the float and vector unit. */
  *(volatile uint32_t *)0xE000ED88u |= 0xFu << 20;
  __asm__ volatile("dsb\n isb" ::: "memory");
#endif
  const uint32_t *from = data_image;
  for (uint32_t *to = data_start; to < data_end; to++) *to = *from++;
  for (uint32_t *to = bss_start; to < bss_end; to++) *to = 0;
  semihosting_exit(main());
}
