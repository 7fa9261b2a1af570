"""Tables in the layouts of offices become checklists; each cell of the source is accounted for."""

from __future__ import annotations

import re
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inspection_lib.checklist_tables import Use, Wishes, checklist_from_table, file_text, id_of
from inspection_lib.definitions import parse_yaml
from inspection_lib.errors import InvalidFilesError
from inspection_lib.language import Language, open_catalogue
from inspection_lib.tables import read_sheets
from tests.checklist_tables.office_tables import (
    HOSPITAL,
    HOSPITAL_MERGED,
    KINDS,
    PROVINCE,
    PROVINCE_MERGED,
    WISHES,
    a_book,
    all_items,
    areas,
    items,
    read,
    said,
    school_file,
)

ENGLISH = open_catalogue(Language.EN)
LAYOUTS = {
    "province.xlsx": a_book(PROVINCE, PROVINCE_MERGED),
    "hospital.xlsx": a_book(HOSPITAL, HOSPITAL_MERGED),
    "school.docx": school_file(),
}


def test_a_table_with_numbers_of_three_levels() -> None:
    """Levels in one cell and in rows, a deduction, parts that add up, a total that is wrong."""
    found = read(LAYOUTS["province.xlsx"])
    assert found.tree["title"] == PROVINCE[0][0]
    assert (found.tree["unit_kind"], found.tree["valid_from"], found.tree["points"]) == (
        "commune",
        "2026-01-01",
        "15",
    )
    assert {name: (item["kind"], item["points"]) for name, item in items(found).items()} == {
        "1.1.1": ("level", "2"),
        "1.1.2": ("ratio", "2"),
        "1.2": ("occurrences", "6"),
        "2.1-1": ("yes_no", "2"),
        "2.1-2": ("yes_no", "3"),
    }
    assert items(found)["1.1.1"]["evidence"] == ["Kế hoạch", "Báo cáo"]
    assert items(found)["1.2"]["labels"] == {"occurrence": "báo cáo chậm"}
    assert items(found)["2.1-2"]["question"] == "Công khai: Trên trang điện tử"
    assert said(found) == [
        (8, "1.1.2", "The table does not say which two figures make the share."),
        (8, "1.1.2", "The table does not say what 0 of 0 means. It does not apply for now."),
        (12, "1.2", "The table does not say how much may be taken away. All points may be lost for now."),
        (12, "1.2", "The file has no place for '{heading}': '{text}'."),
        (14, "2.1", "The lines add up to the maximum, so each became an item of its own, yes or no."),
        (15, "", "The row '{text}' says {points} points; all items add up to {total}."),
    ]


def test_a_table_with_a_column_for_each_level() -> None:
    """Merged cells group the rows; the headings of columns are the levels of the answer."""
    found = read(LAYOUTS["hospital.xlsx"])
    assert [(area["title"], area["points"]) for area in areas(found)] == [("Khám bệnh", "5"), ("Dược", "5")]
    levels = items(found)["r6.3"]["scoring"]["levels"]
    assert [(level["label"], level["points"]) for level in levels] == [
        ("Tốt", "5"),
        ("Khá", "2.5"),
        ("Kém", "0"),
    ]
    assert (found.tree["unit_kind"], {item["kind"] for item in items(found).values()}) == (
        "hospital",
        {"level"},
    )


def test_a_word_file_whose_table_goes_on_over_pages() -> None:
    """I, 1, a; the header is repeated; totals of a part and of all are right and compared."""
    found = read(LAYOUTS["school.docx"], "school.docx")
    assert list(items(found)) == ["I.1.a", "I.1.b", "I.2", "II.1"]
    assert items(found)["II.1"]["scoring"] == {
        "rule": "ratio_linear",
        "zero_at": "0",
        "full_at": "1",
        "zero_denominator": "not_applicable",
    }
    assert [one.place.table for one in found.decisions if one.target == "II.1"] == [2, 2]
    assert [cell.text for cell in found.cells if cell.use is Use.NOT_READ] == ["Ghi chú: điểm lẻ đến 0,25."]


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_cell_is_accounted_for(name: str) -> None:
    """What is not read is among the decisions, with its text."""
    found = read(LAYOUTS[name], name)
    sheets = read_sheets(Path(name), content=LAYOUTS[name]).sheets
    texts = [
        line.own(at)
        for sheet in sheets
        for line in sheet.lines
        for at in range(len(line.cells))
        if line.own(at)
    ]
    assert [cell.text for cell in found.cells] == texts
    told = " ".join(ENGLISH.format(one.fault.message) for one in found.decisions)
    assert all(cell.text in told for cell in found.cells if cell.use is Use.NOT_READ)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_file_holds_the_words_of_the_table(name: str) -> None:
    """It reads back as the tree; what has no field of its own stands in comments."""
    found = read(LAYOUTS[name], name)
    text = file_text(found, ENGLISH, name)
    file, problems = parse_yaml("x", text)
    assert (file.tree, problems) == (found.tree, [])
    kept = (Use.ITEM, Use.EVIDENCE, Use.COMMENT, Use.SCORING)
    words = " ".join(text.replace("# ", "").split())
    for cell in found.cells:
        parts = cell.text.split("\n") if cell.use in kept and not cell.text.isdecimal() else ()
        assert all(part.lstrip("- ").strip() in words for part in parts), cell


def test_items_say_their_row_and_what_is_open() -> None:
    """In the language of whoever reads the file."""
    text = file_text(read(LAYOUTS["province.xlsx"]), open_catalogue(Language.VI), "a.xlsx")
    lines = [line.strip() for line in text.splitlines()]
    at = lines.index("- id: 1.1.2")
    assert lines[at - 3] == "# dòng 8"
    assert lines[at - 2].startswith("# CẦN QUYẾT ĐỊNH: Bảng không nêu tỷ lệ")
    assert lines[1] == "# Lập từ a.xlsx."
    assert "'from: 90' là từ 90 % tổng điểm tối đa" in lines[lines.index("bands:") - 1]
    assert any("tạm lấy từ 90 %, 80 %, 70 % và 50 % tổng điểm tối đa" in line for line in lines)


HEADS = (
    ("STT", "Tiêu chí", "Điểm tối đa", "Cách chấm", "Minh chứng", "Ghi chú", "Tự chấm"),
    ("TT", "Lĩnh vực", "Nội dung", "Điểm", "Mức tốt", "Mức kém", "English"),
)
NUMBERS = ("", "1", "1.1", "1.2", "I", "a", "-", "2", "TC1", "Tổng", "?", "{word}")
TEXTS = (
    "",
    "{word}",
    "{word} {word}b",
    "{word}: 1 điểm\n{word}b: 0 điểm",
    "- {word}",
    "Từ 90% {word}: 2",
    "# {word}: {b",
)
POINTS = ("", "1", "2", "0", "{word}")
# Numbers that are no heading's: the criterion holds a group and no item of its own.
DEEP_ROWS = [[number, f"w{row}x1", *[""] * 5] for row, number in enumerate(("", "1", "1.1", "", "I"))]


@st.composite
def rows_of(draw: st.DrawFn) -> list[list[str]]:
    """A header, and rows in which every text holds a word that stands nowhere else."""
    head = draw(st.sampled_from(HEADS))
    rows = [list(head)]
    for row in range(draw(st.integers(1, 10))):
        cells = []
        for column, heading in enumerate(head):
            shapes = NUMBERS if column == 0 else POINTS if "iểm" in heading else TEXTS
            cells.append(draw(st.sampled_from(shapes)).replace("{word}", f"w{row}x{column}"))
        rows.append(cells)
    return rows


@settings(max_examples=80)
@given(rows_of(), st.booleans())
@example([list(HEADS[0]), *DEEP_ROWS], False)
def test_nothing_of_any_table_is_lost(rows: list[list[str]], is_merged: bool) -> None:
    """Every word stands in the file or in a decision; the sums agree and the file reads back."""
    content = a_book(rows, ["A3:G3"] if is_merged and len(rows) > 2 else [])
    try:
        found = read(content)
    except InvalidFilesError:  # no row of it could be an item
        return
    lines = read_sheets(Path("x.xlsx"), content=content).sheets[0].lines
    assert len(found.cells) == sum(bool(line.own(at)) for line in lines for at in range(len(line.cells)))
    text = file_text(found, ENGLISH, "x")
    told = text + " ".join(ENGLISH.format(one.fault.message) for one in found.decisions)
    for cell in found.cells:
        assert cell.use is Use.TOTAL or all(word in told for word in re.findall(r"w\d+x\d+b?", cell.text)), (
            cell
        )
    assert parse_yaml("x", text)[0].tree == found.tree
    assert sum(float(item["points"]) for item in items(found).values()) == float(str(found.tree["points"]))
    assert len(items(found)) == len(all_items(found))


def test_a_file_without_a_table_is_refused() -> None:
    """It says what a table needs."""
    for rows in ([("BẢNG",)], [], [("Mã", "Tên"), ("1", "x")]):
        with pytest.raises(InvalidFilesError, match="no scoring table"):
            read(a_book(rows))


def test_names_of_files_become_ids() -> None:
    """Without marks and signs."""
    assert id_of("Bộ tiêu chí (2026)") == "bo-tieu-chi-2026"
    assert id_of("2026 đợt 1") == "c-2026-dot-1"


@pytest.mark.slow
def test_libreoffice_writes_the_same_table(tmp_path: Path) -> None:
    """An office that works in LibreOffice saves XLSX or ODS."""
    (tmp_path / "in.xlsx").write_bytes(LAYOUTS["province.xlsx"])
    for suffix in ("ods", "xlsx"):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        arguments = ["--headless", "--convert-to", suffix, "--outdir", suffix, "in.xlsx"]
        subprocess.run(["soffice", profile, *arguments], cwd=tmp_path, check=True, capture_output=True)
        written = tmp_path / suffix / f"in.{suffix}"
        assert checklist_from_table(written, WISHES).tree == read(LAYOUTS["province.xlsx"]).tree


def test_the_kind_of_unit_that_somebody_named_counts() -> None:
    """Nothing is to be decided about it then."""
    found = checklist_from_table(
        Path("x.xlsx"), Wishes("x", date(2026, 5, 1), KINDS, ("school",)), LAYOUTS["province.xlsx"]
    )
    assert found.tree["unit_kind"] == "school"
    assert not [one for one in found.decisions if "kind of unit" in one.fault.message.text]


def test_thousands_of_rows_are_quick() -> None:
    """Three thousand items take less than five seconds of processor time, from the file to the checklist."""
    head = ("STT", "Tiêu chí", "Điểm tối đa", "Cách chấm")
    words = "Từ 80% đến dưới 100%: 0,1 điểm; đạt 100%: 0,2 điểm; dưới 80%: 0 điểm"
    rows = [(f"{at // 100 + 1}.{at % 100 + 1}", "Ban hành kế hoạch", 0.2, words) for at in range(3000)]
    content = a_book([head, *rows])
    before = time.process_time()
    found = read(content)
    assert time.process_time() - before < 5
    assert len(items(found)) == 3000
