"""Compares what mailcheck reads in mail files with what readers say that share nothing with it.

Python's own `email` reads Internet messages, extract_msg reads Outlook items (readers.py). Prints how often both agree,
field by field, and each disagreement as `path<TAB>field<TAB>ours<TAB>theirs`. Knows no rules: only what was read.
"""

import argparse
import collections
import concurrent.futures
import json
import logging
import os
import pathlib
import subprocess
import sys
import tempfile
import unicodedata
import warnings

from readers import UNKNOWN, folded, internet_messages, outlook_messages, person

SUFFIXES = {".eml", ".msg", ".oft", ".mbox", ".txt"}
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
FIELDS = ["read", "messages", "to", "cc", "bcc", "resent", "from", "subject", "body", "body-html"]
FIELDS += ["attachment-names", "attachment-bytes"]
# A file that takes longer, even in a debug build on a busy machine, is a fault of its own.
TIME_LIMIT_SECONDS = 120
# What a Rust program exits with when it panics; one that a signal ended has a negative exit code.
PANIC_EXIT_CODE = 101
# Letters that a page may show more or less of (titles, image texts) before the two texts are called different.
LOOSE_SHARE = 0.02


class Crash(Exception):
    """mailcheck panicked, was ended by a signal or did not end in time; the text says which."""


def ours(mailcheck, path):
    """Messages as mailcheck shows them, and its words when it refuses the file."""
    # Away from any settings file, so that only the message decides.
    with tempfile.TemporaryDirectory() as elsewhere:
        command = [mailcheck, "show", "--format", "json", "--color", "never", str(path.resolve())]
        try:
            run = subprocess.run(command, cwd=elsewhere, capture_output=True, timeout=TIME_LIMIT_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise Crash(f"no end after {TIME_LIMIT_SECONDS} s") from error
    if run.returncode < 0 or run.returncode == PANIC_EXIT_CODE:
        raise Crash(f"exit code {run.returncode}: " + run.stderr.decode("utf-8", "replace"))
    try:
        drafts = json.loads(run.stdout)["drafts"]
    except (ValueError, KeyError):
        return [], run.stderr.decode("utf-8", "replace").strip() or f"exit code {run.returncode}"
    return [our_message(draft) for draft in drafts], "no message"


def our_message(draft):
    message = {field: [] for field in ("to", "cc", "bcc", "resent")}
    for recipient in draft["recipients"]:
        field = "resent" if recipient["resent"] else recipient["field"]
        # Attendees of a calendar are no recipients to the other readers.
        message.setdefault(field, []).append(person(recipient["name"], recipient["address"]))
    message["from"] = [person(mailbox_["name"], mailbox_["address"]) for mailbox_ in draft["from"]]
    message["subject"] = folded(draft["subject"])
    message["body"] = draft["body"]["own-text"] + draft["body"]["quoted-text"]
    message["attachments"] = [(attachment["filename"], attachment["sha256"]) for attachment in draft["attachments"]]
    return message


def squeezed(text):
    """Without white space, as lines are folded differently, and with each character in one form."""
    return "".join(unicodedata.normalize("NFC", text).replace("\ufeff", "").replace("\0", "").split())


def is_same_text(mine, other):
    # Quoted text comes behind our own even where it stood between: the same characters are enough.
    mine, other = squeezed(mine).replace(">", ""), squeezed(other).replace(">", "")
    return mine == other or collections.Counter(mine) == collections.Counter(other)


def is_similar_text(mine, other):
    letters = [collections.Counter(c for c in squeezed(text) if c.isalnum()) for text in (mine, other)]
    difference = ((letters[0] - letters[1]) + (letters[1] - letters[0])).total()
    return difference <= max(3, LOOSE_SHARE * max(letters[0].total(), letters[1].total()))


def compared(mine, other):
    """Each field both have: its name, whether both are the same, and the two values."""
    for field in ("to", "cc", "bcc", "resent", "from", "subject"):
        if field != "resent" or mine[field] or other[field]:
            yield field, mine[field] == other[field], mine[field], other[field]
    if other["body"] is None:
        yield "body", None, "", ""
    else:
        loosely = other["kinds"] != {"text/plain"}
        is_same = (is_similar_text if loosely else is_same_text)(mine["body"], other["body"])
        yield "body-html" if loosely else "body", is_same, mine["body"], other["body"]
    for field, column in (("attachment-names", 0), ("attachment-bytes", 1)):
        pair = [[attachment[column] for attachment in message["attachments"]] for message in (mine, other)]
        if field == "attachment-names":
            pair = [[folded(name) for name in names] for names in pair]
        is_same = len(pair[0]) == len(pair[1]) and all(b in (a, UNKNOWN) for a, b in zip(*pair))
        yield field, is_same, *pair


def compare_file(mailcheck, path):
    """Format, outcome, why not read, and an entry for each comparison.

    An entry is the suffix of the path, the field, whether the other reader says that it is ill-formed, whether both are
    the same, and the two values; "the same" is None when the other reader has nothing to compare with.
    """
    # By content: Internet messages are called .msg, too.
    kind = "msg" if path.read_bytes().startswith(COMPOUND_FILE) else "eml"
    try:
        mine, refusal = ours(mailcheck, path)
    except Crash as crash:
        return kind, "crash", str(crash), [("", "read", False, False, str(crash), "")]
    try:
        other, reason = (outlook_messages if kind == "msg" else internet_messages)(path), None
    except Exception as error:  # whatever the other reader trips over is counted, not passed on
        other, reason = [], f"{type(error).__name__}: {error}".splitlines()[0]
    if not other:
        return kind, ("only ours" if mine else "neither"), reason, []
    if not mine:
        return kind, "only theirs", refusal, [("", "read", False, False, refusal, "read")]
    results = [("", "read", False, True, "", "")]
    results.append(("", "messages", False, len(mine) == len(other), len(mine), len(other)))
    for number, (my_message, other_message) in enumerate(zip(mine, other), 1):
        suffix = f"#{number}" if len(mine) > 1 else ""
        results += [(suffix, field, field in other_message["ill-formed"], *result)
                    for field, *result in compared(my_message, other_message)]
    return kind, "both", None, results


def read_differences(path):
    """Known disagreements: (path, field) -> whose fault it is."""
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for row in rows:
        if len(row) != 4 or row[1] not in FIELDS or row[2] not in ("reader", "choice") or not row[3]:
            sys.exit(f"{path}: not `path<TAB>field<TAB>reader|choice<TAB>reason`: {row}")
    return {(row[0], row[1]): row[2] for row in rows}


def shortened(value):
    text = folded(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return text if len(text) <= 300 else text[:300] + "…"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mailcheck", required=True, help="the program")
    parser.add_argument("--differences", type=pathlib.Path, help="known disagreements")
    parser.add_argument("folders", nargs="+", type=pathlib.Path, metavar="FOLDER")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    known = read_differences(arguments.differences)
    mailcheck = os.path.abspath(arguments.mailcheck)

    files = [(path, path.relative_to(folder).as_posix()) for folder in arguments.folders
             for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix.lower() in SUFFIXES]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda file: compare_file(mailcheck, file[0]), files))

    outcomes, figures, bodiless = collections.Counter(), collections.Counter(), collections.Counter()
    unread, met, new = [], set(), 0
    for (_, name), (kind, outcome, reason, entries) in zip(files, results):
        outcomes[kind, outcome] += 1
        if outcome in ("only ours", "neither"):
            unread.append(f"{name}\t{outcome}\t{reason}")
        for suffix, field, is_ill_formed, is_same, mine, other in entries:
            place = (name + suffix, field)
            if is_same is None:
                bodiless[kind] += 1
                continue
            # A crash is never excused.
            verdict = None if outcome == "crash" else "ill-formed" if is_ill_formed else known.get(place)
            figures[kind, field, "ill-formed", is_same] += is_ill_formed
            if not is_ill_formed:
                figures[kind, field, "same" if is_same else verdict or "new"] += 1
            if not is_same:
                if verdict in ("reader", "choice"):
                    met.add(place)
                new += verdict is None
                mark = f"\t({verdict})" if verdict else ""
                print(f"{name}{suffix}\t{field}\t{shortened(mine)}\t{shortened(other)}{mark}")
    print_figures(outcomes, figures, bodiless, unread)
    # A list serves several collections of mail: what is not here today is not missed.
    here = {name for _, name in files}
    gone = sorted(place for place in known if place not in met and place[0].split("#")[0] in here)
    for name, field in gone:
        print(f"listed, but no longer so: {name}\t{field}")
    print(f"{new} disagreements not listed, {len(met)} listed, {len(gone)} listed but gone")
    sys.exit(1 if new else 0)


def print_figures(outcomes, figures, bodiless, unread):
    for line in unread:
        print(f"not compared: {line}")
    for kind in ("eml", "msg"):
        files = {outcome: count for (format_, outcome), count in sorted(outcomes.items()) if format_ == kind}
        readers = ", ".join(f"{outcome} {count}" for outcome, count in files.items())
        print(f"\n{kind}: {sum(files.values())} files; read by {readers}")
        print(f"  {'field':17} {'compared':>8} {'same':>6} {'reader':>6} {'choice':>6} {'new':>5}   agree   ill-formed")
        for field in FIELDS:
            same, reader, choice, left = (figures[kind, field, key] for key in ("same", "reader", "choice", "new"))
            total = same + reader + choice + left
            agreeing, differing = (figures[kind, field, "ill-formed", is_same] for is_same in (True, False))
            if total + agreeing + differing:
                share = f"{100 * same / total:6.2f} %" if total else ""
                ill_formed = f"{agreeing + differing}, {agreeing} agree" if agreeing + differing else ""
                print(f"  {field:17} {total:8} {same:6} {reader:6} {choice:6} {left:5}  {share:8}  {ill_formed}".rstrip())
        if bodiless[kind]:
            print(f"  bodies not compared: {bodiless[kind]}, the other reader has none")
    print()


main()
