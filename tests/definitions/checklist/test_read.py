"""Checklist files are read whole: the three that are shipped, a broken one, one that is no checklist."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from inspection_lib.definitions.checklist.read import read_checklist, read_checklist_with_problems
from inspection_lib.errors import InvalidFilesError
from inspection_lib.model import Checklist
from inspection_lib.workbench import Workbench
from tests.conftest import ROOT
from tests.definitions.checklist.broken import GOOD


def broken(tmp_path: Path) -> tuple[Path, list[int]]:
    """A real checklist with eight faults put in, and the line of each."""
    lines = GOOD.splitlines()

    def change(old: str, new: str, after: str = "") -> int:
        start = next(number for number, line in enumerate(lines) if after in line) if after else 0
        at = next(number for number in range(start, len(lines)) if old in lines[number])
        lines[at] = lines[at].replace(old, new)
        return at + 1

    lines_changed = [
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
    return path, lines_changed


def test_the_three_checklists_carry_100_points(checklists: dict[str, Checklist]) -> None:
    """Departments, districts and communes each have one, with a legal basis and a remedy for each item."""
    assert set(checklists) == {"department", "district", "commune"}
    for checklist in checklists.values():
        assert sum((item.points for item in checklist.items), Decimal(0)) == 100
        assert all(
            item.legal_basis and item.recommendation.vi and item.recommendation.en for item in checklist.items
        )


def test_eight_faults_are_printed_at_once_with_lines(tmp_path: Path) -> None:
    """`inspection check` prints every fault of a file with its line, and ends with status 1."""
    path, lines_changed = broken(tmp_path)
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
    assert len(set(lines_changed)) == 8
    assert set(lines_changed) <= printed, done.stderr


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
def test_a_file_that_is_not_a_checklist_is_a_problem_and_not_a_crash(tmp_path: Path, text: str) -> None:
    """Control characters, an anchor inside itself, broken or empty YAML: each is reported with a line."""
    path = tmp_path / "par-commune.v1.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFilesError) as error:
        read_checklist(path)
    assert error.value.problems
    assert all(problem.line > 0 for problem in error.value.problems)
