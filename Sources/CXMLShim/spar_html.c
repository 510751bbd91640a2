/* libxml2 behind events. It is loaded when the first page is read: it brings ICU along, and linking both would make up
   a tenth of the time in which the program starts, whether or not it ever reads HTML. */
#include "spar_html.h"

#include <dlfcn.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#ifdef __APPLE__
#define LIBRARY "libxml2.2.dylib"
#else
#define LIBRARY "libxml2.so.2"
#endif

#define FUNCTIONS(use)                                                                                             \
  use(xmlInitParser) use(htmlCreateMemoryParserCtxt) use(htmlCtxtUseOptions) use(xmlSwitchEncoding)                \
  use(htmlParseDocument) use(xmlStopParser) use(htmlFreeParserCtxt)

#define DECLARE(name) __typeof__(name) *name;
static struct { FUNCTIONS(DECLARE) } xml;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char failure[256];

static void fail(void) {
  const char *reason = dlerror();
  snprintf(failure, sizeof failure, "%s cannot be loaded: %s", LIBRARY, reason ? reason : "no reason given");
}

static void load(void) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  bool found = library != NULL;
#define FIND(name) found = found && (xml.name = (__typeof__(xml.name))dlsym(library, #name));
  FUNCTIONS(FIND)
  if (!found) return fail();
  xml.xmlInitParser();
}

const char *spar_html_unavailable(void) {
  pthread_once(&once, load);
  return failure[0] ? failure : NULL;
}

typedef struct {
  spar_html_events events;
  void *context;
  htmlParserCtxtPtr parser;
  int depth, limit;
} html_parse;

static void open_element(void *user, const xmlChar *name, const xmlChar **attributes) {
  html_parse *parse = user;
  /* What is stopped hands out what it had read already. */
  if (parse->depth > parse->limit) return;
  if (++parse->depth > parse->limit) return xml.xmlStopParser(parse->parser);
  parse->events.open(parse->context, (const char *)name, (const char **)attributes);
}

static void close_element(void *user, const xmlChar *name) {
  html_parse *parse = user;
  if (parse->depth > parse->limit) return;
  parse->depth--;
  parse->events.close(parse->context, (const char *)name);
}

static void characters(void *user, const xmlChar *bytes, int count) {
  html_parse *parse = user;
  if (parse->depth <= parse->limit) parse->events.text(parse->context, (const char *)bytes, count);
}

spar_html_result spar_html_parse(const char *bytes, int count, int depth, spar_html_events events, void *context) {
  if (spar_html_unavailable()) return spar_html_no_memory;
  htmlParserCtxtPtr parser = xml.htmlCreateMemoryParserCtxt(bytes, count);
  if (!parser) return spar_html_no_memory;
  html_parse parse = {.events = events, .context = context, .parser = parser, .limit = depth};
  /* Its own handlers would build a tree, which is no deeper than 256 elements and stops there. What a script holds
     comes as CDATA and is not asked for. */
  htmlSAXHandler *handlers = parser->sax;
  memset(handlers, 0, sizeof *handlers);
  handlers->startElement = open_element;
  handlers->endElement = close_element;
  handlers->characters = characters;
  handlers->ignorableWhitespace = characters;
  xml.htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                     HTML_PARSE_IGNORE_ENC);
  xml.xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  parser->userData = &parse;
  xml.htmlParseDocument(parser);
  xml.htmlFreeParserCtxt(parser);
  return parse.depth > parse.limit ? spar_html_too_deep : spar_html_done;
}
