/* coroutine.resume, wrap, yield and close for a world in which host functions wait.

   A host function that waits inside a user's own coroutine yields the wait mark. It must not land in the user's
   resume: the resumes here pass it on upwards until it reaches the host, and go down the same way afterwards. */
#include "spar_lua_private.h"

bool spar_waits_for_host(lua_State *thread) {
  return lua_status(thread) == LUA_YIELD && lua_gettop(thread) > 0 &&
         lua_touserdata(thread, -1) == (const void *)&spar_wait_mark;
}

/* Runs the coroutine on behalf of L; the status is lua_resume's. */
static int enter(lua_State *L, lua_State *coroutine, int arguments, int *results) {
  spar_vm *vm = spar_vm_of(L);
  int blocked = !lua_isyieldable(L);
  vm->unyieldable += blocked;
  if (spar_is_stopping(vm)) {
    spar_stop_thread(coroutine);
  } else if (vm->current && vm->current->deadline && !lua_gethook(coroutine)) {
    spar_limit_thread(coroutine); /* one that was made outside of the task */
  }
  vm->running = coroutine;
  int status = lua_resume(coroutine, L, arguments, results);
  vm->running = L;
  vm->unyieldable -= blocked;
  return status;
}

/* Moves what the coroutine ended or yielded with to L. */
static int take_results(lua_State *L, lua_State *coroutine, int count) {
  if (!lua_checkstack(L, count + 1)) {
    lua_pop(coroutine, count);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua_xmove(coroutine, L, count);
  return count;
}

/* After an error in a stopped task the parent stops as well, whatever it would have done with the error. */
static void pass_cancellation(lua_State *L) {
  if (!spar_is_stopping(spar_vm_of(L))) return;
  spar_stop_thread(L);
  spar_raise_cancel(L);
}

static int go_on(lua_State *L, int status, lua_KContext context);

/* The number of results pushed, or −1 with the error pushed. Does not return while the coroutine waits for the host:
   then L yields, and `go_on` takes over. `coroutine` is anchored at stack slot 1 or an upvalue (context 1). */
static int run(lua_State *L, lua_State *coroutine, int arguments, lua_KContext context) {
  int results = 0;
  int status = enter(L, coroutine, arguments, &results);
  if (status == LUA_YIELD && spar_waits_for_host(coroutine)) {
    lua_pushlightuserdata(L, (void *)&spar_wait_mark);
    return lua_yieldk(L, 1, context, go_on);
  }
  if (status == LUA_OK || status == LUA_YIELD) return take_results(L, coroutine, results);
  pass_cancellation(L);
  lua_xmove(coroutine, L, 1);
  return -1;
}

static const char *refusal(lua_State *L, lua_State *coroutine) {
  if (spar_waits_for_host(coroutine)) return "cannot resume a coroutine that waits for the host";
  if (coroutine == L) return "cannot resume non-suspended coroutine";
  int status = lua_status(coroutine);
  if (status == LUA_OK && lua_gettop(coroutine) == 0) return "cannot resume dead coroutine";
  if (status != LUA_OK && status != LUA_YIELD) return "cannot resume dead coroutine";
  return NULL;
}

static int begin(lua_State *L, lua_State *coroutine, int arguments, lua_KContext context) {
  const char *reason = refusal(L, coroutine);
  if (!reason && !lua_checkstack(coroutine, arguments)) reason = "too many arguments to resume";
  if (reason) {
    lua_pushstring(L, reason);
    return -1;
  }
  lua_xmove(L, coroutine, arguments);
  return run(L, coroutine, arguments, context);
}

/* resume: true and the results, or false and the error */
static int close_resume(lua_State *L, int results) {
  lua_pushboolean(L, results >= 0);
  int count = results >= 0 ? results : 1;
  lua_insert(L, -(count + 1));
  return count + 1;
}

/* Runs what the coroutine has to close. No resume stands under it, so nothing in it can wait. */
static int reset(lua_State *L, lua_State *coroutine) {
  spar_vm *vm = spar_vm_of(L);
  if (spar_is_stopping(vm)) spar_stop_thread(coroutine);
  vm->unyieldable++;
  vm->running = coroutine;
  int status = lua_resetthread(coroutine);
  vm->running = L;
  vm->unyieldable--;
  pass_cancellation(L);
  return status;
}

/* wrap: the results, or the error with its place */
static int close_wrap(lua_State *L, lua_State *coroutine, int results) {
  if (results >= 0) return results;
  int status = lua_status(coroutine);
  if (status != LUA_OK && status != LUA_YIELD) {
    status = reset(L, coroutine);
    lua_xmove(coroutine, L, 1);
  }
  if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

enum { from_resume = 0, from_wrap = 1 };

static lua_State *coroutine_of(lua_State *L, lua_KContext context) {
  return lua_tothread(L, context == from_wrap ? lua_upvalueindex(1) : 1);
}

static int conclude(lua_State *L, lua_KContext context, int results) {
  return context == from_wrap ? close_wrap(L, coroutine_of(L, context), results) : close_resume(L, results);
}

static int go_on(lua_State *L, int status, lua_KContext context) {
  (void)status;
  lua_State *coroutine = coroutine_of(L, context);
  if (!spar_waits_for_host(coroutine)) {
    lua_pushliteral(L, "the coroutine was closed while it waited");
    return conclude(L, context, -1);
  }
  lua_pop(coroutine, 1); /* the wait mark */
  return conclude(L, context, run(L, coroutine, 0, context));
}

static int coroutine_resume(lua_State *L) {
  lua_State *coroutine = lua_tothread(L, 1);
  luaL_argexpected(L, coroutine, 1, "coroutine");
  return conclude(L, from_resume, begin(L, coroutine, lua_gettop(L) - 1, from_resume));
}

static int call_wrapped(lua_State *L) {
  lua_State *coroutine = coroutine_of(L, from_wrap);
  return conclude(L, from_wrap, begin(L, coroutine, lua_gettop(L), from_wrap));
}

static int coroutine_wrap(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State *coroutine = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, coroutine, 1);
  lua_pushcclosure(L, call_wrapped, 1);
  return 1;
}

static const char *use(lua_State *L, lua_State *coroutine) {
  lua_Debug activation;
  if (coroutine == L) return "running";
  return lua_status(coroutine) == LUA_OK && lua_getstack(coroutine, 0, &activation) ? "normal" : NULL;
}

static int coroutine_close(lua_State *L) {
  lua_State *coroutine = lua_tothread(L, 1);
  luaL_argexpected(L, coroutine, 1, "coroutine");
  const char *in_use = use(L, coroutine);
  if (in_use) return luaL_error(L, "cannot close a %s coroutine", in_use);
  bool closed = reset(L, coroutine) == LUA_OK;
  lua_pushboolean(L, closed);
  if (closed) return 1;
  lua_xmove(coroutine, L, 1);
  return 2;
}

static int coroutine_yield(lua_State *L) {
  spar_task *task = spar_vm_of(L)->current;
  if (task && task->thread == L) return luaL_error(L, "attempt to yield from outside a coroutine");
  return lua_yield(L, lua_gettop(L));
}

void spar_open_coroutines(lua_State *L) {
  static const luaL_Reg replacements[] = {
      {"resume", coroutine_resume}, {"wrap", coroutine_wrap}, {"yield", coroutine_yield}, {"close", coroutine_close},
      {NULL, NULL}};
  lua_getglobal(L, "coroutine");
  luaL_setfuncs(L, replacements, 0);
  lua_pop(L, 1);
}
