// libsystemd: sd_notify (readiness, watchdog) and sd_journal_sendv (native journal fields).
// SD_JOURNAL_SUPPRESS_LOCATION keeps the header's macros from adding CODE_FILE of a C file.
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

#include <sys/timex.h>

// adjtimex(2) is hidden from Swift by feature macros. 1 when something keeps the clock right, 0 when nothing does, -1 when
// the kernel does not tell.
static inline int pelapor_clock_is_kept(void) {
  struct timex state = {0};
  return adjtimex(&state) < 0 ? -1 : (state.status & STA_UNSYNC) == 0;
}
