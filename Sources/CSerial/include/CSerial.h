#ifndef PELAPOR_CSERIAL_H
#define PELAPOR_CSERIAL_H
#include <stddef.h>

// ioctl(2) is variadic and its request numbers are macros that Swift cannot import; each shim is one request.
// All return 0, or -1 with errno set.
int pelapor_tty_set_exclusive(int descriptor);    // TIOCEXCL: further open(2) fails with EBUSY (but for root)
int pelapor_tty_clear_exclusive(int descriptor);  // TIOCNXCL
int pelapor_tty_raise_dtr_rts(int descriptor);    // TIOCMBIS: many USB sticks send nothing until DTR is up

// Opens a pseudo-terminal pair; the slave's path goes to `path`. Returns the master's descriptor, non-blocking and
// closed on exec, or -1 with errno set. (posix_openpt and its companions are hidden from Swift by feature macros.)
int pelapor_pty_open(char *path, size_t capacity);
#endif
