/* Byte buffers between Swift and Lua, and the decoder that pushes their values. */
#include "spar_lua_private.h"

#include <stdlib.h>
#include <string.h>

bool spar_buffer_reserve(spar_buffer *buffer, size_t count) {
  size_t needed = buffer->count + count;
  if (buffer->is_cut) return false;
  if (needed <= buffer->capacity) return true;
  size_t capacity = buffer->capacity < 128 ? 256 : buffer->capacity * 2;
  if (capacity < needed) capacity = needed;
  uint8_t *bytes = realloc(buffer->is_heap ? buffer->bytes : NULL, capacity);
  buffer->is_cut = !bytes;
  if (!bytes) return false;
  if (!buffer->is_heap && buffer->count) memcpy(bytes, buffer->bytes, buffer->count);
  buffer->bytes = bytes;
  buffer->capacity = capacity;
  buffer->is_heap = true;
  return true;
}

void spar_buffer_free(spar_buffer *buffer) {
  if (buffer->is_heap) free(buffer->bytes);
  memset(buffer, 0, sizeof *buffer);
}

bool spar_buffer_set(spar_buffer *buffer, const char *bytes, size_t count) {
  buffer->count = 0;
  if (!spar_buffer_reserve(buffer, count)) return false;
  memcpy(buffer->bytes, bytes, count);
  buffer->count = count;
  return true;
}

typedef struct {
  const uint8_t *next;
  const uint8_t *end;
} cursor;

#define TAKE(type, name)              \
  type name;                          \
  memcpy(&name, at->next, sizeof name); \
  at->next += sizeof name

static void push_value(lua_State *L, cursor *at);

static void push_table(lua_State *L, cursor *at) {
  TAKE(int32_t, metatable);
  TAKE(uint32_t, items);
  TAKE(uint32_t, fields);
  luaL_checkstack(L, 4, "table nested too deeply");
  lua_createtable(L, (int)items, (int)fields);
  for (uint32_t i = 1; i <= items; i++) {
    push_value(L, at);
    lua_rawseti(L, -2, i);
  }
  for (uint32_t i = 0; i < fields; i++) {
    push_value(L, at);
    push_value(L, at);
    lua_rawset(L, -3);
  }
  if (metatable) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, metatable);
    lua_setmetatable(L, -2);
  }
}

static void push_value(lua_State *L, cursor *at) {
  uint8_t tag = *at->next++;
  switch (tag) {
    case SPAR_FALSE:
    case SPAR_TRUE: lua_pushboolean(L, tag == SPAR_TRUE); break;
    case SPAR_INTEGER: {
      TAKE(int64_t, value);
      lua_pushinteger(L, value);
      break;
    }
    case SPAR_NUMBER: {
      TAKE(double, value);
      lua_pushnumber(L, value);
      break;
    }
    case SPAR_STRING: {
      TAKE(uint64_t, length);
      lua_pushlstring(L, (const char *)at->next, length);
      at->next += length;
      break;
    }
    case SPAR_TABLE: push_table(L, at); break;
    case SPAR_REFERENCE: {
      TAKE(int32_t, reference);
      lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
      break;
    }
    default: lua_pushnil(L);
  }
}

static int push_all(lua_State *L) {
  const spar_buffer *buffer = lua_touserdata(L, 1);
  lua_settop(L, 0);
  cursor at = {buffer->bytes, buffer->bytes + buffer->count};
  while (at.next < at.end) {
    luaL_checkstack(L, 2, "too many results");
    push_value(L, &at);
  }
  return lua_gettop(L);
}

int spar_push_buffer(lua_State *L, spar_buffer *buffer) {
  if (buffer->count == 0 && !buffer->is_cut) return LUA_OK;
  if (buffer->is_cut || !lua_checkstack(L, 3)) {
    lua_settop(L, 0);
    lua_pushliteral(L, "not enough memory");
    return LUA_ERRMEM;
  }
  spar_vm *vm = spar_vm_of(L);
  vm->pushing++;
  lua_pushcfunction(L, push_all);
  lua_pushlightuserdata(L, buffer);
  int status = lua_pcall(L, 1, LUA_MULTRET, 0);
  vm->pushing--;
  return status;
}
