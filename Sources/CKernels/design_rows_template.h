// Dense rows: scores, gradients and the Gram matrix of a block.

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

// A tile of the Gram matrix in registers: as many rows as there are lanes, but two for each where there
// are 16 registers only, and up to three vectors of columns.
#if LANES == 8
#define TILE_ROWS 8
#else
#define TILE_ROWS 4
#endif

// gram[a·stride + b] += Σ factors·z[a]·z[b] over the rows of z.
INLINE void NAME(gram_tile)(
    const double *a, const double *b, size_t rows, size_t stride, const double *factors, int width,
    double *gram) {
  vec sums[TILE_ROWS][3] = {0};
  for (size_t i = 0; i < rows; i++) {
    const vec factor = NAME(splat)(factors[i]);
    vec right[3];
    _Pragma("clang loop unroll(full)") for (int v = 0; v < width; v++) {
      right[v] = factor * NAME(load)(b + i * stride + v * LANES);
    }
    _Pragma("clang loop unroll(full)") for (int h = 0; h < TILE_ROWS; h++) {
      const vec left = NAME(splat)(a[i * stride + h]);
      _Pragma("clang loop unroll(full)") for (int v = 0; v < width; v++) {
        sums[h][v] = NAME(multiply_add)(left, right[v], sums[h][v]);
      }
    }
  }
  for (int h = 0; h < TILE_ROWS; h++) {
    for (int v = 0; v < width; v++) {
      double *target = gram + h * stride + v * LANES;
      NAME(store)(target, NAME(load)(target) + sums[h][v]);
    }
  }
}

INLINE void NAME(gram_rows)(
    const double *z, size_t rows, size_t stride, const double *factors, double *gram) {
  for (size_t a = 0; a < stride; a += TILE_ROWS) {
    // From the vector that holds the diagonal on.
    size_t b = a / LANES * LANES;
    for (; b + 3 * LANES <= stride; b += 3 * LANES) {
      NAME(gram_tile)(z + a, z + b, rows, stride, factors, 3, gram + a * stride + b);
    }
    if (stride - b == 2 * LANES) {
      NAME(gram_tile)(z + a, z + b, rows, stride, factors, 2, gram + a * stride + b);
    } else if (stride - b == LANES) {
      NAME(gram_tile)(z + a, z + b, rows, stride, factors, 1, gram + a * stride + b);
    }
  }
}

static void NAME(ck_dense_gram)(
    const double *x, size_t rows, size_t columns, const double *factors, const int32_t *chosen,
    size_t chosen_count, bool constant, const double *center, const double *scale, double *scratch,
    double *gram) {
  const size_t count = chosen_count + (constant ? 1 : 0);
  const size_t stride = (count + 7) / 8 * 8;
  for (size_t start = 0; start < rows; start += CK_GRAM_ROWS) {
    const size_t m = rows - start < CK_GRAM_ROWS ? rows - start : CK_GRAM_ROWS;
    for (size_t i = 0; i < m; i++) {
      const double *row = x + (start + i) * columns;
      double *z = scratch + i * stride;
      if (chosen_count == columns) {
        for (size_t k = 0; k + LANES <= stride; k += LANES) {
          // A vector that begins in the padding is not read.
          if (k >= columns) {
            NAME(store)(z + k, NAME(splat)(0));
            continue;
          }
          const vec difference = NAME(load)(row + k) - NAME(load)(center + k);
          NAME(store)(z + k, difference * NAME(load)(scale + k));
        }
      } else {
        for (size_t k = 0; k < chosen_count; k++) z[k] = (row[chosen[k]] - center[k]) * scale[k];
        for (size_t k = chosen_count; k < stride; k++) z[k] = 0;
      }
      if (constant) z[chosen_count] = 1;
    }
    NAME(gram_rows)(scratch, m, stride, factors + start, gram);
  }
}
#undef TILE_ROWS

#include "end_template.h"
