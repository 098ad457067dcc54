// Sums over arrays, in an order that depends on nothing but the length.
//
// Element i of a block goes to lane i mod 8 on every instruction set: a path with fewer lanes in a
// vector makes several sweeps. The last group of eight overlaps the one before it, with what was
// already counted masked to zero.

#include "vector.h"

#define SWEEPS (8 / LANES)

// ((0 + 4) + (2 + 6)) + ((1 + 5) + (3 + 7)).
INLINE double NAME(add_lanes)(const double *lanes) {
  const double a = lanes[0] + lanes[4], b = lanes[1] + lanes[5];
  const double c = lanes[2] + lanes[6], d = lanes[3] + lanes[7];
  return (a + c) + (b + d);
}

INLINE vec NAME(load_masked)(const double *x, ivec mask) {
  return (vec)((ivec)NAME(load)(x) & mask);
}

// Keeps the lanes of this sweep that are not among the first `counted` of the group.
INLINE ivec NAME(tail_mask)(size_t counted, int sweep) {
  static const long long lanes[8] = {0, 1, 2, 3, 4, 5, 6, 7};
  ivec lane;
  __builtin_memcpy(&lane, lanes + sweep * LANES, sizeof lane);
  return lane >= (long long)counted;
}

// MARK: One sum

typedef vec (*NAME(term))(const double *a, const double *b, ivec mask, vec sum);

INLINE vec NAME(product_term)(const double *a, const double *b, ivec mask, vec sum) {
  return NAME(multiply_add)(NAME(load_masked)(a, mask), NAME(load_masked)(b, mask), sum);
}

INLINE vec NAME(plain_term)(const double *a, const double *b, ivec mask, vec sum) {
  (void)b;
  return sum + NAME(load_masked)(a, mask);
}

// Four chains of eight lanes; n ≥ 8.
INLINE double NAME(sum_block)(NAME(term) term, const double *a, const double *b, size_t n) {
  enum { chains = 4, vectors = chains * SWEEPS };
  const ivec all = (ivec){0} - 1;
  vec sums[vectors] = {0};
  size_t i = 0;
  for (; i + 8 * chains <= n; i += 8 * chains) {
    for (int k = 0; k < vectors; k++) {
      sums[k] = term(a + i + k * LANES, b + i + k * LANES, all, sums[k]);
    }
  }
  for (; i + 8 <= n; i += 8) {
    for (int k = 0; k < SWEEPS; k++) {
      sums[k] = term(a + i + k * LANES, b + i + k * LANES, all, sums[k]);
    }
  }
  if (i < n) {
    for (int k = 0; k < SWEEPS; k++) {
      const size_t start = n - 8 + (size_t)(k * LANES);
      sums[k] = term(a + start, b + start, NAME(tail_mask)(8 - (n - i), k), sums[k]);
    }
  }
  double lanes[8];
  for (int k = 0; k < SWEEPS; k++) {
    const vec sum = (sums[k] + sums[k + SWEEPS]) + (sums[k + 2 * SWEEPS] + sums[k + 3 * SWEEPS]);
    NAME(store)(lanes + k * LANES, sum);
  }
  return NAME(add_lanes)(lanes);
}

INLINE double NAME(sum_terms)(NAME(term) term, const double *a, const double *b, size_t n) {
  struct pairwise sums;
  sums.count = 0;
  sums.width = 1;
  double result = 0;
  for (size_t start = 0; start < n; start += ck_block_length) {
    size_t length = n - start < ck_block_length ? n - start : ck_block_length;
    const double *block_a = a + start, *block_b = b + start;
    double short_a[8] = {0}, short_b[8] = {0};
    if (length < 8) {
      for (size_t i = 0; i < length; i++) {
        short_a[i] = block_a[i];
        short_b[i] = block_b[i];
      }
      block_a = short_a, block_b = short_b, length = 8;
    }
    result = NAME(sum_block)(term, block_a, block_b, length);
    if (n <= ck_block_length) return result;
    pairwise_add(&sums, &result);
  }
  pairwise_total(&sums, &result);
  return result;
}

static double NAME(ck_dot)(const double *a, const double *b, size_t n) {
  return NAME(sum_terms)(NAME(product_term), a, b, n);
}

static double NAME(ck_sum)(const double *a, size_t n) {
  return NAME(sum_terms)(NAME(plain_term), a, a, n);
}

static double NAME(ck_sum_of_squares)(const double *a, size_t n) {
  return NAME(sum_terms)(NAME(product_term), a, a, n);
}

static void NAME(ck_multiply)(const double *a, const double *b, double *out, size_t n) {
  size_t i = 0;
  for (; i + LANES <= n; i += LANES) NAME(store)(out + i, NAME(load)(a + i) * NAME(load)(b + i));
  for (; i < n; i++) out[i] = a[i] * b[i];
}

static void NAME(ck_subtract)(const double *a, const double *b, double *out, size_t n) {
  size_t i = 0;
  for (; i + LANES <= n; i += LANES) NAME(store)(out + i, NAME(load)(a + i) - NAME(load)(b + i));
  for (; i < n; i++) out[i] = a[i] - b[i];
}

// MARK: All products of a few columns

// rows[r]·columns[c], and only those with c ≥ r where `triangle`; then rows and columns are the
// same arrays. The shape is always a constant after inlining, and the loops over it are always
// unrolled: the sums live in registers.
typedef struct {
  const double *rows[4], *columns[5];
} NAME(tile);
#define tile NAME(tile)

#define FOR_EACH_PRODUCT(r, c) \
  _Pragma("clang loop unroll(full)") for (int r = 0; r < 4; r++) \
    _Pragma("clang loop unroll(full)") for (int c = 0; c < 5; c++) \
      if (r < height && c < width && (c >= r || !triangle))

#define SHAPE int height, int width, bool triangle

INLINE void NAME(add_products)(const tile *t, SHAPE, size_t start, ivec mask, vec *products) {
  FOR_EACH_PRODUCT(r, c) {
    const vec row = NAME(load_masked)(t->rows[r] + start, mask);
    const vec column = NAME(load_masked)(t->columns[c] + start, mask);
    products[r * 5 + c] = NAME(multiply_add)(row, column, products[r * 5 + c]);
  }
}

// One block; n ≥ 8.
INLINE void NAME(tile_block)(const tile *t, SHAPE, size_t n, double *sums) {
  double lanes[maximum_width][8];
  for (int sweep = 0; sweep < SWEEPS; sweep++) {
    const size_t offset = (size_t)(sweep * LANES);
    vec products[maximum_width] = {0};
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
      NAME(add_products)(t, height, width, triangle, i + offset, (ivec){0} - 1, products);
    }
    if (i < n) {
      NAME(add_products)(t, height, width, triangle, n - 8 + offset, NAME(tail_mask)(8 - (n - i), sweep), products);
    }
    FOR_EACH_PRODUCT(r, c) {
      NAME(store)(lanes[r * 5 + c] + offset, products[r * 5 + c]);
    }
  }
  FOR_EACH_PRODUCT(r, c) {
    sums[r * 5 + c] = NAME(add_lanes)(lanes[r * 5 + c]);
  }
}

INLINE void NAME(tile_products)(const tile *t, SHAPE, size_t n, double *sums) {
  if (n >= 8 && n <= ck_block_length) {
    NAME(tile_block)(t, height, width, triangle, n, sums);
    return;
  }
  struct pairwise blocks;
  blocks.count = 0;
  blocks.width = maximum_width;
  double short_columns[9][8] = {0};
  for (size_t start = 0; start < n; start += ck_block_length) {
    size_t length = n - start < ck_block_length ? n - start : ck_block_length;
    tile block = *t;
    for (int r = 0; r < height; r++) block.rows[r] += start;
    for (int c = 0; c < width; c++) block.columns[c] += start;
    if (length < 8) {
      for (size_t i = 0; i < length; i++) {
        for (int r = 0; r < height; r++) short_columns[r][i] = block.rows[r][i];
        for (int c = 0; c < width; c++) short_columns[4 + c][i] = block.columns[c][i];
      }
      for (int r = 0; r < height; r++) block.rows[r] = short_columns[r];
      for (int c = 0; c < width; c++) block.columns[c] = short_columns[4 + c];
      length = 8;
    }
    double block_sums[maximum_width] = {0};
    NAME(tile_block)(&block, height, width, triangle, length, block_sums);
    pairwise_add(&blocks, block_sums);
  }
  pairwise_total(&blocks, sums);
}

// J of at most four columns: everything in one pass.
INLINE void NAME(few_columns)(
    const double *columns, size_t stride, size_t n, int p, const double *residuals, double *jtj,
    double *jtr) {
  tile t;
  for (int k = 0; k < p; k++) t.rows[k] = t.columns[k] = columns + (size_t)k * stride;
  t.columns[p] = residuals;
  double sums[maximum_width] = {0};
  NAME(tile_products)(&t, p, p + 1, true, n, sums);
  for (int r = 0; r < p; r++) {
    for (int c = r; c < p; c++) jtj[c * p + r] = jtj[r * p + c] = sums[r * 5 + c];
    jtr[r] = sums[r * 5 + p];
  }
}

// Any number of columns, in tiles of two by four; r is one more column.
static void NAME(many_columns)(
    const double *columns, size_t stride, size_t n, size_t p, const double *residuals, double *jtj,
    double *jtr) {
  for (size_t row = 0; row < p; row += 2) {
    for (size_t column = row; column <= p; column += 4) {
      tile t;
      // A tile that sticks out repeats the last column, and what that gives is not used.
      for (size_t r = 0; r < 2; r++) {
        t.rows[r] = columns + (row + r < p ? row + r : p - 1) * stride;
      }
      for (size_t c = 0; c < 4; c++) {
        t.columns[c] = column + c < p ? columns + (column + c) * stride : residuals;
      }
      double sums[maximum_width] = {0};
      NAME(tile_products)(&t, 2, 4, false, n, sums);
      for (size_t r = 0; r < 2 && row + r < p; r++) {
        for (size_t c = 0; c < 4 && column + c <= p; c++) {
          const double sum = sums[r * 5 + c];
          if (column + c == p) {
            jtr[row + r] = sum;
          } else {
            jtj[(row + r) * p + column + c] = jtj[(column + c) * p + row + r] = sum;
          }
        }
      }
    }
  }
}

static void NAME(ck_normal_equations)(
    const double *columns, size_t stride, size_t n, size_t p, const double *residuals, double *jtj,
    double *jtr) {
  switch (p) {
  case 0: return;
  case 1: NAME(few_columns)(columns, stride, n, 1, residuals, jtj, jtr); return;
  case 2: NAME(few_columns)(columns, stride, n, 2, residuals, jtj, jtr); return;
  case 3: NAME(few_columns)(columns, stride, n, 3, residuals, jtj, jtr); return;
  case 4: NAME(few_columns)(columns, stride, n, 4, residuals, jtj, jtr); return;
  default: NAME(many_columns)(columns, stride, n, p, residuals, jtj, jtr);
  }
}

#undef SWEEPS
#undef tile
#undef FOR_EACH_PRODUCT
#undef SHAPE
#include "end_template.h"
