#include "CKernels.h"

#include <string.h>

#define CK_TEMPLATE "stochastic_rows_template.h"
#include "for_each_instruction_set.h"

void ck_dense_sgd(
    enum ck_instruction_set isa, const struct ck_sgd_rows *rows, const uint32_t *order,
    const double *rates, size_t count, size_t distance, size_t fetched, double *variables,
    double *sum, double *scratch) {
  CK_DISPATCH(
      isa, ck_dense_sgd,
      (rows, order, rates, count, distance, fetched, variables, sum, scratch));
}
