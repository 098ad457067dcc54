#ifndef CGSL_SHIM_H
#define CGSL_SHIM_H

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <gsl/gsl_multilarge_nlinear.h>
#include <gsl/gsl_odeiv2.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>
#include <gsl/gsl_sf_psi.h>
#include <gsl/gsl_version.h>

// GSL publishes its algorithms as mutable C globals, which Swift 6 mode refuses to read.
static inline const gsl_rng_type *cgsl_rng_mt19937(void) { return gsl_rng_mt19937; }

static inline const gsl_multilarge_nlinear_type *cgsl_multilarge_trust(void) {
  return gsl_multilarge_nlinear_trust;
}
static inline const gsl_multifit_nlinear_type *cgsl_multifit_trust(void) {
  return gsl_multifit_nlinear_trust;
}
static inline const gsl_multifit_nlinear_trs *cgsl_multifit_lmaccel(void) {
  return gsl_multifit_nlinear_trs_lmaccel;
}
static inline const gsl_multifit_nlinear_trs *cgsl_multifit_dogleg(void) {
  return gsl_multifit_nlinear_trs_dogleg;
}
static inline const gsl_multifit_nlinear_scale *cgsl_multifit_scale_marquardt(void) {
  return gsl_multifit_nlinear_scale_marquardt;
}
static inline const gsl_odeiv2_step_type *cgsl_odeiv2_rk8pd(void) {
  return gsl_odeiv2_step_rk8pd;
}
static inline const gsl_odeiv2_step_type *cgsl_odeiv2_bsimp(void) {
  return gsl_odeiv2_step_bsimp;
}

// So is the text of its version.
static inline const char *cgsl_version(void) { return gsl_version; }

#endif
