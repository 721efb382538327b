/// Memory of the stack that nobody clears: Swift has no variable without a value, and 512 bytes of zeros for every
/// layer are felt on a microcontroller.
#ifndef ANOMALY_KERNELS_ROOM_H
#define ANOMALY_KERNELS_ROOM_H

#include <stdint.h>

/// Accumulators of a chunk of 64 rows; beside them its results as bytes, or 16 parts of a float sum.
typedef struct {
  int32_t words[80];
} anomaly_chunk;

/// Accumulators of a recurrent step: 64 rows and 32 of the other product, or 48 of both.
typedef struct {
  int32_t words[96];
} anomaly_step;

/// Accumulators of two chunks of 64 rows.
typedef struct {
  int32_t words[128];
} anomaly_room;

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wuninitialized"
/// A chunk with any contents: write before you read.
static inline anomaly_chunk anomaly_uninitialised_chunk(void) {
  anomaly_chunk chunk;
  return chunk;
}

/// The same for a recurrent step.
static inline anomaly_step anomaly_uninitialised_step(void) {
  anomaly_step step;
  return step;
}

/// Room with any contents: write before you read.
static inline anomaly_room anomaly_uninitialised_room(void) {
  anomaly_room room;
  return room;
}
#pragma clang diagnostic pop

#endif
