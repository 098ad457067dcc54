// Growth curves: value and gradient columns. z = k(t − x0) is rounded as written; all else is
// accurate to a few ulps, times 1 + h where the value is L·exp(−h), and as long as the derivative
// with respect to z is not subnormal.

#include "elementary.h"
#include "map.h"

// t − x0, finite so that 0·(t − x0) is 0.
INLINE vec NAME(distance)(vec t, double midpoint) {
  return NAME(clamp)(t - midpoint, 0x1.fffffffffffffp1023);
}

// L·σ(z), with σ and σ′ from e = exp(−|z|): 1/(1 + e) or e/(1 + e), and e/(1 + e)².
INLINE void NAME(logistic_curve)(const double *parameters, vec t, vec *outputs) {
  const double capacity = parameters[0], rate = parameters[1];
  const vec distance = NAME(distance)(t, parameters[2]);
  const vec z = NAME(clamp)(rate * distance, ARGUMENT_LIMIT);
  const exponential e = NAME(exp_parts)(-NAME(absolute)(z));
  // At the limit the exponential is 0, but its parts times a large L would not be.
  const vec m = NAME(select)(
      NAME(absolute)(z) == ARGUMENT_LIMIT, NAME(splat)(0), e.significand.high);
  const pair sum = NAME(fast_sum)(NAME(splat)(1), NAME(scale)(m, e.power));
  const vec r = 1.0 / sum.high;
  const vec reciprocal = NAME(multiply_add)(-r * r, sum.low, r);
  const ivec negative = z < 0.0;
  const vec one = NAME(splat)(1);
  const power_of_two power = {
      NAME(select)(negative, e.power.first, one), NAME(select)(negative, e.power.second, one)};
  const vec numerator = NAME(select)(negative, m, one) * reciprocal;
  const vec slope = NAME(scale)(capacity * (m * reciprocal * reciprocal), e.power);
  outputs[0] = NAME(scale)(capacity * numerator, power);
  outputs[1] = NAME(scale)(numerator, power);
  outputs[2] = slope * distance;
  outputs[3] = slope * -rate;
}

// exp(−z) without overflow: what is clamped here belongs to a curve that is 0 in double precision.
INLINE vec NAME(decay)(vec z) {
  const vec floor = NAME(splat)(-700);
  return NAME(exp)(-NAME(select)(z < floor, floor, z));
}

// L·exp(−h), h = log(1 + w)/ν, w = ν·exp(−z).
INLINE void NAME(richards_curve)(const double *parameters, vec t, vec *outputs) {
  const double capacity = parameters[0], rate = parameters[1], shape = parameters[3];
  const double log_shape = parameters[4], inverse_shape = parameters[5];
  const vec distance = NAME(distance)(t, parameters[2]);
  const vec z = NAME(clamp)(rate * distance, ARGUMENT_LIMIT);
  const vec decay = NAME(decay)(z);
  // Where w ≤ 1 it is used as it is, so that h tends to exp(−z) as ν → 0; elsewhere its inverse,
  // which cannot overflow.
  const vec a = log_shape - z;
  const ivec large = a > 0.0;
  const vec w = shape * decay;
  vec u = NAME(select)(large, NAME(exp)(-a), w);
  // Rounding can put w past 1 where a ≤ 0.
  u = NAME(select)(u > 1.0, NAME(splat)(1), u);
  const logarithm l = NAME(log_one_plus)((pair){u, NAME(splat)(0)});
  const vec log_u = l.value.high + l.value.low;
  const ivec tiny = u < 0x1p-60;
  // log(1 + w)/w and (log(1 + w) − w/(1 + w))/w², which is (1 − s)²/2·(1/(1 + s) + s·A(s²)) with
  // all terms positive.
  const vec ratio = NAME(select)(tiny, NAME(splat)(1), log_u / u);
  const vec s = l.s, one_minus_s = 1.0 - s;
  const vec kappa =
      0.5 * one_minus_s * one_minus_s * NAME(multiply_add)(s, l.artanh_tail, 1.0 / (1.0 + s));
  const vec h = NAME(select)(large, (a + log_u) * inverse_shape, decay * ratio);
  const vec value = NAME(exp)(-h);
  // −dh/dz = exp(−z)/(1 + w), and −dh/dν.
  const vec inverse = 1.0 / (1.0 + u);
  const vec slope_large = inverse * inverse_shape;
  const vec shape_large = ((a + log_u) - inverse) * inverse_shape;
  const vec scaled = capacity * value;
  const vec slope = scaled * NAME(select)(large, slope_large, decay * inverse);
  // Its factors are finite, and `scaled` is 0 before their product overflows.
  const vec shape_factor = NAME(select)(large, shape_large, kappa * decay);
  outputs[0] = scaled;
  outputs[1] = value;
  outputs[2] = slope * distance;
  outputs[3] = slope * -rate;
  outputs[4] =
      scaled * shape_factor * NAME(select)(large, NAME(splat)(inverse_shape), decay);
}

// L·exp(−exp(−z)).
INLINE void NAME(gompertz_curve)(const double *parameters, vec t, vec *outputs) {
  const double capacity = parameters[0], rate = parameters[1];
  const vec distance = NAME(distance)(t, parameters[2]);
  const vec decay = NAME(decay)(NAME(clamp)(rate * distance, ARGUMENT_LIMIT));
  const vec value = NAME(exp)(-decay);
  const vec scaled = capacity * value;
  const vec slope = scaled * decay;
  outputs[0] = scaled;
  outputs[1] = value;
  outputs[2] = slope * distance;
  outputs[3] = slope * -rate;
}

// N0·exp(r·t); N0 is multiplied in before the power of two, as the product can be finite where
// exp(r·t) is not.
INLINE void NAME(exponential_curve)(const double *parameters, vec t, vec *outputs) {
  const vec exponent = NAME(clamp)(parameters[1] * t, ARGUMENT_LIMIT);
  const exponential e = NAME(exp_parts)(exponent);
  const vec m = NAME(select)(exponent == -ARGUMENT_LIMIT, NAME(splat)(0), e.significand.high);
  const vec scaled = parameters[0] * m;
  outputs[0] = NAME(scale)(scaled, e.power);
  outputs[1] = NAME(scale)(m, e.power);
  outputs[2] = NAME(scale)(scaled * t, e.power);
}

#define CURVE(name, count) \
  static void NAME(ck_##name)( \
      const double *parameters, const double *t, size_t n, double *value, double *gradient, \
      size_t column_stride) { \
    NAME(map)(NAME(name), parameters, count, t, n, value, gradient, column_stride); \
  }
CURVE(logistic_curve, 3)
CURVE(richards_curve, 4)
CURVE(gompertz_curve, 3)
CURVE(exponential_curve, 2)
#undef CURVE
#include "end_template.h"
