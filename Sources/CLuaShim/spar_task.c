/* Tasks: coroutines that the host owns, schedules and cancels. */
#include "spar_lua_private.h"

#include <string.h>

static const char task_type[] = "task";
int spar_await(lua_State *L);

/* Makes a task of the function and its arguments on top of the stack; leaves the task there instead. */
static spar_task *push_task(lua_State *L, int arguments) {
  spar_vm *vm = spar_vm_of(L);
  spar_task *task = lua_newuserdatauv(L, sizeof *task, 1);
  memset(task, 0, sizeof *task);
  luaL_setmetatable(L, task_type);
  task->vm = vm;
  task->id = ++vm->last_task;
  task->thread = lua_newthread(L);
  /* A thread inherits the hook of its maker; a task made while another is being stopped must not. */
  lua_sethook(task->thread, NULL, 0, 0);
  if (vm->current && vm->current->deadline) {
    task->deadline = vm->current->deadline;
    spar_limit_thread(task->thread);
  }
  lua_setiuservalue(L, -2, 1);
  lua_insert(L, -(arguments + 2));
  if (!lua_checkstack(task->thread, arguments + 1)) luaL_error(L, "too many arguments");
  lua_xmove(L, task->thread, arguments + 1);
  lua_pushvalue(L, -1);
  task->anchor = luaL_ref(L, LUA_REGISTRYINDEX);
  return task;
}

/* --- from Lua --- */

static int spawn(lua_State *L) {
  spar_vm *vm = spar_vm_of(L);
  luaL_checktype(L, 1, LUA_TFUNCTION);
  if (vm->closing) return luaL_error(L, "no task can start while the host ends");
  if (spar_is_stopping(vm)) return spar_raise_cancel(L);
  spar_task *task = push_task(L, lua_gettop(L) - 1);
  vm->callbacks.spawned(vm->context, task);
  return 1;
}

static const char *state_name(const spar_task *task) {
  static const char *const names[] = {"ready", "running", "waiting", "done", "failed"};
  return task->cancelled && task->state == SPAR_FAILED ? "cancelled" : names[task->state];
}

static int task_cancel(lua_State *L) {
  spar_task *task = luaL_checkudata(L, 1, task_type);
  if (task->state < SPAR_DONE && !task->vm->closing) {
    spar_task_cancel(task);
    task->vm->callbacks.cancel(task->vm->context, task);
  }
  return 0;
}

static int task_status(lua_State *L) {
  lua_pushstring(L, state_name(luaL_checkudata(L, 1, task_type)));
  return 1;
}

static int task_tostring(lua_State *L) {
  spar_task *task = luaL_checkudata(L, 1, task_type);
  lua_pushfstring(L, "task %I (%s)", (LUAI_UACINT)task->id, state_name(task));
  return 1;
}

static int task_free(lua_State *L) {
  spar_task *task = lua_touserdata(L, 1);
  spar_vm *vm = task->vm;
  spar_buffer_free(&task->pending);
  if (task->state == SPAR_FAILED && !vm->closing) vm->callbacks.lost(vm->context, task);
  return 0;
}

void spar_open_tasks(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"await", spar_await}, {"cancel", task_cancel}, {"status", task_status}, {NULL, NULL}};
  luaL_newmetatable(L, task_type);
  lua_pushcfunction(L, task_tostring);
  lua_setfield(L, -2, "__tostring");
  lua_pushcfunction(L, task_free);
  lua_setfield(L, -2, "__gc");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  lua_register(L, "spawn", spawn);
  lua_register(L, "await", spar_await);
}

/* --- from Swift --- */

typedef struct {
  int32_t function;
  spar_buffer *arguments;
  spar_task *task;
} start;

/* The function to start stands at 2 (a chunk) or behind a reference. */
static int start_task(lua_State *L) {
  start *what = lua_touserdata(L, 1);
  if (what->function) {
    lua_settop(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, what->function);
  }
  if (spar_push_buffer(L, what->arguments) != LUA_OK) return lua_error(L);
  what->task = push_task(L, lua_gettop(L) - 2);
  return 0;
}

static spar_task *protected_start(spar_vm *vm, start *what, bool has_chunk, spar_buffer *error) {
  lua_State *L = vm->main;
  lua_pushcfunction(L, start_task);
  lua_pushlightuserdata(L, what);
  if (has_chunk) lua_rotate(L, -3, 2);
  if (lua_pcall(L, has_chunk ? 2 : 1, 0, 0) == LUA_OK) return what->task;
  size_t length = 0;
  const char *message = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &length) : "not enough memory";
  spar_buffer_set(error, message, length ? length : strlen(message));
  lua_pop(L, 1);
  return NULL;
}

spar_task *spar_task_load(spar_vm *vm, const uint8_t *source, size_t count, const char *chunk_name,
                          spar_buffer *arguments, spar_buffer *error) {
  lua_State *L = vm->main;
  if (luaL_loadbufferx(L, (const char *)source, count, chunk_name, "t") != LUA_OK) {
    size_t length = 0;
    const char *message = lua_tolstring(L, -1, &length);
    spar_buffer_set(error, message, length);
    lua_pop(L, 1);
    return NULL;
  }
  start what = {0, arguments, NULL};
  return protected_start(vm, &what, true, error);
}

spar_task *spar_task_call(spar_vm *vm, int32_t function, spar_buffer *arguments, spar_buffer *error) {
  start what = {function, arguments, NULL};
  return protected_start(vm, &what, false, error);
}

static int32_t settle(spar_task *task, int status) {
  switch (status) {
    case LUA_OK: task->state = SPAR_DONE; break;
    case LUA_YIELD: task->state = SPAR_WAITING; break;
    default: task->state = SPAR_FAILED;
  }
  return task->state;
}

int32_t spar_task_resume(spar_task *task) {
  spar_vm *vm = task->vm;
  lua_State *L = task->thread;
  bool first = task->state == SPAR_READY;
  int arguments = first ? lua_gettop(L) - 1 : 0;
  if (task->cancelled || vm->interrupted) spar_stop_thread(L);
  if (!first) lua_pop(L, 1); /* the wait mark */
  spar_task *outer = vm->current;
  lua_State *outer_running = vm->running;
  vm->current = task;
  task->state = SPAR_RUNNING;
  spar_enter_vm(vm, L);
  int results = 0;
  int status = lua_resume(L, NULL, arguments, &results);
  vm->current = outer;
  if (outer_running) {
    spar_enter_vm(vm, outer_running);
  } else {
    spar_leave_vm(vm);
  }
  return settle(task, status);
}

void spar_task_wake(spar_task *task, int32_t wakeup, spar_buffer *values, spar_task *source) {
  spar_buffer_free(&task->pending);
  task->wakeup = wakeup;
  task->source = source;
  if (values) {
    task->pending = *values;
    memset(values, 0, sizeof *values);
  }
}

void spar_task_cancel(spar_task *task) {
  task->cancelled = true;
  if (task->state != SPAR_RUNNING) return;
  spar_vm *vm = task->vm;
  spar_stop_thread(task->thread);
  if (vm->running && vm->current == task) spar_stop_thread(vm->running);
}

void spar_task_limit(spar_task *task, double seconds) {
  task->deadline = spar_now() + (int64_t)(seconds * 1e9);
  spar_limit_thread(task->thread);
}

void spar_task_release(spar_task *task) {
  int32_t anchor = task->anchor;
  if (!anchor) return;
  task->anchor = 0;
  luaL_unref(task->vm->main, LUA_REGISTRYINDEX, anchor);
}
