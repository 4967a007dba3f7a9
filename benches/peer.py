#!/usr/bin/env python3
"""What a small script would cost: parses drafts with Python's own e-mail package and counts recipients and domains.

It finds no slips; it is the floor that any check written as a script stands on.
"""

import sys
from email import policy
from email.parser import BytesParser
from email.utils import getaddresses


def main(paths):
    for path in paths:
        with open(path, "rb") as draft:
            message = BytesParser(policy=policy.default).parse(draft)
        fields = [str(field) for name in ("to", "cc", "bcc") for field in message.get_all(name, [])]
        addresses = [address for _, address in getaddresses(fields) if address]
        domains = {address.rpartition("@")[2].lower() for address in addresses}
        body = message.get_body(("plain", "html"))
        text = body.get_content() if body is not None else ""
        print(f"{path}: {len(addresses)} recipients, {len(domains)} domains, {len(text)} characters")


if __name__ == "__main__":
    main(sys.argv[1:])
