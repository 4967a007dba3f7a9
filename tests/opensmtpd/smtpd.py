"""What a submitting program sees of OpenSMTPD with `mailcheck opensmtpd-filter`; called by smtpd.sh."""

import os
import smtplib
import socket
import subprocess
import sys
import threading
import time

PORT, BOX, LOG = int(sys.argv[1]), sys.argv[2], sys.argv[3]
HEADER = "From: Ann <ann@tsubame.example>\r\nTo: {}\r\nSubject: {}\r\nDate: Sun, 22 Nov 2026 10:00:00 +0900\r\nMessage-ID: <{}@tsubame.example>\r\n"
BAD_TO = (
    "hana.test01@gmail.com, taro.test02@docomo.ne.jp,\r\n yui.test03@yahoo.co.jp, ken.test04@gmail.com,"
    " mei.test05@ezweb.ne.jp"
)
BOB = "Bob <bob@tsubame.example>"


def connect():
    end = time.monotonic() + 30
    while True:
        try:
            return smtplib.SMTP("127.0.0.1", PORT)
        except OSError:
            assert time.monotonic() < end, "nobody listens"
            time.sleep(0.1)


def mail(number, body=b"Dear Bob,\r\n\r\nhere they are.\r\n", to=BOB, more=""):
    return (HEADER.format(to, "Minutes", number) + more + "\r\n").encode() + body


def send(smtp, message, recipient="bob@tsubame.example"):
    """None, or code and text of the refusal."""
    try:
        smtp.sendmail("ann@tsubame.example", [recipient], message)
    except smtplib.SMTPResponseException as refused:
        smtp.rset()
        return refused.smtp_code, refused.smtp_error.decode("ascii")
    return None


def delivered():
    folder = os.path.join(BOX, "new")
    return sorted(os.path.join(folder, name) for name in os.listdir(folder)) if os.path.isdir(folder) else []


def wait_for(count):
    end = time.monotonic() + 60
    while len(delivered()) < count and time.monotonic() < end:
        time.sleep(0.1)
    assert len(delivered()) == count, (len(delivered()), count)


def arrived(number):
    for path in delivered():
        text = open(path, "rb").read()
        if f"Message-ID: <{number}@tsubame.example>".encode() in text:
            return text
    raise AssertionError(f"{number} did not arrive")


with connect() as smtp:
    # Every byte of a text: bars, dots, letters of another century, the carriage return that is none.
    odd = b"a|b||c|\r\n..\r\n...dot\r\n.dot\r\n\xff\xfe\x82\xa0|\r\n filter-dataline|x|y\r\n\r\nlast"
    assert send(smtp, mail("odd", odd)) is None
    code, text = send(smtp, mail("bad", b"Here they are. 50%\r\n", BAD_TO))
    print(code, text)
    assert code == 550 and text.startswith("5.7.1 mailcheck: not sent: error[exposed-personal-addresses]"), text
    assert send(smtp, mail("after")) is None, "the connection goes on"
    allow = "Mailcheck-Allow: exposed-personal-addresses; they\r\n know each other\r\n"
    assert send(smtp, mail("allowed", b"Mailcheck-Allow: stays here\r\n", BAD_TO, allow)) is None
    code, text = send(smtp, mail("large", b"Here they are, all of them.\r\n" * 40_000))
    print(code, text)
    assert code == 550 and "larger than what can be checked (1000000 bytes)" in text, text
wait_for(3)
odd_line_ends = odd.replace(b"\r\n", b"\n") + b"\n"
assert arrived("odd").endswith(b"\n\n" + odd_line_ends), arrived("odd")
allowed = arrived("allowed")
assert allowed.count(b"Mailcheck-Allow") == 1 and b"know each other" not in allowed, allowed

# Two messages at once, line by line in turns.
one, two = connect(), connect()
for smtp in (one, two):
    smtp.ehlo()
    smtp.mail("ann@tsubame.example")
    smtp.rcpt("bob@tsubame.example")
    smtp.putcmd("data")
    assert smtp.getreply()[0] == 354
lines = zip(mail("one").split(b"\r\n"), mail("two", to=BAD_TO.replace("\r\n", "")).split(b"\r\n"))
for line_of_one, line_of_two in lines:
    one.send(line_of_one + b"\r\n")
    two.send(line_of_two + b"\r\n")
    time.sleep(0.01)
two.send(b".\r\n")
one.send(b".\r\n")
assert one.getreply()[0] == 250
assert two.getreply()[0] == 550
one.close()
two.close()
wait_for(4)

# A program that hangs up in the middle of a message leaves nothing behind.
for _ in range(20):
    smtp = connect()
    smtp.ehlo()
    smtp.mail("ann@tsubame.example")
    smtp.rcpt("bob@tsubame.example")
    smtp.putcmd("data")
    smtp.getreply()
    smtp.send(mail("cut"))
    smtp.sock.shutdown(socket.SHUT_RDWR)
    smtp.close()

# None is lost, none passes unchecked.
wrong = []


def many(thread):
    with connect() as smtp:
        for number in range(30):
            is_bad = number % 10 == 3
            answer = send(smtp, mail(f"{thread}-{number}", to=BAD_TO if is_bad else BOB))
            if (answer is not None and answer[0] == 550) != is_bad:
                wrong.append((thread, number, answer))


begun = time.monotonic()
threads = [threading.Thread(target=many, args=(thread,)) for thread in range(10)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert not wrong, wrong
print(f"300 messages in {time.monotonic() - begun:.1f} s")
wait_for(4 + 270)

# What a program on the server itself is told.
local = subprocess.run(
    ["/usr/sbin/sendmail", "-t"], input=mail("local", to=BAD_TO).replace(b"\r\n", b"\n"), capture_output=True, env={"HOME": "/nonexistent"}
)
print(local.returncode, local.stderr.decode())
assert local.returncode != 0 and b"550 5.7.1 mailcheck: not sent: error[exposed-personal-addresses]" in local.stderr, local
wait_for(4 + 270)
log = open(LOG, "rb").read().decode("ascii", "replace")
assert "fatal" not in log, log[-3000:]
assert ": 550 5.7.1 mailcheck: not sent: error[exposed-personal-addresses]" in log, log[-3000:]
print("all as promised")
