#!/usr/bin/env python3
"""Renders a mailing of any size, as a program that merges letters would: Japanese and English by turns, in UTF-8 (base64),
ISO-2022-JP (7bit) and Shift_JIS (quoted-printable), each with its member's name, number and sum. Standard library only.

    benches/mailing/generate.py 100000 /tmp/mailing.mbox /tmp/mailing.roster.csv [--size 6000] [--attach 10] [--folder]

`--size` is the bytes of one message, roughly; every `--attach`-th carries a small PDF (0: none). With `--folder` the drafts
become .eml files in folders of a thousand. `--slip N` puts the name of the next row into every N-th letter, for a run that
finds something.
"""

import argparse
import base64
import quopri
from pathlib import Path

SURNAMES = "見本 例田 仮名 試山 架空 想田 文例 書川 写本 控井 雛形 型崎 下書 未定 某山 原稿".split()
GIVEN = "太郎 花子 次郎 三郎 桜子 一郎 由美子 健太 恵子 誠一 直美 大輔 久美 隆之 洋子 拓也 真由 修平".split()
FAMILY = "Sample Specimen Example Template Draftman Proof Placeholder Stencil Outline Model".split()
FIRST = "Ann Bob Carl Dora Emil Fay Gus Hal Ida Joe Kim Lou Max Nan Otto Pam Quin Ray Sue Tom".split()
PROVIDERS = "gmail.com docomo.ne.jp yahoo.co.jp ezweb.ne.jp outlook.jp".split()
PDF = base64.encodebytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                         b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n").decode()
JAPANESE = "いつもお世話になっております。今月のお知らせをお送りします。次回の集まりは公民館で開きます。ご都合のよい方はお出かけください。\n"
ENGLISH = "We are glad to send you the news of this month. The next meeting is in the old town hall, and all are welcome.\n"


def person(number):
    """Names repeat no more often than people's do: the number is spelt into the given name's second part, always as long, so
    that hardly a name is the beginning of another."""
    block = number // (len(SURNAMES) * len(GIVEN))
    tail = "".join("一二三四五六七八九十"[int(digit)] for digit in f"{block:05}")
    return SURNAMES[number % len(SURNAMES)], GIVEN[number // len(SURNAMES) % len(GIVEN)] + tail


def english(number):
    block = number // (len(FAMILY) * len(FIRST))
    tail = "".join("abcdefghij"[int(digit)] for digit in f"{block:05}")
    return FIRST[number % len(FIRST)], FAMILY[number // len(FIRST) % len(FAMILY)] + tail


def address(number):
    return f"member{number:07}@{PROVIDERS[number % len(PROVIDERS)]}"


def name(number):
    return " ".join(english(number) if number % 2 else person(number))


def encoded(text, number):
    """Charset, transfer encoding and the text in them."""
    if number % 2:
        return "utf-8", "7bit", text
    which = number // 2 % 3
    if which == 0:
        return "utf-8", "base64", base64.encodebytes(text.encode()).decode()
    if which == 1:
        return "iso-2022-jp", "7bit", text.encode("iso-2022-jp").decode("ascii")
    return "shift_jis", "quoted-printable", quopri.encodestring(text.encode("cp932")).decode()


def message(number, options):
    whose = number + 1 if options.slip and number % options.slip == 0 and number + 1 < options.count else number
    if number % 2:
        subject, filler = "News of the month", ENGLISH
        text = f"Dear {name(whose) if whose % 2 else name(number)},\n\nyour member number is M-{7000000 + number}.\n\n"
    else:
        subject, filler = "=?UTF-8?B?" + base64.b64encode("今月のお知らせ".encode()).decode() + "?=", JAPANESE
        text = f"{name(whose) if whose % 2 == 0 else name(number)} 様\n\n会員番号：M-{7000000 + number}\n\n"
    text += filler * max(1, (options.size - 900) // (len(filler) if number % 2 else len(filler) * 3))
    charset, encoding, body = encoded(text, number)
    head = (f"From: News <news@club.example>\nTo: {address(number)}\nSubject: {subject}\n"
            f"Date: Mon, 06 Apr 2026 09:00:00 +0900\nMessage-ID: <{number}@club.example>\nMIME-Version: 1.0\n")
    part = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n{body}\n"
    if not options.attach or number % options.attach:
        return head + part
    return (head + 'Content-Type: multipart/mixed; boundary="=_b"\n\n--=_b\n' + part + "--=_b\n"
            "Content-Type: application/pdf; name=\"news.pdf\"\nContent-Disposition: attachment; filename=\"news.pdf\"\n"
            "Content-Transfer-Encoding: base64\n\n" + PDF + "--=_b--\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("roster", type=Path, nargs="?")
    parser.add_argument("--size", type=int, default=6000)
    parser.add_argument("--attach", type=int, default=10)
    parser.add_argument("--slip", type=int, default=0)
    parser.add_argument("--folder", action="store_true")
    options = parser.parse_args()
    if options.roster:
        with options.roster.open("w", encoding="utf-8") as file:
            file.write("number,name,address\n")
            file.writelines(f"M-{7000000 + number},{name(number)},{address(number)}\n" for number in range(options.count))
    if options.folder:
        for number in range(options.count):
            folder = options.out / f"{number // 1000:04}"
            if number % 1000 == 0:
                folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{number % 1000:03}.eml").write_text(message(number, options), encoding="utf-8")
    else:
        with options.out.open("w", encoding="utf-8") as file:
            for number in range(options.count):
                file.write("From news@club.example Mon Apr  6 09:00:00 2026\n" + message(number, options) + "\n")


if __name__ == "__main__":
    main()
