// Losses of a block of scores with what the gradient and the Hessian need of them.

#include "cross_entropy.h"

// The first `count` elements; the others repeat the first.
INLINE vec NAME(load_some)(const double *x, size_t count) {
  if (count >= LANES) return NAME(load)(x);
  vec v = NAME(splat)(x[0]);
  for (size_t j = 1; j < count; j++) v[j] = x[j];
  return v;
}

INLINE void NAME(store_some)(double *x, vec v, size_t count) {
  if (count >= LANES) {
    NAME(store)(x, v);
  } else {
    for (size_t j = 0; j < count; j++) x[j] = v[j];
  }
}

// 1 in the first `count` lanes and 0 in the others.
INLINE vec NAME(ones)(size_t count) {
  vec v = {0};
  for (size_t j = 0; j < LANES; j++) v[j] = j < count ? 1.0 : 0.0;
  return v;
}

// Lane i mod 8 of eight, as the other reductions have it.
INLINE double NAME(add_eight)(const vec *sums) {
  double lanes[8];
  for (int k = 0; k < 8 / LANES; k++) NAME(store)(lanes + k * LANES, sums[k]);
  const double a = lanes[0] + lanes[4], b = lanes[1] + lanes[5];
  const double c = lanes[2] + lanes[6], d = lanes[3] + lanes[7];
  return (a + c) + (b + d);
}

INLINE double NAME(logistic_loss)(
    const double *scores, const double *labels, const double *weights, size_t n, double *residuals,
    double *curvatures, bool weighted, bool curved) {
  vec sums[8 / LANES] = {0};
  for (size_t i = 0, k = 0; i < n; i += LANES, k = (k + 1) % (8 / LANES)) {
    const size_t rest = n - i;
    const vec z = NAME(load_some)(scores + i, rest), y = NAME(load_some)(labels + i, rest);
    vec loss, gradient;
    NAME(cross_entropy)(z, y, &loss, &gradient);
    vec curvature = {0};
    if (curved) {
      const logistic_parts parts = NAME(logistic_of)(z);
      curvature = NAME(sigmoid_slope)(&parts);
    }
    if (weighted) {
      const vec s = NAME(load_some)(weights + i, rest);
      loss *= s, gradient *= s, curvature *= s;
    }
    if (rest < LANES) loss *= NAME(ones)(rest);
    sums[k] += loss;
    if (residuals) NAME(store_some)(residuals + i, gradient, rest);
    if (curved) NAME(store_some)(curvatures + i, curvature, rest);
  }
  return NAME(add_eight)(sums);
}

static double NAME(ck_logistic_loss)(
    const double *scores, const double *labels, const double *weights, size_t n, double *residuals,
    double *curvatures) {
  if (curvatures) {
    return weights ? NAME(logistic_loss)(scores, labels, weights, n, residuals, curvatures, true, true)
                   : NAME(logistic_loss)(scores, labels, NULL, n, residuals, curvatures, false, true);
  }
  return weights ? NAME(logistic_loss)(scores, labels, weights, n, residuals, NULL, true, false)
                 : NAME(logistic_loss)(scores, labels, NULL, n, residuals, NULL, false, false);
}

// exp(x − shift) ≤ 1, with the difference as a pair: its rounding error would be multiplied by its
// size.
INLINE vec NAME(exp_below)(vec x, vec shift) {
  const pair difference = NAME(any_sum)(x, -shift);
  const vec z = NAME(clamp)(difference.high, ARGUMENT_LIMIT);
  const vec low = NAME(select)(z == difference.high, difference.low, NAME(splat)(0));
  const exponential e = NAME(exp_pair)((pair){z, low});
  return NAME(scale)(e.significand.high, e.power);
}

INLINE vec NAME(largest)(const double *scores, size_t stride, size_t classes, size_t rest) {
  vec m = NAME(load_some)(scores, rest);
  for (size_t k = 1; k < classes; k++) {
    const vec z = NAME(load_some)(scores + k * stride, rest);
    m = NAME(select)(z > m, z, m);
  }
  return m;
}

static double NAME(ck_softmax_loss)(
    const double *scores, size_t stride, const int32_t *labels, const double *weights, size_t n,
    size_t classes, double *residuals) {
  vec sums[8 / LANES] = {0};
  for (size_t i = 0, lane = 0; i < n; i += LANES, lane = (lane + 1) % (8 / LANES)) {
    const size_t rest = n - i;
    ivec label = {0};
    for (size_t j = 0; j < LANES; j++) label[j] = labels[i + (j < rest ? j : 0)];
    const vec m = NAME(largest)(scores + i, stride, classes, rest);
    // One of the largest scores counts exactly 1; `below` is the sum of all the others.
    vec below = {0}, others = {0}, own = m;
    ivec counted = {0};
    for (size_t k = 0; k < classes; k++) {
      const vec z = NAME(load_some)(scores + k * stride + i, rest);
      const vec e = NAME(exp_below)(z, m);
      const ivec is_own = label == (long long)k;
      const ivec is_first = (z == m) & ~counted;
      counted |= is_first;
      below += NAME(select)(is_first, NAME(splat)(0), e);
      others += NAME(select)(is_own, NAME(splat)(0), e);
      own = NAME(select)(is_own, z, own);
      NAME(store_some)(residuals + k * stride + i, e, rest);
    }
    vec loss = m - own;
    for (size_t j = 0; j < LANES; j++) loss[j] += log1p(below[j]);
    vec s = NAME(splat)(1);
    if (weights) s = NAME(load_some)(weights + i, rest);
    const vec factor = s / (1.0 + below);
    loss *= s;
    if (rest < LANES) loss *= NAME(ones)(rest);
    sums[lane] += loss;
    for (size_t k = 0; k < classes; k++) {
      // p − 1 of the own class as what the others have, which keeps its digits.
      const vec e = NAME(load_some)(residuals + k * stride + i, rest);
      const vec r = NAME(select)(label == (long long)k, -others, e) * factor;
      NAME(store_some)(residuals + k * stride + i, r, rest);
    }
  }
  return NAME(add_eight)(sums);
}

static void NAME(ck_softmax_probabilities)(
    const double *scores, size_t stride, size_t n, size_t classes, double *probabilities) {
  for (size_t i = 0; i < n; i += LANES) {
    const size_t rest = n - i;
    const vec m = NAME(largest)(scores + i, stride, classes, rest);
    vec total = {0};
    for (size_t k = 0; k < classes; k++) {
      const vec e = NAME(exp_below)(NAME(load_some)(scores + k * stride + i, rest), m);
      total += e;
      NAME(store_some)(probabilities + k * stride + i, e, rest);
    }
    for (size_t k = 0; k < classes; k++) {
      const vec e = NAME(load_some)(probabilities + k * stride + i, rest);
      NAME(store_some)(probabilities + k * stride + i, e / total, rest);
    }
  }
}

#include "end_template.h"
