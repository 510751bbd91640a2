#include "spar_line.h"

#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static pthread_once_t utf8_once = PTHREAD_ONCE_INIT;

/* In the C locale libedit drops every key that is not ASCII, without a word. */
static void choose_utf8(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

static void use_utf8(void) { pthread_once(&utf8_once, choose_utf8); }

int spar_line_width(wchar_t character) {
  use_utf8();
  return wcwidth(character);
}

EditLine *spar_line_open(const char *program) {
  use_utf8();
  EditLine *editor = el_init(program, stdin, stdout, stderr);
  if (!editor) return NULL;
  el_set(editor, EL_SIGNAL, 0);
  /* Ctrl-S searches; it must not stop the terminal. A pasted CR LF must not arrive as two newlines. */
  el_set(editor, EL_SETTY, "-d", "-ixon", "-icrnl", "-inlcr", NULL);
  return editor;
}

void spar_line_set_owner(EditLine *editor, void *owner) { el_set(editor, EL_CLIENTDATA, owner); }

void *spar_line_owner(EditLine *editor) {
  void *owner = NULL;
  el_get(editor, EL_CLIENTDATA, &owner);
  return owner;
}

void spar_line_set_keymap(EditLine *editor, const char *name) { el_set(editor, EL_EDITOR, name); }

const char *spar_line_keymap(EditLine *editor) {
  const char *name = NULL;
  el_get(editor, EL_EDITOR, &name);
  return name ? name : "";
}

void spar_line_set_prompt(EditLine *editor, spar_line_prompt prompt) {
  el_wset(editor, EL_PROMPT_ESC, prompt, L'\1');
}

void spar_line_set_reader(EditLine *editor, spar_line_reader reader) { el_wset(editor, EL_GETCFN, reader); }

int spar_line_define(EditLine *editor, const char *name, spar_line_command command) {
  return el_set(editor, EL_ADDFN, name, name, command);
}

int spar_line_bind(EditLine *editor, const char *keys, const char *command) {
  return el_set(editor, EL_BIND, keys, command, NULL);
}

void spar_line_refresh(EditLine *editor) { el_set(editor, EL_REFRESH); }

void spar_line_prepare_terminal(EditLine *editor, bool on) { el_set(editor, EL_PREP_TERM, on ? 1 : 0); }

HistoryW *spar_history_open(EditLine *editor, int size) {
  HistoryW *history = history_winit();
  if (!history) return NULL;
  HistEventW event;
  history_w(history, &event, H_SETSIZE, size);
  history_w(history, &event, H_SETUNIQUE, 1);
  el_wset(editor, EL_HIST, history_w, history);
  return history;
}

void spar_history_add(HistoryW *history, const wchar_t *text) {
  HistEventW event;
  history_w(history, &event, H_ENTER, text);
}
