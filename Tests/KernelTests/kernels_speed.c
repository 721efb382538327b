/// What the kernels cost through their dispatchers: instructions a call on a board in QEMU, nanoseconds elsewhere.
/// The chain is the int8 autoencoder of MLPerf Tiny: 640-128x4-8-128x4-640, 264,192 products.

#include <stdio.h>

#include "cost.h"
#include "kernels.h"

static const int32_t widths[] = {640, 128, 128, 128, 128, 8, 128, 128, 128, 128, 640};
enum { layers = 10, products = 264192, most_width = 640 };

static _Alignas(64) int8_t weights[products];
static _Alignas(64) int8_t activations[2][most_width];
static _Alignas(64) int32_t acc[most_width], multipliers[most_width], target[most_width];
static _Alignas(64) float floats[64 * 128], sums[64], inputs[128];
static _Alignas(64) uint16_t halves[64 * 128];
static volatile uint64_t sink;
static int32_t tier;

static void dot_128x128(void) { anomaly_dot(tier, acc, weights, activations[0], 128, 128); }
static void dot_128x640(void) { anomaly_dot(tier, acc, weights, activations[0], 128, 640); }
static void dot_640x128(void) { anomaly_dot(tier, acc, weights, activations[0], 640, 128); }
static void dot_128x8(void) { anomaly_dot(tier, acc, weights, activations[0], 128, 8); }
static void dot_8x128(void) { anomaly_dot(tier, acc, weights, activations[0], 8, 128); }
static void requantise_128(void) {
  anomaly_requantise(tier, activations[1], acc, multipliers, 128, 8, -3, -128, 127);
}
static void residual_640(void) { sink += anomaly_residual(tier, acc, multipliers, target, 640, 8); }
static void dot_f32(void) { anomaly_dot_f32(tier, sums, floats, inputs, 64, 128); }
static void dot_f16(void) { anomaly_dot_f16(tier, sums, halves, inputs, 64, 128); }

static void chain(void) {
  const int8_t *w = weights;
  for (int layer = 0; layer < layers; layer++) {
    const int32_t columns = widths[layer], rows = widths[layer + 1];
    anomaly_copy(acc, target, rows);
    anomaly_dot(tier, acc, w, activations[layer % 2], rows, columns);
    w += rows * columns;
    if (layer + 1 == layers) sink += anomaly_residual(tier, acc, multipliers, target, rows, 8);
    else anomaly_requantise(tier, activations[(layer + 1) % 2], acc, multipliers, rows, 8, 0, 0, 127);
  }
}

static void show(const char *name, void (*call)(void), uint32_t macs) {
  const uint64_t tenths = cost_in_tenths(call);
  printf("%-12s %-14s %8lu.%lu %s", anomaly_tier_name(tier), name, (unsigned long)(tenths / 10),
         (unsigned long)(tenths % 10), cost_unit);
  const uint64_t thousandths = (tenths * 100 + macs / 2) / macs;
  printf("%4lu.%03lu for each of %lu\n", (unsigned long)(thousandths / 1000), (unsigned long)(thousandths % 1000),
         (unsigned long)macs);
}

int main(void) {
  for (int32_t i = 0; i < products; i++) weights[i] = (int8_t)(i * 37 % 255 - 127);
  for (int32_t i = 0; i < most_width; i++) {
    activations[0][i] = (int8_t)(i * 11);
    multipliers[i] = 0x01000000 + i;
    target[i] = i * 1000;
  }
  for (int32_t i = 0; i < 64 * 128; i++) floats[i] = 1, halves[i] = 0x3c00;
  for (tier = anomaly_cpu_tier(); tier >= 0; tier--) {
#if !defined(__x86_64__) && !defined(__aarch64__)
    if (tier != anomaly_cpu_tier()) break;  // the dispatchers of these targets have one tier
#endif
    show("dot 128x128", dot_128x128, 128 * 128);
    show("dot 640x128", dot_640x128, 640 * 128);
    show("dot 128x640", dot_128x640, 128 * 640);
    show("dot 128x8", dot_128x8, 128 * 8);
    show("dot 8x128", dot_8x128, 8 * 128);
    show("requantise 128", requantise_128, 128);
    show("residual 640", residual_640, 640);
    show("f32 64x128", dot_f32, 64 * 128);
    show("f16 64x128", dot_f16, 64 * 128);
    show("mlperf-tiny", chain, products);
  }
  return 0;
}
