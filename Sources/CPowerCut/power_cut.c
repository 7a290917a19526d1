#define _GNU_SOURCE
#include "CPowerCut.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// A write, or a truncation to `offset` when `bytes` is null, that is not synced yet.
typedef struct change {
  struct change *next;
  void *bytes;
  sqlite3_int64 offset;
  int size;
} change;

/// A file of the database, whoever has it open.
typedef struct file {
  struct file *next;
  char *path;
  char *copy;
  change *first;
  change *last;
} file;

/// What SQLite holds of an open file; the one of the system's VFS follows it in memory.
typedef struct {
  sqlite3_file base;
  file *file;
  sqlite3_file *real;
} handle;

static sqlite3_vfs *system_vfs = 0;
static char *folder = 0;
static file *files = 0;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *checked(void *memory) {
  if (!memory) abort();
  return memory;
}

// MARK: copies

static file *file_at(const char *path) {
  pthread_mutex_lock(&mutex);
  file *found = files;
  while (found && strcmp(found->path, path) != 0) found = found->next;
  if (!found) {
    found = checked(calloc(1, sizeof *found));
    const char *name = strrchr(path, '/');
    found->path = checked(strdup(path));
    if (asprintf(&found->copy, "%s/%s", folder, name ? name + 1 : path) < 0) abort();
    found->next = files;
    files = found;
  }
  pthread_mutex_unlock(&mutex);
  return found;
}

static void note(file *file, const void *bytes, int size, sqlite3_int64 offset) {
  change *fresh = checked(calloc(1, sizeof *fresh));
  fresh->offset = offset;
  fresh->size = size;
  if (bytes) fresh->bytes = memcpy(checked(malloc((size_t)size + 1)), bytes, (size_t)size);
  pthread_mutex_lock(&mutex);
  if (file->last) file->last->next = fresh; else file->first = fresh;
  file->last = fresh;
  pthread_mutex_unlock(&mutex);
}

static void forget(file *file) {
  while (file->first) {
    change *first = file->first;
    file->first = first->next;
    free(first->bytes);
    free(first);
  }
  file->last = 0;
}

/// Brings the copy up to date.
static int keep(file *file) {
  int code = SQLITE_OK;
  pthread_mutex_lock(&mutex);
  int descriptor = open(file->copy, O_WRONLY | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor < 0) code = SQLITE_IOERR_FSYNC;
  for (change *change = file->first; change && !code; change = change->next) {
    int is_done = change->bytes ? pwrite(descriptor, change->bytes, (size_t)change->size, change->offset) == change->size
                                : ftruncate(descriptor, change->offset) == 0;
    if (!is_done) code = SQLITE_IOERR_FSYNC;
  }
  if (!code) forget(file);
  if (descriptor >= 0) close(descriptor);
  pthread_mutex_unlock(&mutex);
  return code;
}

// MARK: files

#define REAL(base) (((handle *)(base))->real)

static int close_file(sqlite3_file *base) { return REAL(base)->pMethods->xClose(REAL(base)); }

static int read_file(sqlite3_file *base, void *buffer, int size, sqlite3_int64 offset) {
  return REAL(base)->pMethods->xRead(REAL(base), buffer, size, offset);
}

static int write_file(sqlite3_file *base, const void *bytes, int size, sqlite3_int64 offset) {
  int code = REAL(base)->pMethods->xWrite(REAL(base), bytes, size, offset);
  if (!code) note(((handle *)base)->file, bytes, size, offset);
  return code;
}

static int truncate_file(sqlite3_file *base, sqlite3_int64 size) {
  int code = REAL(base)->pMethods->xTruncate(REAL(base), size);
  if (!code) note(((handle *)base)->file, 0, 0, size);
  return code;
}

static int sync_file(sqlite3_file *base, int flags) {
  int code = REAL(base)->pMethods->xSync(REAL(base), flags);
  return code ? code : keep(((handle *)base)->file);
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size) {
  return REAL(base)->pMethods->xFileSize(REAL(base), size);
}

static int lock_file(sqlite3_file *base, int level) { return REAL(base)->pMethods->xLock(REAL(base), level); }
static int unlock_file(sqlite3_file *base, int level) { return REAL(base)->pMethods->xUnlock(REAL(base), level); }

static int check_reserved(sqlite3_file *base, int *result) {
  return REAL(base)->pMethods->xCheckReservedLock(REAL(base), result);
}

static int control(sqlite3_file *base, int operation, void *argument) {
  return REAL(base)->pMethods->xFileControl(REAL(base), operation, argument);
}

static int sector_size(sqlite3_file *base) { return REAL(base)->pMethods->xSectorSize(REAL(base)); }
static int characteristics(sqlite3_file *base) { return REAL(base)->pMethods->xDeviceCharacteristics(REAL(base)); }

static int shm_map(sqlite3_file *base, int region, int size, int extend, void volatile **memory) {
  return REAL(base)->pMethods->xShmMap(REAL(base), region, size, extend, memory);
}

static int shm_lock(sqlite3_file *base, int first, int count, int flags) {
  return REAL(base)->pMethods->xShmLock(REAL(base), first, count, flags);
}

static void shm_barrier(sqlite3_file *base) { REAL(base)->pMethods->xShmBarrier(REAL(base)); }
static int shm_unmap(sqlite3_file *base, int remove) { return REAL(base)->pMethods->xShmUnmap(REAL(base), remove); }

/// Version 2, without memory-mapped files: their writes could not be seen.
static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = file_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_reserved,
  .xFileControl = control,
  .xSectorSize = sector_size,
  .xDeviceCharacteristics = characteristics,
  .xShmMap = shm_map,
  .xShmLock = shm_lock,
  .xShmBarrier = shm_barrier,
  .xShmUnmap = shm_unmap,
};

// MARK: the VFS

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *out) {
  (void)vfs;
  int is_kept = path && flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL);
  // Temporary files have no future.
  if (!is_kept) return system_vfs->xOpen(system_vfs, path, base, flags, out);
  handle *me = (handle *)base;
  memset(me, 0, sizeof *me);
  me->real = (sqlite3_file *)(me + 1);
  int code = system_vfs->xOpen(system_vfs, path, me->real, flags, out);
  if (code) {
    if (me->real->pMethods) me->real->pMethods->xClose(me->real);
    return code;
  }
  me->file = file_at(path);
  me->base.pMethods = &methods;
  return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync) {
  (void)vfs;
  int code = system_vfs->xDelete(system_vfs, path, sync);
  if (code) return code;
  file *gone = file_at(path);
  pthread_mutex_lock(&mutex);
  forget(gone);
  unlink(gone->copy);
  pthread_mutex_unlock(&mutex);
  return SQLITE_OK;
}

static sqlite3_vfs vfs;

int power_cut_register(const char *path) {
  int code = sqlite3_initialize();
  if (code) return code;
  system_vfs = sqlite3_vfs_find(0);
  if (!system_vfs) return SQLITE_ERROR;
  folder = checked(strdup(path));
  vfs = *system_vfs;
  vfs.szOsFile = (int)sizeof(handle) + system_vfs->szOsFile;
  vfs.pNext = 0;
  vfs.zName = "power-cut";
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  return sqlite3_vfs_register(&vfs, 1);
}
