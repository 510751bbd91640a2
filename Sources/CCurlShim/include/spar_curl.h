/* What Swift cannot call of libcurl: variadic setters and getters, and the message union; and the sink that
   collects a response, so that no byte of it passes through a Swift callback. */
#ifndef SPAR_CURL_H
#define SPAR_CURL_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Takes a piece of a body; its bytes are gone afterwards. */
typedef void (*spar_piece_taker)(void *_Nullable context, const uint8_t *_Nonnull bytes, size_t count);

/* Collects one response after another: `head` holds the status line and header lines of the last one (a "100
   Continue" before it is dropped), `body` its bytes. The memory is kept from one response to the next. */
typedef struct spar_sink {
  uint8_t *_Nullable head;
  size_t head_count;
  size_t head_capacity;
  uint8_t *_Nullable body;
  size_t body_count;
  size_t body_capacity;
  /* A longer body fails the transfer and sets `body_over`. */
  size_t body_limit;
  bool body_over;
  /* Whether the head is whole; what comes then is the body. */
  bool in_body;
  /* Bytes of the body so far, whether collected or handed on. */
  size_t received;
  /* Takes the body of a success piece by piece, in place of `body`. */
  spar_piece_taker _Nullable take_piece;
  void *_Nullable piece_context;
  void *_Nullable easy;
} spar_sink;

/* Why there is no libcurl on this machine; NULL where there is one. Loads it. */
const char *_Nullable spar_curl_unavailable(void);

/* Lets `sink` collect what `easy` receives. Its address must stay the same as long as `easy` lives. */
void spar_sink_attach(spar_sink *_Nonnull sink, CURL *_Nonnull easy);
/* Empties the sink for the next response; gives back memory beyond `keep` bytes. */
void spar_sink_reset(spar_sink *_Nonnull sink, size_t keep);
void spar_sink_free(spar_sink *_Nonnull sink);

CURLcode spar_curl_set_long(CURL *_Nonnull easy, CURLoption option, long value);
/* Strings are copied by libcurl. */
CURLcode spar_curl_set_text(CURL *_Nonnull easy, CURLoption option, const char *_Nullable value);
/* Parses the address once for all requests to it, which libcurl would do for each. `parsed` holds it as long as the
   handle lives, and is freed by `spar_curl_free_url`. */
CURLcode spar_curl_set_url(CURL *_Nonnull easy, CURLU *_Nullable *_Nonnull parsed, const char *_Nonnull url);
void spar_curl_free_url(CURLU *_Nullable parsed);
/* Pointers are kept by libcurl and must stay valid. */
CURLcode spar_curl_set_pointer(CURL *_Nonnull easy, CURLoption option, void *_Nullable value);
CURLcode spar_curl_set_list(CURL *_Nonnull easy, CURLoption option, struct curl_slist *_Nullable list);
/* The bytes of a POST; copied. */
CURLcode spar_curl_set_body(CURL *_Nonnull easy, const void *_Nullable bytes, size_t count);

long spar_curl_status(CURL *_Nonnull easy);
/* Connections opened for the last transfer: 0 when one was reused. */
long spar_curl_connections(CURL *_Nonnull easy);
/* Whether the connection stood, TLS included, and the request was about to go out. */
bool spar_curl_was_connected(CURL *_Nonnull easy);
void *_Nullable spar_curl_context(CURL *_Nonnull easy);

CURLMcode spar_curl_multi_set_long(CURLM *_Nonnull multi, CURLMoption option, long value);
CURLMcode spar_curl_multi_set_callbacks(
    CURLM *_Nonnull multi, curl_socket_callback _Nullable on_socket, curl_multi_timer_callback _Nullable on_timer,
    void *_Nullable context);

/* The next finished transfer and how it ended; NULL when there is none. */
CURL *_Nullable spar_curl_multi_next_done(CURLM *_Nonnull multi, CURLcode *_Nonnull result);

#endif
