// What the two halves share: the files (disk.c) and what SQLite sees of them (vfs.c).
#ifndef SIMULATED_DISK_INTERNAL_H
#define SIMULATED_DISK_INTERNAL_H

#include "CSimulatedDisk.h"

#include <stdint.h>

enum { shm_locks = 8 };

/// Octets of a file.
typedef struct {
  uint8_t *bytes;
  int64_t size;
  int64_t capacity;
} image;

/// A write, or a truncation when `bytes` is null, that is not synced yet.
typedef struct change {
  struct change *next;
  uint8_t *bytes;
  int64_t offset;
  int64_t size;
} change;

typedef struct file {
  struct file *next;
  char *path;
  int exists;
  int references;
  image current;
  image synced;
  change *first;
  change *last;
  /// Locks of the rollback journal's kind, by their holder.
  int shared;
  const void *reserved;
  const void *exclusive;
  /// The shared memory of write-ahead logging.
  void **regions;
  int region_count;
  int shm_references;
  int shm_shared[shm_locks];
  const void *shm_exclusive[shm_locks];
} file;

struct simulated_disk {
  struct simulated_disk *next;
  char *folder;
  file *files;
  simulated_disk_hook hook;
  void *context;
  int is_lying;
  uint64_t generation;
};

/// The disk whose folder a path is in, or null.
simulated_disk *disk_of(const char *path);
/// The file at a path; made when it is missing and `make` says so.
file *disk_file(simulated_disk *disk, const char *path, int make);
int disk_ask(simulated_disk *disk, simulated_disk_operation operation, const char *path);
void file_write(file *file, const void *bytes, int64_t offset, int64_t size);
void file_truncate(file *file, int64_t size);
void file_sync(file *file);
void file_remove(file *file);
void file_forget_shm(file *file);

#endif
