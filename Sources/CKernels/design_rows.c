#include "CKernels.h"

#define CK_TEMPLATE "design_rows_template.h"
#include "for_each_instruction_set.h"

void ck_dense_scores(
    enum ck_instruction_set isa, const double *x, size_t rows, size_t columns,
    const double *weights, const double *shift, double intercept, double *scores) {
  CK_DISPATCH(isa, ck_dense_scores, (x, rows, columns, weights, shift, intercept, scores));
}

void ck_dense_accumulate(
    enum ck_instruction_set isa, const double *x, size_t rows, size_t columns,
    const double *factors, const double *shift, double *gradient) {
  CK_DISPATCH(isa, ck_dense_accumulate, (x, rows, columns, factors, shift, gradient));
}

void ck_dense_moments(
    enum ck_instruction_set isa, const double *x, size_t rows, size_t columns,
    const double *weights, const double *shift, double *sums, double *squares) {
  CK_DISPATCH(isa, ck_dense_moments, (x, rows, columns, weights, shift, sums, squares));
}

void ck_dense_gram(
    enum ck_instruction_set isa, const double *x, size_t rows, size_t columns,
    const double *factors, const int32_t *chosen, size_t chosen_count, bool constant,
    const double *center, const double *scale, double *scratch, double *gram) {
  CK_DISPATCH(
      isa, ck_dense_gram,
      (x, rows, columns, factors, chosen, chosen_count, constant, center, scale, scratch, gram));
}

// Sparse rows: gathers gain nothing over scalar code for the few elements of a row, so there is one
// path.

void ck_sparse_scores(
    const double *values, const int32_t *columns, const ptrdiff_t *offsets, size_t rows,
    const double *weights, double intercept, double *scores) {
  for (size_t i = 0; i < rows; i++) {
    const ptrdiff_t end = offsets[i + 1];
    ptrdiff_t k = offsets[i];
    double a = 0, b = 0, c = 0, d = 0;
    for (; k + 4 <= end; k += 4) {
      a += values[k] * weights[columns[k]];
      b += values[k + 1] * weights[columns[k + 1]];
      c += values[k + 2] * weights[columns[k + 2]];
      d += values[k + 3] * weights[columns[k + 3]];
    }
    for (; k < end; k++) a += values[k] * weights[columns[k]];
    scores[i] = ((a + c) + (b + d)) + intercept;
  }
}

void ck_sparse_accumulate(
    const double *values, const int32_t *columns, const ptrdiff_t *offsets, size_t rows,
    const double *factors, double *gradient) {
  for (size_t i = 0; i < rows; i++) {
    const double factor = factors[i];
    for (ptrdiff_t k = offsets[i]; k < offsets[i + 1]; k++) {
      gradient[columns[k]] += factor * values[k];
    }
  }
}

void ck_sparse_gram(
    const double *values, const int32_t *columns, const ptrdiff_t *offsets, size_t rows,
    const double *factors, const int32_t *positions, size_t size, double *gram) {
  for (size_t i = 0; i < rows; i++) {
    for (ptrdiff_t a = offsets[i]; a < offsets[i + 1]; a++) {
      if (positions[columns[a]] < 0) continue;
      const double factor = factors[i] * values[a];
      double *row = gram + (size_t)positions[columns[a]] * size;
      for (ptrdiff_t b = offsets[i]; b <= a; b++) {
        const int32_t position = positions[columns[b]];
        if (position >= 0) row[position] += factor * values[b];
      }
    }
  }
}
