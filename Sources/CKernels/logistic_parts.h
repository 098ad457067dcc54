// The logistic function in parts: everything from e = exp(−|x|), as pairs, rounded once at the end.

#include "elementary.h"

// The parts of 1/(1 + e) and e/(1 + e) for the score x, without forming a subnormal number.
typedef struct {
  ivec negative;
  // exp(−|x|) unscaled and scaled; 1 + exp(−|x|) and its inverse, rounded.
  exponential e;
  pair decay, sum;
  vec inverse;
} NAME(logistic_parts);
#define logistic_parts NAME(logistic_parts)

// For a score that is negative where `negative`, and −|x|, at least −ARGUMENT_LIMIT.
INLINE logistic_parts NAME(logistic)(ivec negative, pair minus_absolute) {
  logistic_parts a;
  a.negative = negative;
  a.e = NAME(decaying_exp)(minus_absolute);
  const vec two_n = a.e.power.first * a.e.power.second;
  a.decay = (pair){a.e.significand.high * two_n, a.e.significand.low * two_n};
  a.sum = NAME(fast_sum)(NAME(splat)(1), a.decay.high);
  a.sum.low += a.decay.low;
  a.inverse = 1.0 / a.sum.high;
  return a;
}

// −|x|, but at least −ARGUMENT_LIMIT; NaN stays NaN.
INLINE pair NAME(minus_absolute)(vec x) {
  const vec z = -NAME(absolute)(x), limit = NAME(splat)(-ARGUMENT_LIMIT);
  return (pair){NAME(select)(z < limit, limit, z), NAME(splat)(0)};
}

INLINE logistic_parts NAME(logistic_of)(vec x) {
  return NAME(logistic)(x < 0.0, NAME(minus_absolute)(x));
}

INLINE pair NAME(one)(void) { return (pair){NAME(splat)(1), NAME(splat)(0)}; }

// 2^n where x < 0 and 1 elsewhere: the power that is left out until the end.
INLINE power_of_two NAME(left_out)(const logistic_parts *a) {
  return (power_of_two){
      NAME(select)(a->negative, a->e.power.first, 1.0 / a->e.power.second), a->e.power.second};
}

INLINE pair NAME(sum_squared)(const logistic_parts *a) {
  const pair square = NAME(product)(a->sum.high, a->sum.high);
  return (pair){square.high, NAME(multiply_add)(2.0 * a->sum.high, a->sum.low, square.low)};
}

// σ = 1/(1 + e) or e/(1 + e).
INLINE vec NAME(sigmoid_value)(const logistic_parts *a) {
  const pair numerator = NAME(select_pair)(a->negative, a->e.significand, NAME(one)());
  return NAME(scale)(NAME(quotient)(numerator, a->sum, a->inverse), NAME(left_out)(a));
}

// σ′ = e/(1 + e)².
INLINE vec NAME(sigmoid_slope)(const logistic_parts *a) {
  const vec inverse = a->inverse * a->inverse;
  return NAME(scale)(
      NAME(quotient)(a->e.significand, NAME(sum_squared)(a), inverse), a->e.power);
}

// x·σ(z), for z with the sign of x; z = x in SiLU.
INLINE vec NAME(gated_value)(vec x, const logistic_parts *a) {
  const pair numerator = NAME(select_pair)(a->negative, a->e.significand, NAME(one)());
  const pair product = NAME(scalar_product)(x, numerator);
  const vec value = NAME(scale)(NAME(quotient)(product, a->sum, a->inverse), NAME(left_out)(a));
  return NAME(copy_sign)(value, x);
}

// σ(z) + w·σ′(z) = (1 + (1 + w)e)/(1 + e)² for z ≥ 0 and e(1 + e + w)/(1 + e)² for z < 0, where w =
// x·dz/dx.
INLINE vec NAME(gated_slope)(pair w, const logistic_parts *a) {
  const pair one_plus_w = NAME(pair_sum)(NAME(splat)(1), w);
  const pair gain = NAME(pair_product)(one_plus_w, a->decay);
  const pair high = NAME(pair_sum)(NAME(splat)(1), gain);
  pair bracket = NAME(pair_sum)(a->decay.high, one_plus_w);
  bracket.low += a->decay.low;
  const pair low = NAME(pair_product)(bracket, a->e.significand);
  const pair numerator = NAME(select_pair)(a->negative, low, high);
  const vec inverse = a->inverse * a->inverse;
  return NAME(scale)(
      NAME(quotient)(numerator, NAME(sum_squared)(a), inverse), NAME(left_out)(a));
}
