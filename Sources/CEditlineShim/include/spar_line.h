/* libedit as Swift can call it: its variadics one by one, and the signals that may come while a line is read. */
#ifndef SPAR_LINE_H
#define SPAR_LINE_H

#include <histedit.h>
#include <stdbool.h>
#include <wchar.h>

typedef unsigned char (*spar_line_command)(EditLine *_Nonnull editor, int key);
typedef wchar_t *_Nonnull (*spar_line_prompt)(EditLine *_Nonnull editor);
typedef int (*spar_line_reader)(EditLine *_Nonnull editor, wchar_t *_Nonnull character);

/* An editor on the standard streams; makes sure that LC_CTYPE is UTF-8 first. NULL where there is no terminal. */
EditLine *_Nullable spar_line_open(const char *_Nonnull program);

void spar_line_set_owner(EditLine *_Nonnull editor, void *_Nullable owner);
void *_Nullable spar_line_owner(EditLine *_Nonnull editor);

/* "emacs" or "vi". */
void spar_line_set_keymap(EditLine *_Nonnull editor, const char *_Nonnull name);
const char *_Nonnull spar_line_keymap(EditLine *_Nonnull editor);

/* What stands between two U+0001 in the prompt goes to the terminal as it is. */
void spar_line_set_prompt(EditLine *_Nonnull editor, spar_line_prompt _Nonnull prompt);
void spar_line_set_reader(EditLine *_Nonnull editor, spar_line_reader _Nonnull reader);
int spar_line_define(EditLine *_Nonnull editor, const char *_Nonnull name, spar_line_command _Nonnull command);
int spar_line_bind(EditLine *_Nonnull editor, const char *_Nonnull keys, const char *_Nonnull command);

/* Draws prompt and text again, as if the cursor stood at the start of an empty line. */
void spar_line_refresh(EditLine *_Nonnull editor);

/* Columns that a character takes, in UTF-8; -1 for control characters. */
int spar_line_width(wchar_t character);

/* Raw mode on or off. */
void spar_line_prepare_terminal(EditLine *_Nonnull editor, bool on);

HistoryW *_Nullable spar_history_open(EditLine *_Nonnull editor, int size);
void spar_history_add(HistoryW *_Nonnull history, const wchar_t *_Nonnull text);

/* Between begin and end, the terminal's signals are noted for spar_line_wait instead of taking their effect. */
void spar_line_begin(EditLine *_Nonnull editor);
void spar_line_end(void);

/* 0 when the descriptor can be read, else the number of a signal that came. */
int spar_line_wait(int descriptor);

/* Lets a noted signal have the effect it had before spar_line_begin. Returns if the process goes on. */
void spar_line_deliver(int signal_number);

/* One character in UTF-8; bytes that are none become U+FFFD. 1, 0 at the end, -1 on an error. */
int spar_line_read_character(int descriptor, wchar_t *_Nonnull character);

#endif
