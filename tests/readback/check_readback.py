"""Prints as JSON what extract_msg reads in a .msg: a reader that shares nothing with ours."""
import json
import sys

try:
    import extract_msg
except ImportError:
    sys.exit(3)


def text(value):
    return value.rstrip("\0") if value else value


def content(attachment):
    if isinstance(attachment.data, extract_msg.MSGFile):
        return message(attachment.data)
    return attachment.data.decode("utf-8")


def message(msg):
    people = {1: [], 2: [], 3: []}
    for recipient in msg.recipients:
        people[int(recipient.type) & 0xF].append([text(recipient.name), text(recipient.email)])
    html = msg.getStream("__substg1.0_10130102")
    return {
        "subject": text(msg.subject),
        "class": text(msg.classType),
        "to": people[1],
        "cc": people[2],
        "bcc": people[3],
        "body": text(msg.body),
        "html": html.decode("utf-8") if html is not None else None,
        "attachments": [[text(a.getStringStream("__substg1.0_3001")), content(a)] for a in msg.attachments],
    }


with extract_msg.openMsg(sys.argv[1]) as opened:
    json.dump(message(opened), sys.stdout)
