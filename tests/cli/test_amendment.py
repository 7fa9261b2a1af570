"""`inspection amend`, and what `inspection check` says of the records in the store."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN

PLANNED = "par-district.v1"
CHANGED = "C05"
QUESTION = "vi: Có bao nhiêu trường hợp yêu cầu thêm thủ tục"


def a_version_9(folder: Path) -> str:
    """A newer version of the districts' checklist in which the question of C05 is another one; its name."""
    definitions = folder / "checklists" / "definitions"
    text = (definitions / f"{PLANNED}.yaml").read_text(encoding="utf-8")
    text = text.replace("\nversion: 1\n", "\nversion: 9\n")
    assert QUESTION in text
    newer = text.replace(QUESTION, f"{QUESTION} trong năm")
    (definitions / "par-district.v9.yaml").write_text(newer, encoding="utf-8")
    return "par-district.v9"


def plan_names(folder: Path, name: str) -> None:
    """Let the plan name a version of the districts' checklist."""
    plan = folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    lines = plan.read_text(encoding="utf-8").splitlines()
    changed = [
        f"checklists: {{department: par-department.v1, district: {name}, commune: par-commune.v1}}"
        if line.startswith("checklists:")
        else line
        for line in lines
    ]
    plan.write_text("\n".join(changed) + "\n", encoding="utf-8")


def test_a_unit_moves_after_people_have_looked(command: Command) -> None:
    """The dry run shows the answer to give again and records nothing; then the unit moves, once."""
    plan_names(command.folder, PLANNED)
    command.enter("A01", "20/2/2017")
    command.enter(CHANGED, "0")
    newer = a_version_9(command.folder)
    plan_names(command.folder, newer)
    assert "1 units stand on checklist par-district.v1; the plan names par-district.v9: 060" in (
        command("check", "--language", "en").err
    )
    amend = ("amend", CAMPAIGN, "--checklist", newer, "--language", "en")
    looked = command.good(*amend, "--dry-run")
    assert "060: from par-district.v1 to par-district.v9: 1 answers stay, 1 have to be given again." in looked
    assert f"  {CHANGED} (Inspectors' finding), answer '0': The question changed." in looked
    assert "1 units would move to par-district.v9; nothing was recorded." in looked
    assert "1 units moved to par-district.v9." in command.good(*amend, UNIT)
    assert "1 units stand on it already." in command.good(*amend)
    assert "par-district.v9" not in command("check", "--language", "en").err


def test_a_unit_stays_on_its_version_until_it_is_moved(command: Command) -> None:
    """After the plan names a newer version, its answers can still be entered and its report be made."""
    plan_names(command.folder, PLANNED)
    command.enter("A01", "20/2/2017")
    plan_names(command.folder, a_version_9(command.folder))
    command.enter("C09", "a")
    ran = command("report", CAMPAIGN, UNIT, "--output", "outputs")
    assert ran.status == 0, ran.err
    made = (command.folder / "outputs" / CAMPAIGN / UNIT / "report.json").read_text(encoding="utf-8")
    assert '"version":1' in made.replace(" ", "").replace("\n", "")


def test_a_version_that_was_answered_and_changed_is_an_error(command: Command) -> None:
    """`check` finds it before a report fails; it names the store, and no password of its address."""
    plan_names(command.folder, PLANNED)
    command.enter("A01", "20/2/2017")
    path = command.folder / "checklists" / "definitions" / f"{PLANNED}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(QUESTION, f"{QUESTION} khác"), encoding="utf-8")
    problems = command.bad("check", "--language", "en")
    assert "sqlite:///outputs/inspection.db: The inspection of unit 060 was opened with" in problems


def test_units_and_versions_that_do_not_exist_are_refused(command: Command) -> None:
    """With the nearest name; nothing is recorded."""
    command.enter("A01", "20/2/2017")
    assert "par-district" in command.bad(
        "amend", CAMPAIGN, "--checklist", "par-distrikt.v9", "--language", "en"
    )
    newer = a_version_9(command.folder)
    assert "'0600'" in command.bad("amend", CAMPAIGN, "--checklist", newer, "0600", "--language", "en")
