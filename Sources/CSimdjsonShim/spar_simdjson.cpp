#include "spar_simdjson.h"

#include <simdjson.h>

#include <memory>

namespace {
// A parser keeps its buffers; above this size a document gets one of its own, freed before the next parse.
constexpr size_t kept_capacity = 1 << 20;
thread_local simdjson::dom::parser small_parser;
thread_local std::unique_ptr<simdjson::dom::parser> large_parser;
}  // namespace

extern "C" spar_json_tape spar_json_parse(const uint8_t *bytes, size_t count) {
  simdjson::dom::parser *parser = &small_parser;
  large_parser.reset();
  if (count > kept_capacity) {
    large_parser.reset(new simdjson::dom::parser());
    parser = large_parser.get();
  }
  auto result = parser->parse(bytes, count);
  if (result.error()) {
    return {nullptr, nullptr, simdjson::error_message(result.error())};
  }
  return {parser->doc.tape.get(), parser->doc.string_buf.get(), nullptr};
}
