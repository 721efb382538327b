/* The golden cases, one after the other; CASES is the file that tools/conformance puts together. */
  .section .rodata.cases, "a"
  .balign 64
  .global cases_start
cases_start:
  .incbin CASES
  .balign 64
  .global cases_end
cases_end:
  .byte 0
#if defined(__linux__)
  .section .note.GNU-stack, "", %progbits
#endif
