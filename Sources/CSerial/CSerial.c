#include "CSerial.h"
#include <sys/ioctl.h>

int pelapor_tty_set_exclusive(int descriptor) { return ioctl(descriptor, TIOCEXCL); }
int pelapor_tty_clear_exclusive(int descriptor) { return ioctl(descriptor, TIOCNXCL); }
