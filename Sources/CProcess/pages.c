#define _GNU_SOURCE
#include "CProcess.h"
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// Whole pages.
typedef struct {
  uintptr_t begin, end;
} Range;

// The program's .rodata where it had lain in a segment that can be written to, or nothing. Swift's descriptors are constants
// without a flag that says so, and lld lets all constants share the flags of each.
static Range constants;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool read_all(int file, void *memory, size_t size, off_t offset) {
  return pread(file, memory, size, offset) == (ssize_t)size;
}

// Where the program's file has its .rodata, relative to where it is loaded, if that lies in a segment that can be written to.
static Range find_writable_constants(int file) {
  const Range none = {0, 0};
  ElfW(Ehdr) header;
  if (!read_all(file, &header, sizeof header, 0) || header.e_shentsize != sizeof(ElfW(Shdr))) return none;
  ElfW(Shdr) names, section;
  if (!read_all(file, &names, sizeof names, (off_t)(header.e_shoff + header.e_shstrndx * sizeof section))) return none;
  for (int index = 0; index < header.e_shnum; index++) {
    char name[sizeof ".rodata"];
    if (!read_all(file, &section, sizeof section, (off_t)(header.e_shoff + index * sizeof section))) return none;
    if (section.sh_type != SHT_PROGBITS || !(section.sh_flags & SHF_WRITE)) continue;
    if (!read_all(file, name, sizeof name, (off_t)(names.sh_offset + section.sh_name))) continue;
    if (memcmp(name, ".rodata", sizeof name) != 0) continue;
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    const Range range = {(section.sh_addr + page - 1) & ~(page - 1), (section.sh_addr + section.sh_size) & ~(page - 1)};
    return range.begin < range.end ? range : none;
  }
  return none;
}

static int first_object(struct dl_phdr_info *object, size_t size, void *base) {
  (void)size;
  *(uintptr_t *)base = object->dlpi_addr;
  return 1;
}

// Whether these pages are as the file has them, as those with relocations are not. Anything unknown counts as changed.
static bool is_unchanged(Range range) {
  const uint64_t swapped = 1ull << 62, resident = 1ull << 63, of_file = 1ull << 61;  // proc(5), pagemap
  const int file = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uint64_t entries[512];
  bool unchanged = true;
  for (uintptr_t at = range.begin / page; unchanged && at < range.end / page; at += 512) {
    const uintptr_t left = range.end / page - at, count = left < 512 ? left : 512;
    unchanged = read_all(file, entries, count * sizeof *entries, (off_t)(at * sizeof *entries));
    for (uintptr_t index = 0; unchanged && index < count; index++)
      unchanged = !(entries[index] & swapped) && (!(entries[index] & resident) || entries[index] & of_file);
  }
  close(file);
  return unchanged;
}

// Nobody writes to constants; protected, they can be let go of, and whoever should write to them is found out.
static void protect_constants(void) {
  const int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  const Range found = find_writable_constants(file);
  close(file);
  uintptr_t base = 0;
  dl_iterate_phdr(first_object, &base);
  const Range loaded = {base + found.begin, base + found.end};
  if (found.begin == found.end || mprotect((void *)loaded.begin, loaded.end - loaded.begin, PROT_READ) != 0) return;
  if (is_unchanged(loaded)) constants = loaded;
}

// Constants that are relocated are in a segment that can be written to, protected only afterwards: it is left alone.
static int release_object(struct dl_phdr_info *object, size_t size, void *context) {
  (void)size;
  int *count = context;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int index = 0; index < object->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
    // With relocations in its code an object's segments are not what its file says.
    if (segment->p_type == PT_DYNAMIC)
      for (const ElfW(Dyn) *entry = (const void *)(object->dlpi_addr + segment->p_vaddr); entry->d_tag != DT_NULL; entry++)
        if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && entry->d_un.d_val & DF_TEXTREL)) return 0;
  }
  for (int index = 0; index < object->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
    if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) continue;
    const uintptr_t begin = (object->dlpi_addr + segment->p_vaddr) & ~(page - 1);
    const uintptr_t end = (object->dlpi_addr + segment->p_vaddr + segment->p_memsz + page - 1) & ~(page - 1);
    if (madvise((void *)begin, end - begin, MADV_DONTNEED) == 0) ++*count;
  }
  return 0;
}

int pelapor_release_pages(void) {
  pthread_once(&once, protect_constants);
  int count = 0;
  dl_iterate_phdr(release_object, &count);
  if (constants.begin < constants.end &&
      madvise((void *)constants.begin, constants.end - constants.begin, MADV_DONTNEED) == 0)
    count++;
  return count;
}
