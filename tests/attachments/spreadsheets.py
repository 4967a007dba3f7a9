"""Writes the workbooks in `files/`: `python tests/attachments/spreadsheets.py`.

Real libraries write them (openpyxl, xlwt, odfpy); what only Microsoft Office writes is added after ECMA-376 part 1 and
MS-XLSB. All people are invented.
"""

import datetime
import io
import struct
from pathlib import Path

import openpyxl
import openpyxl.comments
import openpyxl.packaging.custom
import openpyxl.workbook.defined_name
import xlwt
from odf import dc, office, opendocument, style, table, text
from odf.config import ConfigItem, ConfigItemMapEntry, ConfigItemMapIndexed, ConfigItemSet


from repack import pack, repack

FILES = Path(__file__).parent / "files"
PEOPLE = [
    ("見本 太郎", "090-0000-1111", datetime.date(1980, 4, 1), 1000001),
    ("見本 花子", "080-0000-2222", datetime.date(1991, 12, 31), 1500002),
    ("例示 次郎", "070-0000-3333", datetime.date(2001, 2, 3), 5300003),
]
HEADER = ["氏名", "電話番号", "生年月日", "郵便番号"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def saved(workbook: openpyxl.Workbook) -> bytes:
    workbook.properties.creator = "見本 太郎"
    workbook.properties.lastModifiedBy = "見本 花子"
    workbook.properties.title = "価格表"
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def price_list(workbook: openpyxl.Workbook) -> None:
    prices = workbook.active
    prices.title = "価格表"
    prices.append(["品番", "単価", "在庫"])
    for number in range(1, 4):
        prices.append([f"A-{number:03}", number * 100 + 0.5, number % 2 == 0])


def hidden_xlsx() -> bytes:
    """A price list in front; behind it people in a hidden sheet, in hidden rows and columns, in a very hidden sheet."""
    workbook = openpyxl.Workbook()
    price_list(workbook)
    people = workbook.create_sheet("顧客")
    people.sheet_state = "hidden"
    people.append(HEADER)
    for person in PEOPLE:
        people.append(person)
        people.cell(people.max_row, 4).number_format = r"000\-0000"
    secret = workbook.create_sheet("裏")
    secret.sheet_state = "veryHidden"
    secret.append(["口座", 1234567])
    rows = workbook.create_sheet("申込")
    rows.append(HEADER)
    for person in PEOPLE:
        rows.append(person)
    rows.auto_filter.ref = "A1:D4"
    rows.row_dimensions[3].hidden = True
    rows.column_dimensions["B"].hidden = True
    rows["A1"].comment = openpyxl.comments.Comment("三件とも\n確認済み", "見本 花子")
    rows.oddHeader.left.text = "社外秘"
    workbook.defined_names["担当"] = openpyxl.workbook.defined_name.DefinedName("担当", attr_text="申込!$A$2")
    workbook.defined_names["旧顧客"] = openpyxl.workbook.defined_name.DefinedName(
        "旧顧客", attr_text="顧客!$A$2:$A$4", hidden=True
    )
    workbook.custom_doc_props.append(openpyxl.packaging.custom.StringProperty(name="案件", value="令和八年度"))

    # openpyxl writes no zeros here; dragging a row or a column shut in Excel does.
    def shut(sheet: bytes) -> bytes:
        sheet = sheet.replace(b'<row r="4"', b'<row r="4" ht="0" customHeight="1"')
        return sheet.replace(b"</cols>", b'<col min="4" max="4" width="0" customWidth="1"/></cols>')

    return repack(saved(workbook), {"xl/worksheets/sheet4.xml": shut})


def values_xlsx() -> bytes:
    """Each kind of value, as Excel writes it: also what openpyxl does not, cached results of formulas above all."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "値"
    workbook.active["A1"] = "x"
    rows = [
        '<c r="A1" t="inlineStr"><is><r><t>見本</t></r><r><t xml:space="preserve"> 太郎</t></r>'
        "<rPh sb='0' eb='2'><t>ミホン</t></rPh></is></c><c r=\"C1\"><v>90</v></c><c r=\"D1\"><v>9.0</v></c>",
        '<c r="A2" t="str"><f>A1&amp;"様"</f><v>見本 太郎様</v></c><c r="B2"><f>1/3</f><v>0.33333333333333331</v></c>'
        '<c r="C2" t="e"><f>#REF!</f><v>#REF!</v></c><c r="D2" t="b"><v>1</v></c>',
        '<c r="A3" t="d"><v>2026-04-01</v></c><c r="B3"><v>123456789018</v></c><c r="C3"><v>9.0123456789E9</v></c>',
        '<c><v>1</v></c><c><v>2</v></c><c r="XFE1"><v>3</v></c><c r="A1048577"><v>4</v></c>',
    ]
    sheet = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>' + "".join(
        f"<row>{cells}</row>" if number == 4 else f'<row r="{number}">{cells}</row>'
        for number, cells in enumerate(rows, 1)
    )
    sheet += "</sheetData></worksheet>"
    return repack(saved(workbook), {"xl/worksheets/sheet1.xml": sheet.encode()})


def residue_xlsx() -> bytes:
    """What stays when a sheet is deleted: pivot cache, cells of another workbook, threaded comments, an embedded file."""
    workbook = openpyxl.Workbook()
    price_list(workbook)
    definition = (
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="rId1" recordCount="3">'
        '<cacheSource type="worksheet"><worksheetSource ref="A1:C4" sheet="顧客"/></cacheSource><cacheFields count="3">'
        '<cacheField name="氏名"><sharedItems count="3"><s v="見本 太郎"/><s v="見本 花子"/><s v="例示 次郎"/>'
        '</sharedItems></cacheField><cacheField name="電話番号"><sharedItems/></cacheField>'
        '<cacheField name="生年月日"><sharedItems containsDate="1"><d v="1980-04-01T00:00:00"/><m/></sharedItems>'
        "</cacheField></cacheFields></pivotCacheDefinition>"
    )
    records = (
        f'<pivotCacheRecords xmlns="{MAIN}" count="3"><r><x v="0"/><s v="090-0000-1111"/><x v="0"/></r>'
        '<r><x v="1"/><s v="080-0000-2222"/><x v="1"/></r><r><x v="2"/><s v="070-0000-3333"/><m/></r>'
        "</pivotCacheRecords>"
    )
    link = (
        f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="rId1"><sheetNames>'
        '<sheetName val="職員"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="2">'
        '<cell r="A2" t="str"><v>例示 三郎</v></cell><cell r="B2"><v>36</v></cell></row></sheetData></sheetDataSet>'
        "</externalBook></externalLink>"
    )
    threaded = (
        f'<ThreadedComments xmlns="{THREADED}"><threadedComment ref="A2" dT="2026-04-01T09:00:00.00" '
        'personId="{00000000-0000-0000-0000-000000000001}" id="{00000000-0000-0000-0000-000000000002}">'
        "<text>原価は 80 円です</text></threadedComment></ThreadedComments>"
    )

    def relationships(*targets: tuple[str, str, str]) -> bytes:
        lines = "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"{mode}/>'
            for number, (kind, target, mode) in enumerate(targets, 1)
        )
        return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'.encode()

    inner = openpyxl.Workbook()
    inner.active.title = "内訳"
    inner.active.append(["見本 太郎", 300000])
    threaded_kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    return repack(
        saved(workbook),
        {
            "xl/pivotCache/pivotCacheDefinition1.xml": definition.encode(),
            "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": relationships(
                (f"{OFFICE}/pivotCacheRecords", "pivotCacheRecords1.xml", "")
            ),
            "xl/pivotCache/pivotCacheRecords1.xml": records.encode(),
            "xl/externalLinks/externalLink1.xml": link.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": relationships(
                (f"{OFFICE}/externalLinkPath", "file:///\\\\server.example\\人事\\職員.xlsx", ' TargetMode="External"')
            ),
            "xl/threadedComments/threadedComment1.xml": threaded.encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": relationships(
                (threaded_kind, "../threadedComments/threadedComment1.xml", "")
            ),
            "xl/embeddings/Microsoft_Excel_Worksheet1.xlsx": repack(saved(inner)),
            "xl/vbaProject.bin": b"no macros",
        },
    )


def hidden_xls() -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    date = xlwt.easyxf(num_format_str="yyyy/m/d")
    postal_code = xlwt.easyxf(num_format_str=r"000\-0000")
    prices = workbook.add_sheet("価格表")
    for row, (number, price) in enumerate([("品番", "単価"), ("A-001", 100.5), ("A-002", 200)]):
        prices.write(row, 0, number)
        prices.write(row, 1, price)
    prices.header_str = b"Internal"
    secret = workbook.add_sheet("裏")
    secret.visibility = 2
    secret.write(0, 0, "口座")
    secret.write(0, 1, 1234567)
    for name, visibility in [("顧客", 1), ("申込", 0)]:
        sheet = workbook.add_sheet(name)
        sheet.visibility = visibility
        for column, title in enumerate(HEADER):
            sheet.write(0, column, title)
        for row, (person, telephone, birthday, code) in enumerate(PEOPLE, 1):
            sheet.write(row, 0, person)
            sheet.write(row, 1, telephone)
            sheet.write(row, 2, birthday, date)
            sheet.write(row, 3, code, postal_code)
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    workbook.active_sheet = 0
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def hidden_ods() -> bytes:
    document = opendocument.OpenDocumentSpreadsheet()
    document.meta.addElement(dc.Creator(text="見本 花子"))
    for name, family, element in [
        ("hidden-table", "table", style.TableProperties(display="false")),
        ("flat-row", "table-row", style.TableRowProperties(rowheight="0cm")),
    ]:
        hiding = style.Style(name=name, family=family)
        hiding.addElement(element)
        document.automaticstyles.addElement(hiding)

    def sheet(name: str, people: list, **attributes) -> table.Table:
        one = table.Table(name=name, **attributes)
        one.addElement(table.TableColumn())
        one.addElement(table.TableColumn(visibility="collapse"))
        one.addElement(table.TableColumn(numbercolumnsrepeated="16382"))
        for number, person in enumerate([HEADER, *people]):
            row = table.TableRow(**({1: {"visibility": "filter"}, 2: {"stylename": "flat-row"}}.get(number, {})))
            for value in person:
                row.addElement(cell(value))
            row.addElement(table.TableCell(numbercolumnsrepeated="16380"))
            one.addElement(row)
        one.addElement(table.TableRow(numberrowsrepeated="1048570"))
        return one

    def cell(value) -> table.TableCell:
        if isinstance(value, datetime.date):
            one = table.TableCell(valuetype="date", datevalue=value.isoformat())
            one.addElement(text.P(text=value.strftime("%Y/%m/%d")))
        elif isinstance(value, int):
            one = table.TableCell(valuetype="float", value=value)
            one.addElement(text.P(text=f"{value:07}"))
        else:
            one = table.TableCell(valuetype="string")
            one.addElement(text.P(text=value))
        return one

    document.spreadsheet.addElement(sheet("顧客", PEOPLE, stylename="hidden-table"))
    front = sheet("申込", PEOPLE)
    remark = office.Annotation()
    remark.addElement(dc.Creator(text="見本 花子"))
    remark.addElement(text.P(text="確認済み"))
    noted = table.TableRow()
    noted_cell = cell("済")
    noted_cell.setAttribute("numbercolumnsrepeated", "3")
    noted_cell.addElement(remark)
    noted.addElement(noted_cell)
    front.addElement(noted)
    document.spreadsheet.addElement(front)
    names = table.NamedExpressions()
    names.addElement(table.NamedRange(name="担当", cellrangeaddress="$申込.$A$2"))
    document.spreadsheet.addElement(names)
    views = ConfigItemMapIndexed(name="Views")
    view = ConfigItemMapEntry()
    view.addElement(ConfigItem(name="ActiveTable", type="string", text="申込"))
    views.addElement(view)
    settings = ConfigItemSet(name="ooo:view-settings")
    settings.addElement(views)
    document.settings.addElement(settings)
    content = io.BytesIO()
    document.write(content)
    return repack(content.getvalue(), first="mimetype")


def record(number: int, content: bytes = b"") -> bytes:
    """A record of an .xlsb (MS-XLSB 2.1.4)."""
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    length, size = len(content), b""
    while length > 127:
        size += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + size + bytes([length]) + content


def wide(value: str) -> bytes:
    """A string of an .xlsb (XLWideString)."""
    coded = value.encode("utf-16-le")
    return struct.pack("<I", len(coded) // 2) + coded


def hidden_xlsb() -> bytes:
    """After MS-XLSB: no library writes it."""

    def sheet(rows: list, hidden_row: int | None = None, hidden_column: int | None = None) -> bytes:
        parts = [record(129), record(148, struct.pack("<4I", 0, 1_048_575, 0, 16_383))]
        if hidden_column is not None:
            info = struct.pack("<4IH", hidden_column, hidden_column, 2304, 0, 1)
            parts += [record(390), record(60, info), record(391)]
        parts.append(record(145))
        for row, cells in enumerate(rows):
            flags = 0x10 if row == hidden_row else 0
            parts.append(record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0)))
            for column, value in enumerate(cells):
                place = struct.pack("<I", column)
                if isinstance(value, datetime.date):
                    days = (value - datetime.date(1899, 12, 30)).days
                    parts.append(record(5, place + struct.pack("<Id", 1, days)))
                elif isinstance(value, int):
                    parts.append(record(2, place + struct.pack("<II", 0, value << 2 | 2)))
                elif value in strings:
                    parts.append(record(7, place + struct.pack("<II", 0, strings.index(value))))
                elif value == "#REF!":
                    parts.append(record(3, place + struct.pack("<IB", 0, 0x17)))
                else:
                    parts.append(record(6, place + struct.pack("<I", 0) + wide(value)))
        return b"".join(parts + [record(146), record(130)])

    strings = HEADER
    formats = [struct.pack("<HH", 0, 0), struct.pack("<HH", 0, 14)]
    styles = (
        record(278)
        + record(617, struct.pack("<I", 2))
        + b"".join(record(47, one + bytes(12)) for one in formats)
        + record(618)
        + record(279)
    )
    names = ["価格表", "顧客", "裏", "申込"]
    workbook = record(131) + record(153, struct.pack("<III", 0, 0, 0))
    workbook += record(158, struct.pack("<7IB", 0, 0, 0, 0, 600, 0, 0, 0))
    for number, (name, state) in enumerate(zip(names, [0, 1, 2, 0]), 1):
        workbook += record(156, struct.pack("<II", state, number) + wide(f"rId{number}") + wide(name))
    workbook += record(144) + record(132)
    targets = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.bin"/>'
        for number in range(1, 5)
    )
    people = [list(person) for person in PEOPLE]
    comment = record(628) + record(635, bytes(36)) + record(637, b"\0" + wide("確認済み")) + record(636) + record(629)
    root = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/>'
    note = f'<Relationship Id="rId1" Type="{OFFICE}/comments" Target="../comments1.bin"/>'
    wrap = f'<Relationships xmlns="{PACKAGE}">{{}}</Relationships>'.format
    return pack(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": wrap(root).encode(),
            "xl/workbook.bin": workbook,
            "xl/_rels/workbook.bin.rels": wrap(targets).encode(),
            "xl/styles.bin": styles,
            "xl/sharedStrings.bin": record(159, struct.pack("<II", 4, 4))
            + b"".join(record(19, b"\0" + wide(value)) for value in strings)
            + record(160),
            "xl/worksheets/sheet1.bin": sheet([["品番", 100], ["A-001", "#REF!"]]),
            "xl/worksheets/sheet2.bin": sheet([HEADER, *people]),
            "xl/worksheets/sheet3.bin": sheet([["口座", 1234567]]),
            "xl/worksheets/sheet4.bin": sheet([HEADER, *people], hidden_row=2, hidden_column=1),
            "xl/worksheets/_rels/sheet4.bin.rels": wrap(note).encode(),
            "xl/comments1.bin": comment,
        }
    )


if __name__ == "__main__":
    FILES.mkdir(exist_ok=True)
    for make in [hidden_xlsx, values_xlsx, residue_xlsx, hidden_xls, hidden_ods, hidden_xlsb]:
        stem, _, extension = make.__name__.rpartition("_")
        (FILES / f"{stem}.{extension}").write_bytes(make())
