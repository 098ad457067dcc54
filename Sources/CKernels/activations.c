#include "CKernels.h"

#define CK_TEMPLATE "sigmoid_family_template.h"
#include "for_each_instruction_set.h"

#define ACTIVATION(name) \
  void ck_##name( \
      enum ck_instruction_set isa, const double *x, size_t n, double *value, double *slope) { \
    CK_DISPATCH(isa, ck_##name, (NULL, x, n, value, slope)); \
  }
ACTIVATION(sigmoid)
ACTIVATION(softplus)
ACTIVATION(log_sigmoid)
ACTIVATION(tanh)
ACTIVATION(selu)
ACTIVATION(silu)
ACTIVATION(mish)

void ck_elu(
    enum ck_instruction_set isa, double alpha, const double *x, size_t n, double *value,
    double *slope) {
  CK_DISPATCH(isa, ck_elu, (&alpha, x, n, value, slope));
}
