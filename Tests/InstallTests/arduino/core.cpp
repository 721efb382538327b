// Arduino's main: setup once, loop for ever.
#include "Arduino.h"

#include <stdlib.h>

void setup();
void loop();
extern "C" void _exit(int) __attribute__((noreturn));

SerialPort Serial;

void delay(unsigned long) {
  static int count = 0;
  if (++count < 100) return;
  fflush(stdout);
  _exit(0);
}

int main() {
  setup();
  for (;;) loop();
}
