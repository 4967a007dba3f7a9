#!/usr/bin/env python3
"""Writes fixtures/mailings: whole mailings of invented people, as programs render them. Standard library only.

Each is an mbox or a folder of .eml, with its roster beside it where it has one. Run it from anywhere; what it writes is the
same each time.
"""

import base64
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parents[2] / "fixtures" / "mailings"
SURNAMES = "見本 例田 仮名 試山 架空 想田 文例 書川 写本 控井 雛形 型崎 下書 清水川 未定 某山".split()
GIVEN = "太郎 花子 次郎 三郎 桜子 一郎 由美子 健太 恵子 誠一 直美 大輔 久美 隆之 洋子 拓也 真由 修平".split()
PROVIDERS = "gmail.com docomo.ne.jp yahoo.co.jp ezweb.ne.jp outlook.jp".split()
COMPANIES = "kumoi hoshizora tsukiyo asagiri yukishiro kazehaya minatoe yamabiko kawasemi hibari".split()


def words(text, charset):
    """An encoded-word (RFC 2047), cut where the limit of 75 characters asks for it."""
    if text.isascii():
        return text
    pieces, piece = [], ""
    for character in text:
        if len(base64.b64encode((piece + character).encode(charset))) > 45:
            pieces.append(piece)
            piece = ""
        piece += character
    pieces.append(piece)
    encoded = (base64.b64encode(piece.encode(charset)).decode() for piece in pieces)
    return "\r\n ".join(f"=?{charset.upper()}?B?{text}?=" for text in encoded)


def message(sender, to, subject, text, cc=(), charset="utf-8", number=0):
    name, address = sender
    lines = [f"From: {words(name, charset)} <{address}>", f"To: {to}"]
    if cc:
        lines.append("Cc: " + ",\r\n ".join(cc))
    lines += [
        f"Subject: {words(subject, charset)}",
        "Date: Mon, 06 Apr 2026 09:00:00 +0900",
        f"Message-ID: <{number}.mailing@{address.split('@')[1]}>",
        "MIME-Version: 1.0",
        f"Content-Type: text/plain; charset={charset}",
    ]
    if charset == "iso-2022-jp":
        lines.append("Content-Transfer-Encoding: 7bit")
        body = text.replace("\n", "\r\n").encode(charset)
    else:
        lines.append("Content-Transfer-Encoding: base64")
        body = base64.encodebytes(text.replace("\n", "\r\n").encode(charset)).replace(b"\n", b"\r\n")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body + b"\r\n"


def write_mbox(name, messages):
    with (HERE / f"{name}.mbox").open("wb") as file:
        for message_bytes in messages:
            file.write(b"From jimu@club.example Mon Apr  6 09:00:00 2026\n")
            file.write(message_bytes.replace(b"\r\n", b"\n") + b"\n")


def write_folder(name, messages):
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, message_bytes in enumerate(messages, 1):
        (folder / f"{number:03}.eml").write_bytes(message_bytes)


def write_roster(name, rows, charset="utf-8"):
    text = "".join(",".join(row) + "\n" for row in rows)
    (HERE / f"{name}.roster.csv").write_bytes(text.encode(charset))


def person(number):
    """Somebody of whom there is one: number 0 to 287."""
    return SURNAMES[number % len(SURNAMES)], GIVEN[number // len(SURNAMES)]


def address(number):
    return f"member{number:03}@{PROVIDERS[number % len(PROVIDERS)]}"


def career_forum():
    """A06: a loop that does not clear Cc; each mail shows the second addresses of the companies before it."""
    text = "採用ご担当者様\n\nいつもお世話になっております。\n夏のキャリアフォーラムのご案内をお送りします。\n\nキャリアサポートルーム\n"
    copied, messages = [], []
    for number, company in enumerate(COMPANIES):
        copied.append(f"jinji@{company}.example")
        messages.append(message(
            ("キャリアサポートルーム", "career@univ.example"), f"saiyo@{company}.example", "夏のキャリアフォーラムのご案内",
            text, copied, number=number))
    write_folder("career-forum", messages)


def magazine():
    """A10: the column of names has slipped by one row against that of addresses."""
    people = [person(number) for number in range(24)]
    write_roster("magazine", [("会員番号", "氏名", "メールアドレス")] + [
        (f"M{7001 + number}", " ".join(name), address(number)) for number, name in enumerate(people)], "cp932")
    messages = []
    for number in range(24):
        surname, given = people[(number + 1) % 24]
        text = f"{surname} {given} 様\n\nいつもご愛読ありがとうございます。\n今月の特集をお届けします。\n\nくらしの通信 編集部\n"
        messages.append(message(("くらしの通信", "tsushin@kurashi.example"), address(number), "【くらしの通信】今月の特集",
                                text, charset="iso-2022-jp", number=number))
    write_mbox("magazine", messages)


def job_site():
    """A11: names and entries of four users stand in the mail of twenty others."""
    people = [person(number) for number in range(24)]
    write_roster("job-site", [("id", "name", "email")] + [
        (f"U-{90001 + number}", " ".join(name), address(number)) for number, name in enumerate(people)])
    messages = []
    for number in range(24):
        whose = number if number < 4 else number % 4
        name = "".join(people[whose])
        text = (f"{name} 様\n\n最近ご覧になった求人をお知らせします。\n・架空商事 経理\n・想像製作所 設計\n\n"
                f"このメールは会員ID U-{90001 + whose} の方にお送りしています。\n")
        messages.append(message(("しごと案内", "oshirase@shigoto.example"), address(number), "ご覧になった求人のお知らせ", text,
                                number=number))
    write_mbox("job-site", messages)


def metro():
    """A15: the notice for one applicant goes to seventeen."""
    text = "見本 太郎 様\n\n選考の結果、採用と決まりましたのでお知らせします。\n入社の書類は後日お送りします。\n\n人事課 採用担当\n"
    messages = [message(("人事課 採用担当", "saiyo@metro.example"), address(number), "選考結果のお知らせ", text, number=number)
                for number in range(17)]
    write_mbox("metro", messages)


def newsletter():
    """Clean: a letter rendered for 200 members; surnames repeat, whole names do not."""
    rows, messages = [("会員番号", "氏名", "メールアドレス")], []
    for number in range(200):
        surname, given = person(number)
        rows.append((f"K{20001 + number}", f"{surname}　{given}", address(number)))
        text = (f"{surname} {given} 様\n\nみどりの会だより 4 月号をお届けします。\n会員番号：K{20001 + number}\n\n"
                "今月の催し\n・4月18日(土) 春の観察会\n・4月26日(日) 苗の交換会\n\nみどりの会 事務局\n")
        messages.append(message(("みどりの会", "jimu@midori.example"), address(number), "みどりの会だより 4月号", text,
                                charset=("utf-8", "iso-2022-jp")[number % 2], number=number))
    write_roster("newsletter", rows)
    write_mbox("newsletter", messages)


def notice():
    """Clean: one notice to fifty companies, a colleague in each Cc, two people at some."""
    messages = []
    for number in range(50):
        company = f"{COMPANIES[number % 10]}{number // 10 or ''}"
        cc = ["kikaku@hiroba.example"] + ([f"eigyo@{company}.example"] if number % 3 == 0 else [])
        messages.append(message(
            ("広場の会 企画", "annai@hiroba.example"), f"soumu@{company}.example", "出展のご案内",
            "ご担当者様\n\n来月の展示会のご案内をお送りします。\n\n広場の会\n", cc, number=number))
    write_mbox("notice", messages)


def household():
    """Clean: two people share an address, and two write each other's names alike."""
    rows = [("name", "address"), ("Ann Sample", "sample.family@gmail.com"), ("Bob Sample", "sample.family@gmail.com"),
            ("Carl Stone", "carl.stone@outlook.com"), ("Dora Stone", "dora.stone@gmail.com")]
    write_roster("household", rows)
    messages = [message(("Garden Club", "office@garden.example"), to, "Spring meeting",
                        f"Dear {name},\n\nthe spring meeting is on Friday at seven.\n\nGarden Club\n", number=number)
                for number, (name, to) in enumerate(rows[1:])]
    write_mbox("household", messages)


def surnames():
    """Clean: five of a family name, spoken to by it alone."""
    people = [("佐藤", given) for given in GIVEN[:5]] + [person(number) for number in range(45)]
    write_roster("surnames", [("お名前", "メール")] + [("".join(name), address(number)) for number, name in enumerate(people)],
                 "utf-8-sig")
    messages = [message(("町内会", "kai@chonai.example"), address(number), "清掃のお知らせ",
                        f"{surname}様\n\n来週の清掃についてお知らせします。\n\n町内会\n", number=number)
                for number, (surname, _) in enumerate(people)]
    write_mbox("surnames", messages)


if __name__ == "__main__":
    HERE.mkdir(parents=True, exist_ok=True)
    for make in (career_forum, magazine, job_site, metro, newsletter, notice, household, surnames):
        make()
