/* The layer that spar_wal.c lays over the system's files. */
#ifndef SPAR_WAL_H
#define SPAR_WAL_H

/* Makes the layer the way by which connections that are opened afterwards reach their files. */
void spar_wal_prepare(void);

#endif
