"""Whoever writes a table, and whatever stands around it, the same rows are read, and the rest is named."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from inspection_lib.tables import LeftOutKind, Table, read_table
from tests.tables.sheets import COLUMNS, Sheet, sheets
from tests.tables.writers import as_csv, by_openpyxl, by_pandas, by_xlsxwriter
from tests.trials import examples


def named(table: Table) -> set[tuple[str, int]]:
    """What the account names, each line by itself."""
    return {
        (one.kind, line)
        for one in table.account.left_out
        for line in range(one.line, max(one.line, one.last_line) + 1)
        if one.kind is not LeftOutKind.FORMAT
    }


def check(sheet: Sheet, table: Table) -> None:
    """The rows, and an account that names everything else."""
    assert table.problems == ()
    assert [(row.line, dict(row.cells)) for row in table.rows] == sheet.rows
    headers = {line for kind, line in sheet.left_out if kind == "header"}
    assert table.header_line in headers
    expected = {
        (kind, table.header_line if kind == LeftOutKind.COLUMN else line)
        for kind, line in sheet.left_out
        if kind != "header"
    }
    expected |= {(LeftOutKind.HIDDEN_SHEET, 0)} if sheet.hidden_sheet else set()
    expected |= {(LeftOutKind.OTHER_SHEET, 0)} if sheet.other_sheet else set()
    expected |= {(LeftOutKind.COMMENT, line) for line, _ in sheet.comments}
    assert named(table) == expected


@given(sheets(), st.booleans(), st.sampled_from([by_openpyxl, by_xlsxwriter]))
def test_openpyxl_and_xlsxwriter(sheet: Sheet, is_commented: bool, write: Callable[[Sheet], bytes]) -> None:
    """Titles, merged cells, totals, notes, hidden rows and sheets, two-line headers, formats of numbers."""
    if is_commented:
        sheet.comments.append((sheet.rows[0][0], 1))
    check(sheet, read_table(Path("r.xlsx"), COLUMNS, content=write(sheet)))


@given(sheets(plain=True))
def test_pandas(sheet: Sheet) -> None:
    """A frame without header and index."""
    check(sheet, read_table(Path("r.xlsx"), COLUMNS, content=by_pandas(sheet)))


@given(sheets(plain=True), st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_csv(sheet: Sheet, separator: str, encoding: str) -> None:
    """Any separator, with and without a mark of the byte order. Cells of several lines shift the lines."""
    for line, column in list(sheet.cells):
        value = sheet.cells[line, column][0]
        if isinstance(value, str) and "\n" in value:
            sheet.cells[line, column] = ("một dòng", "", "một dòng")
    for _, row in sheet.rows:
        row["value"] = "một dòng" if "\n" in row["value"] else row["value"]
    for _, row in sheet.rows:  # a number in a CSV file is a text
        row["value"] = {"57.7": "57.699999999999996", "1.2340": "1.234"}.get(row["value"], row["value"])
    check(sheet, read_table(Path("r.csv"), COLUMNS, content=as_csv(sheet, separator, encoding)))


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
@settings(max_examples=examples(2, 1), phases=[Phase.generate])
@given(made=st.lists(sheets(), min_size=8, max_size=8, unique_by=repr))
def test_libreoffice(profile: Path, suffix: str, made: list[Sheet]) -> None:
    """LibreOffice opens what openpyxl wrote and saves it in its formats, in one run for several sheets.

    Two runs in full length, one in `make test`.
    """
    with tempfile.TemporaryDirectory() as folder:
        for sheet, path in zip(made, save_by_libreoffice(made, Path(folder), suffix, profile), strict=True):
            check(sheet, read_table(path, COLUMNS))


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The settings of LibreOffice: its first start makes them, and takes longer than the later ones."""
    return tmp_path_factory.mktemp("libreoffice")


def save_by_libreoffice(made: list[Sheet], folder: Path, suffix: str, profile: Path) -> list[Path]:
    """Save sheets by LibreOffice; skips the test where it is missing."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("needs LibreOffice Calc; `make browser` installs it")
    (folder / "before").mkdir()
    before = [folder / "before" / f"{number}.xlsx" for number in range(len(made))]
    for sheet, path in zip(made, before, strict=True):
        path.write_bytes(by_openpyxl(sheet))
    command = [
        soffice,
        "--headless",
        f"-env:UserInstallation=file://{profile}",
        "--convert-to",
        suffix,
    ]
    subprocess.run([*command, "--outdir", folder / "after", *before], check=True, capture_output=True)
    return [folder / "after" / f"{path.stem}.{suffix}" for path in before]
