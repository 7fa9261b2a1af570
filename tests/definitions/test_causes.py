"""The causes that `workbench.yaml` adds: read, and refused with every problem at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.definitions import read_office_settings
from inspection_lib.errors import InvalidFilesError
from inspection_lib.language import Text, in_english
from inspection_lib.model import Cause, OwnCause

OFFICE = "name: Phòng\nkinds: [{id: school, name: Trường}]\ncauses:\n"
GOOD = """  - {id: MAT_BANG, name: {vi: Thiếu trụ sở, en: Lack of premises}, under: KINH_PHI}
  - {id: thien-tai, name: Thiên tai}
"""
BAD = """  - {id: kinh_phi, name: Tiền}
  - {id: A, name: {vi: can bo, en: Funds}}
  - {id: a, name: Khác hẳn, under: TIEN}
  - {id: "mat bang", name: Tiền}
"""


def test_own_causes_are_read(tmp_path: Path) -> None:
    """With the article's cause that they belong to, where one is named."""
    (tmp_path / "workbench.yaml").write_text(OFFICE + GOOD, encoding="utf-8")
    assert read_office_settings(tmp_path).causes == (
        OwnCause("MAT_BANG", Text("Thiếu trụ sở", "Lack of premises"), Cause.FUNDS),
        OwnCause("thien-tai", Text("Thiên tai", "")),
    )


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    """An id of the article, one that is there twice, a name that another has, an unknown cause above."""
    (tmp_path / "workbench.yaml").write_text(OFFICE + BAD, encoding="utf-8")
    with pytest.raises(InvalidFilesError) as raised:
        read_office_settings(tmp_path)
    found = {(problem.line, in_english(problem.fault.message)) for problem in raised.value.problems}
    assert {line for line, _ in found} == {4, 5, 6, 7}
    told = {text for _, text in found}
    assert "'kinh_phi' is one of the article's causes; it is there without being named." in told
    assert "Another cause has the name 'Funds'." in told
    assert "The cause 'a' is listed twice." in told
    assert "Another cause has the name 'Tiền'." in told
    under = next(problem for problem in raised.value.problems if "TIEN" in str(problem))
    assert all(cause.value in str(under) for cause in Cause)
