#define _GNU_SOURCE
#include "CProcess.h"
#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

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
  int count = 0;
  dl_iterate_phdr(release_object, &count);
  return count;
}
