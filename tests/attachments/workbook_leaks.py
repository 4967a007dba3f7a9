"""Writes one workbook for each kind of leak into `files/leaks/`: `python tests/attachments/workbook_leaks.py`.

`tests/leaks/workbooks.toml` says what mailcheck must tell of each. All people are invented.
"""

import io
import struct

import openpyxl
import openpyxl.comments
import openpyxl.workbook.defined_name
import xlwt
from odf import opendocument, style, table, text

from repack import pack, repack
from spreadsheets import FILES, MAIN, OFFICE, PACKAGE, PEOPLE, THREADED, record, wide

HEADER = ["氏名", "電話番号"]
CUSTOMERS = [HEADER, *([name, telephone] for name, telephone, *_ in PEOPLE)]
FIGURES = [
    ["月", "売上", "原価", "粗利", "値引"],
    *([f"{month}月", 900 + month * month, 640, 260 + month * month, 35] for month in range(4, 10)),
]
PRICES = [["品名", "売価", "原価"], ["苗木", 900, 640], ["支柱", 300, 185], ["肥料", 750, 410], ["鉢", 520, 330]]
FORM = [["照会様式"], ["回答課", ""], ["回答", ""]]
FOLDER = FILES / "leaks"


def book(sheets: dict, states: dict | None = None) -> openpyxl.Workbook:
    """A workbook of these sheets, the first in front."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = (states or {}).get(name, "visible")
        for row in rows:
            sheet.append(row)
    return workbook


def saved(workbook: openpyxl.Workbook, parts: dict | None = None) -> bytes:
    workbook.properties.creator = "市役所"
    content = io.BytesIO()
    workbook.save(content)
    return repack(content.getvalue(), parts)


def hidden(state: str, rows: list, name: str = "顧客") -> bytes:
    return saved(book({"様式": FORM, name: rows}, {name: state}))


def one_sheet(change, rows: list = CUSTOMERS, parts: dict | None = None) -> bytes:
    workbook = book({"顧客": rows})
    change(workbook["顧客"])
    return saved(workbook, parts)


def hide_row(sheet) -> None:
    sheet.row_dimensions[3].hidden = True


def hide_column(sheet) -> None:
    sheet.column_dimensions["B"].hidden = True


def filter_rows(sheet) -> None:
    sheet.auto_filter.ref = "A1:B4"
    sheet.auto_filter.add_filter_column(0, ["見本 太郎"])
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True


def collapse_rows(sheet) -> None:
    sheet.row_dimensions.group(2, 4, outline_level=1, hidden=True)
    sheet.row_dimensions[5].collapsed = True
    sheet["A5"] = "合計 3 名"


def collapse_columns(sheet) -> None:
    sheet.column_dimensions.group("B", "B", outline_level=1, hidden=True)


# Dragging a row or a column shut in Excel writes zeros, which openpyxl does not.
FLAT_ROW = {"xl/worksheets/sheet1.xml": lambda part: part.replace(b'<row r="3"', b'<row r="3" ht="0" customHeight="1"')}
FLAT_COLUMN = {
    "xl/worksheets/sheet1.xml": lambda part: part.replace(
        b"<sheetData>", b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>'
    )
}


def relationships(*targets: tuple) -> bytes:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"{mode}/>'
        for number, (kind, target, mode) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'.encode()


def pivot(rows: list, source: str, sheets: dict | None = None, states: dict | None = None) -> bytes:
    """A workbook with the cache of a pivot table over `rows`, as ECMA-376 part 1, 18.10 has it."""
    head, *body = rows
    fields = "".join(f'<cacheField name="{name}"><sharedItems/></cacheField>' for name in head)
    definition = (
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="rId1" recordCount="{len(body)}">'
        f'<cacheSource type="worksheet"><worksheetSource ref="A1:E{len(rows)}" sheet="{source}"/></cacheSource>'
        f'<cacheFields count="{len(head)}">{fields}</cacheFields></pivotCacheDefinition>'
    )

    def item(value) -> str:
        return f'<s v="{value}"/>' if isinstance(value, str) else f'<n v="{value}"/>'

    records = "".join(f"<r>{''.join(map(item, row))}</r>" for row in body)
    return saved(
        book(sheets or {"集計": [["区分", "件数"], ["合計", len(body)]]}, states),
        {
            "xl/pivotCache/pivotCacheDefinition1.xml": definition.encode(),
            "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": relationships(
                (f"{OFFICE}/pivotCacheRecords", "pivotCacheRecords1.xml", "")
            ),
            "xl/pivotCache/pivotCacheRecords1.xml": (
                f'<pivotCacheRecords xmlns="{MAIN}" count="{len(body)}">{records}</pivotCacheRecords>'
            ).encode(),
        },
    )


def link(rows: list) -> bytes:
    """A workbook that keeps cells of another (ECMA-376 part 1, 18.14)."""

    def cell(column: int, number: int, value) -> str:
        kind = ' t="str"' if isinstance(value, str) else ""
        return f'<cell r="{"ABCDE"[column]}{number}"{kind}><v>{value}</v></cell>'

    lines = "".join(
        f'<row r="{number}">{"".join(cell(column, number, value) for column, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    kept = f'<sheetDataSet><sheetData sheetId="0">{lines}</sheetData></sheetDataSet>' if rows else ""
    external = (
        f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="rId1"><sheetNames>'
        f'<sheetName val="台帳"/></sheetNames>{kept}</externalBook></externalLink>'
    )
    target = "file:///\\\\server.example\\share\\2026\\soumu\\daicho\\daicho-2026.xlsx"
    return saved(
        book({"集計": [["区分", "件数"], ["合計", 3]]}),
        {
            "xl/externalLinks/externalLink1.xml": external.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": relationships(
                (f"{OFFICE}/externalLinkPath", target, ' TargetMode="External"')
            ),
        },
    )


def names(values: dict) -> bytes:
    workbook = book({"様式": FORM})
    for name, value in values.items():
        workbook.defined_names[name] = openpyxl.workbook.defined_name.DefinedName(name, attr_text=value, hidden=True)
    return saved(workbook)


def noted(text: str) -> bytes:
    workbook = book({"様式": FORM, "回答": FORM})
    workbook["回答"]["A2"].comment = openpyxl.comments.Comment(text, "市役所")
    return saved(workbook)


def threaded() -> bytes:
    comment = (
        f'<ThreadedComments xmlns="{THREADED}"><threadedComment ref="A2" dT="2026-04-01T09:00:00.00" '
        'personId="{00000000-0000-0000-0000-000000000001}" id="{00000000-0000-0000-0000-000000000002}">'
        "<text>この先には言わないこと</text></threadedComment></ThreadedComments>"
    )
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    return saved(
        book({"様式": FORM, "回答": FORM}),
        {
            "xl/threadedComments/threadedComment1.xml": comment.encode(),
            "xl/worksheets/_rels/sheet2.xml.rels": relationships((kind, "../threadedComments/threadedComment1.xml", "")),
        },
    )


def shared_history() -> bytes:
    """A workbook that several people worked on together: what cells said before (ECMA-376 part 1, 18.11)."""

    def cell(tag: str, value: str) -> str:
        return f'<{tag} r="A2" t="inlineStr"><is><t>{value}</t></is></{tag}>'

    change = f'<rcc rId="1" sId="1">{cell("oc", "値引きは二割まで")}{cell("nc", "回答")}</rcc>'
    return saved(
        book({"様式": FORM}),
        {"xl/revisions/revisionLog1.xml": f'<revisions xmlns="{MAIN}">{change}</revisions>'.encode()},
    )


def xls(sheets: dict, states: dict | None = None, change=lambda workbook: None) -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets.items():
        sheet = workbook.add_sheet(name)
        sheet.visibility = (states or {}).get(name, 0)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    change(workbook.get_sheet(len(sheets) - 1))
    workbook.active_sheet = 0
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def xls_flat_row(sheet) -> None:
    sheet.row(2).height_mismatch = True
    sheet.row(2).height = 0


def xls_set(name: str, number: int, value):
    """Sets an attribute of a row or a column."""

    def change(sheet) -> None:
        setattr(sheet.row(number) if name.startswith("row") else sheet.col(number), name.split(".")[1], value)

    return change


def zipped(parts: dict) -> bytes:
    return pack(parts, "")


def xlsb(sheets: dict, states: dict | None = None, row: tuple | None = None, column: tuple | None = None) -> bytes:
    """After MS-XLSB. `row` is a row of the last sheet with its height and flags, `column` a column with width and flags."""
    kinds, last = {}, list(sheets)[-1]
    for number, (name, rows) in enumerate(sheets.items(), 1):
        parts = [record(129)]
        if name == last and column:
            at, width, flags = column
            parts += [record(390), record(60, struct.pack("<4IH", at, at, width, 0, flags)), record(391)]
        parts.append(record(145))
        for at, cells in enumerate(rows):
            _, height, flags = row if name == last and row and row[0] == at else (at, 300, 0)
            parts.append(record(0, struct.pack("<IIHBBBI", at, 0, height, 0, flags, 0, 0)))
            parts += [record(6, struct.pack("<II", place, 0) + wide(str(value))) for place, value in enumerate(cells)]
        kinds[f"xl/worksheets/sheet{number}.bin"] = b"".join(parts + [record(146), record(130)])
    workbook = record(131) + record(143)
    for number, name in enumerate(sheets, 1):
        workbook += record(156, struct.pack("<II", (states or {}).get(name, 0), number) + wide(f"rId{number}") + wide(name))
    targets = [(f"{OFFICE}/worksheet", f"worksheets/sheet{number}.bin", "") for number in range(1, len(sheets) + 1)]
    return pack(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": relationships((f"{OFFICE}/officeDocument", "xl/workbook.bin", "")),
            "xl/workbook.bin": workbook + record(144) + record(132),
            "xl/_rels/workbook.bin.rels": relationships(*targets),
            **kinds,
        }
    )


def ods(sheet: dict | None = None, row: dict | None = None, column: dict | None = None) -> bytes:
    """A form and customers, of whom one row, one column or the sheet has these attributes."""
    document = opendocument.OpenDocumentSpreadsheet()
    for name, family, element in [
        ("hidden", "table", style.TableProperties(display="false")),
        ("flat-row", "table-row", style.TableRowProperties(rowheight="0cm")),
        ("flat-column", "table-column", style.TableColumnProperties(columnwidth="0cm")),
    ]:
        hiding = style.Style(name=name, family=family)
        hiding.addElement(element)
        document.automaticstyles.addElement(hiding)
    for name, rows, attributes in [("様式", FORM, {}), ("顧客", CUSTOMERS, sheet or {})]:
        one = table.Table(name=name, **attributes)
        is_last = name == "顧客"
        one.addElement(table.TableColumn())
        one.addElement(table.TableColumn(**(column or {} if is_last else {})))
        for number, values in enumerate(rows):
            line = table.TableRow(**(row or {} if is_last and number == 2 else {}))
            for value in values:
                cell = table.TableCell(valuetype="string")
                cell.addElement(text.P(text=value))
                line.addElement(cell)
            one.addElement(line)
        document.spreadsheet.addElement(one)
    content = io.BytesIO()
    document.write(content)
    return repack(content.getvalue(), first="mimetype")


ADDRESSES = [f"{name}@{domain}.example" for name, domain in zip("abcdef", ["beta", "gamma", "delta", "zeta", "eta", "theta"])]


def cards() -> bytes:
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Member {number}\r\nEMAIL:{address}\r\nEND:VCARD\r\n"
        for number, address in enumerate(ADDRESSES, 1)
    ).encode()


def write(files: dict) -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, make in files.items():
        (FOLDER / name).write_bytes(make())


LEAKS = {
    "hidden-sheet.xlsx": lambda: hidden("hidden", CUSTOMERS),
    "very-hidden-sheet.xlsx": lambda: hidden("veryHidden", CUSTOMERS),
    "hidden-figures.xlsx": lambda: hidden("hidden", FIGURES, "原価計算"),
    "very-hidden-figures.xlsx": lambda: hidden("veryHidden", FIGURES, "原価計算"),
    "hidden-row.xlsx": lambda: one_sheet(hide_row),
    "hidden-column.xlsx": lambda: one_sheet(hide_column),
    "hidden-figures-row.xlsx": lambda: one_sheet(hide_row, [row[:3] for row in FIGURES]),
    "hidden-figures-column.xlsx": lambda: one_sheet(hide_column, [[name, cost, price] for name, price, cost in PRICES]),
    "flat-row.xlsx": lambda: one_sheet(lambda sheet: None, parts=FLAT_ROW),
    "flat-column.xlsx": lambda: one_sheet(lambda sheet: None, parts=FLAT_COLUMN),
    "filtered.xlsx": lambda: one_sheet(filter_rows),
    "collapsed-rows.xlsx": lambda: one_sheet(collapse_rows),
    "collapsed-columns.xlsx": lambda: one_sheet(collapse_columns),
    "pivot-people.xlsx": lambda: pivot(CUSTOMERS, "顧客"),
    "pivot-figures.xlsx": lambda: pivot(FIGURES, "原価計算"),
    "pivot-two-columns.xlsx": lambda: pivot([["得意先", "値引率"], *([f"A-{n}", n] for n in range(1, 9))], "値引"),
    "pivot-stale.xlsx": lambda: pivot(CUSTOMERS, "顧客", {"集計": [["件数", 3]], "顧客": CUSTOMERS[:1]}),
    "link-people.xlsx": lambda: link(CUSTOMERS),
    "link-figures.xlsx": lambda: link(FIGURES),
    "hidden-name.xlsx": lambda: names({"旧担当": '"見本 太郎 電話 090-0000-1111 住所 熊本県熊本市中央区見本町1-1"'}),
    "note.xlsx": lambda: noted("この先には言わないこと"),
    "threaded-comment.xlsx": threaded,
    "shared-history.xlsx": shared_history,
    "behind.xlsx": lambda: saved(book({"案内": FORM, "申込者": CUSTOMERS})),
    "hidden-sheet.xls": lambda: xls({"様式": FORM, "顧客": CUSTOMERS}, {"顧客": 1}),
    "very-hidden-sheet.xls": lambda: xls({"様式": FORM, "顧客": CUSTOMERS}, {"顧客": 2}),
    "hidden-figures.xls": lambda: xls({"様式": FORM, "原価計算": FIGURES}, {"原価計算": 1}),
    "hidden-row.xls": lambda: xls({"顧客": CUSTOMERS}, change=xls_set("row.hidden", 2, True)),
    "flat-row.xls": lambda: xls({"顧客": CUSTOMERS}, change=xls_flat_row),
    "hidden-column.xls": lambda: xls({"顧客": CUSTOMERS}, change=xls_set("col.hidden", 1, True)),
    "flat-column.xls": lambda: xls({"顧客": CUSTOMERS}, change=xls_set("col.width", 1, 0)),
    "hidden-sheet.xlsb": lambda: xlsb({"様式": FORM, "顧客": CUSTOMERS}, {"顧客": 1}),
    "very-hidden-sheet.xlsb": lambda: xlsb({"様式": FORM, "顧客": CUSTOMERS}, {"顧客": 2}),
    "hidden-row.xlsb": lambda: xlsb({"顧客": CUSTOMERS}, row=(2, 300, 0x10)),
    "flat-row.xlsb": lambda: xlsb({"顧客": CUSTOMERS}, row=(2, 0, 0x20)),
    "hidden-column.xlsb": lambda: xlsb({"顧客": CUSTOMERS}, column=(1, 2304, 1)),
    "flat-column.xlsb": lambda: xlsb({"顧客": CUSTOMERS}, column=(1, 0, 2)),
    "hidden-sheet.ods": lambda: ods(sheet={"stylename": "hidden"}),
    "hidden-row.ods": lambda: ods(row={"visibility": "collapse"}),
    "filtered.ods": lambda: ods(row={"visibility": "filter"}),
    "flat-row.ods": lambda: ods(row={"stylename": "flat-row"}),
    "hidden-column.ods": lambda: ods(column={"visibility": "collapse"}),
    "flat-column.ods": lambda: ods(column={"stylename": "flat-column"}),
    "addresses.xlsx": lambda: saved(book({"一覧": [["番号", "アドレス"], *map(list, enumerate(ADDRESSES, 1))]})),
    "addresses.vcf": cards,
    "addresses.zip": lambda: zipped({"2026/一覧.csv": "\n".join(ADDRESSES).encode()}),
    "named-addresses.zip": lambda: zipped({"送付先.csv": "\n".join(ADDRESSES).encode()}),
    "nested-addresses.zip": lambda: zipped({"中/二.zip": zipped({"一覧.csv": "\n".join(ADDRESSES).encode()})}),
    "nested-workbook.zip": lambda: zipped({"中/二.zip": zipped({"様式.xlsx": hidden("hidden", CUSTOMERS)})}),
}


if __name__ == "__main__":
    write(LEAKS)
