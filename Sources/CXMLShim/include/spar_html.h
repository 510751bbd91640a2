/* HTML as a series of events, parsed by libxml2 in UTF-8: no tree, no network, no messages on the terminal. */
#ifndef SPAR_HTML_H
#define SPAR_HTML_H

#include <stdbool.h>

typedef struct spar_html_events {
  /* A name in lower case; attributes are names and values in turn (a value may be NULL), ended by NULL. */
  void (*_Nonnull open)(void *_Nonnull context, const char *_Nonnull name, const char *_Nullable *_Nullable attributes);
  void (*_Nonnull close)(void *_Nonnull context, const char *_Nonnull name);
  /* Character references are resolved. */
  void (*_Nonnull text)(void *_Nonnull context, const char *_Nonnull bytes, int count);
} spar_html_events;

typedef enum spar_html_result { spar_html_done, spar_html_too_deep, spar_html_no_memory } spar_html_result;

/* NULL where libxml2 can be used, else why not. */
const char *_Nullable spar_html_unavailable(void);

/* Elements that are never closed pile up: the parse ends with spar_html_too_deep where more than `depth` are open. */
spar_html_result spar_html_parse(const char *_Nonnull bytes, int count, int depth, spar_html_events events,
                                 void *_Nonnull context);

#endif
