// Exponentials, softmax and cross-entropy of scores.

#include "cross_entropy.h"
#include "map.h"

// exp(x − shift), with the difference as a pair: its rounding error would be multiplied by its
// size.
INLINE void NAME(shifted_exp)(const double *parameters, vec x, vec *outputs) {
  const vec shift = NAME(splat)(parameters[0]);
  const pair difference = NAME(any_sum)(x, -shift);
  const vec z = NAME(clamp)(difference.high, ARGUMENT_LIMIT);
  const vec low = NAME(select)(z == difference.high, difference.low, NAME(splat)(0));
  const exponential e = NAME(exp_pair)((pair){z, low});
  outputs[0] = NAME(scale)(e.significand.high, e.power);
}

static void NAME(ck_exp)(const double *x, size_t n, double shift, double *out) {
  NAME(map)(NAME(shifted_exp), &shift, 0, x, n, out, NULL, 0);
}

// x/divisor.
INLINE void NAME(ratio)(const double *parameters, vec x, vec *outputs) {
  outputs[0] = x / parameters[0];
}

static void NAME(ck_divide)(const double *x, size_t n, double divisor, double *out) {
  NAME(map)(NAME(ratio), &divisor, 0, x, n, out, NULL, 0);
}

// The largest element, −∞ if there is none, NaN if any is.
static double NAME(ck_maximum)(const double *x, size_t n) {
  vec largest = NAME(splat)(-__builtin_inf());
  ivec unordered = {0};
  size_t i = 0;
  for (; i + LANES <= n; i += LANES) {
    const vec v = NAME(load)(x + i);
    largest = NAME(select)(v > largest, v, largest);
    unordered |= v != v;
  }
  double result = -__builtin_inf();
  long long nan = 0;
  for (int lane = 0; lane < LANES; lane++) {
    if (largest[lane] > result) result = largest[lane];
    nan |= unordered[lane];
  }
  for (; i < n; i++) {
    if (x[i] > result) result = x[i];
    nan |= x[i] != x[i];
  }
  return nan ? __builtin_nan("") : result;
}

static void NAME(ck_cross_entropy)(
    const double *scores, const double *labels, size_t n, double *losses, double *gradients) {
  for (size_t i = 0; i < n; i += LANES) {
    const size_t rest = n - i < LANES ? n - i : LANES;
    vec z = NAME(splat)(scores[i]), y = NAME(splat)(labels[i]), loss, gradient;
    if (rest == LANES) {
      z = NAME(load)(scores + i);
      y = NAME(load)(labels + i);
    } else {
      for (size_t j = 1; j < rest; j++) {
        z[j] = scores[i + j];
        y[j] = labels[i + j];
      }
    }
    NAME(cross_entropy)(z, y, &loss, &gradient);
    if (rest == LANES) {
      if (losses) NAME(store)(losses + i, loss);
      if (gradients) NAME(store)(gradients + i, gradient);
    } else {
      for (size_t j = 0; j < rest; j++) {
        if (losses) losses[i + j] = loss[j];
        if (gradients) gradients[i + j] = gradient[j];
      }
    }
  }
}
#include "end_template.h"
