// Written with vectors of a fixed width, so that every instruction set adds in the same order: equal bits everywhere.
#include "spar_vector.h"

#include <string.h>

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_MACHINE __attribute__((target_clones("avx2", "sse4.2", "default")))
#else
#define FOR_EACH_MACHINE
#endif

typedef uint32_t words __attribute__((vector_size(32)));
typedef float floats __attribute__((vector_size(32)));

FOR_EACH_MACHINE
void spar_minhash(const uint64_t *hashes, size_t count, const uint32_t *factors, const uint32_t *offsets,
                  uint32_t *signature, size_t length) {
  for (size_t start = 0; start < length; start += spar_minhash_width) {
    words factor[4], offset[4], least[4];
    memcpy(factor, factors + start, sizeof factor);
    memcpy(offset, offsets + start, sizeof offset);
    memset(least, 0xFF, sizeof least);
    for (size_t i = 0; i < count; i++) {
      uint32_t upper = (uint32_t)(hashes[i] >> 32);
      words x = {upper, upper, upper, upper, upper, upper, upper, upper};
      least[0] = __builtin_elementwise_min(least[0], factor[0] * x + offset[0]);
      least[1] = __builtin_elementwise_min(least[1], factor[1] * x + offset[1]);
      least[2] = __builtin_elementwise_min(least[2], factor[2] * x + offset[2]);
      least[3] = __builtin_elementwise_min(least[3], factor[3] * x + offset[3]);
    }
    memcpy(signature + start, least, sizeof least);
  }
}

FOR_EACH_MACHINE
void spar_products(const float *vector, const float *rows, size_t count, size_t length, float *products) {
  for (size_t row = 0; row < count; row++) {
    const float *other = rows + row * length;
    floats first = {0}, second = {0};
    for (size_t i = 0; i < length; i += 16) {
      floats left[2], right[2];
      memcpy(left, vector + i, sizeof left);
      memcpy(right, other + i, sizeof right);
      first += left[0] * right[0];
      second += left[1] * right[1];
    }
    floats sum = first + second;
    products[row] = ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
  }
}
