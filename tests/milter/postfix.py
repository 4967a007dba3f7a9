"""What a submitting program sees of Postfix with `mailcheck milter`; called by postfix.sh."""

import os
import smtplib
import subprocess
import sys
import threading
import time

MAILCHECK, PORT, BOX, SOCKET = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
HEADER = "From: Ann <ann@tsubame.example>\r\nTo: {}\r\nSubject: {}\r\nMessage-ID: <{}@tsubame.example>\r\n\r\n"
BAD_TO = (
    "hana.test01@gmail.com, taro.test02@docomo.ne.jp,\r\n yui.test03@yahoo.co.jp, ken.test04@gmail.com,"
    " mei.test05@ezweb.ne.jp"
)


def start():
    os.umask(0)
    milter = subprocess.Popen([MAILCHECK, "milter", "--listen", "unix:" + SOCKET], stderr=subprocess.PIPE, text=True)
    assert "listening" in milter.stderr.readline()
    threading.Thread(target=milter.stderr.read, daemon=True).start()
    return milter


def connect():
    return smtplib.SMTP("127.0.0.1", PORT)


def good(number):
    return HEADER.format("Bob <bob@tsubame.example>", "Minutes", number) + "Dear Bob,\r\n\r\nhere they are.\r\n"


def send(smtp, text, recipient="bob@tsubame.example"):
    """None, or code and text of the refusal."""
    try:
        smtp.sendmail("ann@tsubame.example", [recipient], text.encode())
    except smtplib.SMTPResponseException as refused:
        smtp.rset()
        return refused.smtp_code, refused.smtp_error.decode("ascii")
    except smtplib.SMTPRecipientsRefused as refused:
        return next(iter(refused.recipients.values()))
    return None


def delivered():
    folder = os.path.join(BOX, "all", "new")
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []


def wait_for(count):
    end = time.monotonic() + 60
    while len(delivered()) < count and time.monotonic() < end:
        time.sleep(0.2)
    assert len(delivered()) == count, (len(delivered()), count)


milter = start()
with connect() as smtp:
    assert send(smtp, good(0)) is None
    code, text = send(smtp, HEADER.format(BAD_TO, "Minutes", "bad") + "Here they are. 50%\r\n")
    print(code, text)
    assert code == 550 and text.startswith("5.7.1 mailcheck: not sent: error[exposed-personal-addresses]"), text
    assert send(smtp, good(1)) is None, "the connection goes on"
wait_for(2)

# None is lost, none passes unchecked.
refused = []


def many(thread):
    with connect() as smtp:
        for number in range(100):
            is_bad = number % 10 == 3
            text = good(f"{thread}-{number}")
            if is_bad:
                text = HEADER.format(BAD_TO, "Minutes", f"{thread}-{number}") + "Here they are.\r\n"
            answer = send(smtp, text)
            assert (answer is not None and answer[0] == 550) == is_bad, answer
            refused.append(answer)


threads = [threading.Thread(target=many, args=(thread,)) for thread in range(10)]
begun = time.monotonic()
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert len(refused) == 1000 and sum(answer is not None for answer in refused) == 100, len(refused)
print(f"1,000 messages in {time.monotonic() - begun:.1f} s")
wait_for(2 + 900)

# Killed in the middle of a message: the client is told to try again, and then it arrives.
smtp = connect()
smtp.ehlo()
smtp.mail("ann@tsubame.example")
smtp.rcpt("bob@tsubame.example")
smtp.putcmd("data")
smtp.getreply()
milter.kill()
milter.wait()
smtp.send(good("killed").encode() + b".\r\n")
answer = smtp.getreply()
print(*answer)
assert answer[0] // 100 == 4, answer
smtp.close()
milter = start()
with connect() as smtp:
    assert send(smtp, good("again")) is None
wait_for(2 + 900 + 1)

# Ended in the ordinary way between two messages.
with connect() as smtp:
    assert send(smtp, good("before")) is None
    milter.terminate()
    assert milter.wait(timeout=10) == 0
    answer = send(smtp, good("after"))
    print(answer)
    assert answer[0] // 100 == 4, answer
wait_for(2 + 900 + 2)
print("all as promised")
