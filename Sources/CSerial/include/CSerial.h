#ifndef PELAPOR_CSERIAL_H
#define PELAPOR_CSERIAL_H
// ioctl(2) is variadic and its request numbers are macros that Swift cannot import; each shim is one request.
int pelapor_tty_set_exclusive(int descriptor);    // TIOCEXCL
int pelapor_tty_clear_exclusive(int descriptor);  // TIOCNXCL
#endif
