// Compiles the file named by CK_TEMPLATE once for each instruction set of the target architecture.
//
// The template names its functions NAME(x), which is x_baseline, x_avx2 or x_avx512, and has LANES
// doubles in a vector. HAS_FMA says whether a fused multiply-add is one instruction: where it is
// not, it would be a call into libm. (Function multiversioning by `target_clones` would choose by
// itself, and the tests could not force a path.)

#define CK_JOIN_(a, b) a##_##b
#define CK_JOIN(a, b) CK_JOIN_(a, b)
#define NAME(x) CK_JOIN(x, CK_SUFFIX)

// Results must not depend on what the optimiser chooses to fuse: every fused operation is written
// out.
#pragma STDC FP_CONTRACT OFF

#define CK_SUFFIX baseline
#if defined(__AVX512F__)
#define LANES 8
#elif defined(__AVX__)
#define LANES 4
#else
#define LANES 2
#endif
#if defined(__FMA__) || defined(__aarch64__)
#define HAS_FMA 1
#else
#define HAS_FMA 0
#endif
#include CK_TEMPLATE
#undef CK_SUFFIX
#undef LANES
#undef HAS_FMA

#if defined(__x86_64__)
#define HAS_FMA 1

#define CK_SUFFIX avx2
#define LANES 4
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include CK_TEMPLATE
#pragma clang attribute pop
#undef CK_SUFFIX
#undef LANES

#define CK_SUFFIX avx512
#define LANES 8
#pragma clang attribute push( \
    __attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl"))), apply_to = function)
#include CK_TEMPLATE
#pragma clang attribute pop
#undef CK_SUFFIX
#undef LANES

#undef HAS_FMA
#define CK_DISPATCH(isa, function, arguments) \
  switch (isa) { \
  case ck_avx512: return function##_avx512 arguments; \
  case ck_avx2: return function##_avx2 arguments; \
  case ck_baseline: break; \
  } \
  return function##_baseline arguments
#else
#define CK_DISPATCH(isa, function, arguments) \
  (void)isa; \
  return function##_baseline arguments
#endif
