#include "CFastFloat.h"

#include <fast_float/fast_float.h>

size_t cff_parse_double(const char *first, const char *last, char decimal, double *value) {
  auto options = fast_float::parse_options{fast_float::chars_format::general, decimal};
  auto result = fast_float::from_chars_advanced(first, last, *value, options);
  // Newer versions call overflow and underflow errors; the value (infinity, zero) is set all the same.
  return result.ec == std::errc::invalid_argument ? 0 : static_cast<size_t>(result.ptr - first);
}
