// Dense rows: scores, gradients and columns of a block.

#include "vector.h"

// Four rows share each load of the weights. The bits of a row do not depend on the rows beside it.
INLINE void NAME(dense_scores)(
    const double *x, size_t rows, size_t columns, const double *weights, const double *shift,
    bool shifted, double intercept, double *scores) {
  size_t i = 0;
  for (; i + 4 <= rows; i += 4) {
    const double *row = x + i * columns;
    vec a = {0}, b = {0}, c = {0}, d = {0};
    for (size_t j = 0; j < columns; j += LANES) {
      const vec w = NAME(load)(weights + j);
      const vec m = shifted ? NAME(load)(shift + j) : (vec){0};
      a = NAME(multiply_add)(NAME(load)(row + j) - m, w, a);
      b = NAME(multiply_add)(NAME(load)(row + columns + j) - m, w, b);
      c = NAME(multiply_add)(NAME(load)(row + 2 * columns + j) - m, w, c);
      d = NAME(multiply_add)(NAME(load)(row + 3 * columns + j) - m, w, d);
    }
    scores[i] = NAME(lane_sum)(a) + intercept;
    scores[i + 1] = NAME(lane_sum)(b) + intercept;
    scores[i + 2] = NAME(lane_sum)(c) + intercept;
    scores[i + 3] = NAME(lane_sum)(d) + intercept;
  }
  for (; i < rows; i++) {
    const double *row = x + i * columns;
    vec a = {0};
    for (size_t j = 0; j < columns; j += LANES) {
      const vec m = shifted ? NAME(load)(shift + j) : (vec){0};
      a = NAME(multiply_add)(NAME(load)(row + j) - m, NAME(load)(weights + j), a);
    }
    scores[i] = NAME(lane_sum)(a) + intercept;
  }
}

static void NAME(ck_dense_scores)(
    const double *x, size_t rows, size_t columns, const double *weights, const double *shift,
    double intercept, double *scores) {
  if (shift) {
    NAME(dense_scores)(x, rows, columns, weights, shift, true, intercept, scores);
  } else {
    NAME(dense_scores)(x, rows, columns, weights, weights, false, intercept, scores);
  }
}

// `width` vectors of columns, their sums in registers; even and odd rows apart, for two chains.
INLINE void NAME(accumulate_tile)(
    const double *x, size_t rows, size_t columns, const double *factors, const double *shift,
    bool shifted, int width, double *gradient) {
  vec even[4] = {0}, odd[4] = {0}, m[4] = {0};
  if (shifted) {
    for (int v = 0; v < width; v++) m[v] = NAME(load)(shift + v * LANES);
  }
  size_t i = 0;
  for (; i + 2 <= rows; i += 2) {
    const double *row = x + i * columns;
    const vec first = NAME(splat)(factors[i]), second = NAME(splat)(factors[i + 1]);
    _Pragma("clang loop unroll(full)") for (int v = 0; v < width; v++) {
      even[v] = NAME(multiply_add)(first, NAME(load)(row + v * LANES) - m[v], even[v]);
      odd[v] = NAME(multiply_add)(second, NAME(load)(row + columns + v * LANES) - m[v], odd[v]);
    }
  }
  if (i < rows) {
    const vec first = NAME(splat)(factors[i]);
    for (int v = 0; v < width; v++) {
      even[v] = NAME(multiply_add)(first, NAME(load)(x + i * columns + v * LANES) - m[v], even[v]);
    }
  }
  for (int v = 0; v < width; v++) {
    NAME(store)(gradient + v * LANES, NAME(load)(gradient + v * LANES) + (even[v] + odd[v]));
  }
}

INLINE void NAME(accumulate)(
    const double *x, size_t rows, size_t columns, const double *factors, const double *shift,
    bool shifted, double *gradient) {
  const size_t vectors = (columns + LANES - 1) / LANES;
  for (size_t v = 0; v < vectors; v += 4) {
    const size_t offset = v * LANES;
    const double *m = shifted ? shift + offset : shift;
    switch (vectors - v) {
    case 1: NAME(accumulate_tile)(x + offset, rows, columns, factors, m, shifted, 1, gradient + offset); break;
    case 2: NAME(accumulate_tile)(x + offset, rows, columns, factors, m, shifted, 2, gradient + offset); break;
    case 3: NAME(accumulate_tile)(x + offset, rows, columns, factors, m, shifted, 3, gradient + offset); break;
    default: NAME(accumulate_tile)(x + offset, rows, columns, factors, m, shifted, 4, gradient + offset);
    }
  }
}

static void NAME(ck_dense_accumulate)(
    const double *x, size_t rows, size_t columns, const double *factors, const double *shift,
    double *gradient) {
  if (shift) {
    NAME(accumulate)(x, rows, columns, factors, shift, true, gradient);
  } else {
    NAME(accumulate)(x, rows, columns, factors, factors, false, gradient);
  }
}

static void NAME(ck_dense_moments)(
    const double *x, size_t rows, size_t columns, const double *weights, const double *shift,
    double *sums, double *squares) {
  for (size_t j = 0; j < columns; j += LANES) {
    const vec m = NAME(load)(shift + j);
    vec sum = {0}, square = {0};
    for (size_t i = 0; i < rows; i++) {
      const vec difference = NAME(load)(x + i * columns + j) - m;
      const vec weighted = weights ? difference * weights[i] : difference;
      sum += weighted;
      square = NAME(multiply_add)(weighted, difference, square);
    }
    NAME(store)(sums + j, NAME(load)(sums + j) + sum);
    NAME(store)(squares + j, NAME(load)(squares + j) + square);
  }
}

static void NAME(ck_dense_columns)(
    const double *x, size_t rows, size_t columns, const double *factors, const int32_t *chosen,
    size_t chosen_count, const double *center, const double *scale, double *out, size_t stride) {
  // Eight rows at a time: what they share of cache lines is read once.
  for (size_t start = 0; start < rows; start += 8) {
    const size_t end = start + 8 < rows ? start + 8 : rows;
    for (size_t k = 0; k < chosen_count; k++) {
      const double *column = x + chosen[k];
      const double m = center[k], s = scale[k];
      double *target = out + k * stride;
      for (size_t i = start; i < end; i++) {
        target[i] = factors[i] * ((column[i * columns] - m) * s);
      }
    }
  }
}

#include "end_template.h"
