#ifndef CFASTFLOAT_H
#define CFASTFLOAT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Parses the decimal number at the start of `first ..< last`, correctly rounded.
/// Returns how many bytes were read, 0 when there is no number.
size_t cff_parse_double(const char *first, const char *last, double *value);

#ifdef __cplusplus
}
#endif

#endif
