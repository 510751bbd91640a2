/* Processes as Swift cannot start them: with nothing of ours but the descriptors they are given, no environment and
   default signals; and the filter of system calls that a sandbox is closed with. */
#ifndef SPAR_SANDBOX_H
#define SPAR_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#pragma clang assume_nonnull begin

/* Starts a program in a session of its own, in the folder "/" and with an empty environment. `descriptors[i]` becomes
   its descriptor i; it has no others. `arguments` ends with NULL. The pid, or −errno; `process` gets a descriptor that
   can be read once the program has ended. It must be started on a thread that lives as long as it may run. */
pid_t spar_process_start(const char *path, char *_Nullable const *_Nonnull arguments, const int32_t *descriptors,
                         int32_t count, int32_t *process);

/* The exit code of an ended program, or −(the signal that ended it); it must be asked for once. */
int32_t spar_process_reap(pid_t pid);

/* A pipe: `ends[0]` is for reading and never blocks. 0, or −errno. */
int32_t spar_pipe(int32_t *ends);

/* A file in memory that nobody can change any more, its descriptor at the beginning; −errno. */
int32_t spar_memory_file(const uint8_t *_Nullable bytes, size_t count);

/* A seccomp filter for `bwrap --seccomp`, as a file in memory; −errno. It leaves no sockets but those inside the
   sandbox, and refuses what looks into other processes or reaches rarely used parts of the kernel. */
int32_t spar_system_call_filter(void);

/* Bytes of memory of a process and all its descendants, what they share counted for none of them. */
uint64_t spar_memory_below(pid_t pid);

#pragma clang assume_nonnull end

#endif
