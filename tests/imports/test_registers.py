"""The registers of a unit together."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.imports.registers import MOST_TOLD
from tests.imports.one_stop import HEADER, LATE, ON_TIME, measures_of, reading_of


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
