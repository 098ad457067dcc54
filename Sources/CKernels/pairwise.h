// Block results added pairwise in block order, without knowing in advance how many there will be.

#include <stddef.h>

enum { maximum_width = 20, maximum_levels = 54 };

// Partial sums of 2^level blocks, `width` sums side by side, as the digits of the binary number
// `count`.
struct pairwise {
  size_t count;
  int width;
  double partial[maximum_levels][maximum_width];
};

static inline void pairwise_add(struct pairwise *sums, const double *block) {
  double carry[maximum_width];
  for (int k = 0; k < sums->width; k++) carry[k] = block[k];
  int level = 0;
  for (size_t count = sums->count; count % 2 == 1; count /= 2, level++) {
    for (int k = 0; k < sums->width; k++) carry[k] = sums->partial[level][k] + carry[k];
  }
  for (int k = 0; k < sums->width; k++) sums->partial[level][k] = carry[k];
  sums->count += 1;
}

// The total, from the short partial sums at the end to the long ones at the start.
static inline void pairwise_total(const struct pairwise *sums, double *total) {
  int level = 0;
  size_t count = sums->count;
  for (int k = 0; k < sums->width; k++) total[k] = 0;
  if (count == 0) return;
  for (; count % 2 == 0; count /= 2) level++;
  for (int k = 0; k < sums->width; k++) total[k] = sums->partial[level][k];
  for (count /= 2, level++; count > 0; count /= 2, level++) {
    if (count % 2 == 0) continue;
    for (int k = 0; k < sums->width; k++) total[k] = sums->partial[level][k] + total[k];
  }
}
