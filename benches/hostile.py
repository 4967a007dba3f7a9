#!/usr/bin/env python3
"""Runs mailcheck on each draft of a folder, a process each, and writes down what it took.

    MAILCHECK_HOSTILE_DRAFTS=/tmp/drafts cargo test --release --test hostile_attachments --test hostile_pdf_and_text
    benches/hostile.py target/release/mailcheck /tmp/drafts

Seconds are of the wall and of the processor; megabytes (of 2^20 bytes) are the most that was resident. A draft is marked when it
takes more than 2 s of the processor or more than 256 MB beside the draft itself, or when its name tells of an obstacle and the
report does not.
"""

import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

SECONDS = 2.0
MEGABYTES = 256
TOLD = ("uninspectable-attachment", "unreadable-part", "inspected only in part")


def bounded():
    """What hangs or swells is ended."""
    resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(program, draft):
    """Exit code, seconds of the wall and of the processor, megabytes at the most, and the report."""
    with tempfile.TemporaryFile() as report:
        start = time.monotonic()
        child = subprocess.Popen(
            [program, "--lang", "en", "--show", "info", str(draft)],
            stdout=report,
            stderr=subprocess.STDOUT,
            preexec_fn=bounded,
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        report.seek(0)
        text = report.read().decode("utf-8", "replace")
    code = os.waitstatus_to_exitcode(status)
    return code, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def main():
    program, folder = sys.argv[1:3]
    bad = 0
    for draft in sorted(pathlib.Path(folder).iterdir()):
        code, wall, processor, megabytes, text = run(program, draft)
        size = draft.stat().st_size / 2**20
        told = [word for word in TOLD if word in text]
        wanted = draft.stem.rsplit("_", 1)[-1]
        faults = []
        if code not in (0, 1):
            faults.append(f"exit {code}")
        if processor > SECONDS:
            faults.append("slow")
        if megabytes > MEGABYTES:
            faults.append("large" if megabytes > MEGABYTES + 2 * size else "large with its draft")
        if wanted and not told:
            faults.append("silent")
        bad += bool(faults)
        print(
            f"{draft.stem[:70]:70} {size:7.2f} MB {wall:6.2f} s {processor:6.2f} s {megabytes:5.0f} MB"
            f"  {'told' if told else '-':5}{', '.join(faults)}",
            flush=True,
        )
    print(f"{bad} beyond the bounds")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
