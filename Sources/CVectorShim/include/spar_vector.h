/* The inner loops of curation, over plain arrays: minima under many permutations, products of vectors. Each is compiled
   for several instruction sets and the machine's is chosen when the program starts; all give the same bits. */
#ifndef SPAR_VECTOR_H
#define SPAR_VECTOR_H

#include <stddef.h>
#include <stdint.h>

/* How many permutations are taken together; a signature's length is a multiple of it. */
enum { spar_minhash_width = 32 };

/* signature[i] = min over x of (factors[i] * x + offsets[i]) mod 2^32, where x is the upper half of each hash; all ones
   where there is no hash. `length` is a multiple of spar_minhash_width. */
void spar_minhash(const uint64_t *_Nonnull hashes, size_t count, const uint32_t *_Nonnull factors,
                  const uint32_t *_Nonnull offsets, uint32_t *_Nonnull signature, size_t length);

/* The products of one vector with each of `count` rows of `length` numbers; `length` is a multiple of 16. */
void spar_products(const float *_Nonnull vector, const float *_Nonnull rows, size_t count, size_t length,
                   float *_Nonnull products);

/* Asks for memory that is read soon, so that waits for many such places overlap. */
static inline void spar_prefetch(const void *_Nonnull place) { __builtin_prefetch(place); }

#endif
