"""Writes the workbooks that look like leaks and are none into `files/leaks/`: `python tests/attachments/workbook_near_misses.py`.

`tests/leaks/workbooks.toml` says that nobody is warned of them.
"""

import re

from repack import repack
from spreadsheets import MAIN, OFFICE
from workbook_leaks import (
    CUSTOMERS, FIGURES, FORM, book, hidden, link, names, one_sheet, pivot, relationships, saved, write, xls
)


def prices(*columns) -> bytes:
    """2,000 items, each with its codes."""
    head = ["単価", *[name for name, _ in columns]]
    return saved(book({"価格表": [head, *([100, *(code(number) for _, code in columns)] for number in range(1, 2001))]}))


def jan(number: int) -> int:
    """Thirteen digits with their check digit."""
    digits = f"490000{number:06}"
    return int(digits + str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10))


def frozen(sheet) -> None:
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = "A1:E7"
    sheet.print_title_rows = "1:1"
    sheet.print_area = "A1:E7"
    sheet.row_dimensions.group(3, 5, outline_level=1, hidden=False)
    sheet.column_dimensions.group("C", "D", outline_level=1, hidden=False)


def helper_columns(sheet) -> None:
    """Numbers of rows, a one to be counted, and formulas."""
    for number in range(2, 5):
        sheet.cell(number, 3, number - 1)
        sheet.cell(number, 4, 1)
        sheet.cell(number, 5, f'=A{number}&"："&B{number}')
        sheet.cell(number, 6, f"=LEN(A{number})*B{number}")
    for column in "CDEF":
        sheet.column_dimensions[column].hidden = True


COPIED = "受付の控えから写した令和八年度の分のすべてをここに並べたもの"


def computed(part: bytes) -> bytes:
    """What formulas gave last, which Excel keeps beside them and openpyxl does not."""

    def keep(match: re.Match) -> bytes:
        column, row, formula = match.groups()
        is_text = column == b"E"
        kind, value = b' t="str"' if is_text else b"", COPIED if is_text else int(row) ** 3
        return b'<c r="%s%s"%s>%s<v>%s</v>' % (column, row, kind, formula, str(value).encode())

    return re.sub(rb'<c r="([EF])(\d)">(<f>.*?</f>)<v></v>', keep, part)


def table_of(name: str, sheet: str) -> dict:
    """A table with a name on the sheet of this number."""
    table = f'<table xmlns="{MAIN}" id="1" name="{name}" displayName="{name}" ref="A1:E7"/>'
    return {
        "xl/tables/table1.xml": table.encode(),
        f"xl/worksheets/_rels/{sheet}.xml.rels": relationships((f"{OFFICE}/table", "../tables/table1.xml", "")),
    }


PREFECTURES = ["北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "東京都", "大阪府", "沖縄県"]
TOWNS = [["郵便番号", "都道府県", "市区町村"], *([f"86{n}-{n:04}", "熊本県", f"熊本市見本区見本{n}丁目"] for n in range(1, 9))]
WIDE = [["コード", "名称", "区分", "開始", "終了", "備考"], *([n, f"事業{n}", "一般", 2020, 2026, "継続"] for n in range(1, 9))]
BLANK = [["申込書"], ["氏名", "", "ふりがな", ""], ["住所", "", "郵便番号", ""], ["電話番号", "", "生年月日", ""]]
BLANK_TABLE = [["番号", "氏名", "住所", "電話番号", "メールアドレス"], *([n, "", "", "", ""] for n in range(1, 31))]
NAMES = {
    "_xlnm._FilterDatabase": "様式!$A$1:$B$3",
    "solver_adj": "様式!$A$1:$A$3",
    "IQ_CH": '"110000"',
    "選択肢": "OFFSET(様式!$A$1,0,0,COUNTA(様式!$A:$A),1)",
}
NEAR_MISSES = {
    "lookup-one-column.xlsx": lambda: hidden("hidden", [[name] for name in PREFECTURES], "Sheet2"),
    "lookup-two-columns.xlsx": lambda: hidden("hidden", [["コード", "名称"], *map(list, enumerate(PREFECTURES, 1))], "Data"),
    "lookup-postal-codes.xlsx": lambda: hidden("hidden", TOWNS, "Sheet3"),
    "lookup-list.xlsx": lambda: hidden("hidden", WIDE, "リスト"),
    "lookup-master.xlsx": lambda: hidden("veryHidden", WIDE, "事業マスタ"),
    "lookup.xls": lambda: xls({"様式": FORM, "Sheet2": TOWNS}, {"Sheet2": 1}),
    "prices-7-and-12.xlsx": lambda: prices(("品番", lambda n: 8600001 + n), ("伝票", lambda n: 100000000000 + n * 11)),
    "prices-jan.xlsx": lambda: prices(("JAN", jan)),
    "prices-as-postal-codes.xlsx": lambda: prices(("型番", lambda n: f"{n // 100 + 860}-{n:04}")),
    "prices-as-telephones.xlsx": lambda: prices(("品目", lambda n: f"03-5000-{n:04}")),
    "blank-form.xlsx": lambda: saved(book({"申込書": BLANK})),
    "blank-table.xlsx": lambda: saved(book({"名簿": BLANK_TABLE})),
    "frozen.xlsx": lambda: one_sheet(frozen, FIGURES),
    "helper-columns.xlsx": lambda: one_sheet(helper_columns, CUSTOMERS[:3], {"xl/worksheets/sheet1.xml": computed}),
    "empty-hidden-sheet.xlsx": lambda: hidden("hidden", [], "Sheet2"),
    "hidden-names.xlsx": lambda: names(NAMES),
    "pivot-of-sheet.xlsx": lambda: pivot(FIGURES, "売上", {"集計": [["合計", 6]], "売上": FIGURES}),
    "pivot-of-table.xlsx": lambda: repack(
        pivot(FIGURES, "売上", {"集計": [["合計", 6]], "Sheet2": FIGURES}), table_of("売上", "sheet2")
    ),
    "link-without-values.xlsx": lambda: link([]),
}


if __name__ == "__main__":
    write(NEAR_MISSES)
