#include "CKernels.h"
#include "pairwise.h"

#define CK_TEMPLATE "reductions_template.h"
#include "for_each_instruction_set.h"

double ck_dot(enum ck_instruction_set isa, const double *a, const double *b, size_t n) {
  CK_DISPATCH(isa, ck_dot, (a, b, n));
}

double ck_sum(enum ck_instruction_set isa, const double *a, size_t n) {
  CK_DISPATCH(isa, ck_sum, (a, n));
}

double ck_sum_of_squares(enum ck_instruction_set isa, const double *a, size_t n) {
  CK_DISPATCH(isa, ck_sum_of_squares, (a, n));
}

double ck_combine(const double *block_results, size_t count) {
  struct pairwise sums;
  sums.count = 0;
  sums.width = 1;
  for (size_t i = 0; i < count; i++) pairwise_add(&sums, block_results + i);
  double total;
  pairwise_total(&sums, &total);
  return total;
}

void ck_multiply(
    enum ck_instruction_set isa, const double *a, const double *b, double *out, size_t n) {
  CK_DISPATCH(isa, ck_multiply, (a, b, out, n));
}

void ck_subtract(
    enum ck_instruction_set isa, const double *a, const double *b, double *out, size_t n) {
  CK_DISPATCH(isa, ck_subtract, (a, b, out, n));
}

void ck_normal_equations(
    enum ck_instruction_set isa, const double *columns, size_t column_stride, size_t n, size_t p,
    const double *residuals, double *jtj, double *jtr) {
  CK_DISPATCH(
      isa, ck_normal_equations, (columns, column_stride, n, p, residuals, jtj, jtr));
}
