/* Loaded before a program (LD_PRELOAD) whose every allocation then ends it with status 99, from the first line of main
 * on. Standard streams get buffers here, which they would otherwise allocate. */
#define _GNU_SOURCE

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char input[4096], output[4096];

__attribute__((constructor)) static void give_buffers(void) {
  setvbuf(stdin, input, _IOFBF, sizeof input);
  setvbuf(stdout, output, _IOFBF, sizeof output);
}

static void *refuse(void) {
  static const char sentence[] = "an allocation, where none is allowed\n";
  const ssize_t written = write(2, sentence, sizeof sentence - 1);
  _exit(written > 0 ? 99 : 98);
}

void *malloc(size_t bytes) { return (void)bytes, refuse(); }
void *calloc(size_t count, size_t bytes) { return (void)count, (void)bytes, refuse(); }
void *realloc(void *memory, size_t bytes) { return (void)memory, (void)bytes, refuse(); }
void *aligned_alloc(size_t alignment, size_t bytes) { return (void)alignment, (void)bytes, refuse(); }
void *memalign(size_t alignment, size_t bytes) { return (void)alignment, (void)bytes, refuse(); }
void *valloc(size_t bytes) { return (void)bytes, refuse(); }
int posix_memalign(void **memory, size_t alignment, size_t bytes) {
  return (void)memory, (void)alignment, (void)bytes, (void)refuse(), 1;
}
void free(void *memory) { (void)memory; }
