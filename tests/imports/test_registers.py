"""The registers of a unit together."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.imports.registers import MOST_TOLD
from inspection_lib.language import in_english
from inspection_lib.workbench import load_registers
from tests.builders import a_campaign, a_unit
from tests.imports.one_stop import HEADER, LATE, ON_TIME, figures_of, measures_of, reading_of, warnings_of


def test_the_problems_of_all_registers_are_told_at_once(tmp_path: Path) -> None:
    """And no measure is given, also not that of the register that is right."""
    (tmp_path / "060.one_stop.csv").write_text(f"{HEADER}\n{ON_TIME}\n", encoding="utf-8")
    (tmp_path / "060.documents.csv").write_text(
        "number,day,secret,sent_by\n1,soon,no,paper\n", encoding="utf-8"
    )
    (tmp_path / "060.certificates.csv").write_text("serial\n1\n", encoding="utf-8")
    with pytest.raises(InvalidFilesError) as refused:
        measures_of(tmp_path)
    assert {Path(problem.file).name for problem in refused.value.problems} == {
        "060.documents.csv",
        "060.certificates.csv",
    }


def test_a_report_repeats_a_bounded_number_of_notes(tmp_path: Path) -> None:
    """`check` tells all of them."""
    groups = [f"Lĩnh vực số {number},,,,," for number in range(MOST_TOLD + 10)]
    rows = [HEADER, *groups, ON_TIME, *groups[:10], LATE]
    (tmp_path / "060.one_stop.csv").write_text("\n".join(rows), encoding="utf-8")
    read = reading_of(tmp_path)
    assert len(read.warnings) == MOST_TOLD + 20
    assert {len(measure.left_out) for measure in read.measures} == {MOST_TOLD}


def test_garbage_is_collected_again_afterwards(tmp_path: Path) -> None:
    """Also after a register that is refused."""
    (tmp_path / "060.one_stop.csv").write_text(f"{HEADER}\n{ON_TIME}\n{ON_TIME}\n", encoding="utf-8")
    with pytest.raises(InvalidFilesError):
        measures_of(tmp_path)
    assert gc.isenabled()


def test_a_register_without_rows_is_told(tmp_path: Path) -> None:
    """An export of the wrong period may hold its headings alone; 0 of 0 must not pass in silence."""
    (tmp_path / "060.one_stop.csv").write_text(f"{HEADER}\n", encoding="utf-8")
    read = reading_of(tmp_path)
    assert [str(problem.fault) for problem in read.warnings] == ["The register holds no rows."]


def test_a_dossier_that_is_returned_and_open_is_told(tmp_path: Path) -> None:
    """It counts by its day, as every other; people should know that its state says something else."""
    rows = [f"{ON_TIME},Đã trả kết quả", "7,p,2017-01-01,2017-01-05,2017-01-04,,Đang xử lý"]
    content = "\n".join([f"{HEADER},state", *rows])
    (tmp_path / "060.one_stop.csv").write_text(content, encoding="utf-8")
    assert figures_of(tmp_path)["settled_on_time"] == (2, 2, ())
    ((line, told),) = warnings_of(tmp_path)
    assert line == 0
    assert "open by their state; they count by their day: 1 (3)" in told
    assert any("open by their state" in str(note) for note in measures_of(tmp_path)[0].left_out)


def test_what_is_not_counted_is_told_once(tmp_path: Path) -> None:
    """Each sentence stands once beside the figure."""
    rows = [ON_TIME, "8,p,2018-01-01,2018-01-05,,"]
    (tmp_path / "060.one_stop.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    said = [in_english(note) for note in measures_of(tmp_path)[0].left_out]
    assert [note for note in said if "after the end" in note] == [
        "Rows after the end of the period, not counted: 1 (3)."
    ]


A_MAP = """register: one_stop
columns: {Số phiếu: dossier, Việc: procedure, Vào: received, Hẹn: due, Ra: returned}
missing: [apology]
"""


def test_two_mapping_files_that_fit_are_named(tmp_path: Path) -> None:
    """Nobody can say which is meant. One of the campaign comes before one for all campaigns."""
    folder = tmp_path / "registers" / "campaign"
    folder.mkdir(parents=True)
    row = "1,p,01-05-2017,02-05-2017,02-05-2017"
    (folder / "060.one_stop.csv").write_text(f"Số phiếu,Việc,Vào,Hẹn,Ra\n{row}\n", encoding="utf-8")
    for place, days in ((folder, "day-month-year"), (folder.parent, "month-day-year")):
        (place / "a.map.yaml").write_text(f"{A_MAP}days: {days}\n", encoding="utf-8")
    (folder.parent / "b.map.yaml").write_text(A_MAP, encoding="utf-8")
    assert "settled_on_time" in figures_of(folder)
    (folder / "a.map.yaml").unlink()
    with pytest.raises(InvalidFilesError, match=r"Several mapping files fit: a\.map\.yaml, b\.map\.yaml"):
        figures_of(folder)


def test_hours_with_a_zone_are_those_of_the_office(tmp_path: Path) -> None:
    """22:30 UTC is the next day in Vietnam, and still the day of the appointment in Paris."""
    rows = f"{HEADER}\n1,p,2017-01-01,2017-01-05,2017-01-05T22:30:00Z,yes\n"
    (tmp_path / "060.one_stop.csv").write_text(rows, encoding="utf-8")
    in_vietnam = a_campaign(a_unit())
    in_paris = replace(in_vietnam, office=replace(in_vietnam.office, time_zone="Europe/Paris"))
    on_time = [
        measure.numerator
        for campaign in (in_vietnam, in_paris)
        for measure in load_registers(tmp_path, campaign, "060").measures
        if measure.name == "settled_on_time"
    ]
    assert on_time == [0, 1]
