// GELU, x·Φ(x), from the ratio of Mills; and its form with tanh.

#include "logistic_parts.h"
#include "map.h"

// (u + 4)·exp(u²/2)·Φ(−u) as a polynomial in y = (u − 4)/(u + 4), for 0 ≤ u ≤ 40; relative error
// below 2^−57.
static const double NAME(mills_coefficients)[] = {
    0x1.82b4bb8c94dcep-1,  -0x1.373e3a893c28ap-1,  0x1.8c6dbf2cfc2afp-2,  -0x1.7dff2bff6836fp-3,
    0x1.eec4cc3e4dc28p-5,  -0x1.ee27610489488p-8,  -0x1.c81719d61b984p-9, 0x1.ab825fc31e6b6p-10,
    0x1.17a4aec5034d2p-13, -0x1.e4a425e64becdp-13, -0x1.001f476f64d56p-19, 0x1.26d0a086a6f5fp-15,
    0x1.80c1d81b2e133p-21, -0x1.8d4b8226b2abep-18, -0x1.520fe422b9a7cp-21, 0x1.12365ab4f70dap-20,
    0x1.23d2974c408ccp-22, -0x1.4cb4177d9055cp-23, -0x1.6ea9366c71d31p-24, 0x1.c7a5cd3cedadap-27,
    0x1.5083bc814519ep-26, 0x1.0790e75d68ebdp-29,  -0x1.5929145f28705p-29, -0x1.8d587b432f065p-31};

// The polynomial at y = high + low as a pair. Its first coefficients decide the error: for them
// Horner's rule goes one step at a time, in which the rounding errors are smallest, and y counts in
// full.
INLINE pair NAME(mills)(pair y) {
  const double *c = NAME(mills_coefficients);
  vec sum = NAME(polynomial)(y.high, c + 4, 20);
  for (int i = 3; i >= 1; i--) {
    const vec low = NAME(multiply_add)(y.low, sum, NAME(splat)(c[i]));
    sum = NAME(multiply_add)(y.high, sum, low);
  }
  const pair product = NAME(scalar_product)(sum, y);
  return NAME(pair_sum)(NAME(splat)(c[0]), product);
}

// Φ(−u) = m·2^n·ratio/(u + 4), with exp(−u²/2) = m·2^n where u² is taken exactly.
INLINE void NAME(gelu)(const double *parameters, vec x, vec *outputs) {
  (void)parameters;
  // Φ(−39) is less than any double.
  const vec z = NAME(clamp)(x, 39), u = NAME(absolute)(z), one = NAME(splat)(1);
  const ivec negative = z < 0.0;
  const pair square = NAME(product)(z, z);
  const exponential e = NAME(decaying_exp)((pair){-0.5 * square.high, -0.5 * square.low});
  const pair m = e.significand;
  const pair sum = NAME(any_sum)(u, NAME(splat)(4)), difference = NAME(any_sum)(u, NAME(splat)(-4));
  const vec inverse = 1.0 / sum.high;
  pair y = {difference.high * inverse, difference.low};
  y.low = (NAME(residual)(difference.high, y.high, sum.high) - y.high * sum.low + y.low) * inverse;
  const pair ratio = NAME(mills)(y);
  const pair product = NAME(pair_product)(ratio, m);
  const power_of_two power = {
      NAME(select)(negative, e.power.first, NAME(splat)(0x1p1000)), e.power.second};

  // x·Φ(x) as it is for x < 0, x·(1 − Φ(−x)) for x ≥ 0.
  const vec low = NAME(quotient)(NAME(scalar_product)(z, product), sum, inverse);
  const vec tail = NAME(scale)(NAME(quotient)(product, sum, inverse), e.power);
  const pair rest = NAME(scalar_product)(z, NAME(fast_sum)(one, -tail));
  const vec value = NAME(scale)(NAME(select)(negative, low, rest.high + rest.low), power);
  outputs[0] = NAME(select)(x > 39.0, x, NAME(copy_sign)(value, x));

  // Φ(x) + x·φ(x): with k = exp(u²/2)Φ(−u) − u/√(2π), it is m·2^n·k for x < 0 and 1 − m·2^n·k for x
  // ≥ 0.
  const double inverse_root = 0x1.9884533d43651p-2, inverse_root_low = -0x1.cbc0d30ebfd15p-56;
  const vec quotient = ratio.high * inverse;
  const vec quotient_low =
      (NAME(residual)(ratio.high, quotient, sum.high) - quotient * sum.low + ratio.low) * inverse;
  const pair line = NAME(scalar_product)(u, NAME(constant)(-inverse_root, -inverse_root_low));
  pair k = NAME(any_sum)(quotient, line.high);
  k.low += quotient_low + line.low;
  const pair bracket = NAME(pair_product)(k, m);
  const vec slope = NAME(scale)(bracket.high + bracket.low, e.power);
  outputs[1] = NAME(select)(negative, slope, one - slope);
}

// x·σ(z) with z = 2√(2/π)·(x + 0.044715x³): z as a pair, as its error is multiplied by z.
INLINE void NAME(gelu_tanh)(const double *parameters, vec x, vec *outputs) {
  (void)parameters;
  // At −25 the value is less than any double.
  const vec y = NAME(clamp)(x, 25);
  const pair linear = NAME(constant)(0x1.9884533d43651p+0, -0x1.cbc0d30ebfd15p-54);
  const pair cubic = NAME(constant)(0x1.2444f2a4d8b4bp-4, -0x1.6c843a29d1c70p-61);
  const pair gain = NAME(pair_product)(NAME(product)(y, y), cubic);
  pair factor = NAME(any_sum)(linear.high, gain.high);
  factor.low += gain.low + linear.low;
  const pair z = NAME(scalar_product)(NAME(absolute)(y), factor);
  const logistic_parts a = NAME(logistic)(y < 0.0, (pair){-z.high, -z.low});
  outputs[0] = NAME(select)(x > 25.0, x, NAME(gated_value)(y, &a));
  // x·dz/dx
  pair growth = NAME(any_sum)(linear.high, 3.0 * gain.high);
  growth.low += NAME(multiply_add)(NAME(splat)(3), gain.low, linear.low);
  outputs[1] = NAME(gated_slope)(NAME(scalar_product)(y, growth), &a);
}

#define KERNEL(name) \
  static void NAME(ck_##name)( \
      const double *parameters, const double *x, size_t n, double *value, double *slope) { \
    NAME(map)(NAME(name), parameters, 1, x, n, value, slope, 0); \
  }
KERNEL(gelu)
KERNEL(gelu_tanh)
#undef KERNEL
#include "end_template.h"
