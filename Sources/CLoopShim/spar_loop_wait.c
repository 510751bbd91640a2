/* Waiting for events to the microsecond: epoll_wait counts in milliseconds, and rounds a timer of two up to three. */
#include "spar_loop.h"

#include <errno.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <time.h>

/* Kernels before 5.11 do not have it, and some sandboxes do not let it pass. */
static atomic_bool is_missing;

static int wait_precisely(int epoll, struct epoll_event *events, int room, int64_t nanoseconds) {
#ifdef SYS_epoll_pwait2
  struct {
    int64_t seconds, nanoseconds;
  } time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  return (int)syscall(SYS_epoll_pwait2, epoll, events, room, &time, NULL, (size_t)0);
#else
  (void)epoll, (void)events, (void)room, (void)nanoseconds;
  errno = ENOSYS;
  return -1;
#endif
}

static int milliseconds(int64_t nanoseconds) {
  if (nanoseconds < 0) return -1;
  int64_t rounded = nanoseconds / 1000000 + (nanoseconds % 1000000 > 0);
  return rounded > INT32_MAX ? INT32_MAX : (int)rounded;
}

int spar_loop_wait(int epoll, struct epoll_event *events, int room, int64_t nanoseconds) {
  if (nanoseconds > 0 && !atomic_load_explicit(&is_missing, memory_order_relaxed)) {
    int count = wait_precisely(epoll, events, room, nanoseconds);
    if (count >= 0 || (errno != ENOSYS && errno != EPERM)) return count;
    atomic_store(&is_missing, true);
  }
  return epoll_wait(epoll, events, room, milliseconds(nanoseconds));
}
