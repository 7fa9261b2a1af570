"""docs/analysts.md: its tables of columns and of public names are whole, and its code runs."""

from __future__ import annotations

import re

import pytest

import inspection_lib
from inspection_lib import frames
from inspection_lib.workbench import Workbench
from tests.conftest import MadeOnce
from tests.frames.conftest import make_results
from tests.makers.results import LATER
from tools.frame_columns import PAGE, updated

TEXT = PAGE.read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
FIRST, SETTING, *QUESTIONS = SNIPPETS


@pytest.fixture(scope="session")
def results(made_once: MadeOnce) -> Workbench:
    """Two campaigns with reports and Parquet files."""
    return make_results(made_once)


def test_the_tables_of_columns_are_those_of_the_code() -> None:
    """`python -m tools.frame_columns` writes them."""
    assert updated(TEXT) == TEXT


def names_in(heading: str) -> set[str]:
    """The names in the first column of the table after a line."""
    table = TEXT.partition(heading)[2].partition("| --- | --- |\n")[2].partition("\n\n")[0]
    return {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])}


def test_every_public_name_is_on_the_page() -> None:
    """A name that is missing or undocumented fails here, and one that is no longer there."""
    assert names_in("These names of `inspection_lib`") == set(inspection_lib.__all__)
    assert names_in("Names of `inspection_lib.frames`") == set(frames.__all__)


@pytest.mark.parametrize("number", range(len(QUESTIONS) + 1))
def test_the_code_of_the_page_runs(
    results: Workbench, number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Over two campaigns, and each answer prints rows: an empty one would show nothing."""
    monkeypatch.chdir(results.folder)
    code = FIRST if number == 0 else SETTING + QUESTIONS[number - 1]
    assert number or '"2026-dot-1"' in code
    code = code.replace("2026-dot-1", LATER)  # the sample's second campaign; the tests have a smaller one
    found: dict[str, object] = {}
    exec(compile(code, PAGE.name, "exec"), found)
    if number:
        printed = capsys.readouterr().out
        assert "Empty" not in printed
        assert len(printed.splitlines()) > 2


def test_there_are_eleven_questions() -> None:
    """Each with the code that answers it; the first one twice, because units are merged."""
    assert len(QUESTIONS) - 1 == len(re.findall(r"^\*\*\d+\. ", TEXT, re.MULTILINE)) == 11
