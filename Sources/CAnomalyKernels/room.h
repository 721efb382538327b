/// Memory of the stack that nobody clears: Swift has no variable without a value, and 512 bytes of zeros for every
/// layer are felt on a microcontroller.
#ifndef ANOMALY_KERNELS_ROOM_H
#define ANOMALY_KERNELS_ROOM_H

#include <stdint.h>

/// Accumulators of two chunks of 64 rows.
typedef struct {
  int32_t words[128];
} anomaly_room;

/// Room with any contents: write before you read.
static inline anomaly_room anomaly_uninitialised_room(void) {
  anomaly_room room;
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wuninitialized"
  return room;
#pragma clang diagnostic pop
}

#endif
