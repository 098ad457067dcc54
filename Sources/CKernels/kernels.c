#include "CKernels.h"
int ck_best_instruction_set(void) { return 0; }
double ck_sum_of_squares(int isa, const double *x, size_t n) { double s=0; for(size_t i=0;i<n;i++) s+=x[i]*x[i]; return s; }
static double dot(const double *x, const double *y, size_t n) { double s=0; for(size_t i=0;i<n;i++) s+=x[i]*y[i]; return s; }
void ck_normal_equations(int isa, const double *c, size_t stride, size_t n, size_t p, const double *r, double *jtj, double *jtr) {
  for (size_t i=0;i<p;i++) { jtr[i]=dot(c+i*stride,r,n); for (size_t j=0;j<=i;j++) jtj[i*p+j]=jtj[j*p+i]=dot(c+i*stride,c+j*stride,n); }
}
