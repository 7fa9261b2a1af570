"""Checklists: the three that are shipped, and eight faults named at once."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from inspection_lib.definitions.checklist.read import read_checklist_with_problems
from inspection_lib.model import Checklist, UnitKind
from inspection_lib.workbench import Workbench
from tests.conftest import ROOT

GOOD = (ROOT / "checklists" / "definitions" / "par-commune.v1.yaml").read_text(encoding="utf-8")
OTHER = {"A00": "C00", "C00": "A00"}


def broken(tmp_path: Path) -> tuple[Path, list[int]]:
    """A real checklist with eight faults put in, and the line of each."""
    lines = GOOD.splitlines()

    def change(old: str, new: str, after: str = "") -> int:
        start = next(number for number, line in enumerate(lines) if after in line) if after else 0
        place = next(number for number in range(start, len(lines)) if old in lines[number])
        lines[place] = lines[place].replace(old, new)
        return place + 1

    places = [
        change("rule: ratio_steps", "rule: ratio_stepz", "id: C14"),
        change("points: 16", "points: 17", "areas:"),
        change("document: QD225", "document: QD252", "id: A02"),
        change("severity: ", "severety: ", "id: A04"),
        change("is: [yes]", "is: [perhaps]", "id: C03"),
        change("days_to_mend: ", "days_to_mend: -", "id: A08"),
        change("kind: level", "kind: leval", "id: E05"),
        change("item: C00", "item: C99", "id: C07"),
    ]
    path = tmp_path / "par-commune.v1.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path, places


def test_the_three_checklists_carry_100_points(checklists: dict[UnitKind, Checklist]) -> None:
    """Departments, districts and communes each have a checklist of 100 points with law, remedy and severity."""
    assert set(checklists) == {UnitKind.DEPARTMENT, UnitKind.DISTRICT, UnitKind.COMMUNE}
    for checklist in checklists.values():
        assert sum((item.points for item in checklist.items), Decimal(0)) == 100
        assert all(
            item.legal_basis and item.recommendation.vi and item.recommendation.en for item in checklist.items
        )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rule: ratio_steps", "rule: ratio_stepz", "does not exist"),
        ("document: QD225", "document: QD252", "not listed"),
        ("is: [yes]", "is: [perhaps]", "cannot be answered"),
        ("item: C00", "item: C99", "does not exist"),
        ("item: C00", "item: C14", "carries points"),
        ("cap: average", "cap: averag", "does not exist"),
        ("measure: settled_on_time", "measure: settled", "no measure"),
        ("points: 16", "points: 17", "add up"),
        ("at: 0.98", "at: 1.2", "outside 0 to 1"),
        ("due: 01-31", "due: 13-31", "no day"),
        ("valid_from: 2015-05-15", "valid_from: 2017-05-16", "not in force"),
        ("id: A02", "id: A01", "2 times"),
        ("below: 0", "below: 99", "fewer points"),
        ("below: 0", "below: -1", "does not fit below"),
        ("outside: 0", "outside: 99", "overshot"),
        ("without_evidence: 0.25", "without_evidence: 9", "overshot"),
        ("floor: 0", "floor: -1", "does not fit floor"),
        ("decimals: 2", "decimals: 0", "overshot"),
        ("days: 15", "days: -5", "not in order"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    """One fault put into a real checklist is found in the line it stands on, or in the part around it."""
    path = tmp_path / "par-commune.v1.yaml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    _, problems = read_checklist_with_problems(path)
    assert any(said in str(problem) and problem.line > 0 for problem in problems), problems


def test_eight_faults_are_printed_at_once_with_lines(tmp_path: Path) -> None:
    """`inspection check` prints every fault of a file with its line, and ends with status 1."""
    path, places = broken(tmp_path)
    command = [
        sys.executable,
        "-m",
        "inspection_lib.cli",
        "check",
        str(path),
        "--language",
        "en",
        "--home",
        str(ROOT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    printed = {int(line.split(":")[1]) for line in done.stderr.splitlines() if line.startswith(str(path))}
    assert done.returncode == 1
    assert len(set(places)) == 8
    assert set(places) <= printed, done.stderr


def test_the_digest_counts_content_and_not_layout(tmp_path: Path, workbench: Workbench) -> None:
    """A comment leaves the digest alone; a changed point changes it."""
    real = workbench.checklist("par-commune.v1").digest
    path = tmp_path / "par-commune.v1.yaml"
    path.write_text("# a comment\n" + GOOD, encoding="utf-8")
    same, _ = read_checklist_with_problems(path)
    path.write_text(GOOD.replace("days_to_mend: 30", "days_to_mend: 31", 1), encoding="utf-8")
    other, _ = read_checklist_with_problems(path)
    assert same is not None
    assert other is not None
    assert same.digest == real != other.digest


@pytest.mark.parametrize("text", ["id: \x01", "id: &loop [*loop]", "id: [", "- a: b\n c", "", "a\n"])
def test_a_file_that_is_no_checklist_is_a_problem_and_not_a_crash(tmp_path: Path, text: str) -> None:
    """Control characters, an anchor inside itself, broken or empty YAML: each is told with a line."""
    path = tmp_path / "par-commune.v1.yaml"
    path.write_text(text, encoding="utf-8")
    checklist, problems = read_checklist_with_problems(path)
    assert checklist is None
    assert problems
    assert all(problem.line > 0 for problem in problems)


def test_a_circle_of_conditions_is_told_and_an_unknown_rule_brings_no_other_problem(tmp_path: Path) -> None:
    """Two facts that steer each other are both named; one misspelt rule is one problem, not three."""
    path = tmp_path / "par-commune.v1.yaml"
    path.write_text(GOOD.replace("rule: ratio_steps", "rule: ratio_stepz", 1), encoding="utf-8")
    assert len(read_checklist_with_problems(path)[1]) == 1
    circle = re.sub(
        r"(id: (A00|C00)\n)",
        lambda found: f"{found[1]}            applies_when: {{item: {OTHER[found[2]]}, is: [yes]}}\n",
        GOOD,
    )
    path.write_text(circle, encoding="utf-8")
    said = [
        str(problem)
        for problem in read_checklist_with_problems(path)[1]
        if "depends on itself" in str(problem)
    ]
    assert len(said) == 2
