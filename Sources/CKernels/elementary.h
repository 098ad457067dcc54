// Exponential and logarithm as unevaluated sums, so that what is built on them rounds once at the
// end. The polynomials are Chebyshev fits computed in 200-bit arithmetic (mpmath `chebyfit`) and
// rounded to double.

#include "vector.h"

// The unevaluated sum high + low, |low| ≤ ulp(high)/2 or little more.
typedef struct {
  vec high, low;
} NAME(pair);
#define pair NAME(pair)

INLINE pair NAME(constant)(double high, double low) {
  return (pair){NAME(splat)(high), NAME(splat)(low)};
}

// a + b as a pair, where |a| ≥ |b| or a = 0.
INLINE pair NAME(fast_sum)(vec a, vec b) {
  const vec sum = a + b;
  return (pair){sum, (a - sum) + b};
}

INLINE pair NAME(product)(vec a, vec b) {
  const vec p = a * b;
  return (pair){p, NAME(product_error)(a, b, p)};
}

// a + b as a pair, whichever is larger.
INLINE pair NAME(any_sum)(vec a, vec b) {
  const vec sum = a + b;
  const vec b_part = sum - a;
  return (pair){sum, (a - (sum - b_part)) + (b - b_part)};
}

INLINE pair NAME(pair_sum)(vec a, pair b) {
  const pair sum = NAME(any_sum)(a, b.high);
  return (pair){sum.high, sum.low + b.low};
}

INLINE pair NAME(scalar_product)(vec a, pair b) {
  const vec p = a * b.high;
  return (pair){p, NAME(multiply_add)(a, b.low, NAME(product_error)(a, b.high, p))};
}

INLINE pair NAME(pair_product)(pair a, pair b) {
  const pair p = NAME(scalar_product)(a.high, b);
  return (pair){p.high, NAME(multiply_add)(a.low, b.high, p.low)};
}

INLINE pair NAME(select_pair)(ivec where, pair a, pair b) {
  return (pair){NAME(select)(where, a.high, b.high), NAME(select)(where, a.low, b.low)};
}

// a/b rounded once, given 1/b to a few ulps. Without fused operations this is a quarter of the work
// of a sigmoid, which is then slower than a loop over libm's exp. To leave the correction out was
// tried and rejected: 2.1 ulps, and no longer monotone.
INLINE vec NAME(quotient)(pair a, pair b, vec inverse) {
  const vec q = a.high * inverse;
  const vec residual = NAME(residual)(a.high, q, b.high) + NAME(multiply_add)(-q, b.low, a.low);
  return NAME(multiply_add)(residual, inverse, q);
}

// The factors of 2^n: 2^n itself overflows and underflows before the results do.
typedef struct {
  vec first, second;
} NAME(power_of_two);
#define power_of_two NAME(power_of_two)

// exp(x) = (high + low)·2^n.
typedef struct {
  pair significand;
  power_of_two power;
} NAME(exponential);
#define exponential NAME(exponential)

// v·2^n, rounded once more where the result is subnormal.
INLINE vec NAME(scale)(vec v, power_of_two power) { return v * power.first * power.second; }

INLINE pair NAME(scale_pair)(pair v, power_of_two power) {
  return (pair){NAME(scale)(v.high, power), NAME(scale)(v.low, power)};
}

// Restricts x to ±limit; NaN stays NaN.
INLINE vec NAME(clamp)(vec x, double limit) {
  const vec upper = NAME(splat)(limit), lower = NAME(splat)(-limit);
  x = NAME(select)(x > upper, upper, x);
  return NAME(select)(x < lower, lower, x);
}

// Beyond this, exp and all that is built on it has long reached its limit, and 2^(n/2) is still
// normal.
#define ARGUMENT_LIMIT 1400.0

// (exp(r) − 1 − r)/r² on |r| ≤ ln(2)/2; error below 2^−59, so 2^−62 of the exponential.
static const double NAME(exp_coefficients)[] = {
    0x1.0000000000000p-1,  0x1.5555555555557p-3,  0x1.5555555555556p-5,  0x1.11111111100dcp-7,
    0x1.6c16c16c162d4p-10, 0x1.a01a01abe7fe1p-13, 0x1.a01a01a6d889cp-16, 0x1.71de0231960ebp-19,
    0x1.27e4db646b17ep-22, 0x1.af4de97ca4194p-26, 0x1.1f730349868cep-29};

// The reduction of Cody and Waite: x = n·ln 2 + r + r_low, with n in the low bits of `shifted`.
typedef struct {
  vec r, r_low, shifted;
} NAME(reduced);
#define reduced NAME(reduced)

#define SHIFT 0x1.8p52

// For |x.high| ≤ ARGUMENT_LIMIT.
INLINE reduced NAME(reduce)(pair x) {
  const double log2_e = 0x1.71547652b82fep+0;
  const double ln2_high = 0x1.62e42fee00000p-1, ln2_low = 0x1.a39ef35793c76p-33;
  // Adding and subtracting 1.5·2^52 rounds to an integer.
  const vec shifted = NAME(multiply_add)(x.high, NAME(splat)(log2_e), NAME(splat)(SHIFT));
  const vec n = shifted - SHIFT;
  const vec high = NAME(multiply_add)(n, NAME(splat)(-ln2_high), x.high);
  const vec low = NAME(multiply_add)(n, NAME(splat)(ln2_low), -x.low);
  const vec r = high - low;
  return (reduced){r, (high - r) - low, shifted};
}

// exp(r + r_low) − 1 − r, rounded.
INLINE vec NAME(exp_tail)(reduced a) {
  const vec q = NAME(polynomial)(a.r, NAME(exp_coefficients), 11);
  return NAME(multiply_add)(a.r * a.r, q, a.r_low);
}

// 2^n in two halves.
INLINE power_of_two NAME(halves)(vec shifted) {
  // n + 2^12, positive so that a logical shift halves it.
  const ivec biased = (ivec)shifted - (ivec)NAME(splat)(SHIFT - 0x1p12);
  const ivec half = (biased >> 1) - 2048;
  const ivec rest = biased - 4096 - half;
  return (power_of_two){(vec)((half + 1023) << 52), (vec)((rest + 1023) << 52)};
}

// 2^n for −2022 ≤ n ≤ 0, as 2^(n + 1000)·2^−1000: fewer operations, and one factor is constant.
INLINE power_of_two NAME(decaying)(vec shifted) {
  return (power_of_two){
      (vec)(((ivec)shifted << 52) + ((1023LL + 1000) << 52)), NAME(splat)(0x1p-1000)};
}

// For |x.high| ≤ ARGUMENT_LIMIT. The significand is good to 0.3 ulp.
INLINE exponential NAME(exp_pair)(pair x) {
  const reduced a = NAME(reduce)(x);
  const pair significand = NAME(fast_sum)(NAME(splat)(1), a.r + NAME(exp_tail)(a));
  return (exponential){significand, NAME(halves)(a.shifted)};
}

// The same for −ARGUMENT_LIMIT ≤ x.high ≤ 0. What is multiplied by the power must be far below
// 2^23.
INLINE exponential NAME(decaying_exp)(pair x) {
  const reduced a = NAME(reduce)(x);
  const pair significand = NAME(fast_sum)(NAME(splat)(1), a.r + NAME(exp_tail)(a));
  return (exponential){significand, NAME(decaying)(a.shifted)};
}

INLINE exponential NAME(exp_parts)(vec x) { return NAME(exp_pair)((pair){x, NAME(splat)(0)}); }

// exp(x) rounded, for any x.
INLINE vec NAME(exp)(vec x) {
  const exponential e = NAME(exp_parts)(NAME(clamp)(x, ARGUMENT_LIMIT));
  return NAME(scale)(e.significand.high, e.power);
}

// exp(x) − 1 for −ARGUMENT_LIMIT ≤ x ≤ 0.
INLINE pair NAME(exp_minus_one)(vec x) {
  const reduced a = NAME(reduce)((pair){x, NAME(splat)(0)});
  const power_of_two power = NAME(decaying)(a.shifted);
  const vec two_n = power.first * power.second;
  // |2^n − 1| is larger than |2^n·r| unless it is 0.
  const pair base = NAME(fast_sum)(NAME(splat)(-1), two_n);
  const pair sum = NAME(fast_sum)(base.high, two_n * a.r);
  const vec tail = NAME(multiply_add)(two_n, NAME(exp_tail)(a), base.low + sum.low);
  return NAME(fast_sum)(sum.high, tail);
}

// (artanh(s) − s)/s³ as a polynomial in s², for |s| ≤ 1/3; error below 2^−59.
static const double NAME(artanh_coefficients)[] = {
    0x1.5555555555555p-2, 0x1.9999999999943p-3, 0x1.2492492499d64p-3, 0x1.c71c71bedcd84p-4,
    0x1.745d1993edef4p-4, 0x1.3b13514f4002fp-4, 0x1.111abf2a997bep-4, 0x1.e0a2b03e150e2p-5,
    0x1.bc391e7038fd7p-5, 0x1.32db888c52864p-5, 0x1.402242bc60613p-4};

// log(1 + w) = 2·artanh(s) with s = w/(2 + w).
typedef struct {
  pair value;
  vec s, artanh_tail;
} NAME(logarithm);
#define logarithm NAME(logarithm)

// log(1 + w) for 0 ≤ w ≤ 1.
INLINE logarithm NAME(log_one_plus)(pair w) {
  const pair sum = NAME(fast_sum)(NAME(splat)(2), w.high);
  const vec denominator = sum.high;
  const vec s = w.high / denominator;
  const vec residual = NAME(residual)(w.high, s, denominator);
  // The remainder of the division, to first order; 1/(2 + w) ≈ (1 − s)/2.
  const vec s_low = (residual + NAME(multiply_add)(-s, sum.low + w.low, w.low)) * (0.5 - 0.5 * s);
  const vec a = NAME(polynomial)(s * s, NAME(artanh_coefficients), 11);
  const vec cube = s * s * s;
  return (logarithm){{2.0 * s, 2.0 * NAME(multiply_add)(cube, a, s_low)}, s, a};
}
