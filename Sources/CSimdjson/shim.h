/* The library is C++ only: CSimdjsonShim includes <simdjson.h>; this header gives SwiftPM a module to link. */
