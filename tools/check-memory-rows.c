// Rows of eight noisy sines as CSV: a recording that is as long as wanted.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  if (argc != 2) return fprintf(stderr, "usage: %s ROWS\n", argv[0]), 64;
  const long rows = atol(argv[1]);
  uint64_t state = 1;
  puts("a,b,c,d,e,f,g,h");
  for (long row = 0; row < rows; row++) {
    for (int column = 0; column < 8; column++) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      const double noise = ((double)(state >> 11) * 0x1p-53 - 0.5) * 0.2;
      const double value = sin((double)row / (20 + 7 * column)) * (column + 1) + noise;
      printf(column < 7 ? "%.9f," : "%.9f\n", value);
    }
  }
  return 0;
}
