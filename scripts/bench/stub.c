// A chat-completion server that costs nearly nothing: every request gets the same 700-byte reply, at once or after a
// fixed delay. It prints the port it listens on (127.0.0.1) and lives until its standard input closes or its time is up.
// `GET /served` answers with the number of completions sent so far, so that a benchmark can check its own count.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BODY_BYTES = 700, REQUEST_BYTES = 64 << 10, EVENTS = 256 };

typedef struct Connection {
  int descriptor;
  uint32_t number;         // Tells a connection from an earlier one that had the same descriptor.
  size_t count;            // Bytes of `request` that hold something.
  bool waiting;            // A reply is on its way; the next request stays in the buffer until it is sent.
  char request[REQUEST_BYTES];
} Connection;

typedef struct { uint64_t due; int descriptor; uint32_t number; } Delayed;

typedef struct {
  int epoll, listener;
  Connection **connections; // By descriptor.
  int capacity;
  Delayed *delayed;         // A ring: with one delay for all, the order of arrival is the order of sending.
  size_t first, delayedCount, delayedCapacity;
} Worker;

static uint64_t delay;
static char reply[BODY_BYTES + 256];
static size_t replyCount;
static atomic_ulong served;
static atomic_uint connectionNumber;

static void fail(const char *what) {
  fprintf(stderr, "stub: %s: %s\n", what, strerror(errno));
  exit(1);
}

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

// MARK: The reply

static void makeReply(void) {
  static const char head[] =
      "{\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"bench\","
      "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"";
  static const char tail[] =
      "\"},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
      "\"usage\":{\"prompt_tokens\":57,\"completion_tokens\":83,\"total_tokens\":140},"
      "\"system_fingerprint\":\"fp_bench\"}\n";
  static const char prose[] =
      "The river rose in the night, and by morning the lower road was gone. Nobody in the village was surprised: the "
      "\\\"old\\\" bridge had been closed for a week, and the ferry had been moved to the upper landing. ";
  size_t room = BODY_BYTES - (sizeof head - 1) - (sizeof tail - 1);
  replyCount = (size_t)sprintf(
      reply, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", BODY_BYTES, head);
  // Whole sentences, then full stops: an escape must not be cut in two.
  for (; room >= sizeof prose - 1; room -= sizeof prose - 1) {
    memcpy(reply + replyCount, prose, sizeof prose - 1);
    replyCount += sizeof prose - 1;
  }
  memset(reply + replyCount, '.', room);
  replyCount += room;
  memcpy(reply + replyCount, tail, sizeof tail - 1);
  replyCount += sizeof tail - 1;
}

// MARK: Connections

static Connection *connectionAt(Worker *worker, int descriptor) {
  return descriptor < worker->capacity ? worker->connections[descriptor] : NULL;
}

static void closeConnection(Worker *worker, Connection *connection) {
  worker->connections[connection->descriptor] = NULL;
  close(connection->descriptor);
  free(connection);
}

static void acceptAll(Worker *worker) {
  int descriptor;
  while ((descriptor = accept4(worker->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    int one = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (descriptor >= worker->capacity) {
      int capacity = descriptor * 2 + 64;
      worker->connections = realloc(worker->connections, (size_t)capacity * sizeof *worker->connections);
      memset(worker->connections + worker->capacity, 0, (size_t)(capacity - worker->capacity) * sizeof(Connection *));
      worker->capacity = capacity;
    }
    Connection *connection = malloc(sizeof *connection);
    connection->descriptor = descriptor;
    connection->number = atomic_fetch_add(&connectionNumber, 1);
    connection->count = 0;
    connection->waiting = false;
    worker->connections[descriptor] = connection;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
    epoll_ctl(worker->epoll, EPOLL_CTL_ADD, descriptor, &event);
  }
}

/// Whether all of it was taken; a client that leaves a reply of under a kilobyte unread is given up.
static bool sendBytes(Connection *connection, const char *bytes, size_t count) {
  return send(connection->descriptor, bytes, count, MSG_NOSIGNAL) == (ssize_t)count;
}

static bool sendCompletion(Connection *connection) {
  connection->waiting = false;
  atomic_fetch_add_explicit(&served, 1, memory_order_relaxed);
  return sendBytes(connection, reply, replyCount);
}

static bool sendCount(Connection *connection) {
  char text[160], number[24];
  int digits = sprintf(number, "%lu\n", atomic_load(&served));
  int count = sprintf(
      text, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s", digits, number);
  return sendBytes(connection, text, (size_t)count);
}

// MARK: Requests

/// The length of the first whole request in the buffer; 0 while it is incomplete.
static size_t wholeRequest(Connection *connection) {
  char *end = memmem(connection->request, connection->count, "\r\n\r\n", 4);
  if (!end) return 0;
  size_t length = (size_t)(end - connection->request) + 4, body = 0;
  for (char *line = connection->request; line < end;) {
    char *next = memchr(line, '\n', (size_t)(end + 2 - line));
    if (!next) break;
    if (strncasecmp(line, "content-length:", 15) == 0) body = strtoul(line + 15, NULL, 10);
    line = next + 1;
  }
  return length + body <= connection->count ? length + body : 0;
}

static void answerLater(Worker *worker, Connection *connection) {
  if (worker->delayedCount == worker->delayedCapacity) {
    size_t capacity = worker->delayedCapacity * 2 + 1024;
    Delayed *ring = malloc(capacity * sizeof *ring);
    for (size_t index = 0; index < worker->delayedCount; index++) {
      ring[index] = worker->delayed[(worker->first + index) % worker->delayedCapacity];
    }
    free(worker->delayed);
    worker->delayed = ring;
    worker->delayedCapacity = capacity;
    worker->first = 0;
  }
  size_t slot = (worker->first + worker->delayedCount++) % worker->delayedCapacity;
  worker->delayed[slot] = (Delayed){now() + delay, connection->descriptor, connection->number};
  connection->waiting = true;
}

/// Answers the requests in the buffer; false where the connection is of no more use.
static bool answer(Worker *worker, Connection *connection) {
  size_t length;
  while (!connection->waiting && (length = wholeRequest(connection)) > 0) {
    bool asksForCount = connection->count >= 11 && memcmp(connection->request, "GET /served", 11) == 0;
    connection->count -= length;
    memmove(connection->request, connection->request + length, connection->count);
    if (asksForCount) {
      if (!sendCount(connection)) return false;
    } else if (delay > 0) {
      answerLater(worker, connection);
    } else if (!sendCompletion(connection)) {
      return false;
    }
  }
  return true;
}

static void readFrom(Worker *worker, Connection *connection) {
  size_t room = sizeof connection->request - connection->count;
  ssize_t count = recv(connection->descriptor, connection->request + connection->count, room, 0);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count <= 0) return closeConnection(worker, connection);
  connection->count += (size_t)count;
  if (!answer(worker, connection)) closeConnection(worker, connection);
}

/// Sends what is due, and returns the nanoseconds until the next; -1 for none.
static int64_t sendDue(Worker *worker) {
  while (worker->delayedCount > 0) {
    Delayed next = worker->delayed[worker->first];
    uint64_t time = now();
    if (next.due > time) return (int64_t)(next.due - time);
    worker->first = (worker->first + 1) % worker->delayedCapacity;
    worker->delayedCount--;
    Connection *connection = connectionAt(worker, next.descriptor);
    if (!connection || connection->number != next.number) continue;
    if (!sendCompletion(connection) || !answer(worker, connection)) closeConnection(worker, connection);
  }
  return -1;
}

// MARK: Workers

/// Not epoll_wait, whose milliseconds would make the delay half a one longer.
static int waitFor(Worker *worker, struct epoll_event *events, int64_t nanoseconds) {
  struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  return epoll_pwait2(worker->epoll, events, EVENTS, nanoseconds < 0 ? NULL : &time, NULL);
}

static void *work(void *argument) {
  Worker *worker = argument;
  struct epoll_event events[EVENTS];
  while (true) {
    int count = waitFor(worker, events, sendDue(worker));
    for (int index = 0; index < count; index++) {
      int descriptor = events[index].data.fd;
      if (descriptor == worker->listener) {
        acceptAll(worker);
        continue;
      }
      Connection *connection = connectionAt(worker, descriptor);
      if (connection) readFrom(worker, connection);
    }
  }
  return NULL;
}

/// Every worker has a listener of its own on the same port; the kernel spreads the connections.
static int listenOn(uint16_t *port) {
  int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (listener < 0) fail("socket");
  setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons(*port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0) fail("bind");
  if (listen(listener, 4096) < 0) fail("listen");
  socklen_t length = sizeof address;
  getsockname(listener, (struct sockaddr *)&address, &length);
  *port = ntohs(address.sin_port);
  return listener;
}

static void start(uint16_t *port) {
  Worker *worker = calloc(1, sizeof *worker);
  worker->epoll = epoll_create1(EPOLL_CLOEXEC);
  worker->listener = listenOn(port);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = worker->listener};
  epoll_ctl(worker->epoll, EPOLL_CTL_ADD, worker->listener, &event);
  pthread_t thread;
  if (pthread_create(&thread, NULL, work, worker) != 0) fail("pthread_create");
}

static void waitForEndOfInput(void) {
  char bytes[256];
  ssize_t count;
  while ((count = read(STDIN_FILENO, bytes, sizeof bytes)) != 0) {
    if (count < 0 && errno != EINTR) return;
  }
}

/// The kernel's table of descriptors doubles when it is full, and where there are several threads whoever opens one waits
/// for 10 ms and more: it is made large before there are.
static void widenTable(void) {
  int last = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 4095);
  if (last >= 0) close(last);
}

int main(int argc, char **argv) {
  int threads = 1, seconds = 900, option;
  while ((option = getopt(argc, argv, "d:t:s:")) != -1) {
    switch (option) {
      case 'd': delay = strtoul(optarg, NULL, 10) * 1000000u; break;
      case 't': threads = atoi(optarg); break;
      case 's': seconds = atoi(optarg); break;
      default:
        fprintf(stderr, "usage: stub [-d MILLISECONDS] [-t THREADS] [-s SECONDS]\n");
        return 64;
    }
  }
  signal(SIGPIPE, SIG_IGN);
  alarm((unsigned)seconds);
  makeReply();
  widenTable();
  uint16_t port = 0;
  for (int index = 0; index < threads; index++) start(&port);
  printf("%u\n", port);
  fflush(stdout);
  waitForEndOfInput();
  return 0;
}
