#ifndef PELAPOR_CSERIAL_H
#define PELAPOR_CSERIAL_H
#include <poll.h>
#include <stddef.h>
#include <stdint.h>

// ioctl(2) is variadic and its request numbers are macros that Swift cannot import; each shim is one request.
// All return 0, or -1 with errno set.
int pelapor_tty_set_exclusive(int descriptor);    // TIOCEXCL: further open(2) fails with EBUSY (but for root)
int pelapor_tty_clear_exclusive(int descriptor);  // TIOCNXCL
int pelapor_tty_raise_dtr_rts(int descriptor);    // TIOCMBIS: many USB sticks send nothing until DTR is up

// USBDEVFS_RESET on a usbfs node (/dev/bus/usb/…) that is open for writing: the whole device comes up anew.
int pelapor_usb_reset(int descriptor);

// Opens a pseudo-terminal pair; the slave's path goes to `path`. Returns the master's descriptor, non-blocking and
// closed on exec, or -1 with errno set. (posix_openpt and its companions are hidden from Swift by feature macros.)
int pelapor_pty_open(char *path, size_t capacity);

// ppoll(2), hidden from Swift by feature macros: a paced line needs finer timeouts than poll(2)'s milliseconds.
// A negative time waits for ever. Returns as poll(2) does.
int pelapor_poll(struct pollfd *descriptors, size_t count, int64_t nanoseconds);
#endif
