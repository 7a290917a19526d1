#!/bin/sh
# Runs as the only service of a freshly booted systemd; installs the unit, starts it, and says what happened, a fact a
# line, into /trial/facts. /trial holds what is installed.
exec > /trial/log 2>&1 < /dev/null
touch /trial/booted
fact() { echo "$*" >> /trial/facts; }
wait_for() { timeout 60 sh -c 'until grep -qs -- "$0" "$1"; do sleep 0.05; done' "$1" "$2"; }
log=/var/log/pelapor/pelapor.jsonl

install -Dm644 /trial/systemd/pelapor.sysusers /etc/sysusers.d/pelapor.conf
install -Dm644 /trial/systemd/pelapor.tmpfiles /etc/tmpfiles.d/pelapor.conf
install -Dm644 /trial/systemd/pelapor.service /etc/systemd/system/pelapor.service
install -Dm644 /trial/trial.conf /etc/systemd/system/pelapor.service.d/trial.conf
systemd-sysusers pelapor.conf && systemd-tmpfiles --create pelapor.conf
install -Dm640 -o root -g pelapor /trial/pelapor.yaml /etc/pelapor/pelapor.yaml
install -Dm600 -o root -g root /trial/pin /etc/pelapor/credentials/sim1
fact "user-groups $(id -nG pelapor)"

# Instead of a stick a simulated modem; its tty belongs to the group that ttys of sticks belong to.
mkdir -p /run/trial
LD_LIBRARY_PATH=/trial/lib /trial/pelapor simulate --link /run/trial/modem --scenario /trial/scenario &
timeout 60 sh -c 'until [ -e /run/trial/modem ]; do sleep 0.05; done'
chgrp dialout "$(readlink -f /run/trial/modem)" && chmod 660 "$(readlink -f /run/trial/modem)"

systemctl daemon-reload
systemctl start pelapor
fact "start $?"
fact "active $(systemctl is-active pelapor)"
fact "status-text $(systemctl show -P StatusText pelapor)"
wait_for '"event":"modem.ready"' $log && fact "modem ready"
wait_for '"event":"sms.classified"' $log && fact "sms classified"
pid=$(systemctl show -P MainPID pelapor)
fact "runs-as $(stat -c %U /proc/"$pid") $(grep -E '^(CapEff|NoNewPrivs|Seccomp):' /proc/"$pid"/status | tr -d '\t' | tr '\n' ' ')"
for folder in /run/pelapor /var/lib/pelapor /var/log/pelapor /etc/pelapor/credentials; do
  fact "folder $(stat -c '%n %a %U' $folder)"
done
fact "files $(stat -c '%n %a' /var/lib/pelapor/pelapor.db $log | tr '\n' ' ')"

# What logrotate does: the file is moved away and the service told to open it again.
for way in "kill --signal=HUP --kill-who=main" reload; do
  mv $log $log.1
  systemctl $way pelapor
  timeout 60 sh -c "until [ -e $log ]; do sleep 0.05; done" && fact "reopened by ${way%% *} $(systemctl is-active pelapor)"
done

systemctl stop pelapor
fact "stopped $(systemctl show -P Result pelapor) $(systemctl show -P ExecMainStatus pelapor) restarts $(systemctl show -P NRestarts pelapor)"
grep -q '"event":"daemon.stopped"' $log && fact "said goodbye"

# A wrong configuration is not tried again and again.
sed -i 's/mode: .*/mode: wrong/' /etc/pelapor/pelapor.yaml
systemctl start pelapor || fact "wrong-configuration $(systemctl is-active pelapor) $(systemctl show -P ExecMainStatus pelapor)"
# What the log does not say by itself: complaints of the runtime or of systemd.
journalctl --no-pager -u pelapor
# Built by `make coverage` the program also says that it may not write its counts here.
journalctl --no-pager -o cat _SYSTEMD_UNIT=pelapor.service | grep -v -e 'pelapor.yaml:6: ' -e '^LLVM Profile ' | grep -q . ||
  fact "quiet"
fact "end"
