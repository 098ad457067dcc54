// The sigmoid and the activations that are made of exponentials.

#include "logistic_parts.h"
#include "map.h"

INLINE void NAME(sigmoid)(const double *parameters, vec x, vec *outputs) {
  (void)parameters;
  const logistic_parts a = NAME(logistic_of)(x);
  outputs[0] = NAME(sigmoid_value)(&a);
  outputs[1] = NAME(sigmoid_slope)(&a);
}

// log(cosh(x/2))/x² as a polynomial in x², for |x| ≤ 1/2; error below 2^−59.
static const double NAME(log_cosh_coefficients)[] = {
    0x1.fffffffffffffp-4, -0x1.5555555554466p-8, 0x1.6c16c167da250p-12, -0x1.ba1b9b5c06e45p-16,
    0x1.1ea38b4375033p-19, -0x1.8265d4a86a4b6p-23, 0x1.f24142f291632p-27};

// softplus for |x| ≤ 1/2, log 2 + x/2 + log(cosh(x/2)). Here x has far more digits than the result,
// and only a form in which every operation is monotone makes the result so.
INLINE vec NAME(softplus_near_zero)(vec x) {
  const double ln2 = 0x1.62e42fefa39efp-1, ln2_low = 0x1.abc9e3b39803fp-56;
  const vec square = x * x;
  const vec p = NAME(polynomial)(square, NAME(log_cosh_coefficients), 7);
  return ln2 + (0.5 * x + NAME(multiply_add)(square, p, NAME(splat)(ln2_low)));
}

// max(x, 0) + log(1 + e).
INLINE vec NAME(softplus_value)(vec x, const logistic_parts *a) {
  const vec zero = NAME(splat)(0);
  const pair log = NAME(log_one_plus)(a->decay).value;
  const pair sum = NAME(any_sum)(NAME(select)(x > zero, x, zero), log.high);
  // Far out the other term no longer matters; there it would be e that underflows, and ∞ − ∞.
  const vec low = NAME(scale)(a->e.significand.high, a->e.power);
  const vec middle = NAME(select)(
      NAME(absolute)(x) < 0.5, NAME(softplus_near_zero)(x), sum.high + (sum.low + log.low));
  return NAME(select)(x > 40.0, x, NAME(select)(x < -40.0, low, middle));
}

INLINE void NAME(softplus)(const double *parameters, vec x, vec *outputs) {
  (void)parameters;
  const logistic_parts a = NAME(logistic_of)(x);
  outputs[0] = NAME(softplus_value)(x, &a);
  outputs[1] = NAME(sigmoid_value)(&a);
}

// log σ(x) = −softplus(−x), with slope σ(−x).
INLINE void NAME(log_sigmoid)(const double *parameters, vec x, vec *outputs) {
  NAME(softplus)(parameters, -x, outputs);
  outputs[0] = -outputs[0];
}

// −t/(2 + t) with t = exp(−2|x|) − 1; the slope is 4σ′(2x).
INLINE void NAME(tanh)(const double *parameters, vec x, vec *outputs) {
  (void)parameters;
  const vec doubled = NAME(clamp)(2.0 * x, ARGUMENT_LIMIT);
  const pair t = NAME(exp_minus_one)(-NAME(absolute)(doubled));
  const pair denominator = NAME(pair_sum)(NAME(splat)(2), t);
  const pair numerator = {-t.high, -t.low};
  const vec value = NAME(quotient)(numerator, denominator, 1.0 / denominator.high);
  outputs[0] = NAME(copy_sign)(value, x);
  const logistic_parts a = NAME(logistic_of)(doubled);
  const vec slope = NAME(quotient)(
      a.e.significand, NAME(sum_squared)(&a), a.inverse * a.inverse);
  outputs[1] = NAME(scale)(4.0 * slope, a.e.power);
}

// scale·x for x > 0, product·(exp(x) − 1) elsewhere; both factors are pairs.
INLINE void NAME(exponential_linear)(pair scale, pair product, vec x, vec *outputs) {
  const ivec positive = x > 0.0;
  const vec negative = NAME(clamp)(NAME(select)(positive, NAME(splat)(0), x), ARGUMENT_LIMIT);
  const pair low = NAME(pair_product)(NAME(exp_minus_one)(negative), product);
  // scale·x in this form stays finite as long as the product does.
  const vec high = NAME(multiply_add)(x, scale.low, x * scale.high);
  const vec curved = NAME(select)(x == 0.0, x * product.high, low.high + low.low);
  outputs[0] = NAME(select)(positive, NAME(select)(x == __builtin_inf(), x, high), curved);
  const exponential e = NAME(exp_parts)(negative);
  const pair slope = NAME(pair_product)(e.significand, product);
  outputs[1] = NAME(select)(positive, scale.high, NAME(scale)(slope.high + slope.low, e.power));
}

INLINE void NAME(elu)(const double *parameters, vec x, vec *outputs) {
  NAME(exponential_linear)(NAME(one)(), NAME(constant)(parameters[0], 0), x, outputs);
}

// λ = 1.0507009873554804934193349852946 and λα with α = 1.6732632423543772848170429916717.
INLINE void NAME(selu)(const double *parameters, vec x, vec *outputs) {
  (void)parameters;
  NAME(exponential_linear)(
      NAME(constant)(0x1.0cfabd6a91132p+0, 0x1.6fc7d272f2695p-55),
      NAME(constant)(0x1.c212cc640f031p+0, 0x1.05161b045a1fep-56), x, outputs);
}

INLINE void NAME(silu)(const double *parameters, vec x, vec *outputs) {
  (void)parameters;
  const vec z = NAME(clamp)(x, ARGUMENT_LIMIT);
  const logistic_parts a = NAME(logistic_of)(z);
  outputs[0] = NAME(select)(x > ARGUMENT_LIMIT, x, NAME(gated_value)(z, &a));
  outputs[1] = NAME(gated_slope)((pair){z, NAME(splat)(0)}, &a);
}

// x·tanh(softplus(x)) = x·(1 + 2e)/(1 + 2e + 2e²) for x ≥ 0 and x·e(e + 2)/(2 + e(e + 2)) for x <
// 0.
INLINE void NAME(mish)(const double *parameters, vec x, vec *outputs) {
  (void)parameters;
  const vec z = NAME(clamp)(x, ARGUMENT_LIMIT), one = NAME(splat)(1), two = NAME(splat)(2);
  const exponential exponential_of_z = NAME(decaying_exp)(NAME(minus_absolute)(z));
  const pair m = exponential_of_z.significand;
  const vec two_n = exponential_of_z.power.first * exponential_of_z.power.second;
  const pair e = {m.high * two_n, m.low * two_n};
  const ivec negative = z < 0.0;

  const pair low = NAME(pair_product)(NAME(pair_sum)(two, e), m);
  const pair low_scaled = {low.high * two_n, low.low * two_n};
  const pair high = NAME(pair_sum)(one, (pair){2.0 * e.high, 2.0 * e.low});
  const pair square = NAME(pair_product)(e, (pair){2.0 * e.high, 2.0 * e.low});
  pair high_sum = NAME(pair_sum)(high.high, square);
  high_sum.low += high.low;

  const pair numerator = NAME(select_pair)(negative, low, high);
  const pair denominator =
      NAME(select_pair)(negative, NAME(pair_sum)(two, low_scaled), high_sum);
  const vec inverse = 1.0 / denominator.high;
  const power_of_two power = {
      NAME(select)(negative, exponential_of_z.power.first, NAME(splat)(0x1p1000)),
      exponential_of_z.power.second};
  const vec value = NAME(quotient)(NAME(scalar_product)(z, numerator), denominator, inverse);
  const vec signed_value = NAME(copy_sign)(NAME(scale)(value, power), x);
  outputs[0] = NAME(select)(x > ARGUMENT_LIMIT, x, signed_value);

  // 1 + 4e + (4x + 6)e² + 4(x + 1)e³ over the denominator squared for x ≥ 0,
  // e(4(x + 1) + (4x + 6)e + 4e² + e³)
  // over it for x < 0, where the first two terms nearly cancel.
  const vec b = NAME(multiply_add)(NAME(splat)(4), z, NAME(splat)(6));
  const pair a = NAME(any_sum)(4.0 * z, NAME(splat)(4));
  const vec right = NAME(multiply_add)(
      NAME(multiply_add)(NAME(multiply_add)(a.high, e.high, b), e.high, NAME(splat)(4)), e.high, one);
  const vec inner = NAME(multiply_add)(4.0 + e.high, e.high, b);
  pair bracket = NAME(pair_sum)(a.high, NAME(scalar_product)(inner, e));
  bracket.low += a.low;
  const pair top = NAME(select_pair)(
      negative, NAME(pair_product)(bracket, m), (pair){right, NAME(splat)(0)});
  pair bottom = NAME(product)(denominator.high, denominator.high);
  bottom.low += 2.0 * denominator.high * denominator.low;
  outputs[1] = NAME(scale)(NAME(quotient)(top, bottom, inverse * inverse), power);
}

#define KERNEL(name) \
  static void NAME(ck_##name)( \
      const double *parameters, const double *x, size_t n, double *value, double *slope) { \
    NAME(map)(NAME(name), parameters, 1, x, n, value, slope, 0); \
  }
KERNEL(sigmoid)
KERNEL(softplus)
KERNEL(log_sigmoid)
KERNEL(tanh)
KERNEL(elu)
KERNEL(selu)
KERNEL(silu)
KERNEL(mish)
#undef KERNEL
#include "end_template.h"
