/* The signals of a read. The handler only notes; the reader acts, outside signal context, so that the terminal is
   restored before the process stops or ends. */
#include "spar_line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int noted[] = {SIGINT, SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGQUIT};
enum { noted_count = sizeof noted / sizeof *noted };

static struct sigaction previous[noted_count];
static int note_pipe[2] = {-1, -1};
static EditLine *reading;

static void note(int signal_number) {
  int saved = errno;
  unsigned char byte = (unsigned char)signal_number;
  ssize_t ignored = write(note_pipe[1], &byte, 1);
  (void)ignored;
  errno = saved;
}

/* What the user or a parent ignores (nohup) stays ignored; SIGINT is ours while a line is read. */
static void take(int index) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note;
  sigemptyset(&action.sa_mask);
  sigaction(noted[index], &action, &previous[index]);
  if (previous[index].sa_handler == SIG_IGN && noted[index] != SIGINT)
    sigaction(noted[index], &previous[index], NULL);
}

static void restore_at_exit(void) {
  if (!reading) return;
  static const char paste_off[] = "\033[?2004l";
  ssize_t ignored = write(STDOUT_FILENO, paste_off, sizeof paste_off - 1);
  (void)ignored;
  spar_line_prepare_terminal(reading, false);
}

static void open_pipe(void) {
  if (note_pipe[0] >= 0) return;
  if (pipe2(note_pipe, O_NONBLOCK | O_CLOEXEC) != 0) return;
  atexit(restore_at_exit);
}

static int take_note(void) {
  unsigned char byte;
  return read(note_pipe[0], &byte, 1) == 1 ? byte : 0;
}

void spar_line_begin(EditLine *editor) {
  open_pipe();
  while (take_note()) continue;
  reading = editor;
  for (int i = 0; i < noted_count; i++) take(i);
}

void spar_line_end(void) {
  for (int i = 0; i < noted_count; i++) sigaction(noted[i], &previous[i], NULL);
  reading = NULL;
}

int spar_line_wait(int descriptor) {
  struct pollfd waiting[2] = {{descriptor, POLLIN, 0}, {note_pipe[0], POLLIN, 0}};
  for (;;) {
    int signal_number = take_note();
    if (signal_number) return signal_number;
    int ready = poll(waiting, 2, -1);
    if (ready < 0 && errno != EINTR) return 0;
    if (ready > 0 && !waiting[1].revents) return 0;
  }
}

void spar_line_deliver(int signal_number) {
  for (int i = 0; i < noted_count; i++) {
    if (noted[i] != signal_number) continue;
    sigaction(signal_number, &previous[i], NULL);
    raise(signal_number);
    take(i);
  }
}

int spar_line_read_character(int descriptor, wchar_t *character) {
  mbstate_t state;
  memset(&state, 0, sizeof state);
  for (;;) {
    char byte;
    ssize_t got = read(descriptor, &byte, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return (int)got;
    size_t used = mbrtowc(character, &byte, 1, &state);
    if (used == (size_t)-2) continue;
    if (used == (size_t)-1) *character = 0xFFFD;
    return 1;
  }
}
