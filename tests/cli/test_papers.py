"""Commands for paper and phones: export-xlsform, import-odk, paper."""

from __future__ import annotations

import sqlite3

from inspection_lib.model import Checklist
from tests.cli.conftest import Command
from tests.conftest import CAMPAIGN
from tests.exchange.test_odk import a_table, cell_name
from tests.makers.machines import ROLE


def test_a_checklist_becomes_a_form_for_phones_and_for_paper(command: Command) -> None:
    """Under the checklist's name, in the current folder."""
    assert "par-district.v2.xlsx" in command.good("export-xlsform", "par-district.v2")
    assert (command.folder / "par-district.v2.xlsx").read_bytes().startswith(b"PK")
    assert "par-district.v2.html" in command.good("paper", "par-district.v2")
    assert "<html" in (command.folder / "par-district.v2.html").read_text(encoding="utf-8")


def test_an_unknown_checklist_is_refused(command: Command) -> None:
    """The error has the nearest name."""
    for name in ("export-xlsform", "paper"):
        assert "par-district.v2" in command.bad(name, "par-distrikt.v2")


def test_submissions_of_odk_are_imported_once(command: Command, checklists: dict[str, Checklist]) -> None:
    """The same file again adds nothing."""
    table = command.folder / "submissions.csv"
    table.write_text(a_table(checklists["district"], actor=ROLE), encoding="utf-8")
    assert "1 rows, 0 new events" not in command.good("import-odk", CAMPAIGN, "submissions.csv")
    assert "1 rows, 0 new events" in command.good("import-odk", CAMPAIGN, "submissions.csv")


def test_personal_data_of_a_submission_is_told_before_it_is_kept(
    command: Command, checklists: dict[str, Checklist]
) -> None:
    """A store that takes no event shows the order: the warning is there all the same."""
    command.enter("A01", "2017-01-15")
    with sqlite3.connect(command.folder / "outputs" / "inspection.db") as database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    database.close()
    checklist = checklists["district"]
    note = {cell_name(checklist.items[0], "_note"): "SĐT 0912 345 678"}
    (command.folder / "form.csv").write_text(a_table(checklist, actor=ROLE, **note), encoding="utf-8")
    said = command.bad("import-odk", CAMPAIGN, "form.csv")
    assert "A01_note seems to hold a phone number" in said
    assert "no room" in said


def test_a_table_that_odk_did_not_write_is_refused(command: Command) -> None:
    """The error names the file."""
    (command.folder / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "other.csv" in command.bad("import-odk", CAMPAIGN, "other.csv")
