/// The elementwise part of one step of a recurrent cell.
#ifndef TRAINING_RECURRENT_H
#define TRAINING_RECURRENT_H

/// What one step of a cell reads and writes, all `[units]` lanes. Pointers may be null where it says so.
///
/// `gates` come as the arguments that the matrix products gave and leave as the gates' values:
/// simple [h′]; lstm [i, f, g, o]; gru [n, r, z, U h + c], of which n's argument is W x + b alone.
/// On the way back they come as these values and leave as the loss's derivatives by the arguments.
typedef struct {
  long units;
  float *gates;
  const float *state;  // h before the step; gru only
  const float *cell;   // c before the step; lstm only
  float *next_cell;    // c after the step; lstm only, may be `cell`
  float *bounded;      // tanh of that; lstm only
  float *next_state;   // h after the step, written; may be null; forward only
  float *output;       // the same, written; may be null; forward only
  const float *delta;  // the derivative by h after the step, what the layer's readers say of it; may be null
  float *carry;        // the same, what later steps say of it; gru: becomes z times the sum of both
  const float *soon;   // the gates of the step that is next on the way back, brought nearer; may be null
  float *cell_carry;   // the derivative by c after the step, becomes that by c before; lstm only
} training_cell_step;

/// Kinds of cells.
enum { TRAINING_SIMPLE_CELL, TRAINING_LSTM_CELL, TRAINING_GRU_CELL };

#endif
