// A vector of LANES doubles and what every template does with it. Included once for each
// instruction set.

#define INLINE static inline __attribute__((always_inline, unused))

typedef double NAME(vec) __attribute__((vector_size(LANES * 8)));
typedef long long NAME(ivec) __attribute__((vector_size(LANES * 8)));
typedef double NAME(unaligned_vec) __attribute__((vector_size(LANES * 8), aligned(8)));
#define vec NAME(vec)
#define ivec NAME(ivec)
#define unaligned_vec NAME(unaligned_vec)

INLINE vec NAME(splat)(double x) { return x - (vec){0}; }
INLINE vec NAME(load)(const double *x) { return *(const unaligned_vec *)x; }
INLINE void NAME(store)(double *x, vec v) { *(unaligned_vec *)x = v; }

// where ? a : b, lane by lane; `where` is 0 or −1.
INLINE vec NAME(select)(ivec where, vec a, vec b) {
  return (vec)((where & (ivec)a) | (~where & (ivec)b));
}

INLINE vec NAME(absolute)(vec x) { return __builtin_elementwise_abs(x); }

INLINE vec NAME(copy_sign)(vec magnitude, vec sign) {
  const ivec bit = (ivec)NAME(splat)(-0.0);
  return (vec)(((ivec)magnitude & ~bit) | ((ivec)sign & bit));
}

// a·b + c.
INLINE vec NAME(multiply_add)(vec a, vec b, vec c) {
#if HAS_FMA
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

// a·b − p where p is a·b rounded: the error of the product, which is a double.
INLINE vec NAME(product_error)(vec a, vec b, vec p) {
#if HAS_FMA
  return __builtin_elementwise_fma(a, b, -p);
#else
  // Dekker's product, with the factors split by masking: no overflow, unlike Veltkamp's split.
  const vec a_high = (vec)((ivec)a & -(1LL << 27)), b_high = (vec)((ivec)b & -(1LL << 27));
  const vec a_low = a - a_high, b_low = b - b_high;
  return ((a_high * b_high - p) + a_high * b_low + a_low * b_high) + a_low * b_low;
#endif
}

// c − a·b, exact where a·b is close to c.
INLINE vec NAME(residual)(vec c, vec a, vec b) {
#if HAS_FMA
  return __builtin_elementwise_fma(-a, b, c);
#else
  const vec p = a * b;
  return (c - p) - NAME(product_error)(a, b, p);
#endif
}

// Horner's rule in two interleaved chains, for the even and the odd powers.
INLINE vec NAME(polynomial)(vec x, const double *coefficients, int count) {
  const vec square = x * x;
  vec upper = NAME(splat)(coefficients[count - 1]), lower = NAME(splat)(coefficients[count - 2]);
  for (int i = count - 3; i >= 1; i -= 2) {
    upper = NAME(multiply_add)(upper, square, NAME(splat)(coefficients[i]));
    lower = NAME(multiply_add)(lower, square, NAME(splat)(coefficients[i - 1]));
  }
  if (count % 2 == 0) return NAME(multiply_add)(upper, x, lower);
  upper = NAME(multiply_add)(upper, square, NAME(splat)(coefficients[0]));
  return NAME(multiply_add)(lower, x, upper);
}

// The sum of all lanes.
INLINE double NAME(lane_sum)(vec v) {
#if LANES == 8
  return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
#elif LANES == 4
  return (v[0] + v[2]) + (v[1] + v[3]);
#else
  return v[0] + v[1];
#endif
}
