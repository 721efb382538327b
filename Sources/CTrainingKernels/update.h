/// Steps of the optimisers, elementwise over any count of parameters: what the rules have in common.
#ifndef TRAINING_UPDATE_H
#define TRAINING_UPDATE_H

/// Before any rule g becomes clamp(g * gradient_scale, -limit, limit) + coupled_decay * p, and every rule ends with
/// p = p - decay * p - step.
typedef struct {
  float gradient_scale;  // 1, or what brings the gradient's norm down
  float limit;           // infinity, or the greatest |g|
  float coupled_decay;   // of weight decay as a part of the loss
  float decay;           // of weight decay beside the loss, learning rate included
  float rate;            // of the step; with Adam's correction of m
  float beta1;           // of m; momentum
  float beta2;           // of v
  float correction;      // of sqrt v: 1 / sqrt(1 - beta2^t) in Adam
  float epsilon;
} training_update;

#endif
