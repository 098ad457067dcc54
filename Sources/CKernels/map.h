// The loop that every elementwise kernel shares.

// Writes the value to outputs[0] and the derivatives to outputs[1...].
typedef void (*NAME(kernel))(const double *parameters, vec x, vec *outputs);

#define MAXIMUM_OUTPUTS 5

INLINE void NAME(run)(
    NAME(kernel) kernel, const double *parameters, const double *x, size_t n, double *const *columns,
    int first, int last) {
  for (size_t i = 0; i < n; i += LANES) {
    const size_t rest = n - i;
    vec input, outputs[MAXIMUM_OUTPUTS];
    if (rest >= LANES) {
      input = NAME(load)(x + i);
    } else {
      // A short tail fills up a whole vector, so that every element takes the same path.
      input = NAME(splat)(x[i]);
      for (size_t j = 1; j < rest; j++) input[j] = x[i + j];
    }
    kernel(parameters, input, outputs);
    for (int k = first; k <= last; k++) {
      if (rest >= LANES) {
        NAME(store)(columns[k] + i, outputs[k]);
      } else {
        for (size_t j = 0; j < rest; j++) columns[k][i + j] = outputs[k][j];
      }
    }
  }
}

// Three copies of the loop, so that what is not asked for is not computed.
INLINE void NAME(map)(
    NAME(kernel) kernel, const double *parameters, int derivatives, const double *x, size_t n,
    double *value, double *gradient, size_t column_stride) {
  double *columns[MAXIMUM_OUTPUTS];
  columns[0] = value;
  for (int k = 1; k <= derivatives; k++) {
    columns[k] = gradient ? gradient + (size_t)(k - 1) * column_stride : NULL;
  }
  if (!gradient) {
    if (value) NAME(run)(kernel, parameters, x, n, columns, 0, 0);
  } else if (!value) {
    NAME(run)(kernel, parameters, x, n, columns, 1, derivatives);
  } else {
    NAME(run)(kernel, parameters, x, n, columns, 0, derivatives);
  }
}
