// σ over arrays as a plain C loop over libm's exp, built with -O2: secondsPerElement for each size.
// Usage: sigmoid_libm [SIZE…]   (default 1000 100000 10000000)

#define _POSIX_C_SOURCE 200809L

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void sigmoid(const double *x, double *y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = 1 / (1 + exp(-x[i]));
}

static double seconds_per_call(const double *x, double *y, size_t count, size_t calls) {
  double start = now();
  for (size_t call = 0; call < calls; call++) sigmoid(x, y, count);
  return (now() - start) / (double)calls;
}

static int measure(size_t count) {
  double *x = malloc(count * sizeof *x), *y = malloc(count * sizeof *y);
  if (!x || !y) return fprintf(stderr, "no memory for %zu numbers\n", count), 1;
  for (size_t i = 0; i < count; i++) {
    x[i] = -20 + 40 * (double)i / (double)(count > 1 ? count - 1 : 1);
  }
  double guess = seconds_per_call(x, y, count, 1);
  size_t calls = 1 + (size_t)(0.2 / guess);
  double best = INFINITY;
  for (int repeat = 0; repeat < 5; repeat++) best = fmin(best, seconds_per_call(x, y, count, calls));
  printf("{\"case\": \"sigmoid/%zu\", \"peer\": \"libm\", \"secondsPerElement\": %.6g, \"last\": %.17g}\n",
         count, best / (double)count, y[count - 1]);
  free(x);
  free(y);
  return 0;
}

int main(int argc, char **argv) {
  static const size_t standard[] = {1000, 100000, 10000000};
  int failed = 0;
  if (argc > 1) {
    for (int i = 1; i < argc; i++) failed |= measure(strtoull(argv[i], NULL, 10));
  } else {
    for (int i = 0; i < 3; i++) failed |= measure(standard[i]);
  }
  return failed;
}
