/* The virtual machine: its memory limit, what is opened in it, and how Swift publishes functions. */
#include "spar_lua_private.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

const char spar_wait_mark = 0;

/* For the signal handler: the machine that runs on this process's loop thread. */
static spar_vm *volatile running_vm;

spar_vm *spar_vm_of(lua_State *L) { return *(spar_vm **)lua_getextraspace(L); }

/* `old_size` holds the kind of a new object when `block` is NULL. Shrinking must never fail. */
static void *allocate(void *context, void *block, size_t old_size, size_t new_size) {
  spar_vm *vm = context;
  if (!block) old_size = 0;
  if (new_size == 0) {
    free(block);
    vm->memory -= old_size;
    return NULL;
  }
  if (new_size > old_size && vm->memory_limit && vm->memory - old_size + new_size > vm->memory_limit) return NULL;
  void *moved = realloc(block, new_size);
  if (moved) vm->memory = vm->memory - old_size + new_size;
  return moved;
}

static int open_machine(lua_State *L) {
  spar_vm *vm = spar_vm_of(L);
  luaL_openlibs(L);
  spar_open_safe_base(L);
  spar_open_coroutines(L);
  spar_open_tasks(L);
  lua_createtable(L, 0, 2);
  lua_pushliteral(L, "script.interrupted");
  lua_setfield(L, -2, "code");
  lua_pushliteral(L, "interrupted");
  lua_setfield(L, -2, "message");
  vm->cancel_error = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

spar_vm *spar_vm_new(size_t memory_limit, spar_callbacks callbacks) {
  spar_vm *vm = calloc(1, sizeof *vm);
  if (!vm) return NULL;
  vm->callbacks = callbacks;
  vm->main = lua_newstate(allocate, vm);
  if (!vm->main) {
    free(vm);
    return NULL;
  }
  *(spar_vm **)lua_getextraspace(vm->main) = vm;
  vm->memory_limit = memory_limit;
  lua_pushcfunction(vm->main, open_machine);
  if (lua_pcall(vm->main, 0, 0, 0) != LUA_OK) {
    spar_vm_close(vm);
    return NULL;
  }
  return vm;
}

void spar_vm_set_context(spar_vm *vm, void *context) { vm->context = context; }

void spar_vm_close(spar_vm *vm) {
  /* Finalisers that run now find no task, so none of them can wait. */
  vm->current = NULL;
  vm->closing = true;
  lua_close(vm->main);
  free(vm);
}

lua_State *spar_vm_main(spar_vm *vm) { return vm->main; }
size_t spar_vm_memory(spar_vm *vm) { return vm->memory; }

static int collect(lua_State *L) {
  lua_gc(L, LUA_GCCOLLECT);
  return 0;
}

void spar_vm_collect(spar_vm *vm) {
  lua_pushcfunction(vm->main, collect);
  if (lua_pcall(vm->main, 0, 0, 0) != LUA_OK) lua_settop(vm->main, 0);
}

bool spar_vm_stop_collector(spar_vm *vm) {
  bool was_running = lua_gc(vm->main, LUA_GCISRUNNING);
  lua_gc(vm->main, LUA_GCSTOP);
  return was_running;
}

void spar_vm_restart_collector(spar_vm *vm) { lua_gc(vm->main, LUA_GCRESTART); }

/* --- publishing --- */

typedef struct {
  const char *name;
  int32_t function;
  bool waits;
} publication;

/* Pushes the table that `name` belongs to, making the ones on the way; returns the last part of the name. */
static const char *push_home(lua_State *L, const char *name) {
  lua_pushglobaltable(L);
  for (const char *dot; (dot = strchr(name, '.')); name = dot + 1) {
    lua_pushlstring(L, name, (size_t)(dot - name));
    lua_pushvalue(L, -1);
    if (lua_rawget(L, -3) != LUA_TTABLE) {
      lua_pop(L, 1);
      lua_newtable(L);
      lua_pushvalue(L, -2);
      lua_pushvalue(L, -2);
      lua_rawset(L, -5);
    }
    lua_replace(L, -3);
    lua_pop(L, 1);
  }
  return name;
}

static int publish(lua_State *L) {
  const publication *what = lua_touserdata(L, 1);
  const char *field = push_home(L, what->name);
  lua_pushstring(L, field);
  lua_pushinteger(L, what->function);
  lua_pushboolean(L, what->waits);
  lua_pushstring(L, what->name);
  lua_pushcclosure(L, spar_trampoline, 3);
  lua_rawset(L, -3);
  return 0;
}

static bool protected_call(lua_State *L, lua_CFunction function, void *argument, int results) {
  if (!lua_checkstack(L, 4)) return false;
  lua_pushcfunction(L, function);
  lua_pushlightuserdata(L, argument);
  if (lua_pcall(L, 1, results, 0) == LUA_OK) return true;
  lua_pop(L, 1);
  return false;
}

bool spar_vm_publish(spar_vm *vm, const char *name, int32_t function, bool waits) {
  publication what = {name, function, waits};
  return protected_call(vm->main, publish, &what, 0);
}

static int new_metatable(lua_State *L) {
  const char *name = lua_touserdata(L, 1);
  lua_createtable(L, 0, 2);
  lua_pushstring(L, name);
  lua_setfield(L, -2, "__name");
  lua_pushinteger(L, luaL_ref(L, LUA_REGISTRYINDEX));
  return 1;
}

int32_t spar_vm_metatable(spar_vm *vm, const char *name) {
  if (!protected_call(vm->main, new_metatable, (void *)name, 1)) return 0;
  int32_t reference = (int32_t)lua_tointeger(vm->main, -1);
  lua_pop(vm->main, 1);
  return reference;
}

const void *spar_vm_pointer(spar_vm *vm, int32_t reference) {
  lua_rawgeti(vm->main, LUA_REGISTRYINDEX, reference);
  const void *pointer = lua_topointer(vm->main, -1);
  lua_pop(vm->main, 1);
  return pointer;
}

static int make_reference(lua_State *L) {
  lua_pushinteger(L, luaL_ref(L, LUA_REGISTRYINDEX));
  return 1;
}

int32_t spar_reference(lua_State *L, int32_t index) {
  if (!lua_checkstack(L, 4)) return 0;
  index = lua_absindex(L, index);
  lua_pushcfunction(L, make_reference);
  lua_pushvalue(L, index);
  int32_t reference = lua_pcall(L, 1, 1, 0) == LUA_OK ? (int32_t)lua_tointeger(L, -1) : 0;
  lua_pop(L, 1);
  return reference;
}

void spar_unreference(spar_vm *vm, int32_t reference) { luaL_unref(vm->main, LUA_REGISTRYINDEX, reference); }

bool spar_vm_is_pushing(spar_vm *vm) { return vm->pushing > 0; }

/* --- texts --- */

static int describe(lua_State *L) {
  luaL_tolstring(L, 1, NULL);
  return 1;
}

bool spar_describe(lua_State *L, int32_t index, spar_buffer *text) {
  if (!lua_checkstack(L, 4)) return false;
  index = lua_absindex(L, index);
  lua_pushcfunction(L, describe);
  lua_pushvalue(L, index);
  bool done = lua_pcall(L, 1, 1, 0) == LUA_OK;
  size_t length = 0;
  const char *bytes = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &length) : NULL;
  done = done && bytes && spar_buffer_set(text, bytes, length);
  lua_pop(L, 1);
  return done;
}

static int append_code(lua_State *L, const void *bytes, size_t count, void *buffer) {
  (void)L;
  spar_buffer *code = buffer;
  if (!spar_buffer_reserve(code, count)) return 1;
  memcpy(code->bytes + code->count, bytes, count);
  code->count += count;
  return 0;
}

bool spar_function_code(spar_vm *vm, int32_t function, spar_buffer *code) {
  lua_rawgeti(vm->main, LUA_REGISTRYINDEX, function);
  /* lua_dump runs in no protected call because it raises nothing: what fails is the writer, by its status. */
  bool done = lua_iscfunction(vm->main, -1) || lua_dump(vm->main, append_code, code, 1) == 0;
  lua_pop(vm->main, 1);
  return done;
}

static int traceback(lua_State *L) {
  lua_State *thread = lua_touserdata(L, 1);
  luaL_traceback(L, thread, NULL, 0);
  return 1;
}

bool spar_traceback(spar_vm *vm, lua_State *thread, spar_buffer *text) {
  if (!protected_call(vm->main, traceback, thread, 1)) return false;
  size_t length = 0;
  const char *bytes = lua_tolstring(vm->main, -1, &length);
  bool done = bytes && spar_buffer_set(text, bytes, length);
  lua_pop(vm->main, 1);
  return done;
}

int32_t spar_vm_check(spar_vm *vm, const uint8_t *source, size_t count, const char *chunk_name, spar_buffer *error) {
  /* luaL_loadbufferx is protected by itself. */
  int status = luaL_loadbufferx(vm->main, (const char *)source, count, chunk_name, "t");
  int32_t result = status == LUA_OK ? 0 : 1;
  if (status != LUA_OK) {
    size_t length = 0;
    const char *message = lua_type(vm->main, -1) == LUA_TSTRING ? lua_tolstring(vm->main, -1, &length) : NULL;
    if (message) {
      spar_buffer_set(error, message, length);
      if (length >= 5 && memcmp(message + length - 5, "<eof>", 5) == 0) result = 2;
    }
  }
  lua_pop(vm->main, 1);
  return result;
}

/* --- interrupts --- */

static void stop_hook(lua_State *L, lua_Debug *activation) {
  (void)activation;
  spar_raise_cancel(L);
}

void spar_stop_thread(lua_State *L) { lua_sethook(L, stop_hook, LUA_MASKCOUNT, 1); }

int spar_raise_cancel(lua_State *L) {
  /* The error exists since the machine was opened: raising it allocates nothing. */
  lua_rawgeti(L, LUA_REGISTRYINDEX, spar_vm_of(L)->cancel_error);
  return lua_error(L);
}

bool spar_is_stopping(spar_vm *vm) { return vm->interrupted || (vm->current && vm->current->cancelled); }

void spar_interrupt_running(void) {
  spar_vm *vm = running_vm;
  if (!vm) return;
  vm->interrupted = 1;
  lua_State *L = vm->running;
  if (L) spar_stop_thread(L);
}

void spar_vm_clear_interrupt(spar_vm *vm) { vm->interrupted = 0; }
bool spar_vm_is_interrupted(spar_vm *vm) { return vm->interrupted; }

/* --- limits of time --- */

/* Instructions between two looks at the clock: some tens of microseconds. */
enum { glance = 10000 };

int64_t spar_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void limit_hook(lua_State *L, lua_Debug *activation) {
  (void)activation;
  spar_vm *vm = spar_vm_of(L);
  spar_task *task = vm->current;
  if (spar_is_stopping(vm)) {
    spar_stop_thread(L);
    spar_raise_cancel(L);
  }
  if (!task || !task->deadline) {
    /* A coroutine that has come to another task. An interrupt may set its own hook at any moment. */
    lua_sethook(L, NULL, 0, 0);
    if (vm->interrupted) spar_stop_thread(L);
    return;
  }
  if (spar_now() < task->deadline) return;
  spar_task_cancel(task);
  spar_raise_cancel(L);
}

void spar_limit_thread(lua_State *L) { lua_sethook(L, limit_hook, LUA_MASKCOUNT, glance); }

void spar_enter_vm(spar_vm *vm, lua_State *L) {
  vm->running = L;
  running_vm = vm;
}

void spar_leave_vm(spar_vm *vm) {
  running_vm = NULL;
  vm->running = NULL;
}
