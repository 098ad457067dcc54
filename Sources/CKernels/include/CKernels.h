/// Array kernels for the activation core and the fits.
///
/// Every function takes the instruction set to run on, so that tests can force each path; callers
/// pass `ck_best_instruction_set()`. No function allocates or keeps state. Pointers need no
/// alignment beyond that of `double`. The bits of an element never depend on its position in the
/// array or on the length.

#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ck_instruction_set {
  /// What the compiler was told to target: SSE2 on x86-64, NEON on arm64.
  ck_baseline = 0,
  /// AVX2 with FMA.
  ck_avx2 = 1,
  /// AVX-512 F, DQ and VL with FMA.
  ck_avx512 = 2,
};

/// Whether this machine can run `isa`.
bool ck_supports(enum ck_instruction_set isa);

/// The widest instruction set this machine can run.
enum ck_instruction_set ck_best_instruction_set(void);

// MARK: Reductions
//
// Eight lanes over blocks of `ck_block_length` elements; the block results are combined pairwise in
// block order. Reducing whole blocks on several threads and combining with `ck_combine` gives the
// bits of the one call.

enum { ck_block_length = 1024 };

double ck_dot(enum ck_instruction_set isa, const double *a, const double *b, size_t n);
double ck_sum(enum ck_instruction_set isa, const double *a, size_t n);
double ck_sum_of_squares(enum ck_instruction_set isa, const double *a, size_t n);

/// Adds block results pairwise in block order, as the reductions do.
double ck_combine(const double *block_results, size_t count);

/// JᵀJ (p × p, both triangles) and Jᵀr for the n × p matrix J whose columns start `column_stride`
/// apart.
void ck_normal_equations(
    enum ck_instruction_set isa, const double *columns, size_t column_stride, size_t n, size_t p,
    const double *residuals, double *jtj, double *jtr);

/// out[i] = a[i] · b[i]; `out` may be `a` or `b`.
void ck_multiply(
    enum ck_instruction_set isa, const double *a, const double *b, double *out, size_t n);

/// out[i] = a[i] − b[i]; `out` may be `a` or `b`.
void ck_subtract(
    enum ck_instruction_set isa, const double *a, const double *b, double *out, size_t n);

// MARK: Growth curves
//
// Values and gradient columns of a curve at the times t. `value` or `gradient` may be null; the
// columns of the gradient, in the order of `parameters`, start `column_stride` apart. `value` may
// be `t`.

/// L·σ(k(t − x0)), parameters L, k, x0.
void ck_logistic_curve(
    enum ck_instruction_set isa, const double *parameters, const double *t, size_t n, double *value,
    double *gradient, size_t column_stride);

/// L·(1 + ν·exp(−k(t − x0)))^(−1/ν), parameters L, k, x0, ν ≥ 0; ν = 0 is the Gompertz curve.
void ck_richards_curve(
    enum ck_instruction_set isa, const double *parameters, const double *t, size_t n, double *value,
    double *gradient, size_t column_stride);

/// L·exp(−exp(−k(t − x0))), parameters L, k, x0.
void ck_gompertz_curve(
    enum ck_instruction_set isa, const double *parameters, const double *t, size_t n, double *value,
    double *gradient, size_t column_stride);

/// N0·exp(r·t), parameters N0, r.
void ck_exponential_curve(
    enum ck_instruction_set isa, const double *parameters, const double *t, size_t n, double *value,
    double *gradient, size_t column_stride);

// MARK: Activations
//
// Values and slopes at x. `value` or `slope` may be null, and either may be `x`. Range, edge cases
// and error bounds are documented with the Swift types.

#define CK_ACTIVATION(name) \
  void ck_##name( \
      enum ck_instruction_set isa, const double *x, size_t n, double *value, double *slope)
CK_ACTIVATION(sigmoid);
CK_ACTIVATION(log_sigmoid);
CK_ACTIVATION(softplus);
CK_ACTIVATION(tanh);
CK_ACTIVATION(selu);
CK_ACTIVATION(silu);
CK_ACTIVATION(mish);
CK_ACTIVATION(gelu);
CK_ACTIVATION(gelu_tanh);
CK_ACTIVATION(binary_step);
CK_ACTIVATION(hard_sigmoid);
CK_ACTIVATION(softsign);
#undef CK_ACTIVATION

/// alpha·(exp(x) − 1) below 0.
void ck_elu(
    enum ck_instruction_set isa, double alpha, const double *x, size_t n, double *value,
    double *slope);

/// leak·x below 0; ReLU where leak is 0.
void ck_leaky_relu(
    enum ck_instruction_set isa, double leak, const double *x, size_t n, double *value,
    double *slope);

// MARK: Scores

/// out[i] = exp(x[i] − shift); `out` may be `x`.
void ck_exp(enum ck_instruction_set isa, const double *x, size_t n, double shift, double *out);

/// out[i] = x[i]/divisor; `out` may be `x`.
void ck_divide(enum ck_instruction_set isa, const double *x, size_t n, double divisor, double *out);

/// The largest element; −∞ if there is none, NaN if one is NaN.
double ck_maximum(enum ck_instruction_set isa, const double *x, size_t n);

/// Loss −y·log σ(z) − (1 − y)·log σ(−z) of the score z and the label y in [0, 1], and its
/// derivative σ(z) − y. `losses` or `gradients` may be null, and either may be `scores` or
/// `labels`.
void ck_cross_entropy(
    enum ck_instruction_set isa, const double *scores, const double *labels, size_t n,
    double *losses, double *gradients);

// MARK: Rows of a design matrix
//
// One block of rows at a time: what a loss does between the two passes over a block then finds the
// block still in the cache.
//
// A dense block is row-major without gaps. Vectors over its columns (weights, shift, gradient) are
// padded to a multiple of 8 elements, those of `weights` and `shift` with zeros; the block is
// followed by at least 7 readable, finite elements. `shift` is subtracted from each row before
// anything else; null is 0. A sparse block has the elements
// offsets[i] ..< offsets[i + 1] of `values` and `columns` in row i.

/// scores[i] = intercept + Σⱼ (x[i, j] − shift[j])·weights[j].
void ck_dense_scores(
    enum ck_instruction_set isa, const double *x, size_t rows, size_t columns,
    const double *weights, const double *shift, double intercept, double *scores);

/// gradient[j] += Σᵢ factors[i]·(x[i, j] − shift[j]).
void ck_dense_accumulate(
    enum ck_instruction_set isa, const double *x, size_t rows, size_t columns,
    const double *factors, const double *shift, double *gradient);

/// sums[j] += Σᵢ weights[i]·(x[i, j] − shift[j]), and to squares[j] the same with the square;
/// `weights` may be null for 1.
void ck_dense_moments(
    enum ck_instruction_set isa, const double *x, size_t rows, size_t columns,
    const double *weights, const double *shift, double *sums, double *squares);

/// How many rows ck_dense_gram takes at a time: they stay in the cache.
enum { CK_GRAM_ROWS = 64 };

/// gram[a·stride + b] += Σᵢ factors[i]·z[a]·z[b] for b ≥ a and some others, where z[k] is
/// (x[i, chosen[k]] − center[k])·scale[k], and 1 behind them if `constant`; stride is the number of z
/// rounded up to a multiple of 8. `chosen` ascends. `center` and `scale` are padded to the stride with
/// zeros, `scratch` holds CK_GRAM_ROWS·stride elements.
void ck_dense_gram(
    enum ck_instruction_set isa, const double *x, size_t rows, size_t columns,
    const double *factors, const int32_t *chosen, size_t chosen_count, bool constant,
    const double *center, const double *scale, double *scratch, double *gram);

/// scores[i] = intercept + Σ values·weights[column] over row i.
void ck_sparse_scores(
    const double *values, const int32_t *columns, const ptrdiff_t *offsets, size_t rows,
    const double *weights, double intercept, double *scores);

/// gradient[column] += factors[i]·value over all elements of all rows i.
void ck_sparse_accumulate(
    const double *values, const int32_t *columns, const ptrdiff_t *offsets, size_t rows,
    const double *factors, double *gradient);

/// gram[a·size + b] += factors[i]·values of the columns at the positions a and b ≤ a. Columns ascend
/// in a row and positions ascend with the columns; a column at −1 is left out.
void ck_sparse_gram(
    const double *values, const int32_t *columns, const ptrdiff_t *offsets, size_t rows,
    const double *factors, const int32_t *positions, size_t size, double *gram);

/// Σ weights[i]·loss of the score and the label in [0, 1], and to `residuals` weights[i]·(σ − y),
/// to `curvatures` weights[i]·σ′. `weights` may be null for 1; `residuals` and `curvatures` may be
/// null; `residuals` may be `scores`.
double ck_logistic_loss(
    enum ck_instruction_set isa, const double *scores, const double *labels, const double *weights,
    size_t n, double *residuals, double *curvatures);

/// Softmax of n rows of scores, those of class k at scores[k·stride]: Σ weights[i]·(log-sum-exp −
/// the score of labels[i]), and to residuals[k·stride + i] weights[i]·(p − [k = label]). `weights`
/// may be null for 1; `residuals` may be `scores`.
double ck_softmax_loss(
    enum ck_instruction_set isa, const double *scores, size_t stride, const int32_t *labels,
    const double *weights, size_t n, size_t classes, double *residuals);

/// probabilities[k·stride + i] of class k in row i; may be `scores`.
void ck_softmax_probabilities(
    enum ck_instruction_set isa, const double *scores, size_t stride, size_t n, size_t classes,
    double *probabilities);

// MARK: Stochastic gradient steps

/// What ck_dense_sgd walks over. `scale` is 0 for columns that take no part and in the padding;
/// `weights` may be null for 1, `ridge` for 0.
struct ck_sgd_rows {
  const double *x;
  size_t columns;
  const double *labels;
  const double *weights;
  double weight_factor;
  const double *center;
  const double *scale;
  const double *ridge;
  bool has_intercept;
};

/// For each row i of `order` in turn, with t = (x[i] − center)∘scale and the rate η of the step:
///
///     r = weight_factor·weights[i]·(σ(t·u + c) − labels[i])
///     u ← (1 − η·ridge)∘u − η·r·t,    c ← c − η·r
///
/// `variables` is u, padded, and then c. To `sum`, of the same length, if it is not null, the
/// variables after each step are added. `scratch` holds two padded vectors. σ is good to 10 digits.
/// The row `distance` further on in `order` is fetched in the first `fetched` steps.
void ck_dense_sgd(
    enum ck_instruction_set isa, const struct ck_sgd_rows *rows, const uint32_t *order,
    const double *rates, size_t count, size_t distance, size_t fetched, double *variables,
    double *sum, double *scratch);

#endif
