#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
int ck_best_instruction_set(void);
double ck_sum_of_squares(int isa, const double *x, size_t n);
void ck_normal_equations(int isa, const double *c, size_t stride, size_t n, size_t p, const double *r, double *jtj, double *jtr);
#endif
