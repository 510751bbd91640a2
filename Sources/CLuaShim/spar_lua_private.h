/* What the files of this shim share and Swift never sees. */
#ifndef SPAR_LUA_PRIVATE_H
#define SPAR_LUA_PRIVATE_H

#include "spar_lua.h"

struct spar_vm {
  lua_State *main;
  void *context;
  spar_callbacks callbacks;
  spar_task *current;            /* the running task; its nested coroutines run on its behalf */
  lua_State *volatile running;   /* the thread the interpreter is in now */
  volatile int interrupted;
  int unyieldable;               /* how many resumes up the chain stand where Lua cannot yield */
  int pushing;                   /* how many buffers are being turned into Lua values */
  bool closing;                  /* only finalisers run, and nothing new may start */
  int64_t last_task;
  size_t memory, memory_limit;
  int cancel_error;              /* registry reference of the error that stops a task */
  int task_metatable;
};

/* The address that marks a yield of the host's (on top of the stack of every thread in the chain while it waits). */
extern const char spar_wait_mark;

spar_vm *spar_vm_of(lua_State *L);
bool spar_buffer_set(spar_buffer *buffer, const char *bytes, size_t count);
/* Pushes all values; a Lua status. On an error the message is pushed instead. */
int spar_push_buffer(lua_State *L, spar_buffer *buffer);
/* Makes every further instruction of this thread raise. */
void spar_stop_thread(lua_State *L);
/* Makes this thread look at its task's deadline from time to time. */
void spar_limit_thread(lua_State *L);
/* Raises the cancellation in L. */
int spar_raise_cancel(lua_State *L);
/* What the interpreter runs between these two can be stopped by an interrupt. */
void spar_enter_vm(spar_vm *vm, lua_State *L);
void spar_leave_vm(spar_vm *vm);
bool spar_is_stopping(spar_vm *vm);
int64_t spar_now(void);
bool spar_waits_for_host(lua_State *thread);

void spar_open_coroutines(lua_State *L);
void spar_open_tasks(lua_State *L);
void spar_open_safe_base(lua_State *L);
int spar_trampoline(lua_State *L);

#endif
