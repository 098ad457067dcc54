#include "CKernels.h"

#define CK_TEMPLATE "piecewise_template.h"
#include "for_each_instruction_set.h"

#define ACTIVATION(name) \
  void ck_##name( \
      enum ck_instruction_set isa, const double *x, size_t n, double *value, double *slope) { \
    CK_DISPATCH(isa, ck_##name, (NULL, x, n, value, slope)); \
  }
ACTIVATION(binary_step)
ACTIVATION(hard_sigmoid)
ACTIVATION(softsign)

void ck_leaky_relu(
    enum ck_instruction_set isa, double leak, const double *x, size_t n, double *value,
    double *slope) {
  CK_DISPATCH(isa, ck_leaky_relu, (&leak, x, n, value, slope));
}
