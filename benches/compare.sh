#!/usr/bin/env bash
# Runs mailcheck beside a small Python script on the same drafts, one process for each draft, in one run, so that
# both meet the same machine in the same mood. Prints both medians and their ratio.
#
#     cargo build --release && benches/compare.sh [DRAFT...]
set -euo pipefail
cd "$(dirname "$0")/.."

mailcheck=${MAILCHECK:-target/release/mailcheck}
runs=${RUNS:-51}
drafts=("$@")
if [ ${#drafts[@]} -eq 0 ]; then
    drafts=(benches/drafts/ordinary-20kb.eml fixtures/clean/reply-to-one-client-ja.eml
        fixtures/incidents/plants.eml fixtures/incidents/bees.eml)
fi
[ -x "$mailcheck" ] || { echo "there is no $mailcheck: run cargo build --release" >&2; exit 2; }

# Median of a command in milliseconds; its exit code does not matter, a finding is none of our business here.
median() {
    if command -v hyperfine >/dev/null; then
        local result
        result=$(mktemp)
        hyperfine --shell=none --ignore-failure --warmup 5 --runs "$runs" --export-json "$result" \
            "$(printf '%q ' "$@")" >/dev/null 2>&1
        python3 -c 'import json, sys; print("%.2f" % (json.load(open(sys.argv[1]))["results"][0]["median"] * 1000))' "$result"
        rm -f "$result"
    else
        python3 - "$runs" "$@" <<'PYTHON'
import statistics, subprocess, sys, time
def once(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start
once(sys.argv[2:])
print("%.2f" % (statistics.median(once(sys.argv[2:]) for _ in range(int(sys.argv[1]))) * 1000))
PYTHON
    fi
}

printf '%-44s %14s %14s %8s\n' draft "mailcheck, ms" "peer.py, ms" ratio
for draft in "${drafts[@]}"; do
    ours=$(median "$mailcheck" "$draft")
    peers=$(median python3 benches/peer.py "$draft")
    printf '%-44s %14s %14s %8s\n' "$draft" "$ours" "$peers" "$(python3 -c "print('%.1f' % ($peers / $ours))")"
done
