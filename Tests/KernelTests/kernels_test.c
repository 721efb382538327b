/// Holds every tier that this CPU runs equal, bit for bit, to the definition in `definition.h`.
/// Prints a line a tier; exits with 1 on the first difference.

#include <stdio.h>
#include <string.h>

#include "definition.h"
#include "kernels.h"

enum { most_rows = 136, most_columns = 144, most_count = 68 };

/// The kernels of one tier. Those that a tier takes over from another stand here again.
typedef struct {
  int32_t number;
  void (*dot)(int32_t *, const int8_t *, const int8_t *, int32_t, int32_t);
  void (*requantise)(
      int8_t *, const int32_t *, const int32_t *, int32_t, int32_t, int32_t, int32_t, int32_t);
  uint64_t (*residual)(const int32_t *, const int32_t *, const int32_t *, int32_t, int32_t);
  void (*dot_f32)(float *, const float *, const float *, int32_t, int32_t);
  void (*dot_f16)(float *, const uint16_t *, const float *, int32_t, int32_t);
} tier_kernels;

#if defined(__x86_64__)
/// Vectors take a multiple of 8 numbers; the dispatchers add the others.
static void requantise_in_vectors(
    int8_t *out, const int32_t *acc, const int32_t *multipliers, int32_t count, int32_t preshift, int32_t zero,
    int32_t low, int32_t high) {
  anomaly_requantise(ANOMALY_TIER_AVX2, out, acc, multipliers, count, preshift, zero, low, high);
}
#endif

static const tier_kernels tiers[] = {
  {ANOMALY_TIER_PLAIN, anomaly_dot_plain, anomaly_requantise_plain, anomaly_residual_plain, anomaly_dot_f32_plain,
   anomaly_dot_f16_plain},
#if ANOMALY_HAS_THUMB1
  {ANOMALY_TIER_PLAIN, anomaly_dot_thumb1, anomaly_requantise_plain, anomaly_residual_plain, anomaly_dot_f32_plain,
   anomaly_dot_f16_plain},
#endif
#if defined(__x86_64__)
  {ANOMALY_TIER_SSE2, anomaly_dot_sse2, anomaly_requantise_plain, anomaly_residual_plain, anomaly_dot_f32_plain,
   anomaly_dot_f16_plain},
  {ANOMALY_TIER_AVX2, anomaly_dot_avx2, requantise_in_vectors, anomaly_residual_plain, anomaly_dot_f32_avx2,
   anomaly_dot_f16_avx2},
  {ANOMALY_TIER_VNNI, anomaly_dot_vnni, requantise_in_vectors, anomaly_residual_plain, anomaly_dot_f32_avx2,
   anomaly_dot_f16_avx2},
#endif
#if defined(__ARM_NEON)
  {ANOMALY_TIER_NEON, anomaly_dot_neon, anomaly_requantise_neon, anomaly_residual_neon, anomaly_dot_f32_plain,
   anomaly_dot_f16_plain},
#endif
#if defined(__aarch64__)
  {ANOMALY_TIER_DOTPROD, anomaly_dot_dotprod, anomaly_requantise_neon, anomaly_residual_neon, anomaly_dot_f32_plain,
   anomaly_dot_f16_plain},
#endif
#if ANOMALY_HAS_DSP
  {ANOMALY_TIER_DSP, anomaly_dot_dsp, anomaly_requantise_dsp, anomaly_residual_dsp, anomaly_dot_f32_plain,
   anomaly_dot_f16_plain},
#endif
#if defined(__ARM_FEATURE_MVE)
  {ANOMALY_TIER_MVE, anomaly_dot_mve, anomaly_requantise_mve, anomaly_residual_mve, anomaly_dot_f32_plain,
   anomaly_dot_f16_plain},
#endif
};

/// Whether this run can execute the tier: the tiers of a target are numbered from slow to fast.
static int runs_here(int32_t tier) {
#if defined(TEST_EMULATED)
  return tier >= 0;
#else
  return tier <= anomaly_cpu_tier();
#endif
}

// MARK: Numbers

static uint32_t state = 1;

static uint32_t next_bits(void) {
  state ^= state << 13, state ^= state >> 17, state ^= state << 5;
  return state;
}

/// How a case draws its numbers: all of them extreme, some of them, or none.
enum { extreme_all, extreme_some, extreme_none, pattern_count };

static int8_t next_int8(int pattern, int8_t least, int8_t most) {
  const uint32_t bits = next_bits();
  const int extreme = pattern == extreme_all || (pattern == extreme_some && bits >> 30 == 0);
  if (extreme) return bits & 1 ? least : most;
  return (int8_t)(least + (int32_t)(bits >> 8) % (most - least + 1));
}

static int32_t next_int32(int pattern, int32_t least, int32_t most) {
  const uint32_t bits = next_bits();
  const int extreme = pattern == extreme_all || (pattern == extreme_some && bits >> 30 == 0);
  if (extreme) return bits & 1 ? least : most;
  return (int32_t)(least + (int64_t)(next_bits() % ((uint64_t)((int64_t)most - least) + 1)));
}

/// Floats of either sign: from 2^-40 to 2^16, and zero.
static float next_float(void) {
  const uint32_t bits = next_bits();
  const uint32_t exponent = 127 - 40 + next_bits() % 56;
  const uint32_t number = (bits & 0x807fffff) | exponent << 23;
  float value;
  memcpy(&value, &number, 4);
  return bits % 61 == 0 ? 0 : value;
}

/// Any finite half.
static uint16_t next_half(void) {
  const uint16_t bits = (uint16_t)(next_bits() >> 7);
  return (bits & 0x7c00) == 0x7c00 ? bits & 0x83ff : bits;
}

// MARK: Cases

static _Alignas(64) int8_t weights[most_rows * most_columns];
static _Alignas(64) float weights_f32[most_rows * most_columns];
static _Alignas(64) uint16_t weights_f16[most_rows * most_columns];
static _Alignas(64) int8_t x[most_columns], x_high[most_columns];
static _Alignas(64) float x_float[most_columns];

static int dot_differs(const tier_kernels *tier, int32_t rows, int32_t columns, int pattern) {
  int32_t want[most_rows + 1], got[most_rows + 1];
  for (int32_t i = 0; i < rows * columns; i++) weights[i] = next_int8(pattern, -127, 127);
  for (int32_t i = 0; i < columns; i++) x[i] = next_int8(pattern, -128, 127);
  for (int32_t i = 0; i <= rows; i++) want[i] = got[i] = next_int32(pattern, INT32_MIN, INT32_MAX);
  define_dot(want, weights, x, rows, columns);
  tier->dot(got, weights, x, rows, columns);
  return memcmp(want, got, sizeof(int32_t) * (size_t)(rows + 1)) != 0;
}

/// By the number of the tier, because most tiers share their way.
static int dot_wide_differs(const tier_kernels *tier, int32_t rows, int32_t columns, int pattern) {
  int32_t want[most_rows + 1], got[most_rows + 1];
  for (int32_t i = 0; i < rows * columns; i++) weights[i] = next_int8(pattern, -127, 127);
  for (int32_t i = 0; i < columns; i++) {
    const int32_t value = next_int32(pattern, -32768, 32639);
    x[i] = (int8_t)value;
    x_high[i] = (int8_t)((value + 128) >> 8);
  }
  for (int32_t i = 0; i <= rows; i++) want[i] = got[i] = next_int32(pattern, INT32_MIN, INT32_MAX);
  define_dot_wide(want, weights, x, x_high, rows, columns);
  if (tier->number == ANOMALY_TIER_PLAIN) {
    int32_t plain[most_rows];
    memcpy(plain, got, sizeof(int32_t) * (size_t)rows);
    anomaly_dot_wide_plain(plain, weights, x, x_high, rows, columns);
    if (memcmp(want, plain, sizeof(int32_t) * (size_t)rows) != 0) return 1;
  }
  anomaly_dot_wide(tier->number, got, weights, x, x_high, rows, columns);
  return memcmp(want, got, sizeof(int32_t) * (size_t)(rows + 1)) != 0;
}

static int dot_float_differs(const tier_kernels *tier, int32_t rows, int32_t columns, int half) {
  float want[most_rows + 1], got[most_rows + 1];
  for (int32_t i = 0; i < rows * columns; i++) weights_f32[i] = next_float(), weights_f16[i] = next_half();
  for (int32_t i = 0; i < columns; i++) x_float[i] = next_float();
  for (int32_t i = 0; i <= rows; i++) want[i] = got[i] = next_float();
  if (half) {
    define_dot_f16(want, weights_f16, x_float, rows, columns);
    tier->dot_f16(got, weights_f16, x_float, rows, columns);
  } else {
    define_dot_f32(want, weights_f32, x_float, rows, columns);
    tier->dot_f32(got, weights_f32, x_float, rows, columns);
  }
  return memcmp(want, got, sizeof(float) * (size_t)(rows + 1)) != 0;
}

static int scaling_differs(const tier_kernels *tier, int32_t count, int pattern) {
  int32_t acc[most_count], multipliers[most_count], target[most_count];
  _Alignas(4) int8_t want[most_count + 4], got[most_count + 4];
  const int32_t preshift = 1 + (int32_t)(next_bits() % 30);
  const int32_t zero = next_int8(pattern, -128, 127);
  const int32_t a = next_int8(pattern, -128, 127), b = next_int8(pattern, -128, 127);
  // Sums of the size that the shift leaves inside 32 bits, and any sums at all.
  const int32_t limit = next_bits() & 1 ? INT32_MAX : INT32_MAX >> preshift;
  for (int32_t i = 0; i < count; i++) {
    acc[i] = next_int32(pattern, -limit - 1, limit);
    multipliers[i] = next_int32(pattern, 0, INT32_MAX);
    if (next_bits() & 1) multipliers[i] >>= next_bits() % 31;
    target[i] = next_int32(pattern, -(1 << 21), 1 << 21);
  }
  memset(want, 0x55, sizeof want);
  memset(got, 0x55, sizeof got);
  const int32_t whole = count & ~3;
  define_requantise(want, acc, multipliers, whole, preshift, zero, a < b ? a : b, a < b ? b : a);
  tier->requantise(got, acc, multipliers, whole, preshift, zero, a < b ? a : b, a < b ? b : a);
  const uint64_t sum = define_residual(acc, multipliers, target, count, preshift);
  return memcmp(want, got, sizeof want) != 0 || tier->residual(acc, multipliers, target, count, preshift) != sum;
}

static int cell_differs(const tier_kernels *tier, int32_t count, int pattern) {
  int32_t want[most_count + 1], got[most_count + 1], b[most_count], bias[most_count], m[most_count], n[most_count];
  int16_t table[257];
  const int32_t s = 1 + (int32_t)(next_bits() % 30), t = 1 + (int32_t)(next_bits() % 30);
  for (int32_t i = 0; i <= count; i++) want[i] = got[i] = next_int32(pattern, INT32_MIN, INT32_MAX);
  for (int32_t i = 0; i < count; i++) {
    b[i] = next_int32(pattern, INT32_MIN, INT32_MAX), bias[i] = next_int32(pattern, INT32_MIN, INT32_MAX);
    m[i] = next_int32(pattern, 0, INT32_MAX), n[i] = next_int32(pattern, 0, INT32_MAX);
  }
  define_scale_sum(want, b, bias, m, n, count, s, t);
  anomaly_scale_sum(tier->number, got, b, bias, m, n, count, s, t);
  if (memcmp(want, got, sizeof(int32_t) * (size_t)(count + 1)) != 0) return 1;
  for (int32_t i = 0; i < 257; i++) table[i] = (int16_t)next_int32(pattern, -32768, 32767);
  for (int32_t i = 0; i <= count; i++) want[i] = got[i] = next_int32(pattern, -40000, 40000);
  for (int32_t i = 0; i < count; i++) want[i] = define_curve(want[i], table);
  anomaly_curves(tier->number, got, table, count);
  return memcmp(want, got, sizeof(int32_t) * (size_t)(count + 1)) != 0;
}

#if defined(__x86_64__)
#include "vectors_test.h"
#endif

/// A half times 1 is the half: each of the finite ones, 16 at a time in 64 rows.
static int some_half_differs(const tier_kernels *tier) {
  const float one[1] = {1};
  for (uint32_t first = 0; first < 0x10000; first += 64) {
    uint16_t halves[64];
    float got[64] = {0};
    for (uint32_t i = 0; i < 64; i++) halves[i] = (first & 0x7c00) == 0x7c00 ? 0 : (uint16_t)(first + i);
    tier->dot_f16(got, halves, one, 64, 1);
    for (uint32_t i = 0; i < 64; i++) {
      if (got[i] != define_half(halves[i])) return 1;
    }
  }
  return 0;
}

static int report(const char *name, const char *kernel, int32_t rows, int32_t columns) {
  printf("kernels " TEST_TARGET " %s: %s differs for %d rows and %d columns\n", name, kernel, (int)rows, (int)columns);
  return 1;
}

static int tier_differs(const tier_kernels *tier) {
  const char *name = anomaly_tier_name(tier->number);
  int cases = 0;
  for (int32_t rows = 4; rows <= most_rows; rows += 4) {
    for (int32_t columns = 4; columns <= most_columns; columns += columns < 36 ? 4 : 12) {
      for (int pattern = 0; pattern < pattern_count; pattern++, cases += 2) {
        if (dot_differs(tier, rows, columns, pattern)) return report(name, "dot", rows, columns);
        if (dot_wide_differs(tier, rows, columns, pattern)) return report(name, "dot_wide", rows, columns);
      }
      if (rows % 3 == 0) continue;  // emulated float is slow
      const int32_t odd = columns - (int32_t)(next_bits() % 4);
      if (dot_float_differs(tier, rows, odd, 0)) return report(name, "dot_f32", rows, odd);
      if (dot_float_differs(tier, rows, odd, 1)) return report(name, "dot_f16", rows, odd);
      cases += 2;
    }
  }
  for (int i = 0; i < 4000; i++, cases++) {
    const int32_t count = i % (most_count + 1);
    if (scaling_differs(tier, count, i % pattern_count)) return report(name, "requantise or residual", count, 1);
    if (cell_differs(tier, count, i % pattern_count)) return report(name, "scale_sum or curves", count, 1);
  }
#if defined(__x86_64__)
  for (int i = 0; i < 4000; i++, cases++) {
    const int32_t count = i % (most_count + 1);
    const char *kernel = vectors_differ(tier->number, count, i % pattern_count);
    if (kernel) return report(name, kernel, count, 1);
  }
#endif
  if (some_half_differs(tier)) return report(name, "half", 64, 1);
  printf("kernels " TEST_TARGET " %s: %d cases equal\n", name, cases + 1);
  return 0;
}

int main(void) {
  int differences = 0;
  for (size_t i = 0; i < sizeof tiers / sizeof *tiers; i++) {
    if (runs_here(tiers[i].number)) {
      differences += tier_differs(&tiers[i]);
    } else {
      printf("kernels " TEST_TARGET " %s: this CPU has no such instructions\n", anomaly_tier_name(tiers[i].number));
    }
  }
  return differences > 0;
}
