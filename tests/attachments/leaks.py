"""Makes files/leaks/: one small file for each way in which a document gives away more than it shows, and for each near miss.

    python -m pip install python-docx python-pptx odfpy openpyxl reportlab pikepdf py7zr pyzipper
    python tests/attachments/leaks.py

tests/leaks/documents.toml says what must be told of each. All people are invented. The same bytes in every run: where a
library salts what it encrypts, its random numbers are taken away.
"""

import io
import random
import re
import struct
import types
from pathlib import Path

import docx
import pikepdf
import pptx
import py7zr
import pyzipper
from pptx.util import Inches
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from documents import WHEN, declare, edit, packed, parts_of, relate, saved, trimmed, workbook
from packing import compound, package, pkware, rar4, rar5
from pdf_and_text import locked, page, picture

FILES = Path(__file__).parent / "files" / "leaks"
HEAD = ("氏名", "住所", "電話番号")
PEOPLE = [
    ("見本 太郎", "熊本県熊本市中央区見本町1-1", "090-0000-0001"),
    ("見本 花子", "熊本県熊本市北区見本町2-2", "090-0000-0002"),
    ("例田 次郎", "熊本県熊本市南区例示町3-3", "090-0000-0003"),
    ("型山 桜", "熊本県熊本市東区例示町4-4", "090-0000-0004"),
]
LINES = [" ".join(person) for person in PEOPLE]
MARK = 'w:id="9{}" w:author="見本 太郎" w:date="2026-04-01T09:00:00Z"'


def word(*paragraphs, author=""):
    document = docx.Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = author
    properties.comments = ""
    properties.created = properties.modified = WHEN
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def parts(document):
    """Its parts, without what the library's template brings along."""
    found = parts_of(saved(document))
    trimmed(found)
    return {name: content for name, content in found.items() if "printerSettings" not in name}


def table_in(document, rows):
    grid = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, values in zip(grid.rows, rows):
        for cell, value in zip(row.cells, values):
            cell.text = value


def changed(element, run, count=1):
    """A document with changes as Word records them."""
    found = parts(word("会場は", "です"))
    new = "".join(f"<w:{element} {MARK.format(number)}><w:r>{run.format(number)}</w:r></w:{element}>" for number in range(count))
    edit(found, "word/document.xml", "会場は</w:t></w:r>", f"会場は</w:t></w:r>{new}")
    return packed(found)


def documents():
    yield "inserted.docx", changed("ins", "<w:t>新しい会場</w:t>")
    yield "deleted.docx", changed("del", "<w:delText>古い会場</w:delText>")
    yield "moved.docx", changed("moveFrom", "<w:t>市民会館</w:t>")
    found = parts(word("会場は"))
    gone = "".join(
        f"<w:p><w:del {MARK.format(number)}><w:r><w:delText>{line}</w:delText></w:r></w:del></w:p>" for number, line in enumerate(LINES)
    )
    edit(found, "word/document.xml", "<w:sectPr", gone + "<w:sectPr")
    yield "deleted-people.docx", packed(found)

    document = word("日時は未定です")
    document.add_comment(document.paragraphs[0].runs, text="相手は値引きに弱いです", author="見本 太郎", initials="見")
    found = parts(document)
    comments = found["word/comments.xml"].decode()
    start = comments.index('w:date="')
    found["word/comments.xml"] = (comments[:start] + 'w:date="2026-04-01T09:00:00Z"' + comments[comments.index('"', start + 8) + 1 :]).encode()
    yield "comment.docx", packed(found)

    document = word("表示される文")
    document.paragraphs[0].add_run("本当の価格は半額").font.hidden = True
    yield "vanish.docx", packed(parts(document))

    document = word("お知らせ")
    document.sections[0].header.paragraphs[0].text = "社外秘"
    yield "header-mark.docx", packed(parts(document))
    document = word("お知らせ")
    for line in LINES:
        document.sections[0].footer.add_paragraph(line)
    yield "footer-people.docx", packed(parts(document))

    document = word("名簿")
    table_in(document, [HEAD, *PEOPLE])
    yield "table.docx", packed(parts(document))

    found = parts(word("来場者の推移"))
    behind_chart(found, "word/document.xml", "word")
    yield "chart.docx", packed(found)

    found = parts(word("添付の表のとおり"))
    packaged = package("名簿.csv", "\r\n".join(",".join(row) for row in [HEAD, *PEOPLE]).encode("cp932"))
    found["word/embeddings/oleObject1.bin"] = packaged
    relate(found, "word/document.xml", "rId902", "oleObject", "embeddings/oleObject1.bin")
    edit(found, "[Content_Types].xml", "</Types>", '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/></Types>')
    yield "package.docx", packed(found)

    found = parts(word("会議の記録"))
    edit(found, "[Content_Types].xml", "</Types>", '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')
    found["word/vbaProject.bin"] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(504)
    yield "macros.docx", packed(found)

    document = word("議事録", "出席者は別紙のとおりです。", author="見本 太郎")
    yield "author.docx", packed(parts(document))

    # Near misses.
    document = word("令和8年4月1日", "川辺 様", "平素より大変お世話になっております。", "資料をお送りします。")
    for line in ["見本市 税務課", "見本 太郎", "〒860-0001 熊本県熊本市中央区見本町1-1", "電話 096-000-0001", "taro@city.example"]:
        document.add_paragraph(line)
    yield "signature.docx", packed(parts(document))
    document = word("申請書")
    table_in(document, [("氏名", ""), ("住所", ""), ("電話番号", ""), ("生年月日", "　年　月　日"), ("メールアドレス", "")])
    yield "form.docx", packed(parts(document))
    document = word("履歴書")
    table_in(
        document,
        [("氏名", "見本 太郎"), ("生年月日", "昭和60年1月2日"), ("住所", PEOPLE[0][1]), ("電話番号", "090-0000-0001")]
        + [("平成20年4月", "例示株式会社 入社"), ("平成25年4月", "見本株式会社 入社")],
    )
    yield "one-person.docx", packed(parts(document))


def behind_chart(found, part, folder):
    """A chart that keeps the workbook of the people it was drawn from."""
    c = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    chart = f'<c:chartSpace xmlns:c="{c}" xmlns:r="{r}"><c:chart/><c:externalData r:id="rId1"/></c:chartSpace>'
    found[f"{folder}/charts/chart1.xml"] = chart.encode()
    declare(found, f"{folder}/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
    relate(found, part, "rId901", "chart", "/" + f"{folder}/charts/chart1.xml")
    relate(found, f"{folder}/charts/chart1.xml", "rId1", "package", "../embeddings/Microsoft_Excel_Worksheet.xlsx")
    found[f"{folder}/embeddings/Microsoft_Excel_Worksheet.xlsx"] = workbook([HEAD, *PEOPLE])


def message():
    """A message of Outlook with people in its text and a list of them attached (MS-OXMSG 2)."""
    csv = "\r\n".join(",".join(row) for row in [HEAD, *PEOPLE]).encode("cp932")

    def texts(**values):
        for tag, value in values.items():
            yield f"__substg1.0_{tag[1:]}001F"
            yield value.encode("utf-16-le")

    def properties(head, *tags):
        return bytes(head) + b"".join(struct.pack("<HHIII", kind, tag, 6, value, 0) for tag, kind, value in tags)

    attached = [
        *texts(_3707="名簿.csv", _3704="meibo.csv"),
        "__substg1.0_37010102",
        csv,
        "__properties_version1.0",
        properties(8, (0x3705, 3, 1), (0x3707, 0x1F, 16), (0x3704, 0x1F, 20), (0x3701, 0x102, len(csv))),
    ]
    body = "川辺様\r\n\r\n" + "\r\n".join(LINES)
    return compound(
        *texts(_001A="IPM.Note", _0037="名簿の件", _1000=body),
        "__attach_version1.0_#00000000",
        attached,
        "__nameid_version1.0",
        ["__substg1.0_00020102", b"", "__substg1.0_00030102", b"", "__substg1.0_00040102", b""],
        "__properties_version1.0",
        properties(32, (0x001A, 0x1F, 18), (0x0037, 0x1F, 10), (0x1000, 0x1F, 2 * len(body) + 2), (0x0E07, 3, 9)),
    )


def messages():
    yield "people.msg", message()


def deck(*titles):
    slides = pptx.Presentation()
    slides.core_properties.author = slides.core_properties.last_modified_by = ""
    slides.core_properties.created = slides.core_properties.modified = WHEN
    for title in titles:
        slides.slides.add_slide(slides.slide_layouts[5]).shapes.title.text = title
    return slides


def slim(found):
    """Without the ten layouts that no slide here has."""
    gone = re.compile(r'<(Relationship|Override) [^>]*slideLayout(?!6\.)\d+\.xml[^>]*/>')
    for name in list(found):
        unused = re.fullmatch(r"ppt/slideLayouts/(_rels/)?slideLayout(\d+)\.xml(\.rels)?", name)
        if unused and unused[2] != "6":
            del found[name]
    master = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    ids = re.findall(r'Id="(\w+)"', "".join(match[0] for match in gone.finditer(found[master].decode())))
    for name in [master, "[Content_Types].xml"]:
        found[name] = gone.sub("", found[name].decode()).encode()
    content = found["ppt/slideMasters/slideMaster1.xml"].decode()
    for relation_id in ids:
        content = re.sub(rf'<p:sldLayoutId [^>]*r:id="{relation_id}"/>', "", content)
    found["ppt/slideMasters/slideMaster1.xml"] = content.encode()
    return packed(found)


def presentations():
    slides = deck("事業の報告", "見せない数字", "まとめ")
    slides.slides[1]._element.set("show", "0")
    yield "hidden-slide.pptx", slim(parts(slides))
    slides = deck("事業の報告", "経過", "まとめ")
    slides.slides[2].notes_slide.notes_text_frame.text = "ここは部長の失敗なので触れない"
    yield "notes.pptx", slim(parts(slides))
    found = parts(deck("事業の報告", "経過"))
    p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    found["ppt/commentAuthors.xml"] = f'<p:cmAuthorLst {p}><p:cmAuthor id="0" name="例田 次郎" initials="例"/></p:cmAuthorLst>'.encode()
    found["ppt/comments/comment1.xml"] = (
        f'<p:cmLst {p}><p:cm authorId="0" dt="2026-04-01T09:00:00" idx="1"><p:pos x="1" y="1"/><p:text>この数字は古い</p:text></p:cm></p:cmLst>'
    ).encode()
    relate(found, "ppt/slides/slide2.xml", "rId902", "comments", "../comments/comment1.xml")
    relate(found, "ppt/presentation.xml", "rId9a", "commentAuthors", "commentAuthors.xml")
    yield "comment.pptx", slim(found)
    slides = deck("事業の報告", "名簿")
    grid = slides.slides[1].shapes.add_table(len(PEOPLE) + 1, 3, Inches(1), Inches(2), Inches(7), Inches(3)).table
    for row, values in enumerate([HEAD, *PEOPLE]):
        for column, value in enumerate(values):
            grid.cell(row, column).text = value
    yield "table.pptx", slim(parts(slides))
    found = parts(deck("事業の報告", "来場者の推移"))
    behind_chart(found, "ppt/slides/slide2.xml", "ppt")
    yield "chart.pptx", slim(found)


def text_page(*pages):
    """Pages of lines; cells that stand in columns are tuples."""

    def draw(sheet):
        pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
        for number, lines in enumerate(pages):
            if number:
                sheet.showPage()
            sheet.setFont("HeiseiKakuGo-W5", 10)
            for row, line in enumerate(lines):
                for x, cell in zip((50, 170, 400), (line,) if isinstance(line, str) else line):
                    sheet.drawString(x, 800 - 16 * row, cell)

    return page(draw)


def pdfs():
    listed = text_page(["報告書"], ["名簿", HEAD, *PEOPLE])
    yield "table.pdf", listed
    yield "user-password.pdf", locked(listed, "secret")
    yield "owner-password.pdf", locked(listed, "")
    yield "scan.pdf", page(picture)

    pdf = pikepdf.open(io.BytesIO(text_page(["報告書"])))
    csv = "\r\n".join(",".join(row) for row in [HEAD, *PEOPLE]).encode("cp932")
    attach(pdf, "名簿.csv", csv)
    yield "embedded.pdf", rewritten(pdf)

    pdf = pikepdf.open(io.BytesIO(text_page(["請求書"])))
    attach(pdf, "factur-x.xml", b"<?xml version='1.0'?><CrossIndustryInvoice><ID>INV-2026-0001</ID></CrossIndustryInvoice>")
    yield "e-invoice.pdf", rewritten(pdf)

    # Marked for redaction in Acrobat, and saved before the marks were applied.
    pdf = pikepdf.open(io.BytesIO(text_page(["報告書"], ["対象者は次のとおり"])))
    mark = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name("/Redact")}
    pdf.pages[1].Annots = pikepdf.Array([pikepdf.Dictionary(**mark, Rect=[50, y, 200, y + 12]) for y in (760, 780)])
    yield "redactions.pdf", rewritten(pdf)

    # A map of characters that nobody publishes: the text cannot be told.
    pdf = pikepdf.open(io.BytesIO(listed))
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
            item.Encoding = pikepdf.Name("/Mihon-Private-H")
    yield "unknown-characters.pdf", rewritten(pdf)

    invoice = ["請求書", "株式会社ヤマセミ 御中", "担当 見本 太郎", "電話 096-000-0001  taro@city.example", "合計 120,000 円"]
    items = [(f"品目 {number}", f"4912345{number:06}", f"{number * 100} 円") for number in range(1, 21)]
    yield "invoice.pdf", text_page(invoice + items)
    shops = [(f"ヤマセミ 見本{number}号店", f"熊本県熊本市中央区見本町{number}-1", f"096-000-{number:04}") for number in range(1, 31)]
    yield "shops.pdf", text_page(["店舗のご案内", ("店舗名", "住所", "電話番号"), *shops])


def attach(pdf, name, content):
    stream = pdf.make_stream(content, Type=pikepdf.Name.EmbeddedFile)
    name = pikepdf.String(name)
    spec = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=name, UF=name, EF=pikepdf.Dictionary(F=stream))
    names = pikepdf.Array([name, pdf.make_indirect(spec)])
    pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=names))


def rewritten(pdf):
    buffer = io.BytesIO()
    pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def archives():
    csv = "\r\n".join(",".join(row) for row in [HEAD, *PEOPLE]).encode("cp932")
    for name, encryption in [("zip-crypto.zip", None), ("aes.zip", pyzipper.WZ_AES)]:
        buffer = io.BytesIO()
        with pyzipper.AESZipFile(buffer, "w", compression=pyzipper.ZIP_DEFLATED) as archive:
            if encryption:
                archive.setpassword(b"secret")
                archive.setencryption(encryption, nbits=256)
            entry = pyzipper.zipfile_aes.AESZipInfo("名簿_2026.csv", (2026, 4, 1, 9, 0, 0))
            entry.compress_type = pyzipper.ZIP_DEFLATED
            archive.writestr(entry, csv)
        content = buffer.getvalue()
        yield name, content if encryption else pkware(content, b"secret")
    for name, options in [("plain.7z", {}), ("locked.7z", {"password": "secret"}), ("locked-names.7z", {"password": "secret", "header_encryption": True})]:
        buffer = io.BytesIO()
        with py7zr.SevenZipFile(buffer, "w", **options) as archive:
            archive.writef(io.BytesIO(csv), "名簿_2026.csv")
        yield name, buffer.getvalue()
    buffer = io.BytesIO()
    with pyzipper.ZipFile(buffer, "w") as archive:
        entry = pyzipper.zipfile.ZipInfo("2026/名簿.docx", (2026, 4, 1, 9, 0, 0))
        archive.writestr(entry, next(content for name, content in documents() if name == "table.docx"))
    yield "stored.zip", buffer.getvalue()
    buffer = io.BytesIO()
    with pyzipper.ZipFile(buffer, "w") as archive:
        archive.writestr(pyzipper.zipfile.ZipInfo("請求書.pdf.exe", (2026, 4, 1, 9, 0, 0)), b"MZ")
    yield "program.zip", pkware(buffer.getvalue(), b"secret")
    yield "plain4.rar", rar4(csv, False)
    yield "locked4.rar", rar4(csv, True)
    yield "plain5.rar", rar5(csv, None)
    yield "locked5.rar", rar5(csv, "file")
    yield "locked-names5.rar", rar5(csv, "header")


def old_office():
    """Old documents of Office, locked and open, and one with a password of today: as far as their marks go."""
    fib = bytearray(4096)
    struct.pack_into("<HHH", fib, 0, 0xA5EC, 0xC1, 0)
    yield "plain.doc", compound("WordDocument", bytes(fib))
    struct.pack_into("<H", fib, 0x0A, 0x0100)
    yield "locked.doc", compound("WordDocument", bytes(fib))
    for name, token in [("plain.ppt", 0xE391C05F), ("locked.ppt", 0xF3D1C4DF)]:
        atom = struct.pack("<HHIII", 0, 0x0FF6, 24, 20, token) + bytes(24)
        yield name, compound("Current User", atom, "PowerPoint Document", bytes(64))
    yield "locked.docx", compound("EncryptedPackage", bytes(64), "EncryptionInfo", b"\x04\0\x04\0" + bytes(64))


def others():
    """The beginnings of a program of Windows and of a photo: no reader looks farther."""
    yield "program.bin", b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0" + bytes(60)
    yield "photo.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0" + bytes(64)


def main():
    FILES.mkdir(parents=True, exist_ok=True)
    # The libraries that encrypt take their salt from here, and py7zr the time.
    numbers = random.Random(1)
    py7zr.compressor.get_random_bytes = numbers.randbytes
    pyzipper.zipfile_aes.Random = types.SimpleNamespace(new=lambda: types.SimpleNamespace(read=numbers.randbytes))
    py7zr.helpers._time = types.SimpleNamespace(time=lambda: 1775034000.0)
    for made in (documents, presentations, pdfs, archives, messages, old_office, others):
        for name, content in made():
            assert len(content) < 30_000, (name, len(content))
            (FILES / name).write_bytes(content)


if __name__ == "__main__":
    main()
