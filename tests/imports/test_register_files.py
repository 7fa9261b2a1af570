"""Which files of a folder are registers, and which are meant to be one but are not read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.imports.register_files import find_registers
from inspection_lib.workbench.checking import check_paths
from inspection_lib.workbench.inspections import Workbench
from tests.imports.one_stop import (
    HEADER,
    LATE,
    reading_of,
)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("060.one_stp.csv", "nearest valid name is 'one_stop'"),
        ("60.one_stop.csv", "nearest valid name is '060'"),
        ("060.one_stop.xls", "also as 060.one_stop.csv"),
        ("060.one_stop.CSV", "also as 060.one_stop.csv"),
        ("060.one_stop.xlsx", "Keep one of the two files"),
        ("060.one_stop (1).csv", "nearest valid name is 'one_stop'"),
        ("060.documents.csv.gz", "Save it as CSV or XLSX"),
        ("060.documents.csv ", "Save it as CSV or XLSX"),
        ("060.Documents.csv", "nearest valid name is 'documents'"),
        ("060.documents", "Save it as CSV or XLSX"),
        ("060.one_stop.documents.csv", "is not known here"),
    ],
)
def test_a_table_that_no_report_would_read_is_refused(
    workbench: Workbench, tmp_path: Path, name: str, word: str
) -> None:
    """Otherwise the unit would be reported without its check against the register, and nobody would know."""
    campaign = workbench.campaign("2017-dot-1")
    for file in ("060.one_stop.csv", "060.one_stop.csv.bak", ".~lock.060.documents.csv#", "read me.md", name):
        (tmp_path / file).write_text(f"{HEADER}\n", encoding="utf-8")
    found, problems = find_registers(tmp_path, campaign)
    assert [register.path.name for register in found] == ["060.one_stop.csv"]
    assert [(Path(problem.file).name, word in str(problem)) for problem in problems] == [(name, True)]
    if name.startswith("060."):  # a unit alone does not do without it either
        with pytest.raises(InvalidFilesError, match=re.escape(word)):
            reading_of(tmp_path)


def test_a_folder_is_not_a_register(workbench: Workbench, tmp_path: Path) -> None:
    """Nor is a link without a target: the unit would be reported without its register."""
    (tmp_path / "060.one_stop.csv").mkdir()
    (tmp_path / "061.one_stop.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / "huyện").mkdir()
    found, problems = find_registers(tmp_path, workbench.campaign("2017-dot-1"))
    assert found == []
    assert [str(problem).partition(": ")[2].split()[0] for problem in problems] == [
        "Folders",
        "There",
        "Folders",
    ]


def test_a_unit_does_not_get_the_registers_of_a_unit_whose_code_begins_like_its_own(tmp_path: Path) -> None:
    """Codes hold dots: 06.SNV is an office of 06."""
    (tmp_path / "06.SNV.one_stop.csv").write_text(f"{HEADER}\n{LATE}\n", encoding="utf-8")
    (tmp_path / "06.SNV.one_stp.csv").write_text("", encoding="utf-8")
    assert reading_of(tmp_path, "06").measures == ()


def test_a_file_with_an_unknown_register_in_its_name_is_reported(
    workbench: Workbench, tmp_path: Path
) -> None:
    """Otherwise a misspelt file name would leave the register unread, and nobody would know."""
    folder = tmp_path / "registers" / "2017-dot-1"
    folder.mkdir(parents=True)
    (folder / "060.onestop.csv").write_text(HEADER, encoding="utf-8")
    (problem,) = check_paths(workbench, [tmp_path])
    assert "'onestop' is not known here. The nearest valid name is 'one_stop'." in str(problem)
