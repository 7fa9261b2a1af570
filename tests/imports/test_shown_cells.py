"""What of a table's cells stands in messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.imports.responses import read_responses
from inspection_lib.imports.shown_cells import shown_cell
from inspection_lib.language import in_english
from inspection_lib.model import Campaign, Checklist

HEADER = "unit,item,source,value,note,evidence,cause,answered_by,answered_at"
GOOD = ["060", "A01", "self", "2017-01-25", "", "", "", "", ""]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("Huyện Na Rì", "Huyện Na Rì"),
        ("82,5 %", "82,5 %"),
        ("CCCD 019184000123", "…"),
        ("a.b@gmail.com", "…"),
        ("Ông Nguyễn Văn A ở tổ 5 đã đến nộp hai lần", "…"),
    ],
)
def test_a_short_cell_is_quoted_and_no_other(cell: str, shown: str) -> None:
    """A long text and what looks like personal data are found by their row and column."""
    assert shown_cell(cell) == shown


@pytest.mark.parametrize("column", [0, 1, 2, 3, 6, 8])
@pytest.mark.parametrize("text", ["CCCD 019184000123", "Bà Lê Thị Hoa ở tổ 5 phường Tân Lập", "0912 345 678"])
def test_a_shifted_column_tells_nothing_of_people(
    campaign: Campaign, checklists: dict[str, Checklist], tmp_path: Path, column: int, text: str
) -> None:
    """Wherever a text of people gets to, the row is refused or left out, and no message holds it."""
    path = tmp_path / "r.csv"
    cells = [*GOOD[:column], text, *GOOD[column + 1 :]]
    path.write_text(f"{HEADER}\n{','.join(cells)}\n", encoding="utf-8")
    imported, problems = read_responses(path, campaign, checklists)
    said = [str(problem) for problem in problems]
    said += [in_english(one.message) for one in imported.account.left_out]
    assert problems
    assert not any(text in each for each in said)
