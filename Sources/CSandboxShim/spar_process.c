/* Starting and ending programs. */
#include "spar_sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void close_all(const int *descriptors, int count) {
  for (int index = 0; index < count; index++) close(descriptors[index]);
}

/* Copies far above 0 … count − 1, so that none is overwritten before its turn comes. */
static int lift(const int32_t *descriptors, int count, int *lifted) {
  for (int index = 0; index < count; index++) {
    lifted[index] = fcntl(descriptors[index], F_DUPFD_CLOEXEC, count);
    if (lifted[index] < 0) {
      int error = errno;
      close_all(lifted, index);
      return error;
    }
  }
  return 0;
}

static int prepare(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, const int *lifted, int count) {
  sigset_t every, none;
  sigfillset(&every);
  sigemptyset(&none);
  int error = posix_spawnattr_setsigdefault(attributes, &every);
  if (!error) error = posix_spawnattr_setsigmask(attributes, &none);
  if (!error) {
    error = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
  }
  if (!error) error = posix_spawn_file_actions_addchdir_np(actions, "/");
  for (int index = 0; index < count && !error; index++) {
    error = posix_spawn_file_actions_adddup2(actions, lifted[index], index);
  }
  return error ? error : posix_spawn_file_actions_addclosefrom_np(actions, count);
}

static int start(const char *path, char *const *arguments, const int *lifted, int count, pid_t *pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  char *environment[] = {NULL};
  int error = posix_spawn_file_actions_init(&actions);
  if (error) return error;
  error = posix_spawnattr_init(&attributes);
  if (!error) {
    error = prepare(&actions, &attributes, lifted, count);
    if (!error) error = posix_spawn(pid, path, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

pid_t spar_process_start(const char *path, char *const *arguments, const int32_t *descriptors, int32_t count,
                         int32_t *process) {
  int *lifted = calloc((size_t)count + 1, sizeof *lifted);
  if (!lifted) return -ENOMEM;
  pid_t pid = 0;
  int error = lift(descriptors, count, lifted);
  if (!error) {
    error = start(path, arguments, lifted, count, &pid);
    close_all(lifted, count);
  }
  free(lifted);
  if (error) return -error;
  *process = (int32_t)syscall(SYS_pidfd_open, pid, 0); /* close-on-exec by itself */
  if (*process >= 0) return pid;
  error = errno;
  kill(pid, SIGKILL);
  spar_process_reap(pid);
  return -error;
}

int32_t spar_process_reap(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) return -SIGKILL;
  }
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

int32_t spar_pipe(int32_t *ends) {
  int pair[2];
  if (pipe2(pair, O_CLOEXEC) != 0) return -errno;
  fcntl(pair[0], F_SETFL, O_NONBLOCK);
  ends[0] = pair[0];
  ends[1] = pair[1];
  return 0;
}

int32_t spar_memory_file(const uint8_t *bytes, size_t count) {
  int descriptor = memfd_create("spar", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (descriptor < 0) return -errno;
  size_t written = 0;
  while (written < count) {
    ssize_t more = write(descriptor, bytes + written, count - written);
    if (more < 0 && errno == EINTR) continue;
    if (more <= 0) {
      int error = more < 0 ? errno : ENOSPC;
      close(descriptor);
      return -error;
    }
    written += (size_t)more;
  }
  lseek(descriptor, 0, SEEK_SET);
  fcntl(descriptor, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
  return descriptor;
}
