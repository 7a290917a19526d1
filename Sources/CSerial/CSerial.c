#define _GNU_SOURCE
#include "CSerial.h"
#include <fcntl.h>
#include <linux/usbdevice_fs.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int pelapor_tty_set_exclusive(int descriptor) { return ioctl(descriptor, TIOCEXCL); }
int pelapor_tty_clear_exclusive(int descriptor) { return ioctl(descriptor, TIOCNXCL); }

int pelapor_tty_raise_dtr_rts(int descriptor) {
  int lines = TIOCM_DTR | TIOCM_RTS;
  return ioctl(descriptor, TIOCMBIS, &lines);
}

int pelapor_usb_reset(int descriptor) { return ioctl(descriptor, USBDEVFS_RESET, NULL); }

int pelapor_pty_open(char *path, size_t capacity) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (master < 0) return -1;
  if (grantpt(master) == 0 && unlockpt(master) == 0 && ptsname_r(master, path, capacity) == 0) return master;
  close(master);
  return -1;
}

int pelapor_poll(struct pollfd *descriptors, size_t count, int64_t nanoseconds) {
  if (nanoseconds < 0) return ppoll(descriptors, count, NULL, NULL);
  struct timespec timeout = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
  return ppoll(descriptors, count, &timeout, NULL);
}
