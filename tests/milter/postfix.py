"""What a submitting program sees of Postfix with `mailcheck milter`; called by postfix.sh."""

import atexit
import itertools
import os
import smtplib
import socket
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


def start(endpoint="unix:" + SOCKET):
    os.umask(0)
    milter = subprocess.Popen([MAILCHECK, "milter", "--listen", endpoint], stderr=subprocess.PIPE, text=True)
    told = milter.stderr.readline()
    assert "listening" in told, told
    milter.endpoint, milter.journal = told.split()[-1], []
    milter.reader = threading.Thread(target=lambda: milter.journal.extend(milter.stderr), daemon=True)
    milter.reader.start()
    # Whatever happens here, none stays behind.
    atexit.register(milter.kill)
    return milter


def connect(port=PORT):
    return smtplib.SMTP("127.0.0.1", port)


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

# Whom no field names gets it unseen: so do mail programs send Bcc.
with connect() as smtp:
    smtp.sendmail("ann@tsubame.example", ["bob@tsubame.example", "carol@tsubame.example"], good("bcc").encode())
wait_for(2 + 2)

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
wait_for(4 + 900)

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
wait_for(4 + 900 + 1)

# Ended in the ordinary way between two messages.
with connect() as smtp:
    assert send(smtp, good("before")) is None
    milter.terminate()
    assert milter.wait(timeout=10) == 0
    answer = send(smtp, good("after"))
    print(answer)
    assert answer[0] // 100 == 4, answer
wait_for(4 + 900 + 2)


def balance(port, milters):
    """Hands each connection to the next milter that lives."""
    listener = socket.create_server(("127.0.0.1", port))
    turns = itertools.cycle(milters)

    def pump(one, other):
        try:
            while piece := one.recv(65536):
                other.sendall(piece)
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def serve():
        while True:
            server = listener.accept()[0]
            for milter in itertools.islice(turns, len(milters)):
                try:
                    host, at = milter.endpoint.removeprefix("inet:").rsplit(":", 1)
                    milter_end = socket.create_connection((host, int(at)))
                except OSError:
                    continue
                threading.Thread(target=pump, args=(server, milter_end), daemon=True).start()
                threading.Thread(target=pump, args=(milter_end, server), daemon=True).start()
                break
            else:
                server.close()

    threading.Thread(target=serve, daemon=True).start()


def bad(number):
    return HEADER.format(BAD_TO, "Minutes", number) + "Here they are.\r\n"


def try_both(port, count):
    """Connections one after another, a good and a bad message on each."""
    for number in range(count):
        with connect(port) as smtp:
            assert send(smtp, good(f"{port}-{number}")) is None
            assert send(smtp, bad(f"{port}-{number}"))[0] == 550


# Two milters, one of which is killed: mail goes on by the other.
come = 4 + 900 + 2
for port, places in ((PORT + 1, ["inet:127.0.0.1:0"] * 2), (PORT + 3, [f"inet:127.0.0.{n}:{PORT + 4}" for n in (1, 2)])):
    milters = [start(place) for place in places]
    if port == PORT + 1:
        balance(PORT + 2, milters)
    try_both(port, 4)
    milters[0].kill()
    milters[0].wait()
    milters[0].reader.join()
    try_both(port, 4)
    milters[1].terminate()
    milters[1].wait()
    milters[1].reader.join()
    refused = [len(milter.journal) for milter in milters]
    print("refused by each of two milters:", *refused)
    assert sum(refused) == 8 and min(refused) > 0, [milter.journal for milter in milters]
    come += 8
    wait_for(come)
    # The names that Postfix gave, so that both journals can be read side by side.
    ids = {line.split(": ")[0] for milter in milters for line in milter.journal}
    log = open("/var/spool/maillog").read()
    assert len(ids) == 8 and all(f" {name}: " in log for name in ids), ids
print("all as promised")
