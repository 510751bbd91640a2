/* Lists that Swift fills bit by bit: as it goes in the order of arrival, and in their own at the end. */
#include "spar_lua_private.h"

typedef struct {
  int32_t list;
  lua_Integer count;
  spar_buffer *values;
} addition;

/* The values are pushed first: what they cannot be made of leaves the list as it was. */
static int add(lua_State *L) {
  addition *what = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, what->list);
  if (spar_push_buffer(L, what->values) != LUA_OK) return lua_error(L);
  for (int index = 3; index <= lua_gettop(L); index++) {
    lua_pushvalue(L, index);
    lua_rawseti(L, 2, what->count + index - 2);
  }
  return 0;
}

static bool protected_call(spar_vm *vm, lua_CFunction function, void *argument, int results) {
  if (!lua_checkstack(vm->main, 4)) return false;
  lua_pushcfunction(vm->main, function);
  lua_pushlightuserdata(vm->main, argument);
  if (lua_pcall(vm->main, 1, results, 0) == LUA_OK) return true;
  lua_pop(vm->main, 1);
  return false;
}

bool spar_list_add(spar_vm *vm, int32_t list, size_t count, spar_buffer *values) {
  addition what = {list, (lua_Integer)count, values};
  return protected_call(vm, add, &what, 0);
}

typedef struct {
  int32_t list;
  const uint32_t *order;
  size_t count;
  int32_t metatable;
  spar_buffer *fields;
} arrangement;

static int arrange(lua_State *L) {
  const arrangement *what = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, what->list);
  lua_createtable(L, (int)what->count, 1);
  for (size_t i = 0; i < what->count; i++) {
    lua_rawgeti(L, 2, (lua_Integer)what->order[i] + 1);
    lua_rawseti(L, 3, (lua_Integer)i + 1);
  }
  if (spar_push_buffer(L, what->fields) != LUA_OK) return lua_error(L);
  for (int top = lua_gettop(L); top > 4; top = lua_gettop(L)) lua_rawset(L, 3);
  if (what->metatable) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, what->metatable);
    lua_setmetatable(L, 3);
  }
  lua_settop(L, 3);
  lua_pushinteger(L, luaL_ref(L, LUA_REGISTRYINDEX));
  return 1;
}

static int32_t reference_from(spar_vm *vm, lua_CFunction function, void *argument) {
  if (!protected_call(vm, function, argument, 1)) return 0;
  int32_t reference = (int32_t)lua_tointeger(vm->main, -1);
  lua_pop(vm->main, 1);
  return reference;
}

int32_t spar_list_arrange(spar_vm *vm, int32_t list, const uint32_t *order, size_t count, int32_t metatable,
                          spar_buffer *fields) {
  arrangement what = {list, order, count, metatable, fields};
  return reference_from(vm, arrange, &what);
}

static int make(lua_State *L) {
  lua_createtable(L, (int)*(const size_t *)lua_touserdata(L, 1), 0);
  lua_pushinteger(L, luaL_ref(L, LUA_REGISTRYINDEX));
  return 1;
}

int32_t spar_list_new(spar_vm *vm, size_t capacity) { return reference_from(vm, make, &capacity); }
