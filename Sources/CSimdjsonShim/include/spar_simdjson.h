/* Parses JSON with simdjson and hands out its tape, so that Swift builds values without a call per node.
   The tape's layout is simdjson's own (doc/tape.md): 64-bit words, tag in the high byte, payload below. */
#ifndef SPAR_SIMDJSON_H
#define SPAR_SIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  const uint64_t *_Nullable tape;
  const uint8_t *_Nullable strings;
  const char *_Nullable error;  /* static text; NULL when the document parsed */
} spar_json_tape;

/* The tape belongs to the calling thread's parser and is valid until that thread parses again. */
spar_json_tape spar_json_parse(const uint8_t *_Nullable bytes, size_t count);

#ifdef __cplusplus
}
#endif
#endif
