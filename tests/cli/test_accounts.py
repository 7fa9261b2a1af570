"""What a reader did not take in, as commands print it."""

from __future__ import annotations

import pytest

from inspection_lib.cli.accounts import SHOWN_OF_A_KIND, print_left_out
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.tables import LeftOut, LeftOutKind


def test_many_of_a_kind_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """The first ones are printed with file and line; rows that only lack an answer are not."""
    said = message("The hidden row is not read.")
    rows = [LeftOut(LeftOutKind.HIDDEN_ROW, line, said) for line in range(2, 15)]
    blank = LeftOut(LeftOutKind.NOT_ANSWERED, 20, message("The row has no answer."))
    said = message("The row has no answer; its {columns} is not taken in.", columns="note")
    lost = LeftOut(LeftOutKind.NOT_ANSWERED, 21, said)
    print_left_out(open_catalogue(Language.EN), "r.csv", [*rows, blank, lost])
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "r.csv:2: The hidden row is not read."
    assert lines[SHOWN_OF_A_KIND:] == [
        "r.csv:21: warning: The row has no answer; its note is not taken in.",
        "r.csv: 3 more of this kind.",
    ]


def test_a_doubt_is_marked_names_its_cell_and_blank_lines_are_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Of an Excel form sheet and cell; of blank lines how many they are."""
    doubt = LeftOut(LeftOutKind.WARNING, 11, message("Check it."), cell="Phiếu!F11")
    blank = [
        LeftOut(LeftOutKind.BLANK, 3, message("The line is blank.")),
        LeftOut(LeftOutKind.BLANK, 5, message("The lines up to line {last} are blank.", last="9"), 9),
    ]
    print_left_out(open_catalogue(Language.EN), "r.xlsx", [*blank, doubt])
    assert capsys.readouterr().err.splitlines() == [
        "r.xlsx [Phiếu!F11]: warning: Check it.",
        "r.xlsx: 6 blank lines are not read.",
    ]
