/* The base library made safe for a host: text chunks only, no hooks of others, protected calls that let
   cancellation through. */
#include "spar_lua_private.h"

#include <string.h>

/* Calls the original (upvalue 1) with "t" as the argument at `position`: bytecode can crash the interpreter. */
static int with_text_mode(lua_State *L, int position) {
  if (lua_gettop(L) < position) lua_settop(L, position);
  lua_pushliteral(L, "t");
  lua_replace(L, position);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  return lua_gettop(L);
}

/* load(chunk, name, mode, env) */
static int text_load(lua_State *L) { return with_text_mode(L, 3); }

/* loadfile(name, mode, env) */
static int text_loadfile(lua_State *L) { return with_text_mode(L, 2); }

static int dofile_done(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  return lua_gettop(L) - 1;
}

static int text_dofile(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  lua_settop(L, 1);
  if (luaL_loadfilex(L, name, "t") != LUA_OK) return lua_error(L);
  lua_callk(L, 0, LUA_MULTRET, 0, dofile_done);
  return dofile_done(L, 0, 0);
}

/* A protected call ends here; a task that is being stopped does not get the error to swallow. */
static int protected_done(lua_State *L, int status, lua_KContext extra) {
  if (status != LUA_OK && status != LUA_YIELD) {
    if (spar_is_stopping(spar_vm_of(L))) {
      spar_stop_thread(L);
      return spar_raise_cancel(L);
    }
    lua_pushboolean(L, 0);
    lua_pushvalue(L, -2);
    return 2;
  }
  return lua_gettop(L) - (int)extra;
}

static int safe_pcall(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, protected_done);
  return protected_done(L, status, 0);
}

static int safe_xpcall(lua_State *L) {
  int count = lua_gettop(L);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2);
  int status = lua_pcallk(L, count - 2, LUA_MULTRET, 2, 2, protected_done);
  return protected_done(L, status, 2);
}

/* Wraps the global `name` so that `wrapper` finds the original as its upvalue. */
static void wrap_global(lua_State *L, const char *name, lua_CFunction wrapper) {
  lua_getglobal(L, name);
  lua_pushcclosure(L, wrapper, 1);
  lua_setglobal(L, name);
}

static void drop_field(lua_State *L, const char *table, const char *field) {
  lua_getglobal(L, table);
  lua_pushnil(L);
  lua_setfield(L, -2, field);
  lua_pop(L, 1);
}

void spar_open_safe_base(lua_State *L) {
  wrap_global(L, "load", text_load);
  wrap_global(L, "loadfile", text_loadfile);
  lua_register(L, "dofile", text_dofile);
  lua_register(L, "pcall", safe_pcall);
  lua_register(L, "xpcall", safe_xpcall);
  drop_field(L, "debug", "sethook");
  drop_field(L, "debug", "setmetatable");
  drop_field(L, "debug", "getregistry");
  /* The metatable of all strings is reachable from any environment: nobody gets to change it. */
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
}
