/* What a process and its descendants hold, by the kernel's own account. */
#include "spar_sandbox.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* No tree that is counted has more processes; deeper ones are cut off. */
enum { deepest = 64 };

static uint64_t memory_of(pid_t pid) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
  FILE *file = fopen(path, "re");
  if (!file) return 0;
  unsigned long long size = 0, resident = 0, shared = 0;
  int read = fscanf(file, "%llu %llu %llu", &size, &resident, &shared);
  fclose(file);
  return read == 3 && resident > shared ? (resident - shared) * (uint64_t)sysconf(_SC_PAGESIZE) : 0;
}

static uint64_t memory_at(pid_t pid, int depth);

static uint64_t memory_of_children(const char *path, int depth) {
  FILE *file = fopen(path, "re");
  if (!file) return 0;
  uint64_t sum = 0;
  int child = 0;
  while (fscanf(file, "%d", &child) == 1) sum += memory_at(child, depth + 1);
  fclose(file);
  return sum;
}

static uint64_t memory_at(pid_t pid, int depth) {
  if (depth > deepest) return 0;
  char path[320];
  snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
  DIR *threads = opendir(path);
  if (!threads) return 0;
  uint64_t sum = memory_of(pid);
  for (struct dirent *entry; (entry = readdir(threads));) {
    if (entry->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "/proc/%d/task/%s/children", (int)pid, entry->d_name);
    sum += memory_of_children(path, depth);
  }
  closedir(threads);
  return sum;
}

uint64_t spar_memory_below(pid_t pid) { return memory_at(pid, 0); }
