#ifndef PELAPOR_CPROCESS_H
#define PELAPOR_CPROCESS_H
#include <sys/types.h>

// pipe2(2) with O_CLOEXEC, and the parts of posix_spawn(3) that Swift can't see because of feature macros. Both return 0
// or an errno.
int pelapor_pipe(int *reading, int *writing);

// Starts a program directly, never through a shell. It leads a process group of its own, works in /, has the two
// descriptors as its standard streams (the second also as standard error) and no other descriptor, and no signal of it
// is ignored or blocked.
int pelapor_spawn(
    pid_t *process_id, const char *path, char *const arguments[], char *const environment[], int input, int output);

// Unmaps the segments of the program and of its libraries that can't be written to, and the program's constants, so that their
// pages are resident again only once they are touched; nothing was ever written to them, so nothing is lost. From the first call
// on the program's constants can't be written to. How many segments there were.
int pelapor_release_pages(void);
#endif
