"""The commands import and withdraw-import; tests/cases/test_imports.py has what an import replaces."""

from __future__ import annotations

import json

import pytest

from inspection_lib.cli import PROBLEMS_PRINTED
from inspection_lib.cli.imports import LEFT_OUT_KEPT, MAX_ACCOUNT, account_text
from inspection_lib.language import message
from inspection_lib.model import EventKind
from inspection_lib.record import open_store
from inspection_lib.tables import Account, LeftOut, LeftOutKind
from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN


def an_account(blank: int) -> Account:
    left_out = tuple(
        LeftOut(LeftOutKind.NOT_ANSWERED, line, message("The row has no answer.")) for line in range(blank)
    )
    return Account("a.csv", "a" * 64, "csv", rows=3, left_out=left_out)


def test_an_account_is_kept_whole_unless_it_is_very_long() -> None:
    """Of thousands of blank rows the first are kept, and how many there are: events have a longest text."""
    assert Account.from_json(json.loads(account_text(an_account(5)))) == an_account(5)
    text = account_text(an_account(5000))
    assert len(text) < MAX_ACCOUNT
    content = json.loads(text)
    assert (len(content["left_out"]), content["counts"]) == (LEFT_OUT_KEPT, {LeftOutKind.NOT_ANSWERED: 5000})


def test_an_import_keeps_its_account_and_who_imported(command: Command) -> None:
    """In the event of the unit: role, file, number of rows and what was not taken in."""
    table = command.folder / "t.csv"
    table.write_text(f"unit,item,source,value\n{UNIT},A02,inspector,a\n{UNIT},A01,inspector,\n", "utf-8")
    out = command.good("import", CAMPAIGN, "t.csv", "--actor", "Thư ký")
    assert "t.csv: 1 rows without an answer." in out
    events = open_store("sqlite:///outputs/inspection.db", command.folder).events(CAMPAIGN, UNIT)
    (imported,) = (event for event in events if event.kind is EventKind.IMPORTED)
    content = json.loads(imported.raw)
    assert imported.place is not None
    assert (imported.actor, imported.place.file, content["rows"]) == ("Thư ký", "t.csv", 1)
    (left_out,) = json.loads(content["account"])["left_out"]
    assert (left_out["kind"], left_out["line"]) == ("not_answered", 3)


def test_an_import_needs_only_the_checklists_of_its_units(command: Command) -> None:
    """A file with a unit whose checklist is missing is refused whole; the others are imported."""
    (command.folder / "checklists" / "definitions" / "par-commune.v2.yaml").unlink()
    header = "unit,item,source,value\n"
    (command.folder / "good.csv").write_text(f"{header}{UNIT},A02,inspector,a\n", "utf-8")
    rows = f"{UNIT},A02,inspector,a\n01834,A01,inspector,yes\n01837,A01,inspector,yes\n"
    (command.folder / "both.csv").write_text(f"{header}{rows}", "utf-8")
    error = command.bad("import", CAMPAIGN, "both.csv", "good.csv")
    assert "both.csv:3: There is no checklist 'par-commune.v2'." in error
    events = open_store("sqlite:///outputs/inspection.db", command.folder).events(CAMPAIGN, UNIT)
    assert {event.place.file for event in events if event.place} == {"good.csv"}


def test_several_imports_of_one_name_are_told_apart_by_their_digests(command: Command) -> None:
    """Neither is taken back until one is named."""
    for folder, answer in (("one", "A02,inspector,a"), ("two", "D02,inspector,yes")):
        (command.folder / folder).mkdir()
        table = command.folder / folder / "t.csv"
        table.write_text(f"unit,item,source,value\n{UNIT},{answer}\n", "utf-8")
        command.good("import", CAMPAIGN, str(table))
    error = command.bad("withdraw-import", CAMPAIGN, "t.csv")
    assert error.count("t.csv (") == 2
    command.good("withdraw-import", CAMPAIGN, "two/t.csv")
    command.good("withdraw-import", CAMPAIGN, "t.csv")
    assert "can be taken back: –" in command.bad("withdraw-import", CAMPAIGN, "t.csv")


def test_of_very_many_problems_the_first_are_printed(command: Command) -> None:
    """A file of 200,000 rows with one cause would print 200,000 lines; the last line counts all."""
    path = command.folder / "many.csv"
    path.write_text(
        "unit,item,source,value\n" + "999,C05,self,3\n" * (PROBLEMS_PRINTED + 7), encoding="utf-8"
    )
    *first, more, count, outcome = command.bad("import", CAMPAIGN, str(path)).splitlines()
    assert (len(first), more) == (PROBLEMS_PRINTED, "7 more are not shown.")
    assert count == f"{PROBLEMS_PRINTED + 7} problems."
    assert outcome == f"{path}: nothing of it was recorded; correct it and import it again."


def test_a_refused_import_says_that_nothing_was_recorded(command: Command) -> None:
    """In its last lines, of each file that was left out; a file that was taken in is not among them."""
    header = "unit,item,source,value\n"
    (command.folder / "good.csv").write_text(f"{header}{UNIT},A02,inspector,a\n", "utf-8")
    (command.folder / "wrong.csv").write_text(f"{header}{UNIT},D02,inspector,maybe\n", "utf-8")
    (command.folder / "undecided.csv").write_text(f"{header}{UNIT},A02,inspector,b\n", "utf-8")
    ran = command("import", CAMPAIGN, "wrong.csv", "good.csv", "--language", "vi")
    assert (ran.status, "good.csv: 1 dòng" in ran.out) == (1, True)
    assert ran.err.splitlines()[-2:] == ["1 lỗi.", "wrong.csv: chưa ghi gì; sửa rồi nhập lại."]
    assert ran.err.count("chưa ghi gì") == 1
    last = command.bad("import", CAMPAIGN, "undecided.csv").splitlines()[-1]
    assert last == "undecided.csv: nothing of it was recorded; correct it and import it again."


@pytest.mark.parametrize("words", [("none.csv",), ("good.csv", "--leave-out", "phone")])
def test_without_a_file_to_read_nothing_is_recorded_either(command: Command, words: tuple[str, ...]) -> None:
    """A misspelt file, or a column to be left out that no file has: the last line says it."""
    (command.folder / "good.csv").write_text(f"unit,item,source,value\n{UNIT},A02,inspector,a\n", "utf-8")
    last = command.bad("import", CAMPAIGN, *words).splitlines()[-1]
    assert last == "Nothing was recorded; correct this and import again."
