/* The border between Swift and Lua.

   lua_error and lua_yield leave C frames by longjmp, which must never cross a Swift frame. So a Swift host function
   RETURNS what is to happen (values, error, suspend) and the C code here raises or yields once the Swift frame is
   gone; and what Swift calls here never raises: everything that may runs under lua_pcall and returns a status. */
#ifndef SPAR_LUA_H
#define SPAR_LUA_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/* Values on their way from Swift to Lua, as a sequence of tagged items (spar_value_tag). */
typedef struct {
  uint8_t *_Nullable bytes;
  size_t count;
  size_t capacity;
  bool is_heap;
  bool is_cut; /* memory ran out on the way: what it holds is not to be read */
} spar_buffer;

enum spar_value_tag {
  SPAR_NIL = 0,
  SPAR_FALSE = 1,
  SPAR_TRUE = 2,
  SPAR_INTEGER = 3,   /* int64 */
  SPAR_NUMBER = 4,    /* double */
  SPAR_STRING = 5,    /* uint64 length, bytes */
  SPAR_TABLE = 6,     /* int32 metatable reference (0: none), uint32 list items, uint32 fields; items; key, value ... */
  SPAR_REFERENCE = 7, /* int32 reference into the registry */
};

/* Makes room for `count` more bytes; false, from then on, when memory is out. */
bool spar_buffer_reserve(spar_buffer *buffer, size_t count);
void spar_buffer_free(spar_buffer *buffer);

/* What a host function asks for. */
enum spar_outcome { SPAR_RETURN = 0, SPAR_RAISE = 1, SPAR_SUSPEND = 2 };

/* Where a task stands. */
enum spar_task_state { SPAR_READY = 0, SPAR_RUNNING = 1, SPAR_WAITING = 2, SPAR_DONE = 3, SPAR_FAILED = 4 };

/* How a waiting task goes on. */
enum spar_wakeup { SPAR_WAKE_VALUES = 0, SPAR_WAKE_ERROR = 1, SPAR_WAKE_TASK = 2, SPAR_WAKE_CANCEL = 3 };

typedef struct spar_vm spar_vm;

/* A coroutine that the host owns. It lives in a Lua userdata, anchored in the registry until it is released. */
typedef struct spar_task {
  spar_vm *vm;
  lua_State *thread;
  int64_t id;
  int32_t anchor;
  int32_t state;
  bool cancelled;
  bool awaited;
  int64_t deadline; /* nanoseconds of the monotonic clock after which it may not run on; 0 for none */
  int32_t wakeup;
  spar_buffer pending;
  struct spar_task *_Nullable source; /* the task whose results a SPAR_WAKE_TASK hands over */
} spar_task;

/* Swift's side. `call` gets its arguments at 1 ... lua_gettop(L) and writes results or an error to `result`.
   `task` is the running task, NULL outside of one or where Lua cannot wait at this point. */
typedef struct {
  int32_t (*call)(void *context, lua_State *L, int32_t function, spar_task *_Nullable task, spar_buffer *result);
  void (*spawned)(void *context, spar_task *task);
  void (*awaiting)(void *context, spar_task *waiter, spar_task *target);
  void (*cancel)(void *context, spar_task *task);
  /* A failed task is being collected; its thread can still be read. */
  void (*lost)(void *context, spar_task *task);
} spar_callbacks;

/* NULL when memory is out. The limit is in bytes; 0 means none. */
spar_vm *_Nullable spar_vm_new(size_t memory_limit, spar_callbacks callbacks);
/* What the callbacks are given; set before anything runs. */
void spar_vm_set_context(spar_vm *vm, void *context);
void spar_vm_close(spar_vm *vm);
lua_State *spar_vm_main(spar_vm *vm);
size_t spar_vm_memory(spar_vm *vm);
void spar_vm_collect(spar_vm *vm);
/* Stops the collector; whether it was running. */
bool spar_vm_stop_collector(spar_vm *vm);
void spar_vm_restart_collector(spar_vm *vm);

/* Publishes host function number `function` under a dotted name (`seeds.load`). False: memory is out. */
bool spar_vm_publish(spar_vm *vm, const char *name, int32_t function, bool waits);
/* A new metatable with that __name; its registry reference, 0 when memory is out. */
int32_t spar_vm_metatable(spar_vm *vm, const char *name);
/* The address that identifies a metatable on the stack of any thread. */
const void *_Nullable spar_vm_pointer(spar_vm *vm, int32_t reference);
/* References to the value at `index` of L; 0 when memory is out. */
int32_t spar_reference(lua_State *L, int32_t index);
void spar_unreference(spar_vm *vm, int32_t reference);
/* While a buffer is being pushed, finalisers may run: a reference freed in one of them could still stand in the buffer. */
bool spar_vm_is_pushing(spar_vm *vm);

/* A list to be filled; its registry reference, 0 when memory is out. */
int32_t spar_list_new(spar_vm *vm, size_t capacity);
/* Adds values behind the `count` that a list has. False: memory is out, and nothing was added. */
bool spar_list_add(spar_vm *vm, int32_t list, size_t count, spar_buffer *values);
/* A new list: what stands at `order` (from 0), with the named fields of the buffer (name, value ...) and a metatable.
   Its registry reference, 0 when memory is out. */
int32_t spar_list_arrange(spar_vm *vm, int32_t list, const uint32_t *order, size_t count, int32_t metatable,
                          spar_buffer *fields);

/* A task that will run a text chunk, or a referenced function, with the arguments in `arguments`.
   NULL: `error` holds the message as bytes (not as a tagged value). */
spar_task *_Nullable spar_task_load(spar_vm *vm, const uint8_t *source, size_t count, const char *chunk_name,
                                    spar_buffer *arguments, spar_buffer *error);
spar_task *_Nullable spar_task_call(spar_vm *vm, int32_t function, spar_buffer *arguments, spar_buffer *error);

/* Runs the task until it waits, ends or fails; returns its state. Results (or the error) stand on its thread's stack. */
int32_t spar_task_resume(spar_task *task);
/* Sets what a waiting task finds when it is resumed; takes the bytes over. */
void spar_task_wake(spar_task *task, int32_t wakeup, spar_buffer *_Nullable values, spar_task *_Nullable source);
/* Marks the task: from now on every instruction of it raises, whatever pcall does. */
void spar_task_cancel(spar_task *task);
/* Stops the task, as cancelling does, when it runs after this time: a loop that never waits. What it starts shares the
   limit. While it waits nothing happens; and a C function that takes long is stopped only after its return. */
void spar_task_limit(spar_task *task, double seconds);
/* Drops the host's hold; the garbage collector does the rest. */
void spar_task_release(spar_task *task);

/* The bytecode of a referenced Lua function, without line numbers; nothing for a C function. False: memory is out. */
bool spar_function_code(spar_vm *vm, int32_t function, spar_buffer *code);
/* The call stack of a failed task as bytes; false when memory is out. */
bool spar_traceback(spar_vm *vm, lua_State *thread, spar_buffer *text);
/* The text of the value at `index`, through its __tostring or __name. */
bool spar_describe(lua_State *L, int32_t index, spar_buffer *text);
/* Whether `text` compiles; 0 yes, 1 no, 2 it ends too early (more lines are expected). `error` gets the message. */
int32_t spar_vm_check(spar_vm *vm, const uint8_t *source, size_t count, const char *chunk_name, spar_buffer *error);

/* Stops what runs now, on this thread; async-signal-safe. */
void spar_interrupt_running(void);
/* Clears the interrupt, so that the next task runs. */
void spar_vm_clear_interrupt(spar_vm *vm);
bool spar_vm_is_interrupted(spar_vm *vm);

#pragma clang assume_nonnull end
#endif
