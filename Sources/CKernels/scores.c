#include "CKernels.h"

#define CK_TEMPLATE "scores_template.h"
#include "for_each_instruction_set.h"

void ck_exp(enum ck_instruction_set isa, const double *x, size_t n, double shift, double *out) {
  CK_DISPATCH(isa, ck_exp, (x, n, shift, out));
}

void ck_divide(
    enum ck_instruction_set isa, const double *x, size_t n, double divisor, double *out) {
  CK_DISPATCH(isa, ck_divide, (x, n, divisor, out));
}

double ck_maximum(enum ck_instruction_set isa, const double *x, size_t n) {
  CK_DISPATCH(isa, ck_maximum, (x, n));
}

void ck_cross_entropy(
    enum ck_instruction_set isa, const double *scores, const double *labels, size_t n,
    double *losses, double *gradients) {
  CK_DISPATCH(isa, ck_cross_entropy, (scores, labels, n, losses, gradients));
}
