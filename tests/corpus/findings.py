"""Compares what mailcheck warns of in mail nobody here wrote with a list that says of each finding whether it is right.

Reads every file below the folders as one run without settings, and prints each warning and error that findings.tsv does
not list, as `path<TAB>message<TAB>severity<TAB>rule<TAB>what`; names listed ones that no longer occur; then counts the
findings by verdict. Exits with 1 when there is one that nobody has judged.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

VERDICTS = {"right", "wrong", "broken"}


def findings(mailcheck, folder):
    """Yields (path, number of the message or -, severity, rule, message in English) of each warning and error."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with tempfile.TemporaryDirectory() as elsewhere:
        for start in range(0, len(files), 200):
            command = [mailcheck, "--format", "json", "--lang", "en", *map(str, files[start : start + 200])]
            run = subprocess.run(command, cwd=elsewhere, capture_output=True, check=False)
            for draft in json.loads(run.stdout)["drafts"]:
                path = pathlib.Path(draft["path"]).relative_to(folder).as_posix()
                for finding in draft["findings"]:
                    if finding["severity"] != "info":
                        number = str(draft.get("message") or "-")
                        yield path, number, finding["severity"], finding["rule"], finding["message"]


def listed(path):
    """The verdicts of the list: {(path, message, severity, rule): (verdict, reason)}."""
    known = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        *key, verdict, reason = line.split("\t")
        if verdict not in VERDICTS or not reason:
            sys.exit(f"{path}: a line without verdict or reason: {line}")
        known[tuple(key)] = (verdict, reason)
    return known


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mailcheck", type=pathlib.Path, required=True)
    parser.add_argument("--list", type=pathlib.Path, required=True)
    parser.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()

    known = listed(arguments.list)
    seen = set()
    verdicts = collections.Counter()
    for *key, what in findings(arguments.mailcheck.resolve(), arguments.folder.resolve()):
        key = tuple(key)
        seen.add(key)
        verdict, _ = known.get(key, ("not judged", ""))
        verdicts[key[2], verdict] += 1
        if key not in known:
            print(*key, what, sep="\t")
    for key in known:
        if key not in seen:
            print("no longer:", *key, sep="\t")
    for (severity, verdict), count in sorted(verdicts.items()):
        print(f"{count:5} {severity:8} {verdict}")
    return 1 if any(verdict == "not judged" for _, verdict in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
