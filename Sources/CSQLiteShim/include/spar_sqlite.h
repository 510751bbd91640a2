/* What Swift cannot do with SQLite: its settings, which are variadic, and a layer over its files. */
#ifndef SPAR_SQLITE_H
#define SPAR_SQLITE_H

#include <stdbool.h>

struct sqlite3;

/* For connections that are opened afterwards: settings, which do nothing once SQLite has been used in this process, and
   the layer over files. */
void spar_sqlite_prepare(void);

/* Gathers what the connection appends to its write-ahead log, from now on. It must synchronise the log at every commit,
   and have used the database. False where the log is not the layer's. */
bool spar_wal_gather(struct sqlite3 *_Nullable connection);

/* How long the write-ahead log is, in bytes, as far as the connection has appended to it; 0 before it has, and where the
   log is not the layer's. The file may be longer: SQLite writes a log that was copied into the database anew from its
   beginning. */
long long spar_wal_length(struct sqlite3 *_Nullable connection);

#endif
