#!/usr/bin/env python3
"""A workbook of 50,000 people, read by mailcheck and by openpyxl (read-only), a process each.

    python3 -m venv readers && readers/bin/pip install openpyxl
    readers/bin/python benches/workbook.py target/release/mailcheck

The same file each time. Seconds of the wall and of the processor, and the most that was resident (megabytes of 2^20 bytes).
openpyxl only adds up the lengths of what it reads; mailcheck reads the draft, judges the cells and reports.
"""

import base64
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROWS = 50_000
READ = """
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
print(sum(len(str(value)) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row))
"""


def make(path):
    """People who are nobody, in nine columns."""
    import openpyxl

    chance = random.Random(5)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("顧客")
    sheet.append(["番号", "氏名", "電話番号", "メールアドレス", "郵便番号", "住所", "生年月日", "区分", "備考"])
    for number in range(ROWS):
        sheet.append(
            [
                number,
                chance.choice("見本例示架空") + "本 " + chance.choice(["太郎", "花子", "次郎", "三郎"]),
                f"090-0000-{chance.randrange(10_000):04}",
                f"rei{number}@client.example",
                f"{chance.randrange(1000):03}-{chance.randrange(10_000):04}",
                f"東京都千代田区見本町{chance.randrange(99) + 1}-{chance.randrange(20) + 1}",
                f"19{chance.randrange(40, 99)}-{chance.randrange(12) + 1:02}-{chance.randrange(28) + 1:02}",
                chance.choice(["一般", "特別"]),
                "済" if chance.randrange(3) == 0 else None,
            ]
        )
    book.save(path)


def draft(path, workbook):
    """A message that takes it to somebody outside."""
    content = base64.encodebytes(workbook.read_bytes()).decode()
    path.write_text(
        "From: Ann <ann@city.example>\nTo: Taro <taro@yamada.example>\nSubject: List\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nPlease see the attached list.\n--b\n"
        "Content-Type: application/octet-stream; name=list.xlsx\nContent-Disposition: attachment; filename=list.xlsx\n"
        f"Content-Transfer-Encoding: base64\n\n{content}--b--\n"
    )


def measure(what, command):
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    processor = usage.ru_utime + usage.ru_stime
    code = os.waitstatus_to_exitcode(status)
    print(f"{what:10} {wall:6.2f} s {processor:6.2f} s {usage.ru_maxrss / 1024:5.0f} MB  exit {code}", flush=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        workbook, message = pathlib.Path(folder, "list.xlsx"), pathlib.Path(folder, "draft.eml")
        # In a process of its own: what is resident here would be counted for the others until they begin.
        subprocess.run([sys.executable, __file__, "--make", workbook, message], check=True)
        print(f"{ROWS} rows, {workbook.stat().st_size / 2**20:.1f} MB; draft {message.stat().st_size / 2**20:.1f} MB")
        for _ in range(3):
            measure("mailcheck", [sys.argv[1], str(message)])
            measure("openpyxl", [sys.executable, "-c", READ, str(workbook)])


if __name__ == "__main__":
    if sys.argv[1] == "--make":
        make(pathlib.Path(sys.argv[2]))
        draft(pathlib.Path(sys.argv[3]), pathlib.Path(sys.argv[2]))
    else:
        main()
