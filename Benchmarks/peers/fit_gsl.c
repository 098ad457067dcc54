// One fit of the logistic curve by GSL's multilarge_nlinear in plain C, built with -O2: the loop
// that our fast engine is built on, with libm's exp, and nothing around it: no start values, no
// covariance, no check of the result. It shows how near to GSL's own cost a whole fit comes.
// Usage: fit_gsl CASE FILE        FILE has the columns time,size

#define _POSIX_C_SOURCE 200809L

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multilarge_nlinear.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { limit = 100000 };
static double times[limit], sizes[limit];
static size_t count;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int residuals(const gsl_vector *x, void *context, gsl_vector *f) {
  (void)context;
  const double capacity = x->data[0], rate = x->data[1], midpoint = x->data[2];
  for (size_t i = 0; i < count; i++) {
    f->data[i] = capacity / (1 + exp(-rate * (times[i] - midpoint))) - sizes[i];
  }
  return GSL_SUCCESS;
}

static int normal_equations(
    CBLAS_TRANSPOSE_t transpose, const gsl_vector *x, const gsl_vector *u, void *context,
    gsl_vector *v, gsl_matrix *jtj) {
  (void)context;
  (void)transpose;
  const double capacity = x->data[0], rate = x->data[1], midpoint = x->data[2];
  double sums[9] = {0};
  for (size_t i = 0; i < count; i++) {
    const double t = times[i] - midpoint, sigma = 1 / (1 + exp(-rate * t));
    const double slope = capacity * sigma * (1 - sigma);
    const double a = sigma, b = slope * t, c = -slope * rate, r = u->data[i];
    sums[0] += a * a, sums[1] += a * b, sums[2] += a * c, sums[3] += b * b, sums[4] += b * c;
    sums[5] += c * c, sums[6] += a * r, sums[7] += b * r, sums[8] += c * r;
  }
  const int at[3][3] = {{0, 1, 2}, {1, 3, 4}, {2, 4, 5}};
  for (size_t i = 0; i < 3; i++) {
    for (size_t j = 0; j < 3; j++) gsl_matrix_set(jtj, i, j, sums[at[i][j]]);
    gsl_vector_set(v, i, sums[6 + i]);
  }
  return GSL_SUCCESS;
}

int main(int argc, char **argv) {
  FILE *file = argc == 3 ? fopen(argv[2], "r") : NULL;
  if (!file) return fprintf(stderr, "usage: fit_gsl CASE FILE\n"), 64;
  if (fscanf(file, "%*[^\n]") == EOF) return 65;
  while (count < limit && fscanf(file, "%lf,%lf", times + count, sizes + count) == 2) count++;
  fclose(file);

  gsl_set_error_handler_off();
  gsl_multilarge_nlinear_parameters settings = gsl_multilarge_nlinear_default_parameters();
  gsl_multilarge_nlinear_workspace *workspace =
      gsl_multilarge_nlinear_alloc(gsl_multilarge_nlinear_trust, &settings, count, 3);
  gsl_multilarge_nlinear_fdf function = {
      .f = residuals, .df = normal_equations, .n = count, .p = 3};
  gsl_vector *start = gsl_vector_alloc(3);
  start->data[0] = 2, start->data[1] = 0.5, start->data[2] = 10;
  double best = INFINITY;
  size_t calls = 1;
  for (int run = 0; run < 6; run++) {
    const double begin = now();
    for (size_t call = 0; call < calls; call++) {
      int reason;
      gsl_multilarge_nlinear_init(start, &function, workspace);
      gsl_multilarge_nlinear_driver(100, 1e-8, 1e-8, 0, NULL, NULL, &reason, workspace);
    }
    const double each = (now() - begin) / (double)calls;
    if (run > 0) best = fmin(best, each);
    if (run == 0) calls = 1 + (size_t)(0.2 / each);
  }
  const double *x = gsl_multilarge_nlinear_position(workspace)->data;
  printf("{\"case\": \"%s\", \"peer\": \"GSL loop in C\", \"secondsPerFit\": %.6g, "
         "\"parameters\": [%.17g, %.17g, %.17g]}\n", argv[1], best, x[0], x[1], x[2]);
  return 0;
}
