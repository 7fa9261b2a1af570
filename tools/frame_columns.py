"""Write the tables of columns into docs/analysts.md: `python -m tools.frame_columns`.

They follow from `TABLES` of `inspection_lib.frames`; a test fails when the page is out of date.
"""

from __future__ import annotations

from pathlib import Path

from inspection_lib.frames import TABLES, FrameTable, Kind

PAGE = Path(__file__).parent.parent / "docs" / "analysts.md"
MARK = "<!-- From here on the page is written by `python -m tools.frame_columns`. -->"
DTYPES = {
    Kind.CODE: "str",
    Kind.TEXT: "str",
    Kind.CATEGORY: "category",
    Kind.POINTS: "float64",
    Kind.COUNT: "Int64",
    Kind.YES_NO: "boolean",
    Kind.DAY: "datetime64[s]",
    Kind.MOMENT: "datetime64[us, UTC]",
}


def columns_of(table: FrameTable) -> str:
    """One table of columns, in Markdown."""
    lines = [f"### {table.name}", "", f"{table.about.en}. {table.about.vi}.", ""]
    lines += ["| column | dtype | unit | meaning | tiêu đề |", "| --- | --- | --- | --- | --- |"]
    for column in table.all_columns:
        dtype = "index" if column in table.index else DTYPES[column.kind]
        lines.append(f"| {column.name} | {dtype} | {column.unit} | {column.about.en} | {column.about.vi} |")
    return "\n".join(lines)


def updated(page: str) -> str:
    """The page with the tables of columns of now."""
    written, mark, _ = page.partition(MARK)
    if not mark:
        raise ValueError(f"{PAGE} has no line '{MARK}'.")
    tables = "\n\n".join(columns_of(table) for table in TABLES.values())
    return f"{written}{MARK}\n\n## Columns\n\n{tables}\n"


if __name__ == "__main__":
    PAGE.write_text(updated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
