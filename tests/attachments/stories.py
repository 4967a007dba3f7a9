"""Writes drafts that need a workbook: those of fixtures/incidents/ whose story is in it, and one for tests/lists.rs.

    python3 -m venv target/readers && target/readers/bin/pip install openpyxl==3.1.5
    target/readers/bin/python tests/attachments/stories.py

A17: a gas company mailed a file of customers to the security company that answers its emergency calls. All people are
invented; the telephone numbers end in numbers that nobody is given.
"""

import base64
import datetime
import email.header
import io
import pathlib
import zipfile

import openpyxl

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "incidents"
LISTS = pathlib.Path(__file__).resolve().parents[1] / "lists"
SAVED = datetime.datetime(2022, 4, 1, 9, 0, 0)
SURNAMES = ["見本", "仮野", "試谷", "例田", "型山", "雛川", "控木", "写沢"]
GIVEN = ["一郎", "花子", "次郎", "桜", "三郎", "梅", "四郎", "楓", "五郎"]


def customers(count):
    """Rows of customers: number, name, postal code, address, telephone, day of opening."""
    for number in range(1, count + 1):
        name = f"{SURNAMES[number % len(SURNAMES)]} {GIVEN[number % len(GIVEN)]}"
        address = f"広島県広島市中区見本町{number % 9 + 1}-{number % 30 + 1}"
        yield number, name, f"730-{number:04}", address, f"082-000-{number:04}", datetime.date(2022, 4, number % 28 + 1)


def workbook():
    """The bytes of the file: one sheet, the same in every run."""
    book = openpyxl.Workbook()
    book.properties.creator = "gas"
    book.properties.created = book.properties.modified = SAVED
    sheet = book.active
    sheet.title = "開栓一覧"
    sheet.append(["番号", "氏名", "郵便番号", "住所", "電話番号", "開栓日"])
    for row in customers(64):
        sheet.append(row)
    return packed(book)


def packed(book):
    """The bytes of a workbook, the same in every run."""
    saved = io.BytesIO()
    book.save(saved)
    target_bytes = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(target_bytes, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = source.read(name)
            if name == "docProps/core.xml":
                # openpyxl writes the moment of saving.
                head, _, rest = content.partition(b"<dcterms:modified")
                content = head + b'<dcterms:modified xsi:type="dcterms:W3CDTF">2022-04-01T09:00:00Z' + rest[rest.index(b"</") :]
            target.writestr(zipfile.ZipInfo(name, (2022, 4, 1, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return target_bytes.getvalue()


def choices():
    """A draft with a workbook of three sheets, two of them hidden: too wide to be lists to choose from by their form."""
    book = openpyxl.Workbook()
    book.properties.creator = "city"
    book.properties.created = book.properties.modified = SAVED
    for title in ("様式", "選択肢", "花入れ"):
        sheet = book.active if title == "様式" else book.create_sheet(title)
        sheet.title = title
        sheet.sheet_state = "visible" if title == "様式" else "hidden"
        sheet.append(["月", "売上", "原価", "利益", "率"])
        sheet.append([4, 100, 80, 20, 0.2])
    lines = [
        "From: ann@city.example",
        "To: a@b.example",
        "Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition: attachment; filename=choices.xlsx",
        "Content-Transfer-Encoding: base64",
        "",
        base64.encodebytes(packed(book)).decode("ascii"),
    ]
    return "\n".join(lines).encode("ascii")


def word(text):
    return email.header.Header(text, "iso-2022-jp").encode()


def gas_customers():
    body = (
        "見守り警備 御担当\n\nいつもお世話になっております。ひかりガスの倉本です。\n"
        "今月分の緊急連絡先をお送りします。ご確認ください。\n\nひかりガス株式会社 保安課\n倉本\n"
    ).encode("iso-2022-jp")
    content = base64.encodebytes(workbook())
    name = word("開栓一覧_202204.xlsx")
    return b"\n".join(
        [
            f"From: {word('倉本 亮')} <kuramoto@hikari-gas.example>".encode(),
            f"To: {word('見守り警備')} <center@mimamori.example>".encode(),
            f"Subject: {word('緊急連絡先の件')}".encode(),
            b"Date: Fri, 22 Apr 2022 17:48:00 +0900",
            b"X-Unsent: 1",
            b"X-Mailer: Microsoft Outlook 16.0",
            b"MIME-Version: 1.0",
            b'Content-Type: multipart/mixed; boundary="=_gas"',
            b"",
            b"--=_gas",
            b"Content-Type: text/plain; charset=iso-2022-jp",
            b"Content-Transfer-Encoding: 7bit",
            b"",
            body,
            b"--=_gas",
            b"Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;",
            f' name="{name}"'.encode(),
            b"Content-Transfer-Encoding: base64",
            b"Content-Disposition: attachment;",
            f' filename="{name}"'.encode(),
            b"",
            content,
            b"--=_gas--",
            b"",
        ]
    )


if __name__ == "__main__":
    (FIXTURES / "gas-customers.eml").write_bytes(gas_customers())
    (LISTS / "choices.eml").write_bytes(choices())
