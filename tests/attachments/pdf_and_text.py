"""Writes the PDF files and texts in tests/attachments/files, the same bytes in every run.

    python -m pip install reportlab pikepdf
    python tests/attachments/pdf_and_text.py

People and numbers are invented. reportlab writes the pages, pikepdf what it does not write: object streams,
passwords, embedded files.
"""

import io
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

FILES = Path(__file__).parent / "files"
PEOPLE = [
    ("見本 太郎", "090-0000-0001", "東京都千代田区見本町1-1", "taro@client.example"),
    ("見本 花子", "090-0000-0002", "大阪府大阪市見本区2-2", "hanako@client.example"),
    ("例示 次郎", "090-0000-0003", "北海道札幌市例示区3-3", "jiro@client.example"),
]


def page(draw, **metadata):
    """One page, drawn by `draw`."""
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=(595, 842), invariant=1)
    sheet.setTitle(metadata.get("title", ""))
    sheet.setAuthor(metadata.get("author", ""))
    draw(sheet)
    sheet.save()
    return buffer.getvalue()


def list_of_people(sheet):
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    sheet.setFont("HeiseiKakuGo-W5", 10)
    for row, cells in enumerate([("氏名", "電話", "住所", "メール"), *PEOPLE]):
        for x, cell in zip((50, 140, 250, 430), cells):
            sheet.drawString(x, 780 - 14 * row, cell)
    sheet.showPage()
    sheet.setFont("HeiseiKakuGo-W5", 10)
    sheet.drawString(50, 780, "社外秘　二枚目")


def latin(sheet):
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    sheet.setFont("Vera", 12)
    sheet.drawString(50, 780, "Müller & Søn: “quoted” text")
    sheet.setFont("Helvetica", 12)
    sheet.drawString(50, 760, "Café in Helvetica")
    sheet.saveState()
    sheet.rotate(90)
    sheet.drawString(100, -300, "up along the page")
    sheet.restoreState()


def picture(sheet):
    from PIL import Image

    image = Image.new("L", (40, 40), 200)
    sheet.drawImage(ImageReader(image), 50, 400, 400, 400)


def form(sheet):
    sheet.drawString(50, 780, "Application")
    fields = sheet.acroForm
    fields.textfield(name="name", value="Mihon Taro", x=50, y=700, width=200, height=20)
    fields.textfield(name="empty", value="", x=50, y=660, width=200, height=20)


def saved(pdf, **options):
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=not options.get("encryption"), **options)
    return buffer.getvalue()


def with_annexes(base):
    pdf = pikepdf.open(io.BytesIO(base))
    csv = "氏名,電話\n見本 太郎,090-0000-0001\n".encode("cp932")
    embedded = pdf.make_stream(csv, Type=Name.EmbeddedFile)
    spec = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("list.csv"), UF=String("名簿.csv"), EF=Dictionary(F=embedded)))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("list.csv"), spec])))
    note = pdf.make_stream(b"pinned to the page")
    pinned = Dictionary(Type=Name.Filespec, F=String("note.txt"), EF=Dictionary(F=note))
    pdf.pages[0].Annots = Array(
        [
            Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String("ここは極秘です"), T=String("見本")),
            Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=pinned, Contents=String("note")),
        ]
    )
    return saved(pdf)


def locked(base, user):
    """RC4, since it is the one that takes no random numbers."""
    pdf = pikepdf.open(io.BytesIO(base))
    encryption = pikepdf.Encryption(owner="owner", user=user, R=3, aes=False, metadata=False)
    pdf.trailer.ID = Array([String("0123456789abcdef"), String("0123456789abcdef")])
    return saved(pdf, encryption=encryption, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def write(name, content):
    content = content.encode() if isinstance(content, str) else content
    assert len(content) < 30_000, name
    (FILES / name).write_bytes(content)


def main():
    FILES.mkdir(exist_ok=True)
    people = page(list_of_people, title="名簿", author="見本 太郎")
    write("people.pdf", people)
    packed = pikepdf.open(io.BytesIO(people))
    write("people-object-streams.pdf", saved(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate))
    write("people-owner-password.pdf", locked(people, ""))
    write("people-user-password.pdf", locked(people, "secret"))
    write("latin.pdf", page(latin))
    write("picture.pdf", page(picture))
    write("form.pdf", page(form))
    write("annexes.pdf", with_annexes(people))

    rows = [("氏名", "電話", "住所", "メール"), *PEOPLE]
    csv = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    write("people-shift-jis.csv", csv.encode("cp932"))
    write("people-utf-16.csv", csv.replace(",", "\t").encode("utf-16"))
    write("people-bom.csv", csv.encode("utf-8-sig"))
    write("people-broken-quote.csv", csv.replace('"090-0000-0001"', '"090-0000-0001').encode())
    write("people.tsv", "\n".join("\t".join(row) for row in rows))
    write("people.txt", "\n".join("\t".join(row) for row in rows).encode("iso2022_jp"))
    cards = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{name.replace(' ', ';')};;;\r\nFN:{name}\r\nTEL;TYPE=CELL:{phone}\r\n"
        f"ADR:;;{address};;;;\r\nEMAIL:{mail}\r\nEND:VCARD\r\n"
        for name, phone, address, mail in PEOPLE
    )
    write("people.vcf", cards)
    attendees = "".join(f"ATTENDEE;CN={name}:mailto:{mail}\r\n" for name, _, _, mail in PEOPLE)
    write("people.ics", f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:面談\r\n{attendees}END:VEVENT\r\nEND:VCALENDAR\r\n")
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    write("people.html", f"<!doctype html><meta charset=utf-8><table>{table}</table><p style='display:none'>極秘")
    rtf = "".join("".join(f"\\u{ord(c)}?" if ord(c) > 127 else c for c in " ".join(row)) + "\\par\n" for row in rows)
    write("people.rtf", "{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0 MS Gothic;}}\n" + rtf + "}")
    write(
        "people.eml",
        "From: a@corp.example\r\nTo: b@client.example\r\nSubject: list\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
        "名簿を送ります。\r\n--b\r\nContent-Type: text/csv; charset=utf-8; name=people.csv\r\n"
        "Content-Disposition: attachment; filename=people.csv\r\n\r\n" + csv + "--b--\r\n",
    )


if __name__ == "__main__":
    main()
