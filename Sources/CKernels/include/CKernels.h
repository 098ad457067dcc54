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

#endif
