"""Makes the documents, presentations and archives in files/: `python tests/attachments/documents.py`.

Needs python-docx, python-pptx, odfpy and openpyxl. What these do not write and Office does is added to their parts as
ECMA-376 has it. All people are invented. The same bytes in every run: dates are fixed and zips are packed anew.
"""

import datetime
import gzip
import io
import re
import tarfile
import zipfile
from pathlib import Path

import docx
import docx.enum.section
import openpyxl
import pptx
import pptx.chart.data
import pptx.enum.chart
import pptx.util
from odf.namespaces import TEXTNS
from odf import dc, draw, office, opendocument, presentation, style, table, text

FILES = Path(__file__).parent / "files"
WHEN = datetime.datetime(2026, 4, 1, 9, 0, 0)
PEOPLE = [("見本 太郎", "090-0000-0001"), ("見本 花子", "090-0000-0002"), ("架空 次郎", "090-0000-0003")]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts, first=("mimetype", "[Content_Types].xml", "_rels/.rels")):
    """A zip of these parts in a fixed order."""
    output = io.BytesIO()
    order = [name for name in first if name in parts] + sorted(name for name in parts if name not in first)
    with zipfile.ZipFile(output, "w") as archive:
        for name in order:
            entry = zipfile.ZipInfo(name, (2026, 4, 1, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, parts[name])
    return output.getvalue()


def saved(document):
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def edit(parts, name, old, new):
    content = parts[name].decode()
    assert old in content, f"{name} has no {old}"
    parts[name] = content.replace(old, new, 1).encode()


def declare(parts, name, content_type):
    edit(parts, "[Content_Types].xml", "</Types>",
         f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>')


def relate(parts, name, relation_id, kind, target):
    folder, file = name.rsplit("/", 1)
    relations = f"{folder}/_rels/{file}.rels"
    parts.setdefault(relations, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>')
    edit(parts, relations, "</Relationships>",
         f'<Relationship Id="{relation_id}" Type="{TYPE}{kind}" Target="{target}"/></Relationships>')


def workbook(rows):
    book = openpyxl.Workbook()
    book.properties.creator, book.properties.created, book.properties.modified = "見本 太郎", WHEN, WHEN
    for row in rows:
        book.active.append(row)
    parts = parts_of(saved(book))
    core = parts["docProps/core.xml"].decode()
    parts["docProps/core.xml"] = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", r"\g<1>2026-04-01T09:00:00Z", core).encode()
    return packed(parts)


def document():
    """Everything that Word can leave in a document."""
    word = docx.Document()
    properties = word.core_properties
    properties.author, properties.last_modified_by, properties.title = "見本 太郎", "架空 次郎", "説明会のご案内"
    properties.created = properties.modified = WHEN
    word.add_paragraph("説明会のご案内")
    rows = [("氏名", "電話")] + PEOPLE
    people = word.add_table(rows=len(rows), cols=2)
    for row, values in zip(people.rows, rows):
        for cell, value in zip(row.cells, values):
            cell.text = value
    hidden = word.add_paragraph("表示される文").add_run("隠し文字 見本 花子")
    hidden.font.hidden = True
    changed = word.add_paragraph("会場は")
    commented = word.add_paragraph("日時は未定です")
    word.add_comment(commented.runs, text="部長に確認済みです", author="架空 次郎", initials="架")
    section = word.sections[0]
    section.header.paragraphs[0].text = "関係者限り"
    section.footer.paragraphs[0].text = "見本町"
    word.add_paragraph("図のとおり")
    parts = parts_of(saved(word))
    mark = 'w:id="900" w:author="見本 太郎" w:date="2026-04-01T09:00:00Z"'
    edit(parts, "word/document.xml", "会場は</w:t></w:r>",
         f'会場は</w:t></w:r><w:del {mark}><w:r><w:delText>旧会場</w:delText></w:r></w:del>'
         f'<w:ins {mark}><w:r><w:t>新会場</w:t></w:r></w:ins><w:r><w:t>です</w:t></w:r>')
    # A text box as Word writes it: for itself, and once more for older versions.
    box = "<w:txbxContent><w:p><w:r><w:t>枠の中の文</w:t></w:r></w:p></w:txbxContent>"
    edit(parts, "word/document.xml", "図のとおり</w:t></w:r>",
         '図のとおり</w:t></w:r><w:r><mc:AlternateContent '
         'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
         f'<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>')
    footnotes = f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>脚注の文</w:t></w:r></w:p></w:footnote></w:footnotes>'
    parts["word/footnotes.xml"] = footnotes.encode()
    declare(parts, "word/footnotes.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml")
    relate(parts, "word/document.xml", "rId901", "footnotes", "footnotes.xml")
    # A chart keeps the whole workbook that it was drawn from.
    c = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    chart = (f'<c:chartSpace xmlns:c="{c}" {R}><c:chart><c:plotArea><c:barChart><c:ser><c:cat><c:strRef><c:strCache>'
             '<c:pt idx="0"><c:v>第一回</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:barChart></c:plotArea></c:chart>'
             '<c:externalData r:id="rId1"/></c:chartSpace>')
    parts["word/charts/chart1.xml"] = chart.encode()
    declare(parts, "word/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
    relate(parts, "word/document.xml", "rId902", "chart", "charts/chart1.xml")
    relate(parts, "word/charts/chart1.xml", "rId1", "package", "../embeddings/Microsoft_Excel_Worksheet.xlsx")
    parts["word/embeddings/Microsoft_Excel_Worksheet.xlsx"] = workbook([("氏名", "電話")] + PEOPLE)
    comments = parts["word/comments.xml"].decode()
    parts["word/comments.xml"] = re.sub(r'w:date="[^"]*"', 'w:date="2026-04-01T09:00:00Z"', comments).encode()
    app = parts["docProps/app.xml"].decode()
    app = re.sub(r"<Pages>\d*</Pages>", "<Pages>2</Pages>", app)
    app = re.sub(r"<Company>[^<]*</Company>|<Company/>", "<Company>見本町</Company>", app)
    parts["docProps/app.xml"] = app.encode()
    trimmed(parts)
    return packed(parts)


def trimmed(parts):
    """Without what templates of the libraries bring along and nobody needs."""
    unwanted = "thumbnail|customXml|stylesWithEffects|webSettings|fontTable|numbering"
    for name in list(parts):
        if re.search(unwanted, name):
            del parts[name]
        elif name.endswith(".rels") or name == "[Content_Types].xml":
            pattern = rf"<(Relationship|Override) [^>]*({unwanted})[^>]*/>"
            parts[name] = re.sub(pattern, "", parts[name].decode()).encode()
    if "word/styles.xml" in parts:
        # Styles of tables, by the hundred.
        pattern = r'<w:style w:type="table"(?:(?!</w:style>).)*</w:style>'
        parts["word/styles.xml"] = re.sub(pattern, "", parts["word/styles.xml"].decode(), flags=re.S).encode()


def plain_document():
    """A document as people write it every day: nothing is hidden in it."""
    word = docx.Document()
    word.core_properties.author = "見本 太郎"
    word.core_properties.created = word.core_properties.modified = WHEN
    word.add_paragraph("議事録")
    word.add_paragraph("出席者は別紙のとおりです。")
    parts = parts_of(saved(word))
    trimmed(parts)
    return packed(parts)


def slides():
    """Slides, one of them hidden, notes, remarks of both kinds, a chart with its workbook."""
    deck = pptx.Presentation()
    deck.core_properties.author, deck.core_properties.last_modified_by = "見本 太郎", "架空 次郎"
    deck.core_properties.created = deck.core_properties.modified = WHEN
    blank = deck.slide_layouts[5]
    first = deck.slides.add_slide(blank)
    first.shapes.title.text = "事業の報告"
    first.notes_slide.notes_text_frame.text = "ここで部長の話"
    inch = pptx.util.Inches
    grid = first.shapes.add_table(2, 2, inch(1), inch(2), inch(4), inch(1)).table
    for row, values in enumerate([("氏名", "電話"), PEOPLE[0]]):
        for column, value in enumerate(values):
            grid.cell(row, column).text = value
    second = deck.slides.add_slide(blank)
    second.shapes.title.text = "見せない頁 見本 花子"
    second._element.set("show", "0")
    third = deck.slides.add_slide(blank)
    third.shapes.title.text = "図"
    box = third.shapes.add_textbox(inch(1), inch(5), inch(4), inch(1))
    box.text_frame.text = "隠した枠"
    box._element.nvSpPr.cNvPr.set("hidden", "1")
    data = pptx.chart.data.CategoryChartData()
    data.categories = [name for name, _ in PEOPLE]
    data.add_series("点", (3, 5, 8))
    kind = pptx.enum.chart.XL_CHART_TYPE.COLUMN_CLUSTERED
    third.shapes.add_chart(kind, inch(1), inch(2), inch(4), inch(2), data)
    parts = parts_of(saved(deck))
    p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    parts["ppt/commentAuthors.xml"] = f'<p:cmAuthorLst {p}><p:cmAuthor id="0" name="架空 次郎" initials="架"/></p:cmAuthorLst>'.encode()
    parts["ppt/comments/comment1.xml"] = (
        f'<p:cmLst {p}><p:cm authorId="0" dt="2026-04-01T09:00:00" idx="1"><p:pos x="1" y="1"/>'
        '<p:text>この数字は古い</p:text></p:cm></p:cmLst>').encode()
    threads = 'xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main"'
    body = "<a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p>"
    person = "{00000000-0000-0000-0000-000000000001}"
    parts["ppt/authors.xml"] = f'<p188:authorLst {threads}><p188:author id="{person}" name="見本 花子" initials="見"/></p188:authorLst>'.encode()
    parts["ppt/comments/modernComment_100.xml"] = (
        f'<p188:cmLst {threads} {a}><p188:cm id="{{00000000-0000-0000-0000-000000000009}}" authorId="{person}">'
        f'<p188:replyLst><p188:reply authorId="{person}"><p188:txBody>{body.format("直しました")}</p188:txBody></p188:reply></p188:replyLst>'
        f'<p188:txBody>{body.format("直してください")}</p188:txBody></p188:cm></p188:cmLst>').encode()
    relate(parts, "ppt/slides/slide1.xml", "rId901", "comments", "../comments/comment1.xml")
    relate(parts, "ppt/slides/slide2.xml", "rId902", "comments", "../comments/modernComment_100.xml")
    for name, kind in [("commentAuthors", "commentAuthors"), ("authors", "authors")]:
        relate(parts, "ppt/presentation.xml", f"rId9{kind}", kind, f"{name}.xml")
    embedded = next(name for name in parts if name.startswith("ppt/embeddings/"))
    parts[embedded] = workbook([("氏名", "点")] + [(name, 3) for name, _ in PEOPLE])
    # Ten of the eleven layouts belong to no slide here.
    for name in list(parts):
        unused = re.fullmatch(r"ppt/slideLayouts/(_rels/)?slideLayout(\d+)\.xml(\.rels)?", name)
        if unused and unused[2] != "6":
            del parts[name]
    gone = re.compile(r'<Relationship [^>]*slideLayout(?!6\.)\d+\.xml[^>]*/>')
    master = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    relations = parts[master].decode()
    ids = re.findall(r'Id="(\w+)"', " ".join(gone.findall(relations)))
    parts[master] = gone.sub("", relations).encode()
    content = parts["ppt/slideMasters/slideMaster1.xml"].decode()
    for relation_id in ids:
        content = re.sub(rf'<p:sldLayoutId [^>]*r:id="{relation_id}"/>', "", content)
    parts["ppt/slideMasters/slideMaster1.xml"] = content.encode()
    types = parts["[Content_Types].xml"].decode()
    types = re.sub(r'<Override PartName="/ppt/slideLayouts/slideLayout(?!6\.)\d+\.xml"[^>]*/>', "", types)
    parts["[Content_Types].xml"] = types.encode()
    parts = {name: content for name, content in parts.items() if "printerSettings" not in name}
    trimmed(parts)
    return packed(parts)


def open_text():
    """Text of LibreOffice: hidden text and paragraphs, a remark, changes, a note, a table."""
    odt = opendocument.OpenDocumentText()
    hidden = style.Style(name="T1", family="text")
    hidden.addElement(style.TextProperties(display="none"))
    odt.automaticstyles.addElement(hidden)
    odt.meta.addElement(dc.Creator(text="見本 太郎"))
    layout = style.PageLayout(name="pm1")
    odt.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname="pm1")
    header = style.Header()
    header.addElement(text.P(text="関係者限り"))
    master.addElement(header)
    odt.masterstyles.addElement(master)
    changes = text.TrackedChanges()
    for name, kind in [("ct1", text.Deletion()), ("ct2", text.Insertion())]:
        # odfpy asks for another kind of id than it accepts.
        region = text.ChangedRegion(check_grammar=False, qattributes={(TEXTNS, "id"): name})
        change = office.ChangeInfo()
        change.addElement(dc.Creator(text="架空 次郎"))
        change.addElement(dc.Date(text="2026-04-01T09:00:00"))
        kind.addElement(change)
        if name == "ct1":
            kind.addElement(text.P(text="旧会場"))
        region.addElement(kind)
        changes.addElement(region)
    odt.text.addElement(changes)
    paragraph = text.P(text="表示される文")
    paragraph.addElement(text.Span(stylename=hidden, text="隠し文字 見本 花子"))
    odt.text.addElement(paragraph)
    paragraph = text.P(text="会場は")
    paragraph.addElement(text.Change(changeid="ct1"))
    paragraph.addElement(text.ChangeStart(changeid="ct2"))
    paragraph.addText("新会場")
    paragraph.addElement(text.ChangeEnd(changeid="ct2"))
    paragraph.addText("です")
    odt.text.addElement(paragraph)
    paragraph = text.P(text="日時は")
    remark = office.Annotation()
    remark.addElement(dc.Creator(text="架空 次郎"))
    remark.addElement(dc.Date(text="2026-04-01T09:00:00"))
    remark.addElement(text.P(text="部長に確認済みです"))
    paragraph.addElement(remark)
    paragraph.addText("未定です")
    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text="脚注の文"))
    note.addElement(body)
    paragraph.addElement(note)
    odt.text.addElement(paragraph)
    paragraph = text.P()
    paragraph.addElement(text.HiddenParagraph(condition="ooow:true", ishidden="true"))
    paragraph.addText("隠し段落")
    odt.text.addElement(paragraph)
    grid = table.Table(name="表1")
    for values in [("氏名", "電話")] + PEOPLE:
        row = table.TableRow()
        for value in values:
            cell = table.TableCell()
            cell.addElement(text.P(text=value))
            row.addElement(cell)
        grid.addElement(row)
    odt.text.addElement(grid)
    return packed(parts_of(saved(odt)))


def open_slides():
    """Slides of LibreOffice: one hidden, notes, a remark."""
    odp = opendocument.OpenDocumentPresentation()
    hidden = style.Style(name="dp1", family="drawing-page")
    hidden.addElement(style.DrawingPageProperties(visibility="hidden"))
    odp.automaticstyles.addElement(hidden)
    layout = style.PageLayout(name="pm1")
    odp.automaticstyles.addElement(layout)
    master = style.MasterPage(name="既定", pagelayoutname=layout)
    odp.masterstyles.addElement(master)
    for number, (words, notes) in enumerate([("事業の報告", "ここで部長の話"), ("見せない頁 見本 花子", None)]):
        page = draw.Page(masterpagename=master, stylename=hidden if number else None)
        frame = draw.Frame(width="10cm", height="2cm")
        box = draw.TextBox()
        box.addElement(text.P(text=words))
        frame.addElement(box)
        page.addElement(frame)
        if notes:
            remark = office.Annotation()
            remark.addElement(dc.Creator(text="架空 次郎"))
            remark.addElement(text.P(text="この数字は古い"))
            page.addElement(remark, check_grammar=False)
            below = presentation.Notes()
            frame = draw.Frame(width="10cm", height="2cm")
            box = draw.TextBox()
            box.addElement(text.P(text=notes))
            frame.addElement(box)
            below.addElement(frame)
            page.addElement(below)
        odp.presentation.addElement(page)
    return packed(parts_of(saved(odp)))


def archives(inner):
    """A zip as Japanese Windows packs it (names in Windows-31J), with what macOS leaves behind, and a tar.gz."""
    output = io.BytesIO()
    names = ["rire/meib.csv", "__MACOSX/rireki/._meibo.csv", "rireki/.DS_Store", "inner.zip"]
    csv = "\r\n".join(",".join(row) for row in [("氏名", "電話")] + PEOPLE).encode()
    contents = [csv, b"\0\5\x16\7", b"\0\0\0\1Bud1", packed({"見本.docx": inner})]
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in zip(names, contents):
            archive.writestr(zipfile.ZipInfo(name, (2026, 4, 1, 9, 0, 0)), content)
    # As long as the Latin name, so that nothing moves.
    zipped = output.getvalue().replace(b"rire/meib.csv", "履歴/名簿.csv".encode("cp932"))
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in ["名簿.csv", "長い名前/" + "あ" * 60 + ".csv"]:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(csv), 1775034000
            archive.addfile(entry, io.BytesIO(csv))
    return zipped, gzip.compress(output.getvalue(), mtime=0)


def main():
    FILES.mkdir(exist_ok=True)
    zipped, tarred = archives(plain_document())
    files = {
        "everything.docx": document(),
        "minutes.docx": plain_document(),
        "everything.pptx": slides(),
        "everything.odt": open_text(),
        "everything.odp": open_slides(),
        "nested.zip": zipped,
        "lists.tar.gz": tarred,
    }
    for name, content in files.items():
        (FILES / name).write_bytes(content)
        print(f"{len(content):6} {name}")


if __name__ == "__main__":
    main()
