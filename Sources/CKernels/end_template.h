// Forgets the names that belong to one instruction set.
#undef vec
#undef ivec
#undef unaligned_vec
#undef pair
#undef power_of_two
#undef exponential
#undef reduced
#undef SHIFT
#undef logarithm
#undef logistic_parts
#undef INLINE
#undef MAXIMUM_OUTPUTS
#undef ARGUMENT_LIMIT
