// libudev: which devices are plugged in, and which come and go.
#include <libudev.h>
