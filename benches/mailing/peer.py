#!/usr/bin/env python3
"""What somebody would write in an afternoon: four of the rules about mailings with Python's standard library alone, over an
mbox. mailcheck is timed beside it (benches/mailing.sh). Accumulated recipients, names of other rows, one name in many
letters, roster and drafts that do not match.

    benches/mailing/peer.py MAILING.mbox ROSTER.csv
"""

import csv
import email
import email.policy
import email.utils
import mailbox
import re
import sys
from collections import Counter, defaultdict

GREETING = re.compile(r"^(?:Dear (?P<english>[^,\n]+),|(?P<japanese>\S+ \S+) ?様)\s*$", re.M)


def main(path, roster_path):
    with open(roster_path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row_of = {row["address"].lower(): number for number, row in enumerate(rows)}
    named = {row["name"]: number for number, row in enumerate(rows)}
    sole, copies, greeted, seen, shifts = set(), [], defaultdict(set), Counter(), []
    parse = email.message_from_binary_file
    for key, message in mailbox.mbox(path, factory=lambda file: parse(file, policy=email.policy.default), create=False).items():
        to = [address.lower() for _, address in email.utils.getaddresses(message.get_all("to", []))]
        cc = [address.lower() for _, address in email.utils.getaddresses(message.get_all("cc", []))]
        if len(to) == 1:
            sole.add(to[0])
        copies.append((key, to, cc))
        seen.update(to)
        body = message.get_body(("plain",))
        match = GREETING.search(body.get_content()) if body else None
        if match and to:
            name = match["english"] or match["japanese"]
            greeted[name].add(to[0])
            own, other = row_of.get(to[0]), named.get(name)
            if own is not None and other is not None and rows[own]["name"] != name:
                shifts.append((key, other - own))
    accumulated = [key for key, to, cc in copies if any(address in sole for address in cc) or len(to) > 1]
    repeated = [name for name, people in greeted.items() if len(people) > 1]
    strangers = [address for address in seen if address not in row_of]
    missing = [address for address in row_of if not seen[address]]
    print(len(copies), "drafts;", len(accumulated), "accumulated;", len(shifts), "shifted;", len(repeated), "repeated;",
          len(strangers), "strangers;", len(missing), "without a draft")


if __name__ == "__main__":
    main(*sys.argv[1:])
