// Log loss of one score, and its derivative.

#include "logistic_parts.h"

// Loss max(z, 0) − y·z + log(1 + exp(−|z|)) and gradient σ(z) − y, for the score z and the label y
// in [0, 1].
INLINE void NAME(cross_entropy)(vec z, vec y, vec *loss, vec *gradient) {
  const logistic_parts a = NAME(logistic_of)(z);
  const vec zero = NAME(splat)(0), one = NAME(splat)(1);
  const ivec positive = z > zero;
  const pair log = NAME(log_one_plus)(a.decay).value;
  // (1 − y)·z or −y·z: no term is negative. The label that agrees with the score leaves the
  // logarithm alone, also at ±∞.
  const vec distance = NAME(select)(positive, one - y, y);
  const vec linear = NAME(select)(distance == zero, zero, distance * NAME(absolute)(z));
  const vec far = NAME(scale)(a.e.significand.high, a.e.power);
  const vec logarithm_of_sum =
      NAME(select)(NAME(absolute)(z) > 40.0, far, log.high + log.low);
  *loss = linear + logarithm_of_sum;
  // Near y = 1 as (1 − y) − σ(−z), which is exact where both are small.
  const ivec upper = y >= 0.5;
  logistic_parts b = a;
  b.negative = a.negative ^ upper;
  const vec probability = NAME(sigmoid_value)(&b);
  *gradient = NAME(select)(upper, (one - y) - probability, probability - y);
}
