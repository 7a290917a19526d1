// libsystemd: sd_notify (readiness, watchdog) and sd_journal_sendv (native journal fields).
// SD_JOURNAL_SUPPRESS_LOCATION keeps the header's macros from adding CODE_FILE of a C file.
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>
