/* A layer over the system's files that gathers what SQLite appends to a write-ahead log, one page and one page header at
   a time, and writes it 64 KB at a time: thirty times fewer system calls.

   Only for connections that synchronise the log at every commit (synchronous = FULL): SQLite tells other connections of
   a commit after that. All other files, and logs of other connections, are the system's own. */
#include "spar_wal.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "spar_sqlite.h"

/* SQLite's layer for Unix takes less than 128 KB at once. */
enum { gathered_at_most = 1 << 16 };

/* An open log; the system's own file lies behind it. */
typedef struct {
  sqlite3_file base;
  sqlite3_file *file;
  uint8_t *bytes; /* NULL while nothing is gathered */
  sqlite3_int64 start;
  int count;
  sqlite3_int64 end; /* of what was appended last */
} log_file;

static sqlite3_vfs vfs;
static sqlite3_vfs *below;

static int flush(log_file *log) {
  int count = log->count;
  if (count == 0) return SQLITE_OK;
  /* What cannot be written is forgotten: SQLite rolls back what it belongs to. */
  log->count = 0;
  return log->file->pMethods->xWrite(log->file, log->bytes, count, log->start);
}

static int log_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  log_file *log = (log_file *)file;
  log->end = offset + count;
  if (!log->bytes) return log->file->pMethods->xWrite(log->file, bytes, count, offset);
  if (offset != log->start + log->count || count > gathered_at_most - log->count) {
    int status = flush(log);
    if (status != SQLITE_OK) return status;
    if (count > gathered_at_most) return log->file->pMethods->xWrite(log->file, bytes, count, offset);
    log->start = offset;
  }
  memcpy(log->bytes + log->count, bytes, (size_t)count);
  log->count += count;
  return SQLITE_OK;
}

static int log_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  log_file *log = (log_file *)file;
  int status = flush(log);
  return status == SQLITE_OK ? log->file->pMethods->xRead(log->file, bytes, count, offset) : status;
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size) {
  log_file *log = (log_file *)file;
  int status = flush(log);
  return status == SQLITE_OK ? log->file->pMethods->xTruncate(log->file, size) : status;
}

static int log_sync(sqlite3_file *file, int flags) {
  log_file *log = (log_file *)file;
  int status = flush(log);
  return status == SQLITE_OK ? log->file->pMethods->xSync(log->file, flags) : status;
}

static int log_size(sqlite3_file *file, sqlite3_int64 *size) {
  log_file *log = (log_file *)file;
  int status = flush(log);
  return status == SQLITE_OK ? log->file->pMethods->xFileSize(log->file, size) : status;
}

static int log_close(sqlite3_file *file) {
  log_file *log = (log_file *)file;
  int written = flush(log);
  int closed = log->file->pMethods->xClose(log->file);
  free(log->bytes);
  log->bytes = NULL;
  return written == SQLITE_OK ? closed : written;
}

static int log_control(sqlite3_file *file, int op, void *argument) {
  log_file *log = (log_file *)file;
  return log->file->pMethods->xFileControl(log->file, op, argument);
}

static int log_sector_size(sqlite3_file *file) {
  log_file *log = (log_file *)file;
  return log->file->pMethods->xSectorSize(log->file);
}

static int log_characteristics(sqlite3_file *file) {
  log_file *log = (log_file *)file;
  return log->file->pMethods->xDeviceCharacteristics(log->file);
}

/* Locks and shared memory belong to the database's file; SQLite asks none of a log. */
static const sqlite3_io_methods log_methods = {
    .iVersion = 1,
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_size,
    .xFileControl = log_control,
    .xSectorSize = log_sector_size,
    .xDeviceCharacteristics = log_characteristics,
};

static int open_file(sqlite3_vfs *own, const char *name, sqlite3_file *file, int flags, int *flags_out) {
  (void)own;
  if (!(flags & SQLITE_OPEN_WAL)) return below->xOpen(below, name, file, flags, flags_out);
  log_file *log = (log_file *)file;
  *log = (log_file){.file = (sqlite3_file *)(log + 1)};
  int status = below->xOpen(below, name, log->file, flags, flags_out);
  if (log->file->pMethods) log->base.pMethods = &log_methods;
  return status;
}

void spar_wal_prepare(void) {
  below = sqlite3_vfs_find(NULL);
  if (!below || below == &vfs) return;
  vfs = *below;
  vfs.zName = "spar";
  vfs.szOsFile = below->szOsFile + (int)sizeof(log_file);
  vfs.xOpen = open_file;
  sqlite3_vfs_register(&vfs, 1);
}

static log_file *log_of(sqlite3 *connection) {
  sqlite3_file *file = NULL;
  int status = sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
  return status == SQLITE_OK && file && file->pMethods == &log_methods ? (log_file *)file : NULL;
}

long long spar_wal_length(sqlite3 *connection) {
  log_file *log = log_of(connection);
  return log ? log->end : 0;
}

bool spar_wal_gather(sqlite3 *connection) {
  log_file *log = log_of(connection);
  if (!log) return false;
  if (!log->bytes) log->bytes = malloc(gathered_at_most);
  return log->bytes != NULL;
}
