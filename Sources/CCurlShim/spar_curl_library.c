/* libcurl, loaded when it is first needed. It brings some thirty other libraries (TLS, Kerberos, LDAP …), and linking
   them would make up a third of the time in which the program starts, whether or not it ever sends a request.

   What is used of libcurl is defined here under libcurl's own names, so that nobody else need know. Hidden, because
   libcurl's calls to itself must not end up here. */
#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>

#pragma GCC visibility push(hidden)
#include <curl/curl.h>
#pragma GCC visibility pop

#include "spar_curl.h"

#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#ifdef __APPLE__
#define LIBRARY "libcurl.4.dylib"
#else
#define LIBRARY "libcurl.so.4"
#endif

#define FUNCTIONS(use)                                                                                            \
  use(global_init) use(getdate) use(slist_append) use(slist_free_all)                                             \
  use(easy_init) use(easy_cleanup) use(easy_setopt) use(easy_getinfo) use(easy_strerror)                          \
  use(multi_init) use(multi_cleanup) use(multi_add_handle) use(multi_remove_handle) use(multi_socket_action)      \
  use(multi_setopt) use(multi_info_read) use(multi_strerror)                                                      \
  use(url) use(url_set) use(url_cleanup)

#define DECLARE(name) __typeof__(curl_##name) *name;
static struct { FUNCTIONS(DECLARE) } curl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char failure[256];

static void fail(void) {
  const char *reason = dlerror();
  snprintf(failure, sizeof failure, "%s cannot be loaded: %s", LIBRARY, reason ? reason : "no reason given");
}

static void load(void) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  bool found = library != NULL;
#define FIND(name) found = found && (curl.name = (__typeof__(curl.name))dlsym(library, "curl_" #name));
  FUNCTIONS(FIND)
  if (!found) fail();
}

const char *spar_curl_unavailable(void) {
  pthread_once(&once, load);
  return failure[0] ? failure : NULL;
}

/* Without these nobody has a handle to call the others with. */

CURLcode curl_global_init(long flags) {
  return spar_curl_unavailable() ? CURLE_FAILED_INIT : curl.global_init(flags);
}

CURL *curl_easy_init(void) { return spar_curl_unavailable() ? NULL : curl.easy_init(); }

CURLM *curl_multi_init(void) { return spar_curl_unavailable() ? NULL : curl.multi_init(); }

CURLU *curl_url(void) { return spar_curl_unavailable() ? NULL : curl.url(); }

time_t curl_getdate(const char *text, const time_t *unused) {
  return spar_curl_unavailable() ? -1 : curl.getdate(text, unused);
}

struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text) {
  return spar_curl_unavailable() ? NULL : curl.slist_append(list, text);
}

void curl_slist_free_all(struct curl_slist *list) {
  if (list) curl.slist_free_all(list);
}

/* Every option is set, and every answer given, through one word: a long, a pointer or a curl_off_t. */
_Static_assert(sizeof(long) == sizeof(void *) && sizeof(curl_off_t) == sizeof(void *), "options of one size");

CURLcode curl_easy_setopt(CURL *easy, CURLoption option, ...) {
  va_list arguments;
  va_start(arguments, option);
  void *value = va_arg(arguments, void *);
  va_end(arguments);
  return curl.easy_setopt(easy, option, value);
}

CURLcode curl_easy_getinfo(CURL *easy, CURLINFO info, ...) {
  va_list arguments;
  va_start(arguments, info);
  void *value = va_arg(arguments, void *);
  va_end(arguments);
  return curl.easy_getinfo(easy, info, value);
}

CURLMcode curl_multi_setopt(CURLM *multi, CURLMoption option, ...) {
  va_list arguments;
  va_start(arguments, option);
  void *value = va_arg(arguments, void *);
  va_end(arguments);
  return curl.multi_setopt(multi, option, value);
}

void curl_easy_cleanup(CURL *easy) { curl.easy_cleanup(easy); }
const char *curl_easy_strerror(CURLcode code) { return curl.easy_strerror(code); }
CURLMcode curl_multi_cleanup(CURLM *multi) { return curl.multi_cleanup(multi); }
CURLMcode curl_multi_add_handle(CURLM *multi, CURL *easy) { return curl.multi_add_handle(multi, easy); }
CURLMcode curl_multi_remove_handle(CURLM *multi, CURL *easy) { return curl.multi_remove_handle(multi, easy); }
CURLMsg *curl_multi_info_read(CURLM *multi, int *left) { return curl.multi_info_read(multi, left); }
const char *curl_multi_strerror(CURLMcode code) { return curl.multi_strerror(code); }

CURLUcode curl_url_set(CURLU *url, CURLUPart part, const char *text, unsigned int flags) {
  return curl.url_set(url, part, text, flags);
}

void curl_url_cleanup(CURLU *url) {
  if (url) curl.url_cleanup(url);
}

CURLMcode curl_multi_socket_action(CURLM *multi, curl_socket_t descriptor, int events, int *running) {
  return curl.multi_socket_action(multi, descriptor, events, running);
}
