/* Output and exit through the debugger or emulator that runs the board (Arm semihosting). */
#ifndef SEMIHOSTING_H
#define SEMIHOSTING_H

/* Prints text that ends with a zero byte. */
void semihosting_write(const char *text);

/* Ends the run; QEMU exits with `status`. */
__attribute__((noreturn)) void semihosting_exit(int status);

#endif
