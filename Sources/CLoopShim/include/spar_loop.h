/* SIGINT, routed to the loop's thread; what is said of interrupts may run inside a signal handler. Standard output,
   which Swift cannot reach. */
#ifndef SPAR_LOOP_H
#define SPAR_LOOP_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* Installs the SIGINT handler (no SA_RESTART, so that blocking reads return EINTR). */
void spar_interrupt_install(void);

/* Called on the loop's thread before its first turn, with the descriptor (an eventfd) that wakes it. */
void spar_interrupt_enter_loop(int wake_descriptor);

/* While armed, an interrupt goes to the loop's thread; otherwise it only breaks the read it arrives in. */
void spar_interrupt_arm(bool armed);

/* Called on the loop's thread inside the handler: must be async-signal-safe. */
void spar_interrupt_set_hook(void (*_Nullable hook)(void));

/* Raises an interrupt as if the signal had come. */
void spar_interrupt_raise(void);

/* Whether an interrupt came since the last call; clears it. */
bool spar_interrupt_take(void);

/* How many interrupts came while armed, since it was armed. */
int spar_interrupt_count(void);

/* Offers every job that Swift would run in its global pool; what is not taken runs there. */
void spar_offer_jobs(bool (*_Nonnull take)(void *_Nonnull job));

/* epoll_wait with a time in nanoseconds, where the kernel can; −1 for ever. */
int spar_loop_wait(int epoll, struct epoll_event *_Nonnull events, int room, int64_t nanoseconds);

/* The C library's standard output, whose variable Swift cannot name. */
void spar_write_stdout(const void *_Nonnull bytes, size_t count);
void spar_flush_stdout(void);

/* The errno of the first write to it that failed; 0 as long as none did. */
int spar_output_error(void);

#endif
