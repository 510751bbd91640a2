#include "spar_curl.h"

#include <stdlib.h>
#include <string.h>

/* Growing by doubling; false when memory is out. */
static bool append(uint8_t **bytes, size_t *count, size_t *capacity, const void *more, size_t length) {
  if (*count + length > *capacity) {
    size_t wanted = *capacity ? *capacity : 2048;
    while (wanted < *count + length) wanted *= 2;
    uint8_t *grown = realloc(*bytes, wanted);
    if (!grown) return false;
    *bytes = grown;
    *capacity = wanted;
  }
  memcpy(*bytes + *count, more, length);
  *count += length;
  return true;
}

static bool is_success(const spar_sink *sink) { return spar_curl_status(sink->easy) / 100 == 2; }

static size_t take_body(char *data, size_t size, size_t number, void *context) {
  spar_sink *sink = context;
  size_t length = size * number;
  if (length > sink->body_limit - sink->received) {
    sink->body_over = true;
    return 0;
  }
  sink->received += length;
  if (sink->take_piece && is_success(sink)) {
    sink->take_piece(sink->piece_context, (const uint8_t *)data, length);
    return length;
  }
  return append(&sink->body, &sink->body_count, &sink->body_capacity, data, length) ? length : 0;
}

enum { head_limit = 256 << 10 };

static size_t take_head(char *data, size_t size, size_t number, void *context) {
  spar_sink *sink = context;
  size_t length = size * number;
  if (length >= 5 && memcmp(data, "HTTP/", 5) == 0) {
    sink->head_count = 0;
    sink->in_body = false;
  }
  if (sink->head_count + length > head_limit) return 0;
  if (length <= 2) sink->in_body = true;
  return append(&sink->head, &sink->head_count, &sink->head_capacity, data, length) ? length : 0;
}

void spar_sink_attach(spar_sink *sink, CURL *easy) {
  sink->easy = easy;
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, sink);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_head);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, sink);
}

void spar_sink_reset(spar_sink *sink, size_t keep) {
  if (sink->body_capacity > keep) {
    free(sink->body);
    sink->body = NULL;
    sink->body_capacity = 0;
  }
  sink->body_count = 0;
  sink->head_count = 0;
  sink->body_over = false;
  sink->in_body = false;
  sink->received = 0;
  sink->take_piece = NULL;
}

void spar_sink_free(spar_sink *sink) {
  free(sink->head);
  free(sink->body);
  memset(sink, 0, sizeof *sink);
}

CURLcode spar_curl_set_long(CURL *easy, CURLoption option, long value) { return curl_easy_setopt(easy, option, value); }

CURLcode spar_curl_set_text(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

CURLcode spar_curl_set_url(CURL *easy, CURLU **parsed, const char *url) {
  CURLU *fresh = curl_url();
  if (!fresh) return CURLE_OUT_OF_MEMORY;
  if (curl_url_set(fresh, CURLUPART_URL, url, CURLU_GUESS_SCHEME) != CURLUE_OK) {
    curl_url_cleanup(fresh);
    return CURLE_URL_MALFORMAT;
  }
  curl_easy_setopt(easy, CURLOPT_URL, NULL);
  CURLcode code = curl_easy_setopt(easy, CURLOPT_CURLU, fresh);
  curl_url_cleanup(*parsed);
  *parsed = fresh;
  return code;
}

void spar_curl_free_url(CURLU *parsed) { curl_url_cleanup(parsed); }

CURLcode spar_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

CURLcode spar_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *list) {
  return curl_easy_setopt(easy, option, list);
}

CURLcode spar_curl_set_body(CURL *easy, const void *bytes, size_t count) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
  if (code != CURLE_OK) return code;
  return curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes ? bytes : "");
}

long spar_curl_status(CURL *easy) {
  long value = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &value);
  return value;
}

long spar_curl_connections(CURL *easy) {
  long value = 0;
  curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &value);
  return value;
}

bool spar_curl_was_connected(CURL *easy) {
  curl_off_t microseconds = 0;
  curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &microseconds);
  return microseconds > 0;
}

void *spar_curl_context(CURL *easy) {
  char *value = NULL;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &value);
  return value;
}

CURLMcode spar_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

CURLMcode spar_curl_multi_set_callbacks(
    CURLM *multi, curl_socket_callback on_socket, curl_multi_timer_callback on_timer, void *context) {
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
  return curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context);
}

CURL *spar_curl_multi_next_done(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl_multi_info_read(multi, &left))) {
    if (message->msg != CURLMSG_DONE) continue;
    *result = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}
