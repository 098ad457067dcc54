#include "CKernels.h"

#include <math.h>

#define CK_TEMPLATE "losses_template.h"
#include "for_each_instruction_set.h"

double ck_logistic_loss(
    enum ck_instruction_set isa, const double *scores, const double *labels, const double *weights,
    size_t n, double *residuals, double *curvatures) {
  CK_DISPATCH(isa, ck_logistic_loss, (scores, labels, weights, n, residuals, curvatures));
}

double ck_softmax_loss(
    enum ck_instruction_set isa, const double *scores, size_t stride, const int32_t *labels,
    const double *weights, size_t n, size_t classes, double *residuals) {
  CK_DISPATCH(
      isa, ck_softmax_loss, (scores, stride, labels, weights, n, classes, residuals));
}

void ck_softmax_probabilities(
    enum ck_instruction_set isa, const double *scores, size_t stride, size_t n, size_t classes,
    double *probabilities) {
  CK_DISPATCH(isa, ck_softmax_probabilities, (scores, stride, n, classes, probabilities));
}
