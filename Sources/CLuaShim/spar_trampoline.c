/* The one C function behind every host function: it calls Swift, and raises or yields after Swift has returned. */
#include "spar_lua_private.h"

#include <string.h>

enum { upvalue_function = 1, upvalue_waits = 2, upvalue_name = 3 };

/* Adds where the error was raised, in user code, to an error table that does not know it yet. */
static void add_place(lua_State *L) {
  if (lua_type(L, -1) != LUA_TTABLE) return;
  luaL_where(L, 1);
  if (lua_rawlen(L, -1) > 0) {
    lua_pushliteral(L, "where");
    lua_insert(L, -2);
    lua_rawset(L, -3);
  } else {
    lua_pop(L, 1);
  }
}

/* Pushes what the buffer holds, frees it, and returns or raises it. */
static int finish(lua_State *L, spar_buffer *buffer, bool is_error) {
  lua_settop(L, 0);
  int status = spar_push_buffer(L, buffer);
  spar_buffer_free(buffer);
  if (status != LUA_OK) return lua_error(L);
  if (!is_error) return lua_gettop(L);
  add_place(L);
  return lua_error(L);
}

/* Hands over what another task ended with; its values stay on its own stack for further awaits. */
static int finish_from_task(lua_State *L, spar_task *source) {
  lua_State *from = source->thread;
  int count = lua_gettop(from);
  bool failed = source->state == SPAR_FAILED;
  int first = failed ? count : 1;
  int values = failed ? 1 : count;
  source->awaited = true;
  /* The stack is not cleared: slot 1 holds the task, which keeps its thread from being collected meanwhile. */
  luaL_checkstack(L, values + 2, "too many results");
  if (!lua_checkstack(from, 1)) return luaL_error(L, "stack overflow");
  for (int i = 0; i < values; i++) {
    lua_pushvalue(from, first + i);
    lua_xmove(from, L, 1);
  }
  return failed ? lua_error(L) : values;
}

static int resumed(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  spar_task *task = spar_vm_of(L)->current;
  int wakeup = task->wakeup;
  spar_buffer buffer = task->pending;
  memset(&task->pending, 0, sizeof task->pending);
  if (wakeup == SPAR_WAKE_CANCEL) {
    spar_buffer_free(&buffer);
    spar_stop_thread(L);
    return spar_raise_cancel(L);
  }
  if (wakeup == SPAR_WAKE_TASK) {
    spar_task *source = task->source;
    task->source = NULL;
    return finish_from_task(L, source);
  }
  return finish(L, &buffer, wakeup == SPAR_WAKE_ERROR);
}

static int suspend(lua_State *L) {
  lua_pushlightuserdata(L, (void *)&spar_wait_mark);
  return lua_yieldk(L, 1, 0, resumed);
}

static bool can_wait(lua_State *L, spar_vm *vm) {
  return vm->current && vm->unyieldable == 0 && lua_isyieldable(L);
}

int spar_trampoline(lua_State *L) {
  spar_vm *vm = spar_vm_of(L);
  bool waits = lua_toboolean(L, lua_upvalueindex(upvalue_waits));
  if (waits && !can_wait(L, vm)) {
    /* Tested before the operation starts: afterwards there would be no way to hand its result over. */
    return luaL_error(L, "'%s' waits, and Lua cannot wait here (inside table.sort, string.gsub, a metamethod or a finaliser)",
                      lua_tostring(L, lua_upvalueindex(upvalue_name)));
  }
  if (waits && spar_is_stopping(vm)) return spar_raise_cancel(L);
  uint8_t inline_bytes[512];
  spar_buffer result = {inline_bytes, 0, sizeof inline_bytes, false, false};
  int32_t function = (int32_t)lua_tointeger(L, lua_upvalueindex(upvalue_function));
  int32_t outcome = vm->callbacks.call(vm->context, L, function, waits ? vm->current : NULL, &result);
  if (outcome == SPAR_SUSPEND) return suspend(L);
  return finish(L, &result, outcome == SPAR_RAISE);
}

/* await(task): at once when it has ended, else a suspension that its end resumes. */
int spar_await(lua_State *L);
int spar_await(lua_State *L) {
  spar_vm *vm = spar_vm_of(L);
  spar_task *target = luaL_testudata(L, 1, "task");
  if (!target) return luaL_error(L, "await expects a task, as spawn returns it, got %s", luaL_typename(L, 1));
  if (target == vm->current) return luaL_error(L, "a task cannot await itself");
  if (target->state == SPAR_DONE || target->state == SPAR_FAILED) return finish_from_task(L, target);
  if (!can_wait(L, vm)) return luaL_error(L, "'await' waits, and Lua cannot wait here");
  if (spar_is_stopping(vm)) return spar_raise_cancel(L);
  vm->callbacks.awaiting(vm->context, vm->current, target);
  return suspend(L);
}
