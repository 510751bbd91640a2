/* What Swift cannot call of SQLite: its settings, which are variadic. */
#ifndef SPAR_SQLITE_H
#define SPAR_SQLITE_H

/* For connections that are opened afterwards. Does nothing once SQLite has been used in this process. */
void spar_sqlite_prepare(void);

#endif
