#include "CKernels.h"

bool ck_supports(enum ck_instruction_set isa) {
  switch (isa) {
  case ck_baseline: return true;
#if defined(__x86_64__)
  case ck_avx2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  case ck_avx512:
    return ck_supports(ck_avx2) && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#else
  case ck_avx2:
  case ck_avx512: break;
#endif
  }
  return false;
}

enum ck_instruction_set ck_best_instruction_set(void) {
  if (ck_supports(ck_avx512)) return ck_avx512;
  return ck_supports(ck_avx2) ? ck_avx2 : ck_baseline;
}
