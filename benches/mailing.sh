#!/usr/bin/env bash
# Whole mailings beside the floor and beside a script, in one run: mail-parser parsing alone; mailcheck on one and two jobs
# with the rules about header fields, with all rules, and with --mailing and the roster as well; benches/mailing/peer.py.
# Seconds, messages a second, peak memory. KEEP=FOLDER keeps the mailing there, or takes it from there.
#
#     cargo build --release && benches/mailing.sh [COUNT] [SIZE]
#
# PEER_COUNT letters (10,000) are enough for the script: its time is taken in proportion.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-100000}
size=${2:-6000}
peer_count=${PEER_COUNT:-10000}
mailcheck=${MAILCHECK:-target/release/mailcheck}
[ -x "$mailcheck" ] || { echo "there is no $mailcheck: run cargo build --release" >&2; exit 2; }
if [ -n "${KEEP:-}" ]; then
    folder=$KEEP
    mkdir -p "$folder"
else
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi
[ "$count" -le "$peer_count" ] && peer_count=$count
[ -e "$folder/all.mbox" ] || benches/mailing/generate.py "$count" "$folder/all.mbox" "$folder/all.csv" --size "$size"
[ -e "$folder/peer.mbox" ] || benches/mailing/generate.py "$peer_count" "$folder/peer.mbox" "$folder/peer.csv" --size "$size"

# Every rule that is in force with nothing set and asks about header fields alone.
header_rules=(bulk-bcc display-name-disagrees distribution-list-recipient duplicate-recipient empty-subject exposed-personal-addresses
    large-internal-audience look-alike-characters missing-bcc mixed-external-domains no-recipient public-archive-recipient
    recipient-domain-typo recipient-malformed recipient-unresolved split-visibility too-many-visible-recipients)
echo "$count drafts, $(stat -c %s "$folder/all.mbox") bytes"

# Name, number of drafts, command: elapsed seconds, drafts a second, peak memory of the process.
measure() {
    python3 - "$@" <<'PYTHON'
import os, resource, subprocess, sys, time
name, count, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
start = time.perf_counter()
process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, _, used = os.wait4(process.pid, 0)
seconds = time.perf_counter() - start
print(f"{name:32} {count:9} drafts {seconds:9.2f} s {used.ru_utime + used.ru_stime:9.2f} s of CPU {count / seconds:9.0f} a second"
      f" {used.ru_maxrss / 1024:8.0f} MB")
PYTHON
}

cargo bench --quiet --bench floor --no-run 2>/dev/null
floor=$(ls -t target/release/deps/floor-* | grep -v '\.d$' | head -1)
measure "mail-parser, parsing alone" "$count" "$floor" "$folder/all.mbox"
for jobs in 1 2; do
    measure "header rules, $jobs job(s)" "$count" "$mailcheck" --jobs "$jobs" "${header_rules[@]/#/--only=}" "$folder/all.mbox"
    measure "all rules, $jobs job(s)" "$count" "$mailcheck" --jobs "$jobs" "$folder/all.mbox"
    measure "--mailing --roster, $jobs job(s)" "$count" "$mailcheck" --jobs "$jobs" --mailing --roster "$folder/all.csv" "$folder/all.mbox"
done
measure "benches/mailing/peer.py" "$peer_count" python3 benches/mailing/peer.py "$folder/peer.mbox" "$folder/peer.csv"
