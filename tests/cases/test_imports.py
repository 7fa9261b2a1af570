"""Files that came in the wrong order, twice, or without saying when their answers were given."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inspection_lib.model import Source
from inspection_lib.record import fold_answers, in_order, open_store
from inspection_lib.workbench import Workbench, make_report, open_recorder
from tests.cli.conftest import UNIT, Command, command
from tests.conftest import CAMPAIGN, ROOT

__all__ = ["command"]

CASE = ROOT / "tests" / "cases" / "57-older-file-takes-over"
SAMPLE = ROOT / "checklists" / "responses" / CAMPAIGN / "districts.csv"
STORE = "sqlite:///outputs/inspection.db"


def a_table(command: Command, name: str, *rows: str) -> str:
    """A table with rows of unit, item, source, value and answered_at; gives its path."""
    path = command.folder / name
    path.write_text("\n".join(["unit,item,source,value,answered_at", *rows]) + "\n", encoding="utf-8")
    return str(path)


def found(command: Command, item: str = "D02") -> str:
    """The inspectors' answer to an item of unit 060."""
    workbench = Workbench(command.folder)
    campaign = workbench.campaign(CAMPAIGN)
    store = open_store(STORE, workbench.folder)
    checklist = open_recorder(workbench, campaign, store).checklist_of(UNIT)
    answer = fold_answers(checklist, in_order(store.events(CAMPAIGN, UNIT))).get(item)
    return answer.finding.raw if answer and answer.finding else ""


def count(command: Command) -> int:
    return len(open_store(STORE, command.folder).events(CAMPAIGN, UNIT))


@pytest.mark.parametrize("order", [("v1", "v2", "v1"), ("v2", "v1"), ("v1", "v2", "v2", "v1", "v1")])
def test_57_an_older_file_does_not_take_over(command: Command, order: tuple[str, ...]) -> None:
    """Whatever the order: the answer of 2 June stands, and the report says so with file and row."""
    for name in order:
        assert command("import", CAMPAIGN, str(CASE / f"{name}.csv")).status == 0
    assert found(command) == "yes"
    report = make_report(Workbench(command.folder), STORE, CAMPAIGN, UNIT)
    (line,) = (item for item in report.items if item.id == "D02")
    assert line.finding is not None
    last = line.finding.history[-1]
    assert (last.file, last.row, last.answered_at) == ("v2.csv", 2, "2017-06-02T08:00:00+07:00")
    assert line.points == line.maximum


def test_57_an_older_file_under_another_name_is_told(command: Command) -> None:
    """A copy with a blank line more is another file: its row is older, which is said with file and row."""
    command.good("import", CAMPAIGN, str(CASE / "v2.csv"))
    older = command.folder / "copy.csv"
    older.write_text((CASE / "v1.csv").read_text("utf-8") + "\n", encoding="utf-8")
    ran = command("import", CAMPAIGN, str(older))
    assert ran.status == 0
    assert f"{older}:2: warning: Item D02 of unit 060" in ran.err
    assert "“No” (08:00, 24 May 2017) is older than “Yes” (v2.csv:2, 08:00, 2 June 2017)" in ran.err
    assert found(command) == "yes"


def test_the_sample_imported_again_does_not_take_back_what_an_inspector_entered(command: Command) -> None:
    """C09 of unit 060 was d in the table; the inspector entered a. `make reports` imports the table again."""
    folder = command.folder / "responses"
    folder.mkdir()
    shutil.copy(SAMPLE, folder)
    command("import", CAMPAIGN, str(folder))
    assert found(command, "C09") == "d"
    workbench = Workbench(command.folder)
    recorder = open_recorder(workbench, workbench.campaign(CAMPAIGN), open_store(STORE, workbench.folder))
    recorder.answer(UNIT, "C09", Source.INSPECTOR, "a", actor="Đoàn kiểm tra")
    before = count(command)
    ran = command("import", CAMPAIGN, str(folder))
    assert ran.status == 0
    assert "it changes nothing" in ran.out
    assert (found(command, "C09"), count(command)) == ("a", before)
    changed = folder / SAMPLE.name
    changed.write_bytes(changed.read_bytes() + b"\n")
    ran = command("import", CAMPAIGN, str(changed))
    assert "Item C09 of unit 060 (Inspectors' finding): “Not started”" in ran.err
    assert (ran.status, found(command, "C09")) == (0, "a")


@pytest.mark.parametrize(
    ("first", "second"), [("", "2017-06-02"), ("2017-06-02", ""), ("2017-06-02", "2017-06-02")]
)
def test_without_a_time_on_both_sides_a_change_needs_a_word(
    command: Command, first: str, second: str
) -> None:
    """Each change is listed with item, from, to and whose; with `--replace` it is made."""
    command.good("import", CAMPAIGN, a_table(command, "1.csv", f"060,D02,inspector,no,{first}"))
    other = a_table(command, "2.csv", f"060,D02,inspector,yes,{second}", "060,A02,inspector,a,")
    error = command.bad("import", CAMPAIGN, other)
    assert f"{other}:2: Item D02 of unit 060 (Inspectors' finding): “Yes”" in error
    assert "would replace “No” (1.csv:2" in error
    assert "--replace" in error
    assert (found(command), found(command, "A02")) == ("no", "")
    command.good("import", CAMPAIGN, other, "--replace")
    assert (found(command), found(command, "A02")) == ("yes", "a")


def test_one_answer_twice_in_one_command_without_times_is_refused_with_both_places(command: Command) -> None:
    """Across files, each names the other's file and row; a third file is imported."""
    tables = [
        a_table(command, f"{name}.csv", f"060,D02,inspector,{value},", *more)
        for name, value, *more in (("1", "no"), ("2", "yes"))
    ]
    third = a_table(command, "3.csv", "060,A02,inspector,a,")
    error = command.bad("import", CAMPAIGN, *tables, third)
    assert "1.csv:2: Item D02 of unit 060 is also answered in 2.csv:2" in error
    assert "2.csv:2: Item D02 of unit 060 is also answered in 1.csv:2" in error
    assert (found(command), found(command, "A02")) == ("", "a")


def test_of_resubmissions_the_latest_counts(command: Command) -> None:
    """In any order of rows and files; the others are listed."""
    one = a_table(command, "1.csv", "060,D02,inspector,yes,2017-06-02", "060,D02,inspector,no,2017-05-24")
    two = a_table(command, "2.csv", "060,D02,inspector,no,2017-06-01")
    ran = command("import", CAMPAIGN, one, two)
    assert ran.status == 0
    assert (
        f"{one}:3: warning: Item D02 of unit 060 is answered later in 1.csv:2; that answer counts." in ran.err
    )
    assert (
        f"{two}:2: warning: Item D02 of unit 060 is answered later in 1.csv:2; that answer counts." in ran.err
    )
    assert found(command) == "yes"


def test_a_dry_run_shows_everything_and_records_nothing(command: Command) -> None:
    """What would be replaced, what is older, and that nothing was recorded: not even a store is made."""
    first = a_table(command, "1.csv", "060,D02,inspector,no,2017-05-24")
    assert "1 rows, 1 new events" in command.good("import", CAMPAIGN, first, "--dry-run")
    assert not (command.folder / "outputs").exists()
    command.good("import", CAMPAIGN, first)
    before = count(command)
    newer = a_table(command, "2.csv", "060,D02,inspector,yes,2017-06-02")
    out = command.good("import", CAMPAIGN, newer, "--dry-run")
    assert f"{newer}:2: Item D02 of unit 060 (Inspectors' finding): “Yes” (2 June 2017) replaces “No”" in out
    assert "2.csv: 1 rows, 1 new events" in out
    assert "Nothing was recorded" in out
    assert (count(command), found(command)) == (before, "no")


@pytest.mark.parametrize("by", ["path", "name", "digest"])
def test_an_import_is_taken_back_and_comes_again_only_with_a_word(command: Command, by: str) -> None:
    """Named by its file, by the file's name alone, or by its digest."""
    one = a_table(command, "1.csv", "060,D02,inspector,no,2017-05-24")
    two = a_table(command, "2.csv", "060,D02,inspector,yes,2017-06-02", "060,A02,inspector,a,2017-06-02")
    command.good("import", CAMPAIGN, one)
    command.good("import", CAMPAIGN, two)
    listed = command.bad("withdraw-import", CAMPAIGN, "nothing.csv")
    digest = listed.partition("2.csv (")[2][:12]
    Path(command.folder / "elsewhere").mkdir()
    name = {"path": two, "name": "elsewhere/2.csv", "digest": digest}[by]
    assert "taken back in 1 units" in command.good("withdraw-import", CAMPAIGN, name, "--actor", "Thư ký")
    assert (found(command), found(command, "A02")) == ("no", "")
    error = command.bad("import", CAMPAIGN, two)
    assert "was taken back on" in error
    assert "(Thư ký)" in error
    assert found(command) == "no"
    command.good("import", CAMPAIGN, two, "--replace")
    assert found(command) == "yes"


def test_a_clock_of_1970_and_a_year_typed_wrong_do_not_decide(command: Command) -> None:
    """The time is told, and the row needs a word like one without a time."""
    command.good("import", CAMPAIGN, a_table(command, "1.csv", "060,D02,inspector,no,2017-05-24"))
    for year in (1970, 2037):
        table = a_table(command, f"{year}.csv", f"060,D02,inspector,yes,{year}-05-15")
        assert "nobody can say which is later" in command.bad("import", CAMPAIGN, table)
    assert found(command) == "no"
    fresh = a_table(command, "fresh.csv", "060,A02,inspector,a,2037-05-15")
    ran = command("import", CAMPAIGN, fresh)
    assert ran.status == 0
    assert "15 May 2037 cannot be right" in ran.err
