// The activations without an exponential.

#include "elementary.h"
#include "map.h"

// NaN where x is NaN, and v elsewhere.
INLINE vec NAME(keep_nan)(vec x, vec v) { return NAME(select)(x == x, v, x); }

// 1 for x ≥ 0.
INLINE void NAME(binary_step)(const double *parameters, vec x, vec *outputs) {
  (void)parameters;
  const vec zero = NAME(splat)(0);
  outputs[0] = NAME(keep_nan)(x, NAME(select)(x >= zero, NAME(splat)(1), zero));
  outputs[1] = NAME(keep_nan)(x, zero);
}

// x for x > 0, a·x elsewhere; with a = 0 that is 0, also at −∞.
INLINE void NAME(leaky_relu)(const double *parameters, vec x, vec *outputs) {
  const vec leak = NAME(splat)(parameters[0]), zero = NAME(splat)(0);
  const ivec positive = x > zero;
  const vec low = NAME(select)(leak == zero, NAME(keep_nan)(x, zero), leak * x);
  outputs[0] = NAME(select)(positive, x, low);
  outputs[1] = NAME(select)(positive, NAME(splat)(1), NAME(keep_nan)(x, leak));
}

// (x + 3)/6 between 0 and 1.
INLINE void NAME(hard_sigmoid)(const double *parameters, vec x, vec *outputs) {
  (void)parameters;
  const vec zero = NAME(splat)(0), one = NAME(splat)(1);
  const ivec below = x <= -3.0, above = x >= 3.0;
  const vec value = NAME(select)(above, one, (x + 3.0) / 6.0);
  outputs[0] = NAME(select)(below, zero, value);
  const vec slope = NAME(select)(below | above, zero, one / 6.0);
  outputs[1] = NAME(keep_nan)(x, slope);
}

// x/(1 + |x|), with slope 1/(1 + |x|)².
INLINE void NAME(softsign)(const double *parameters, vec x, vec *outputs) {
  (void)parameters;
  // Beyond 2^600 the value is ±1 and the slope 0, and infinity would make NaN of both.
  const vec z = NAME(clamp)(x, 0x1p600), one = NAME(splat)(1);
  const pair sum = NAME(any_sum)(one, NAME(absolute)(z));
  const vec inverse = one / sum.high;
  outputs[0] = NAME(copy_sign)(NAME(quotient)((pair){z, NAME(splat)(0)}, sum, inverse), x);
  const vec correction = inverse * (NAME(residual)(one, inverse, sum.high) - inverse * sum.low);
  const pair square = NAME(product)(inverse, inverse);
  outputs[1] = square.high + NAME(multiply_add)(2.0 * inverse, correction, square.low);
}

#define KERNEL(name) \
  static void NAME(ck_##name)( \
      const double *parameters, const double *x, size_t n, double *value, double *slope) { \
    NAME(map)(NAME(name), parameters, 1, x, n, value, slope, 0); \
  }
KERNEL(binary_step)
KERNEL(leaky_relu)
KERNEL(hard_sigmoid)
KERNEL(softsign)
#undef KERNEL
#include "end_template.h"
