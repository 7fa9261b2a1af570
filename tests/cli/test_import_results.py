"""What is printed of an import."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.cli.import_results import SHOWN, print_result, refusals
from inspection_lib.language import Language, open_catalogue
from inspection_lib.record.importing import Change, FileResult
from tests.record.imports import a_file

EN = open_catalogue(Language.EN)
PATH = Path("f.csv")


def as_recorded(unit: str, item: str, raw: str) -> str:
    """The answer as the record has it; `tests/cli/test_forms.py` reads it in words."""
    return raw


def test_many_remarks_are_counted_and_a_dry_run_shows_all(capsys: pytest.CaptureFixture[str]) -> None:
    """A file of ten thousand older rows does not fill the screen."""
    file = a_file(*[("X", "yes", "2017-05-24")] * (SHOWN + 5))
    result = FileResult(file, ("060",), older=[Change(entry, ()) for entry in file.entries])
    print_result(result, PATH, EN, as_recorded, everything=False)
    said = capsys.readouterr()
    assert said.err.count("does not replace it") == SHOWN
    assert "5 more such rows" in said.err
    assert f"{SHOWN + 5} rows, 0 new events" in said.out
    print_result(result, PATH, EN, as_recorded, everything=True)
    assert capsys.readouterr().err.count("does not replace it") == SHOWN + 5


def test_all_that_stands_in_the_way_is_listed_with_its_row() -> None:
    """Every change that needs a word, and every answer that is there twice."""
    file = a_file(("X", "yes", ""), ("Y", "no", ""), ("Y", "yes", ""))
    x, y, z = file.entries
    result = FileResult(file, ("060",), undecided=[Change(x, ())], doubled=[(y, z)])
    problems = list(refusals(result, PATH, EN, as_recorded))
    assert sorted(problem.line for problem in problems) == [2, 3]
    assert "f.csv:4" in str(next(problem for problem in problems if problem.line == 3))
