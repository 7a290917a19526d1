// memmem
#define _GNU_SOURCE

#include "disk.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static simulated_disk *mounted = 0;

static void *allocate(int64_t size) {
  void *memory = calloc(1, (size_t)(size > 0 ? size : 1));
  if (!memory) abort();
  return memory;
}

// MARK: images

static void image_resize(image *image, int64_t size) {
  if (size > image->capacity) {
    int64_t capacity = image->capacity * 2 > size ? image->capacity * 2 : size;
    uint8_t *bytes = realloc(image->bytes, (size_t)capacity);
    if (!bytes) abort();
    image->bytes = bytes;
    image->capacity = capacity;
  }
  if (size > image->size) memset(image->bytes + image->size, 0, (size_t)(size - image->size));
  image->size = size;
}

static void image_write(image *image, const void *bytes, int64_t offset, int64_t size) {
  if (offset + size > image->size) image_resize(image, offset + size);
  if (size > 0) memcpy(image->bytes + offset, bytes, (size_t)size);
}

static void image_copy(image *to, const image *from) {
  to->size = 0;
  if (from->size > to->capacity) {
    free(to->bytes);
    to->bytes = malloc((size_t)from->size);
    if (!to->bytes) abort();
    to->capacity = from->size;
  }
  if (from->size > 0) memcpy(to->bytes, from->bytes, (size_t)from->size);
  to->size = from->size;
}

static void image_apply(image *image, const change *change, int64_t most) {
  if (change->bytes) {
    image_write(image, change->bytes, change->offset, change->size < most ? change->size : most);
  } else {
    image_resize(image, change->offset);
  }
}

// MARK: files

static void file_note(file *file, const void *bytes, int64_t offset, int64_t size) {
  change *change = allocate(sizeof *change);
  change->offset = offset;
  change->size = size;
  if (bytes) {
    change->bytes = allocate(size);
    memcpy(change->bytes, bytes, (size_t)size);
  }
  if (file->last) file->last->next = change; else file->first = change;
  file->last = change;
}

static void file_forget_changes(file *file) {
  while (file->first) {
    change *first = file->first;
    file->first = first->next;
    free(first->bytes);
    free(first);
  }
  file->last = 0;
}

void file_write(file *file, const void *bytes, int64_t offset, int64_t size) {
  image_write(&file->current, bytes, offset, size);
  file_note(file, bytes, offset, size);
}

void file_truncate(file *file, int64_t size) {
  image_resize(&file->current, size);
  file_note(file, 0, size, 0);
}

void file_sync(file *file) {
  for (const change *change = file->first; change; change = change->next) image_apply(&file->synced, change, INT64_MAX);
  file_forget_changes(file);
}

void file_remove(file *file) {
  file->exists = 0;
  image_resize(&file->current, 0);
  image_resize(&file->synced, 0);
  file_forget_changes(file);
}

void file_forget_shm(file *file) {
  for (int index = 0; index < file->region_count; index++) free(file->regions[index]);
  free(file->regions);
  file->regions = 0;
  file->region_count = 0;
}

static void file_free(file *file) {
  file_forget_changes(file);
  file_forget_shm(file);
  free(file->current.bytes);
  free(file->synced.bytes);
  free(file->path);
  free(file);
}

// MARK: disks

simulated_disk *simulated_disk_mount(const char *folder) {
  simulated_disk *disk = allocate(sizeof *disk);
  disk->folder = strdup(folder);
  pthread_mutex_lock(&mutex);
  disk->next = mounted;
  mounted = disk;
  pthread_mutex_unlock(&mutex);
  return disk;
}

void simulated_disk_unmount(simulated_disk *disk) {
  pthread_mutex_lock(&mutex);
  for (simulated_disk **link = &mounted; *link; link = &(*link)->next) {
    if (*link != disk) continue;
    *link = disk->next;
    break;
  }
  pthread_mutex_unlock(&mutex);
  while (disk->files) {
    file *file = disk->files;
    disk->files = file->next;
    file_free(file);
  }
  free(disk->folder);
  free(disk);
}

void simulated_disk_set_hook(simulated_disk *disk, simulated_disk_hook hook, void *context) {
  disk->hook = hook;
  disk->context = context;
}

void simulated_disk_set_lying(simulated_disk *disk, int is_lying) { disk->is_lying = is_lying; }

uint64_t simulated_disk_generation(const simulated_disk *disk) { return disk->generation; }

simulated_disk *disk_of(const char *path) {
  simulated_disk *found = 0;
  pthread_mutex_lock(&mutex);
  for (simulated_disk *disk = mounted; disk && !found; disk = disk->next) {
    size_t length = strlen(disk->folder);
    if (strncmp(path, disk->folder, length) == 0 && path[length] == '/') found = disk;
  }
  pthread_mutex_unlock(&mutex);
  return found;
}

file *disk_file(simulated_disk *disk, const char *path, int make) {
  for (file *file = disk->files; file; file = file->next) {
    if (strcmp(file->path, path) != 0) continue;
    if (!file->exists && !make) return 0;
    file->exists = 1;
    return file;
  }
  if (!make) return 0;
  file *file = allocate(sizeof *file);
  file->path = strdup(path);
  file->exists = 1;
  file->next = disk->files;
  disk->files = file;
  return file;
}

int disk_ask(simulated_disk *disk, simulated_disk_operation operation, const char *path) {
  return disk->hook ? disk->hook(disk->context, operation, path) : 0;
}

int simulated_disk_holds(const simulated_disk *disk, const void *octets, int64_t length) {
  for (const file *file = disk->files; file; file = file->next) {
    if (!file->exists) continue;
    if (memmem(file->synced.bytes, (size_t)file->synced.size, octets, (size_t)length)) return 1;
    for (const change *change = file->first; change; change = change->next)
      if (change->bytes && memmem(change->bytes, (size_t)change->size, octets, (size_t)length)) return 1;
  }
  return 0;
}

// MARK: sudden ends

/// SplitMix64 (Steele, Lea, Flood, 2014).
static uint64_t draw(uint64_t *state) {
  uint64_t mixed = (*state += 0x9E3779B97F4A7C15ull);
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ull;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBull;
  return mixed ^ (mixed >> 31);
}

/// Disks write whole sectors; which of them reach the plate, and in what order, is their affair.
enum { sector = 512 };

static void survive_torn(file *to, const file *from, uint64_t *dice) {
  image_copy(&to->current, &from->synced);
  for (const change *change = from->first; change; change = change->next) {
    switch (draw(dice) % 4) {
    case 0: break;
    case 1: image_apply(&to->current, change, (int64_t)(draw(dice) % (uint64_t)(change->size / sector + 1)) * sector); break;
    default: image_apply(&to->current, change, INT64_MAX); break;
    }
  }
}

simulated_disk *simulated_disk_survivor(
    const simulated_disk *disk, const char *folder, simulated_disk_survival survival, uint64_t seed) {
  simulated_disk *survivor = simulated_disk_mount(folder);
  size_t prefix = strlen(disk->folder);
  for (const file *old = disk->files; old; old = old->next) {
    if (!old->exists) continue;
    char *path = allocate((int64_t)(strlen(folder) + strlen(old->path) - prefix + 1));
    strcpy(path, folder);
    strcat(path, old->path + prefix);
    file *new = disk_file(survivor, path, 1);
    free(path);
    switch (survival) {
    case simulated_disk_process_killed:
      image_copy(&new->current, &old->current);
      image_copy(&new->synced, &old->synced);
      for (const change *change = old->first; change; change = change->next)
        file_note(new, change->bytes, change->offset, change->size);
      break;
    case simulated_disk_unsynced_lost:
      image_copy(&new->current, &old->synced);
      image_copy(&new->synced, &old->synced);
      break;
    case simulated_disk_unsynced_torn:
      survive_torn(new, old, &seed);
      image_copy(&new->synced, &new->current);
      break;
    }
  }
  return survivor;
}
