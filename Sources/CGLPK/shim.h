#ifndef CGLPK_SHIM_H
#define CGLPK_SHIM_H

#include <glpk.h>
#include <setjmp.h>
#include <stdlib.h>

enum {
  CGLPK_OPTIMAL = 0,
  CGLPK_INFEASIBLE = 1,
  CGLPK_LIMIT = 2,
  CGLPK_FAILED = 3,
};

// GLPK answers trouble by ending the process, unless a hook leaves its functions first.
static inline void cglpk_leave(void *jump) { longjmp(*(jmp_buf *)jump, 1); }

// Even with the terminal switched off GLPK prints its errors, unless a hook takes the text.
static inline int cglpk_take_text(void *info, const char *text) {
  (void)info;
  (void)text;
  return 1;
}

// Minimises cost·x subject to A·x >= least and lower <= x <= upper, infinite bounds allowed; A has
// rows x columns elements, row after row. Writes nothing to the terminal, keeps no state.
static inline int cglpk_minimize(
    int rows, int columns, const double *a, const double *least, const double *cost,
    const double *lower, const double *upper, int iteration_limit, double *x) {
  long stored = 0;
  for (long k = 0; k < (long)rows * columns; k++) stored += a[k] != 0;
  int *volatile row_indices = (int *)malloc(sizeof(int) * (size_t)(stored + 1));
  int *volatile column_indices = (int *)malloc(sizeof(int) * (size_t)(stored + 1));
  double *volatile elements = (double *)malloc(sizeof(double) * (size_t)(stored + 1));
  glp_prob *volatile problem = NULL;
  volatile int status = CGLPK_FAILED;
  // The environment belongs to the thread; one that others made must outlive this.
  const int was_there = glp_init_env();
  volatile int left = 0;
  jmp_buf jump;
  if (row_indices && column_indices && elements && was_there <= 1) {
    if (setjmp(jump) == 0) {
      glp_error_hook(cglpk_leave, &jump);
      glp_term_hook(cglpk_take_text, NULL);
      problem = glp_create_prob();
      if (rows > 0) glp_add_rows(problem, rows);
      glp_add_cols(problem, columns);
      for (int i = 0; i < rows; i++) glp_set_row_bnds(problem, i + 1, GLP_LO, least[i], 0);
      for (int j = 0; j < columns; j++) {
        const int below = lower[j] > -1e300, above = upper[j] < 1e300;
        glp_set_col_bnds(
            problem, j + 1,
            below && above ? (lower[j] < upper[j] ? GLP_DB : GLP_FX)
                           : below ? GLP_LO : above ? GLP_UP : GLP_FR,
            lower[j], upper[j]);
        glp_set_obj_coef(problem, j + 1, cost[j]);
        // Boxed columns at the end that the cost likes: feasible to the dual method.
        if (below && above && lower[j] < upper[j])
          glp_set_col_stat(problem, j + 1, cost[j] < 0 ? GLP_NU : GLP_NL);
      }
      int k = 0;
      for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++) {
          const double element = a[(long)i * columns + j];
          if (element == 0) continue;
          k++;
          row_indices[k] = i + 1;
          column_indices[k] = j + 1;
          elements[k] = element;
        }
      glp_load_matrix(problem, k, row_indices, column_indices, elements);
      glp_smcp control;
      glp_init_smcp(&control);
      control.msg_lev = GLP_MSG_OFF;
      control.meth = GLP_DUALP;
      control.tol_bnd = 1e-9;
      control.tol_dj = 1e-9;
      control.it_lim = iteration_limit;
      int code = glp_simplex(problem, &control);
      if (code != 0 && code != GLP_EITLIM) {
        // A basis gone bad: once more from the start by the other method.
        glp_std_basis(problem);
        control.meth = GLP_PRIMAL;
        code = glp_simplex(problem, &control);
      }
      const int found = glp_get_status(problem);
      if (code == GLP_EITLIM) status = CGLPK_LIMIT;
      else if (code == 0 && found == GLP_OPT) status = CGLPK_OPTIMAL;
      else if (code == 0 && (found == GLP_NOFEAS || found == GLP_INFEAS)) status = CGLPK_INFEASIBLE;
      if (status == CGLPK_OPTIMAL)
        for (int j = 0; j < columns; j++) x[j] = glp_get_col_prim(problem, j + 1);
      glp_delete_prob(problem);
      glp_error_hook(NULL, NULL);
      glp_term_hook(NULL, NULL);
    } else {
      status = CGLPK_FAILED;
      left = 1;
    }
  }
  // After an error nothing of the environment may be used again.
  if (left || was_there == 0) glp_free_env();
  free(row_indices);
  free(column_indices);
  free(elements);
  return status;
}

#endif
