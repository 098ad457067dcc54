#ifndef CFASTFLOAT_H
#define CFASTFLOAT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Parses the decimal number at the start of `first ..< last`, rounded to nearest, ties to even.
/// `decimal` is the decimal sign. Too large a number gives an infinity, too small a one a zero.
/// Returns how many bytes were read, 0 when there is no number. No leading `+`.
size_t cff_parse_double(const char *first, const char *last, char decimal, double *value);

/// The powers of ten that are doubles, `0 <= exponent <= 22`. In C because a Swift global array is
/// behind a pointer and a check of its bounds.
static inline double cff_power_of_ten(intptr_t exponent) {
  static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  return powers[exponent];
}

/// The integer powers of ten, `0 <= exponent <= 8`.
static inline uint64_t cff_integer_power_of_ten(intptr_t exponent) {
  static const uint64_t powers[] = {1,      10,      100,      1000,     10000,
                                    100000, 1000000, 10000000, 100000000};
  return powers[exponent];
}

#ifdef __cplusplus
}
#endif

#endif
