#include "spar_sqlite.h"

#include <sqlite3.h>

#include "spar_wal.h"

void spar_sqlite_prepare(void) {
  /* Counting the bytes in use takes a lock at every allocation, of which a call makes a hundred. */
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  /* The 40 slots of the standard pool are all held by prepared statements, and the rest falls to malloc. */
  sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 1200, 200);
  spar_wal_prepare();
}
