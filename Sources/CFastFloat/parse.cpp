#include "CFastFloat.h"

#include <fast_float/fast_float.h>

size_t cff_parse_double(const char *first, const char *last, double *value) {
  auto result = fast_float::from_chars(first, last, *value);
  return result.ec == std::errc() ? static_cast<size_t>(result.ptr - first) : 0;
}
