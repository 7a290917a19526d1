// A disk in memory for SQLite that fails on request and can be cut off: what would be found on it after the process was
// killed, or after the power was cut, is taken as a new disk.
//
// In C because a VFS of SQLite is a table of C functions. Its files are those below a mounted folder; all others go to
// the VFS that was the default before. A disk belongs to one thread.
#ifndef C_SIMULATED_DISK_H
#define C_SIMULATED_DISK_H

#include <stdint.h>

typedef struct simulated_disk simulated_disk;

typedef enum {
  simulated_disk_open = 0,
  simulated_disk_read,
  simulated_disk_write,
  simulated_disk_truncate,
  simulated_disk_sync,
  simulated_disk_delete,
} simulated_disk_operation;

/// Asked before each operation. 0 lets it happen; else it is the result code of SQLite (13 = full, 10 = I/O error …), and
/// of a write then only the first half is done, as on real disks.
typedef int (*simulated_disk_hook)(void *context, simulated_disk_operation operation, const char *path);

/// What survives.
typedef enum {
  /// The process ended: everything written is there, synced or not.
  simulated_disk_process_killed = 0,
  /// The power was cut: of what was written since the last sync nothing is there.
  simulated_disk_unsynced_lost,
  /// The power was cut: of what was written since the last sync some writes are there, one perhaps torn.
  simulated_disk_unsynced_torn,
} simulated_disk_survival;

/// Makes the VFS known to SQLite as its default; once is enough.
int simulated_disk_register(void);
/// An empty disk for the files below `folder`, an absolute path without a slash at its end.
simulated_disk *simulated_disk_mount(const char *folder);
/// To be called when every file on it is closed.
void simulated_disk_unmount(simulated_disk *disk);
void simulated_disk_set_hook(simulated_disk *disk, simulated_disk_hook hook, void *context);
/// A sync does nothing but say that it was done, as with some cheap cards. For proving that the loss is noticed.
void simulated_disk_set_lying(simulated_disk *disk, int is_lying);
/// Another number whenever a power cut may leave something else than before.
uint64_t simulated_disk_generation(const simulated_disk *disk);
/// Whether octets stand anywhere in what a power cut may leave: in what was synced, or in a write that is not.
int simulated_disk_holds(const simulated_disk *disk, const void *octets, int64_t length);
/// A disk for the files below `folder` with what survived of another one.
simulated_disk *simulated_disk_survivor(
    const simulated_disk *disk, const char *folder, simulated_disk_survival survival, uint64_t seed);

#endif
