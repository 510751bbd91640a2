#include "spar_loop.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static pthread_t loop_thread;
static atomic_int loop_known;
static atomic_int wake;
static atomic_bool armed;
static atomic_bool pending;
static atomic_int count;
static _Atomic(void (*)(void)) hook;

/* On the loop's thread the hook stops what runs there; on any other the signal is passed on to it, because
   touching a Lua state from a second thread would race with the interpreter. */
static void interrupt(int signal_number) {
  int saved = errno;
  if (atomic_load(&armed) && atomic_load(&loop_known)) {
    if (!pthread_equal(pthread_self(), loop_thread)) {
      pthread_kill(loop_thread, signal_number);
    } else {
      atomic_fetch_add(&count, 1);
      atomic_store(&pending, true);
      void (*run)(void) = atomic_load(&hook);
      if (run) run();
      uint64_t one = 1;
      ssize_t ignored = write(atomic_load(&wake), &one, sizeof one);
      (void)ignored;
    }
  }
  errno = saved;
}

void spar_interrupt_install(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = interrupt;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
}

void spar_interrupt_enter_loop(int wake_descriptor) {
  loop_thread = pthread_self();
  /* A thread inherits its maker's mask, and a maker from the dispatch library blocks every signal. */
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  atomic_store(&wake, wake_descriptor);
  atomic_store(&loop_known, 1);
}

void spar_interrupt_arm(bool on) {
  atomic_store(&count, 0);
  atomic_store(&pending, false);
  atomic_store(&armed, on);
}

void spar_interrupt_set_hook(void (*run)(void)) { atomic_store(&hook, run); }

void spar_interrupt_raise(void) { interrupt(SIGINT); }

bool spar_interrupt_take(void) { return atomic_load(&pending) && atomic_exchange(&pending, false); }

int spar_interrupt_count(void) { return atomic_load(&count); }

/* The first reason why standard output lost something. */
static atomic_int output_error;

static void note_output_error(void) {
  int none = 0;
  atomic_compare_exchange_strong(&output_error, &none, errno);
}

void spar_write_stdout(const void *bytes, size_t count) {
  if (fwrite(bytes, 1, count, stdout) < count) note_output_error();
}

void spar_flush_stdout(void) {
  if (fflush(stdout) != 0) note_output_error();
}

int spar_output_error(void) { return atomic_load(&output_error); }
