#include "CKernels.h"

#include <math.h>

#define CK_TEMPLATE "growth_curves_template.h"
#include "for_each_instruction_set.h"

#define CURVE(name) \
  void ck_##name( \
      enum ck_instruction_set isa, const double *parameters, const double *t, size_t n, double *value, \
      double *gradient, size_t column_stride) { \
    CK_DISPATCH(isa, ck_##name, (parameters, t, n, value, gradient, column_stride)); \
  }
CURVE(logistic_curve)
CURVE(gompertz_curve)
CURVE(exponential_curve)

static void richards(
    enum ck_instruction_set isa, const double *parameters, const double *t, size_t n, double *value,
    double *gradient, size_t column_stride) {
  CK_DISPATCH(isa, ck_richards_curve, (parameters, t, n, value, gradient, column_stride));
}

void ck_richards_curve(
    enum ck_instruction_set isa, const double *parameters, const double *t, size_t n, double *value,
    double *gradient, size_t column_stride) {
  const double shape = parameters[3];
  // Below 2^−1000 the inverse and the logarithm of ν would only be needed where the curve is 0:
  // leave them out.
  const bool tiny = shape < 0x1p-1000;
  const double log_shape = tiny ? -INFINITY : log(shape), inverse_shape = tiny ? 1 : 1 / shape;
  const double extended[] = {
      parameters[0], parameters[1], parameters[2], shape, log_shape, inverse_shape};
  richards(isa, extended, t, n, value, gradient, column_stride);
}
