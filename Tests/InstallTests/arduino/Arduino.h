/* What a sketch of this library takes from Arduino's core; the program ends after 100 delays. */
#ifndef ARDUINO_H
#define ARDUINO_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct SerialPort {
  void begin(unsigned long) {}
  void print(const char *text) { printf("%s", text); }
  void print(double number, int digits) {
    for (int i = 0; i < digits; i++) number *= 10;
    printf("%lue-%d", (unsigned long)number, digits);
  }
  void println() { printf("\n"); }
  void println(const char *text) { printf("%s\n", text); }
};
extern SerialPort Serial;

void delay(unsigned long milliseconds);

#endif
