/* Start-up of a RISC-V core in machine mode: trap vector, stack, memory; then main, whose value ends the program. */

#include <stdint.h>

#include "semihosting.h"

extern uint32_t data_start[], data_end[], bss_start[], bss_end[];
extern const uint32_t data_image[];
int main(void);
void reset(void);
void start(void);

__attribute__((aligned(4), used)) static void fault(void) {
  semihosting_write("fault: the processor stopped at an error\n");
  semihosting_exit(3);
}

/* The board begins at its first address, where the linker script puts this section. */
__attribute__((section(".vectors"), naked)) void reset(void) {
  __asm__ volatile(".option arch, +zicsr\n la sp, stack_top\n la t0, fault\n csrw mtvec, t0\n j start");
}

void start(void) {
  const uint32_t *from = data_image;
  for (uint32_t *to = data_start; to < data_end; to++) *to = *from++;
  for (uint32_t *to = bss_start; to < bss_end; to++) *to = 0;
  semihosting_exit(main());
}
