"""A table that lacks a needed column is checked all the same, as far as its other columns go."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.imports.incomplete_rows import CLOSING, row_to_check
from inspection_lib.imports.responses import read_responses
from inspection_lib.language import in_english
from inspection_lib.model import Campaign, Checklist
from tests.builders import a_checklist, an_item

CELLS = {"unit": "060", "item": "A1", "source": "inspector", "value": ""}


def test_an_answer_that_fits_stands_in_for_what_is_missing() -> None:
    """An item that the checklist lacks stays: it is wrong whatever is answered."""
    checklist = a_checklist([[an_item("A1")]])
    assert row_to_check(CELLS, ["value"], checklist) == CELLS | CLOSING
    assert row_to_check(CELLS | {"item": "Z9"}, ["value"], checklist) == CELLS | {"item": "Z9"}
    assert row_to_check(CELLS, ["unit"], None) == CELLS | CLOSING
    assert row_to_check(CELLS | {"value": "x"}, ["source"], checklist)["value"] == "x"


@pytest.mark.parametrize(
    ("header", "row", "told"),
    [
        # Misspelt: the heading and the nearest one are named, and the cells are checked as what they mean.
        (
            "unit,item,source,vlaue,noet",
            "060,C05,self,xx,",
            ["columns value are missing", "D (vlaue)", "E (noet)", "'xx' does not fit item C05"],
        ),
        # Not there at all: the other columns are checked.
        ("unit,item,source,result", "999,C05,self,3", ["value are missing", "D (result)", "Unit '999'"]),
        ("unit,item,source,result", "060,Z9,slef,3", ["value are missing", "D (result)", "'slef'", "'Z9'"]),
        ("unit,item,source,result", "060,C05,self,3", ["value are missing", "D (result)"]),
        ("item,source,value,answered_at", "C05,self,3,today", ["unit are missing", "'today' does not fit"]),
        ("unit,item,value", "060,C05,xx", ["source are missing", "'xx' does not fit item C05"]),
        ("unit,item,value", "060,C05,", ["source are missing"]),
    ],
)
def test_one_round_tells_all(
    tmp_path: Path,
    campaign: Campaign,
    checklists: dict[str, Checklist],
    header: str,
    row: str,
    told: list[str],
) -> None:
    """Each fault once, none of a cell that is not there, and nothing is read."""
    path = tmp_path / "r.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    imported, problems = read_responses(path, campaign, checklists)
    said = [in_english(problem.fault.message) for problem in problems]
    assert len(said) == len(told), said
    assert all(any(word in one for one in said) for word in told), said
    assert imported.entries == ()
