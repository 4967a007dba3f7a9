"""Compares what mailcheck reads in mail files with what readers say that share nothing with it.

Python's own `email` reads Internet messages, extract_msg reads Outlook items. Prints how often both agree, field by
field, and each disagreement as `path<TAB>field<TAB>ours<TAB>theirs`. Knows no rules: only what was read.
"""

import argparse
import codecs
import collections
import concurrent.futures
import email
import email.policy
import email.utils
import hashlib
import html.parser
import json
import logging
import mailbox
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import warnings

try:
    import extract_msg
except ImportError:
    extract_msg = None

SUFFIXES = {".eml", ".msg", ".oft", ".mbox", ".txt"}
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
FIELDS = ["read", "messages", "to", "cc", "bcc", "resent", "from", "subject", "body", "body-html", "attachment-names", "attachment-bytes"]
# A file without any of these is not called a message by anyone.
MESSAGE_FIELDS = ["from", "to", "cc", "bcc", "subject", "date", "received", "message-id", "content-type", "sender"]
# Letters that a page may show more or less of (titles, image texts) before the two texts are called different.
LOOSE_SHARE = 0.02
# A second line that could begin a message; which of them do, the library decides.
MBOX = re.compile(rb"(\xef\xbb\xbf)?From .*\nFrom ", re.DOTALL)
# A value the other reader cannot tell.
UNKNOWN = "?"


class NoMessage(Exception):
    """The other reader cannot make sense of the file; the text says why."""


def ours(mailcheck, path):
    """Messages as mailcheck shows them, and its words when it refuses the file."""
    # Away from any settings file, so that only the message decides.
    with tempfile.TemporaryDirectory() as elsewhere:
        command = [mailcheck, "show", "--format", "json", "--color", "never", str(path.resolve())]
        run = subprocess.run(command, cwd=elsewhere, capture_output=True, timeout=120, check=False)
    try:
        drafts = json.loads(run.stdout)["drafts"]
    except (ValueError, KeyError):
        return [], run.stderr.decode("utf-8", "replace").strip() or f"exit code {run.returncode}"
    return [our_message(draft) for draft in drafts], "no message"


def our_message(draft):
    message = {field: [] for field in ("to", "cc", "bcc", "resent")}
    for recipient in draft["recipients"]:
        field = "resent" if recipient["resent"] else recipient["field"]
        message[field].append(person(recipient["name"], recipient["address"]))
    message["from"] = [person(mailbox_["name"], mailbox_["address"]) for mailbox_ in draft["from"]]
    message["subject"] = folded(draft["subject"])
    message["body"] = draft["body"]["own-text"] + draft["body"]["quoted-text"]
    message["attachments"] = [(attachment["filename"], attachment["sha256"]) for attachment in draft["attachments"]]
    return message


def person(name, address):
    """The address in lower case; without one the name, so that nobody is dropped from a list."""
    return folded(address or name or "").lower()


def folded(text):
    # What this library keeps of raw 8-bit header fields.
    text = (text or "").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", " ".join(text.split()))


def sha256(content):
    return hashlib.sha256(content).hexdigest()


# Internet messages


def internet_messages(path):
    content = path.read_bytes()
    if MBOX.match(content):
        # The library wants `From ` at the very first byte.
        with tempfile.NamedTemporaryFile(suffix=".mbox") as copy:
            copy.write(content.removeprefix(codecs.BOM_UTF8))
            copy.flush()
            return [internet_message(message.as_bytes()) for message in mailbox.mbox(copy.name, create=False)]
    return [internet_message(content.removeprefix(codecs.BOM_UTF8))]


def internet_message(content):
    plain = email.message_from_bytes(content, policy=email.policy.compat32)
    if not any(plain.get(name) is not None for name in MESSAGE_FIELDS):
        raise NoMessage("no header fields")
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        return read_internet(message)
    except Exception:  # the default policy raises all sorts of things on bad header fields
        return read_internet(plain)


def read_internet(message):
    found = {field: addresses(message, field) for field in ("to", "cc", "bcc", "from")}
    found["resent"] = [who for field in ("to", "cc", "bcc") for who in addresses(message, f"resent-{field}")]
    found["subject"] = folded(header_text(message["subject"]))
    kinds, texts = set(), []
    found["attachments"] = []
    walk(message, "", 0, kinds, texts, found["attachments"])
    found["body"] = "\n".join(texts) if texts else None
    found["kinds"] = kinds
    return found


def addresses(message, name):
    people = []
    for value in message.get_all(name) or []:
        if hasattr(value, "addresses"):
            people += [person(address.display_name, address_text(address)) for address in value.addresses]
        else:
            people += [person(header_text(who), where) for who, where in email.utils.getaddresses([str(value)])]
    return [who for who in people if who]


def address_text(address):
    return f"{address.username}@{address.domain}" if address.domain else address.username


def header_text(value):
    """A header field as text; the old policy leaves encoded-words alone."""
    try:
        return str(email.header.make_header(email.header.decode_header(str(value or ""))))
    except (LookupError, ValueError):
        return str(value or "")


def walk(part, parent, index, kinds, texts, attachments):
    """Sorts the leaves into text that is read and files that hang on."""
    kind = part.get_content_type()
    if kind.startswith("message/"):
        # Parsed by this reader, so that its bytes are gone.
        attachments.append((part.get_filename(), UNKNOWN))
    elif part.is_multipart():
        children = part.get_payload()
        if kind == "multipart/alternative":
            children = alternative(children, attachments)
        for number, child in enumerate(children):
            walk(child, kind, number, kinds, texts, attachments)
    elif is_body(part, parent, index):
        kinds.add(kind)
        text = decoded_text(part)
        texts.append(page_text(text) if kind == "text/html" else text)
    elif kind.startswith("multipart/"):
        # Parts that this reader did not find; what was meant to be parts is shown as text.
        kinds.add("text/plain")
        texts.append(decoded_text(part))
    else:
        attachments.append((part.get_filename(), sha256(part.get_payload(decode=True) or b"")))


def alternative(children, attachments):
    """The form that is shown: the last page, else the last text. Files beside the forms still hang on."""
    def holds(child, kinds):
        return any(leaf.get_content_type() in kinds and not leaf.is_attachment() for leaf in leaves(child))

    forms = [child for child in children if holds(child, {"text/plain", "text/html"})]
    pages = [child for child in forms if holds(child, {"text/html"})]
    shown = (pages or forms)[-1:]
    for child in children:
        if child not in shown:
            walk(child, "multipart/alternative", 0, set(), [], attachments)
    return shown


def leaves(part):
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        return [leaf for child in part.get_payload() for leaf in leaves(child)]
    return [part]


def is_body(part, parent, index):
    if part.get_content_type() not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
        return False
    if parent in ("", "multipart/alternative"):
        return True
    return index == 0 if parent == "multipart/related" else part.get_filename() is None


def decoded_text(part):
    content = part.get_payload(decode=True) or b""
    try:
        return content.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


# Outlook items


def outlook_messages(path):
    if extract_msg is None:
        raise NoMessage("extract_msg is not installed")
    # The strictest class fails on items that are no mail; what is in them can still be told.
    with extract_msg.openMsg(str(path), strict=False, delayAttachments=False) as msg:
        return [read_outlook(msg)]


def read_outlook(msg):
    def text(tag):
        return (msg.getStringStream(f"__substg1.0_{tag}") or "").rstrip("\0")

    found = {field: [] for field in ("to", "cc", "bcc", "resent")}
    for recipient in msg.recipients:
        field = {1: "to", 2: "cc", 3: "bcc"}.get(int(recipient.type) & 0xF)
        address = (recipient.email or "").rstrip("\0")
        if field:
            found[field].append(person((recipient.name or "").rstrip("\0"), address if is_smtp(address) else None))
    # Represented (0042, 5D02, 0065), else the sender (0C1A, 5D01, 0C1F).
    for name, smtp, address in (("0042", "5D02", "0065"), ("0C1A", "5D01", "0C1F")):
        where = next((where for where in (text(smtp), text(address)) if is_smtp(where)), None)
        if where or text(name):
            found["from"] = [person(text(name), where)]
            break
    found.setdefault("from", [])
    found["subject"] = folded((msg.subject or "").rstrip("\0"))
    found["attachments"] = [read_attachment(attachment) for attachment in msg.attachments]
    page, plain = msg.getStream("__substg1.0_10130102") or text("1013"), text("1000")
    # A page is shown first; one that is wrapped in RTF is left to others.
    found["body"], found["kinds"] = (None, {"page"}) if page else (plain or None, {"text/plain"})
    return found


def is_smtp(address):
    """False for Exchange names, which may hold an `@`, too."""
    return "@" in address and not address.lower().startswith("/o=")


def read_attachment(attachment):
    names = [attachment.longFilename, attachment.shortFilename, getattr(attachment, "displayName", None)]
    content = attachment.data if isinstance(attachment.data, bytes) else None
    return next((name.rstrip("\0") for name in names if name), None), content and sha256(content)


# Comparing


class PageText(html.parser.HTMLParser):
    """What a page shows, roughly."""

    def __init__(self):
        super().__init__()
        self.texts, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("style", "script", "title")
        self.texts += [value for name, value in attrs if tag == "img" and name == "alt" and value]

    def handle_endtag(self, tag):
        self.hidden = max(0, self.hidden - (tag in ("style", "script", "title")))

    def handle_data(self, data):
        if not self.hidden:
            self.texts.append(data)


def page_text(page):
    parser = PageText()
    parser.feed(page)
    parser.close()
    return "".join(parser.texts)


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
    """Each field both have, with the two values when they differ."""
    for field in ("to", "cc", "bcc", "resent", "from", "subject"):
        if field != "resent" or mine[field] or other[field]:
            yield field, mine[field] == other[field], mine[field], other[field]
    if other["body"] is not None:
        loosely = other["kinds"] != {"text/plain"}
        is_same = (is_similar_text if loosely else is_same_text)(mine["body"], other["body"])
        yield "body-html" if loosely else "body", is_same, mine["body"], other["body"]
    for field, column in (("attachment-names", 0), ("attachment-bytes", 1)):
        pair = [[attachment[column] for attachment in message["attachments"]] for message in (mine, other)]
        if field == "attachment-names":
            pair = [[unicodedata.normalize("NFC", name or "") for name in names] for names in pair]
        is_same = len(pair[0]) == len(pair[1]) and all(b in (a, UNKNOWN) for a, b in zip(*pair))
        yield field, is_same, *pair


def compare_file(mailcheck, path):
    """Format, outcome, why not read, and one entry for each comparison: (suffix of the path, field, is same, ours, theirs)."""
    # By content: Internet messages are called .msg, too.
    kind = "msg" if path.read_bytes().startswith(COMPOUND_FILE) else "eml"
    mine, refusal = ours(mailcheck, path)
    try:
        other, reason = (outlook_messages if kind == "msg" else internet_messages)(path), None
    except Exception as error:  # whatever the other reader trips over is counted, not passed on
        other, reason = [], f"{type(error).__name__}: {error}".splitlines()[0]
    if not other:
        return kind, ("only ours" if mine else "neither"), reason, []
    if not mine:
        return kind, "only theirs", refusal, [("", "read", False, refusal, "read")]
    results = [("", "read", True, "", ""), ("", "messages", len(mine) == len(other), len(mine), len(other))]
    for number, (my_message, other_message) in enumerate(zip(mine, other), 1):
        suffix = f"#{number}" if len(mine) > 1 else ""
        results += [(suffix, *result) for result in compared(my_message, other_message)]
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

    outcomes, figures, unread, met, new = collections.Counter(), collections.Counter(), [], set(), 0
    for (_, name), (kind, outcome, reason, entries) in zip(files, results):
        outcomes[kind, outcome] += 1
        if outcome in ("only ours", "neither"):
            unread.append(f"{name}\t{outcome}\t{reason}")
        for suffix, field, is_same, mine, other in entries:
            place = (name + suffix, field)
            figures[kind, field, "same" if is_same else known.get(place, "new")] += 1
            if not is_same:
                met.add(place)
                new += place not in known
                mark = "" if place not in known else f"\t({known[place]})"
                print(f"{name}{suffix}\t{field}\t{shortened(mine)}\t{shortened(other)}{mark}")
    print_figures(outcomes, figures, unread)
    gone = sorted(place for place in known if place not in met)
    for name, field in gone:
        print(f"listed, but no longer so: {name}\t{field}")
    print(f"{new} disagreements not listed, {len(met) - new} listed, {len(gone)} listed but gone")
    sys.exit(1 if new else 0)


def print_figures(outcomes, figures, unread):
    for line in unread:
        print(f"not compared: {line}")
    for kind in ("eml", "msg"):
        files = {outcome: count for (format_, outcome), count in sorted(outcomes.items()) if format_ == kind}
        print(f"\n{kind}: {sum(files.values())} files; read by " + ", ".join(f"{key} {count}" for key, count in files.items()))
        print(f"  {'field':17} {'compared':>8} {'same':>6} {'reader':>6} {'choice':>6} {'new':>5}  right of judgeable")
        for field in FIELDS:
            same, reader, choice, left = (figures[kind, field, key] for key in ("same", "reader", "choice", "new"))
            total = same + reader + choice + left
            if total:
                print(f"  {field:17} {total:8} {same:6} {reader:6} {choice:6} {left:5}  {100 * (total - left) / total:.2f} %")
    print()


main()
