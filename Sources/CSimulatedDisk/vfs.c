#include "disk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/// What SQLite holds of an open file.
typedef struct {
  sqlite3_file base;
  simulated_disk *disk;
  file *file;
  int level;
  int removes;
  int has_shm;
  uint16_t shm_shared;
  uint16_t shm_exclusive;
} handle;

static sqlite3_vfs *before = 0;

// MARK: octets

static int close_file(sqlite3_file *base) {
  handle *me = (handle *)base;
  base->pMethods->xUnlock(base, SQLITE_LOCK_NONE);
  base->pMethods->xShmUnmap(base, 0);
  me->file->references--;
  if (me->removes) {
    file_remove(me->file);
    me->disk->generation++;
  }
  return SQLITE_OK;
}

static int read_file(sqlite3_file *base, void *buffer, int size, sqlite3_int64 offset) {
  handle *me = (handle *)base;
  int code = disk_ask(me->disk, simulated_disk_read, me->file->path);
  if (code) return code;
  int64_t there = me->file->current.size - offset;
  if (there >= size) {
    memcpy(buffer, me->file->current.bytes + offset, (size_t)size);
    return SQLITE_OK;
  }
  memset(buffer, 0, (size_t)size);
  if (there > 0) memcpy(buffer, me->file->current.bytes + offset, (size_t)there);
  return SQLITE_IOERR_SHORT_READ;
}

static int write_file(sqlite3_file *base, const void *bytes, int size, sqlite3_int64 offset) {
  handle *me = (handle *)base;
  int code = disk_ask(me->disk, simulated_disk_write, me->file->path);
  file_write(me->file, bytes, offset, code ? size / 2 : size);
  return code;
}

static int truncate_file(sqlite3_file *base, sqlite3_int64 size) {
  handle *me = (handle *)base;
  int code = disk_ask(me->disk, simulated_disk_truncate, me->file->path);
  if (!code) file_truncate(me->file, size);
  return code;
}

static int sync_file(sqlite3_file *base, int flags) {
  handle *me = (handle *)base;
  (void)flags;
  int code = disk_ask(me->disk, simulated_disk_sync, me->file->path);
  if (!code && !me->disk->is_lying) {
    file_sync(me->file);
    me->disk->generation++;
  }
  return code;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size) {
  *size = ((handle *)base)->file->current.size;
  return SQLITE_OK;
}

// MARK: locks

static int lock_file(sqlite3_file *base, int level) {
  handle *me = (handle *)base;
  file *file = me->file;
  if (me->level >= level) return SQLITE_OK;
  if (file->exclusive && file->exclusive != me) return SQLITE_BUSY;
  if (level >= SQLITE_LOCK_RESERVED && file->reserved && file->reserved != me) return SQLITE_BUSY;
  if (level == SQLITE_LOCK_EXCLUSIVE && file->shared > 1) return SQLITE_BUSY;
  if (me->level == SQLITE_LOCK_NONE) file->shared++;
  if (level >= SQLITE_LOCK_RESERVED) file->reserved = me;
  if (level == SQLITE_LOCK_EXCLUSIVE) file->exclusive = me;
  me->level = level;
  return SQLITE_OK;
}

static int unlock_file(sqlite3_file *base, int level) {
  handle *me = (handle *)base;
  file *file = me->file;
  if (me->level <= level) return SQLITE_OK;
  if (file->exclusive == me) file->exclusive = 0;
  if (file->reserved == me) file->reserved = 0;
  if (level == SQLITE_LOCK_NONE) file->shared--;
  me->level = level;
  return SQLITE_OK;
}

static int check_reserved(sqlite3_file *base, int *result) {
  *result = ((handle *)base)->file->reserved != 0;
  return SQLITE_OK;
}

static int control(sqlite3_file *base, int operation, void *argument) {
  (void)base; (void)operation; (void)argument;
  return SQLITE_NOTFOUND;
}

static int sector_size(sqlite3_file *base) { (void)base; return 4096; }

/// As the VFS for Unix says: a write touches no octet beside its own.
static int characteristics(sqlite3_file *base) { (void)base; return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

// MARK: the shared memory of write-ahead logging

static int shm_map(sqlite3_file *base, int region, int size, int extend, void volatile **memory) {
  handle *me = (handle *)base;
  file *file = me->file;
  *memory = 0;
  if (!me->has_shm) {
    me->has_shm = 1;
    file->shm_references++;
  }
  if (region >= file->region_count) {
    if (!extend) return SQLITE_OK;
    void **regions = realloc(file->regions, sizeof(void *) * (size_t)(region + 1));
    if (!regions) return SQLITE_NOMEM;
    file->regions = regions;
    while (file->region_count <= region) {
      void *fresh = calloc(1, (size_t)size);
      if (!fresh) return SQLITE_NOMEM;
      file->regions[file->region_count++] = fresh;
    }
  }
  *memory = file->regions[region];
  return SQLITE_OK;
}

static int shm_lock(sqlite3_file *base, int first, int count, int flags) {
  handle *me = (handle *)base;
  file *file = me->file;
  int is_shared = flags & SQLITE_SHM_SHARED;
  if (flags & SQLITE_SHM_LOCK) {
    for (int slot = first; slot < first + count; slot++) {
      uint16_t bit = (uint16_t)(1 << slot);
      int others = file->shm_shared[slot] - ((me->shm_shared & bit) ? 1 : 0);
      if (file->shm_exclusive[slot] && file->shm_exclusive[slot] != me) return SQLITE_BUSY;
      if (!is_shared && others > 0) return SQLITE_BUSY;
    }
  }
  for (int slot = first; slot < first + count; slot++) {
    uint16_t bit = (uint16_t)(1 << slot);
    uint16_t *mine = is_shared ? &me->shm_shared : &me->shm_exclusive;
    int is_held = (*mine & bit) != 0;
    int is_wanted = (flags & SQLITE_SHM_LOCK) != 0;
    if (is_held == is_wanted) continue;
    *mine = (uint16_t)(*mine ^ bit);
    if (is_shared) {
      file->shm_shared[slot] += is_wanted ? 1 : -1;
    } else {
      file->shm_exclusive[slot] = is_wanted ? me : 0;
    }
  }
  return SQLITE_OK;
}

static void shm_barrier(sqlite3_file *base) { (void)base; }

static int shm_unmap(sqlite3_file *base, int remove) {
  handle *me = (handle *)base;
  (void)remove;
  if (!me->has_shm) return SQLITE_OK;
  shm_lock(base, 0, shm_locks, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
  shm_lock(base, 0, shm_locks, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
  me->has_shm = 0;
  if (--me->file->shm_references == 0) file_forget_shm(me->file);
  return SQLITE_OK;
}

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

// MARK: paths

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *out) {
  (void)vfs;
  simulated_disk *disk = path ? disk_of(path) : 0;
  // Temporary files have no name and no future.
  if (!disk) return before->xOpen(before, path, base, flags, out);
  handle *me = (handle *)base;
  memset(me, 0, sizeof *me);
  int code = disk_ask(disk, simulated_disk_open, path);
  if (code) return code;
  me->file = disk_file(disk, path, flags & SQLITE_OPEN_CREATE);
  if (!me->file) return SQLITE_CANTOPEN;
  me->disk = disk;
  me->file->references++;
  me->removes = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  me->base.pMethods = &methods;
  if (out) *out = flags;
  return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync) {
  (void)vfs;
  simulated_disk *disk = disk_of(path);
  if (!disk) return before->xDelete(before, path, sync);
  int code = disk_ask(disk, simulated_disk_delete, path);
  if (code) return code;
  file *file = disk_file(disk, path, 0);
  if (!file) return SQLITE_IOERR_DELETE_NOENT;
  file_remove(file);
  disk->generation++;
  return SQLITE_OK;
}

static int vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
  (void)vfs;
  simulated_disk *disk = disk_of(path);
  if (!disk) return before->xAccess(before, path, flags, result);
  file *file = disk_file(disk, path, 0);
  *result = file != 0 && (flags != SQLITE_ACCESS_EXISTS || file->current.size > 0);
  return SQLITE_OK;
}

static int vfs_full_path(sqlite3_vfs *vfs, const char *path, int size, char *result) {
  (void)vfs;
  if (!disk_of(path)) return before->xFullPathname(before, path, size, result);
  if ((int)strlen(path) >= size) return SQLITE_CANTOPEN;
  strcpy(result, path);
  return SQLITE_OK;
}

static sqlite3_vfs vfs;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int registration = SQLITE_ERROR;

static void register_vfs(void) {
  if (sqlite3_initialize() != SQLITE_OK) return;
  before = sqlite3_vfs_find(0);
  if (!before) return;
  // The rest (time, randomness, sleep) as it was.
  vfs = *before;
  if (vfs.szOsFile < (int)sizeof(handle)) vfs.szOsFile = sizeof(handle);
  vfs.pNext = 0;
  vfs.zName = "simulated";
  vfs.pAppData = 0;
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  vfs.xAccess = vfs_access;
  vfs.xFullPathname = vfs_full_path;
  registration = sqlite3_vfs_register(&vfs, 1);
}

int simulated_disk_register(void) {
  pthread_once(&once, register_vfs);
  return registration;
}
