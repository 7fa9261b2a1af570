"""The command export, and the import of what it wrote after somebody edited it."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspection_lib.imports import standing_answers
from inspection_lib.model import Entry, EventKind, ResponseEvent
from inspection_lib.record import in_order, open_store
from inspection_lib.workbench import DEFAULT_STORE, Workbench, open_recorder
from tests.cli.conftest import Command
from tests.conftest import CAMPAIGN, MadeOnce
from tests.frames.conftest import make_results
from tests.makers.results import UNITS

HOSTILE = '=HYPERLINK("http://example.org", A1)'
pytestmark = pytest.mark.slow
KEY = ("060", "A02", "inspector")
AnswerKey = tuple[str, str, str]
Answers = dict[AnswerKey, tuple[str, str, tuple[str, ...], str]]
Edit = Callable[[list[list[str]]], None]


@pytest.fixture
def export(
    made_once: MadeOnce, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """The command in a copy of a workbench with reports, and a remark that looks like a formula."""
    home = tmp_path / "home"
    shutil.copytree(make_results(made_once).folder, home)
    monkeypatch.chdir(home)
    monkeypatch.setenv("INSPECTION_LANGUAGE", "en")
    answer(home, ("06.SNV", "A01", "self"), note=HOSTILE)
    return Command(home, monkeypatch, capsys)


def answer(home: Path, key: AnswerKey, *, raw: str = "", note: str) -> None:
    """Record an answer on this machine, as it stands if ``raw`` is empty, with a remark."""
    unit, item, source = key
    raw = raw or standing_answers(events(home, unit))[key][0].raw
    recorder = open_recorder(
        Workbench(home), Workbench(home).campaign(CAMPAIGN), open_store(DEFAULT_STORE, home)
    )
    entry = Entry(unit, EventKind.ANSWERED, item, source, raw, note=note, actor="Đoàn kiểm tra")
    assert len(recorder.record([entry])) == 1


def events(home: Path, unit: str) -> list[ResponseEvent]:
    return in_order(open_store(DEFAULT_STORE, home).events(CAMPAIGN, unit))


def answers(home: Path) -> Answers:
    """What stands in the record: value, remark, evidence, cause of each answer."""
    return {
        key: (given[0].raw, given[0].note, given[0].evidence, given[0].cause)
        for unit in UNITS
        for key, given in standing_answers(events(home, unit)).items()
    }


def edit(path: Path, change: Edit) -> None:
    """Open an exported table as a program would, change its cells and save it."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        rows = [[str(cell.value or "") for cell in row] for row in book["answers"].iter_rows()]
        before = [list(row) for row in rows]
        change(rows)
        page = book["answers"]
        if len(rows) == len(before) and rows[0] == before[0]:
            for at, (old, new) in enumerate(zip(before, rows, strict=True), start=1):
                for column, text in enumerate(new, start=1):
                    if old[column - 1] != text:
                        page.cell(at, column, text)
        book.save(path)
    elif path.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        change(rows)
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        path.write_text(text.getvalue(), "utf-8")
    else:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        table = parts["content.xml"].decode()
        start = table.index(f">{KEY[1]}<", table.index(f">{KEY[0]}<"))
        row_end = table.index("</table:table-row>", start)
        row = table[start:row_end]
        assert ">inspector<" in row
        cells = [["unit", "item", "source", "value"], [*KEY, ""]]
        change(cells)
        old = row.split(">inspector<", 1)[1].split("<text:p>", 1)[1].split("</text:p>", 1)[0]
        new = row.replace(f"<text:p>{old}</text:p>", f"<text:p>{cells[1][3]}</text:p>", 1)
        parts["content.xml"] = (table[:start] + new + table[row_end:]).encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)


def set_value(value: str) -> Edit:
    """Write another answer into the row of `KEY`."""

    def change(rows: list[list[str]]) -> None:
        unit, item, source, at = (rows[0].index(name) for name in ("unit", "item", "source", "value"))
        (row,) = (row for row in rows if (row[unit], row[item], row[source]) == KEY)
        row[at] = value

    return change


def test_an_exported_table_comes_back_with_its_edits_alone(export: Command) -> None:
    """In every format one edited cell changes one answer and adds two events: the answer and the import."""
    for kind, value in (("xlsx", "a"), ("csv", "c"), ("ods", "b")):
        before, count = answers(export.folder), sum(len(events(export.folder, unit)) for unit in UNITS)
        out = export.good("export", CAMPAIGN, "--to", kind, "--table", "answers", "-o", f"t.{kind}")
        assert out == f"t.{kind}: {len(before)} rows.\n"
        edit(export.folder / f"t.{kind}", set_value(value))
        out = export.good("import", CAMPAIGN, f"t.{kind}")
        assert f"{len(before) - 1} rows as they were exported, 1 edited, 0 added." in out
        after = answers(export.folder)
        assert {key: after[key] for key in after if after[key] != before.get(key)} == {
            KEY: (value, *before[KEY][1:])
        }
        assert before.keys() == after.keys()
        assert sum(len(events(export.folder, unit)) for unit in UNITS) == count + 2
    latest = standing_answers(events(export.folder, KEY[0]))[KEY][0]
    assert latest.answered_at == latest.recorded_at, "the time of the old answer is not that of the new one"


def test_everything_else_in_an_edited_table_is_told(export: Command) -> None:
    """A conflict, a row that is gone, one that was added, a value that is no option, a renamed column."""
    export.good("export", CAMPAIGN, "--to", "csv", "--table", "answers", "-o", "t.csv")
    before = answers(export.folder)
    exported = (export.folder / "t.csv").read_text("utf-8-sig")
    answer(export.folder, KEY, raw="a", note="seen again")
    standing = answers(export.folder)

    edit(export.folder / "t.csv", set_value("c"))
    ran = export("import", CAMPAIGN, "t.csv")
    stands = "“All six areas; results, tasks, dates and funds are stated”"
    assert f"the answer is another one now than when the file was exported. {stands}" in ran.err
    assert "“An area is missing, or three or more elements are missing” is not taken in." in ran.err
    assert answers(export.folder) == standing

    (export.folder / "t.csv").write_text(exported, "utf-8")
    edit(export.folder / "t.csv", lambda rows: rows.pop(-1))
    ran = export("import", CAMPAIGN, "t.csv")
    assert "1 answers of its units are not in the file and stay as they are: 061 " in ran.err
    assert answers(export.folder) == standing

    (export.folder / "t.csv").write_text(exported, "utf-8")
    edit(export.folder / "t.csv", set_value("no such option"))
    assert "A02" in export.bad("import", CAMPAIGN, "t.csv")

    (export.folder / "t.csv").write_text(exported, "utf-8")
    edit(export.folder / "t.csv", lambda rows: rows.__setitem__(0, [*rows[0][:5], "remark", *rows[0][6:]]))
    assert "remark" in export.bad("import", CAMPAIGN, "t.csv")
    assert answers(export.folder) == standing
    assert before.keys() == standing.keys()


def test_a_row_may_be_added_to_an_exported_table(export: Command) -> None:
    """It has no mark. In the second campaign A02 of unit 061 has no answer of the inspectors."""
    export.good("export", "2017-dot-2", "--to", "csv", "--table", "answers", "-o", "t.csv")
    path = export.folder / "t.csv"
    path.write_text(path.read_text("utf-8-sig") + "2017-dot-2,061,A02,inspector,b,,,,,,,,\r\n", "utf-8")
    assert " 0 edited, 1 added." in export.good("import", "2017-dot-2", "t.csv")
    again = path.read_text("utf-8").replace("inspector,b,,", "inspector,c,,")
    path.write_text(again, "utf-8")
    told = export("import", "2017-dot-2", "t.csv").err
    assert "“An area is missing, or three or more elements are missing” is not taken in." in told


def test_a_file_that_comes_twice_with_another_edit_keeps_the_first(export: Command) -> None:
    """The answer that the first edit brought is no conflict with itself."""
    export.good("export", CAMPAIGN, "--to", "csv", "--table", "answers", "-o", "t.csv")
    edit(export.folder / "t.csv", set_value("c"))
    export.good("import", CAMPAIGN, "t.csv")
    edit(export.folder / "t.csv", lambda rows: rows[1].__setitem__(5, "another remark"))
    out = export.good("import", CAMPAIGN, "t.csv")
    assert "2 edited" in out
    assert sorted(one[1] for one in answers(export.folder).values()).count("another remark") == 1
    assert answers(export.folder)[KEY][0] == "c"


def test_no_campaign_takes_in_the_answers_of_another(export: Command) -> None:
    """The column `campaign` says whose answers these are."""
    export.good("export", CAMPAIGN, "--to", "csv", "--table", "answers", "-o", "t.csv")
    error = export.bad("import", "2017-dot-2", "t.csv")
    assert f"The row is of campaign {CAMPAIGN}, not of 2017-dot-2." in error


def test_all_tables_are_written_in_the_chosen_language(export: Command) -> None:
    """A sheet for each table, the campaign's mark in each row, and headings with their units."""
    ran = export("export", CAMPAIGN, "-o", "t.xlsx", "--language", "vi")
    assert "trong kho có câu trả lời mới hơn của 1 đơn vị: 06.SNV" in ran.err
    book = load_workbook(export.folder / "t.xlsx", read_only=True)
    assert book.sheetnames == ["scores", "areas", "items", "findings", "answers", "events"]
    for name in book.sheetnames:
        rows = list(book[name].iter_rows(values_only=True))
        at = rows[0].index("Dữ liệu minh họa")
        assert {row[at] for row in rows[1:]} == {"DỮ LIỆU MINH HỌA / demonstration data"}, name
    assert "Điểm quy đổi (thang 100)" in next(book["scores"].iter_rows(values_only=True))
    ran = export("import", CAMPAIGN, "t.xlsx", "--language", "vi")
    assert (ran.status, "không đọc trang tính 'events'" in ran.err.lower()) == (0, True)
    assert f"{len(answers(export.folder))} " in ran.out


def test_a_table_that_does_not_exist_names_the_nearest(export: Command) -> None:
    """And a CSV file holds one table."""
    assert "answers" in export.bad("export", CAMPAIGN, "--table", "answer")
    assert "one table" in export.bad("export", CAMPAIGN, "--to", "csv", "-o", "t.csv")
