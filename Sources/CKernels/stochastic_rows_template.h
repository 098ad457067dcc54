// Stochastic gradient steps over dense rows. Each step waits for the one before it, so what counts
// is the latency from one score to the next.

#include "vector.h"

INLINE double NAME(scalar_multiply_add)(double a, double b, double c) {
#if HAS_FMA
  return __builtin_fma(a, b, c);
#else
  return a * b + c;
#endif
}

// 1/(1 + exp(−z)) to about 10 digits: a step is a random one, and the kernel of the losses, which
// rounds once, takes three times as long from z to the result. NaN stays NaN.
INLINE double NAME(quick_sigmoid)(double z) {
  double a = -__builtin_fabs(z);
  a = a < -700 ? -700 : a;
  const double shift = 0x1.8p52;
  const double shifted = NAME(scalar_multiply_add)(a, 0x1.71547652b82fep+0, shift);
  const double r = NAME(scalar_multiply_add)(shifted - shift, -0x1.62e42fefa39efp-1, a);
  // The Taylor polynomial of degree 9 on |r| ≤ ln(2)/2, in Estrin's order.
  const double r2 = r * r, r4 = r2 * r2;
  const double p01 = 1 + r;
  const double p23 = NAME(scalar_multiply_add)(r, 1.0 / 6, 0.5);
  const double p45 = NAME(scalar_multiply_add)(r, 1.0 / 120, 1.0 / 24);
  const double p67 = NAME(scalar_multiply_add)(r, 1.0 / 5040, 1.0 / 720);
  const double p89 = NAME(scalar_multiply_add)(r, 1.0 / 362880, 1.0 / 40320);
  const double low = NAME(scalar_multiply_add)(p23, r2, p01);
  const double middle = NAME(scalar_multiply_add)(p67, r2, p45);
  const double high = NAME(scalar_multiply_add)(p89, r4, middle);
  const double p = NAME(scalar_multiply_add)(high, r4, low);
  int64_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  const int64_t power_bits = (int64_t)((uint64_t)bits << 52) + (1023LL << 52);
  double power;
  memcpy(&power, &power_bits, sizeof power);
  const double e = p * power;
  return (z < 0 ? e : 1.0) / (1 + e);
}

INLINE void NAME(prefetch_row)(const double *row, size_t columns) {
  const size_t limit = columns < 128 ? columns : 128;
  for (size_t j = 0; j < limit; j += 8) __builtin_prefetch(row + j);
  __builtin_prefetch(row + limit - 1);
}

// The score of the next row is split into what does not depend on the slope of this row and its
// multiple of the slope, t′·u₊ + c₊ = t′·(1 − ηρ)∘u + c − ηr(t′·t + 1): the products over the columns
// are formed while the sigmoid of this row is under way.
INLINE void NAME(dense_sgd)(
    const struct ck_sgd_rows *rows, const uint32_t *order, const double *rates, size_t count,
    size_t distance, size_t fetched, double *u, double *sum, double *scratch, bool shrinks,
    bool sums) {
  const size_t columns = rows->columns, padded = (columns + 7) / 8 * 8;
  double *t = scratch, *following = scratch + padded;
  const double constant = rows->has_intercept ? 1 : 0;
  double intercept = u[padded], intercept_sum = 0;
  double score = intercept;
  {
    const double *row = rows->x + (size_t)order[0] * columns;
    vec a = {0};
    for (size_t j = 0; j < columns; j += LANES) {
      const vec v = (NAME(load)(row + j) - NAME(load)(rows->center + j)) * NAME(load)(rows->scale + j);
      NAME(store)(t + j, v);
      a = NAME(multiply_add)(v, NAME(load)(u + j), a);
    }
    score += NAME(lane_sum)(a);
  }
  for (size_t i = 0; i < count; i++) {
    if (i < fetched) {
      const size_t ahead = order[i + distance];
      __builtin_prefetch(rows->labels + ahead);
      if (rows->weights) __builtin_prefetch(rows->weights + ahead);
      if (columns > 0) NAME(prefetch_row)(rows->x + ahead * columns, columns);
    }
    const size_t this = order[i], next = order[i + 1 < count ? i + 1 : i];
    const double *row = rows->x + next * columns;
    const double rate = rates[i];
    vec a = {0}, b = {0};
    for (size_t j = 0; j < columns; j += LANES) {
      const vec v = (NAME(load)(row + j) - NAME(load)(rows->center + j)) * NAME(load)(rows->scale + j);
      vec kept = NAME(load)(u + j);
      if (shrinks) kept -= kept * (rate * NAME(load)(rows->ridge + j));
      NAME(store)(following + j, v);
      a = NAME(multiply_add)(v, kept, a);
      b = NAME(multiply_add)(v, NAME(load)(t + j), b);
    }
    const double rest = NAME(lane_sum)(a) + intercept;
    const double overlap = NAME(lane_sum)(b) + constant;
    double factor = rate * rows->weight_factor;
    if (rows->weights) factor *= rows->weights[this];
    const double step = factor * (NAME(quick_sigmoid)(score) - rows->labels[this]);
    const vec steps = NAME(splat)(-step);
    for (size_t j = 0; j < columns; j += LANES) {
      vec kept = NAME(load)(u + j);
      if (shrinks) kept -= kept * (rate * NAME(load)(rows->ridge + j));
      const vec v = NAME(multiply_add)(steps, NAME(load)(t + j), kept);
      NAME(store)(u + j, v);
      if (sums) NAME(store)(sum + j, NAME(load)(sum + j) + v);
    }
    intercept -= step * constant;
    intercept_sum += intercept;
    score = NAME(scalar_multiply_add)(-step, overlap, rest);
    double *swapped = t;
    t = following, following = swapped;
  }
  u[padded] = intercept;
  if (sums) sum[padded] += intercept_sum;
}

static void NAME(ck_dense_sgd)(
    const struct ck_sgd_rows *rows, const uint32_t *order, const double *rates, size_t count,
    size_t distance, size_t fetched, double *variables, double *sum, double *scratch) {
  if (count == 0) return;
  if (rows->ridge) {
    if (sum) {
      NAME(dense_sgd)(rows, order, rates, count, distance, fetched, variables, sum, scratch, true, true);
    } else {
      NAME(dense_sgd)(rows, order, rates, count, distance, fetched, variables, sum, scratch, true, false);
    }
  } else if (sum) {
    NAME(dense_sgd)(rows, order, rates, count, distance, fetched, variables, sum, scratch, false, true);
  } else {
    NAME(dense_sgd)(rows, order, rates, count, distance, fetched, variables, sum, scratch, false, false);
  }
}

#include "end_template.h"
