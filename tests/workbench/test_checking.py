"""All problems of the files that people write, in one go."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.workbench import Workbench, check_paths, settled_checklists
from tests.conftest import CAMPAIGN
from tests.definitions.register_files import LETTERS
from tests.makers.workbenches import a_workbench


def problems_after(workbench: Workbench, name: str, old: str, new: str) -> list[str]:
    """The problems of all checklists after one file was changed."""
    path = workbench.folder / "checklists" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return [str(problem) for problem in check_paths(workbench, [workbench.folder / "checklists"])]


def test_the_sample_files_have_no_problems(workbench: Workbench) -> None:
    """Checklists, plan and units, as they are shipped. Frozen checklists cite laws without an article."""
    folders = [workbench.folder / "checklists" / name for name in ("definitions", "plans", "units")]
    problems = check_paths(workbench, folders)
    assert all(problem.warning and "without an article" in str(problem) for problem in problems)
    assert len(problems) == 6
    assert {problem.file for problem in problems} <= settled_checklists(workbench)


def test_a_checklist_is_settled_once_it_is_replaced_or_done_with(tmp_path: Path) -> None:
    """Its next version lies beside it, or a campaign began after all that used it were concluded."""
    workbench = a_workbench(tmp_path)
    replaced = {
        "par-commune.v1",
        "par-commune.v2",
        "par-department.v1",
        "par-department.v2",
        "par-district.v1",
    }
    plans = workbench.folder / "checklists" / "plans"
    assert {Path(file).stem for file in settled_checklists(workbench)} == replaced | {"par-district.v2"}
    (plans / "2026-dot-1.yaml").unlink()
    assert {Path(file).stem for file in settled_checklists(workbench)} == replaced
    (plans / "unreadable.yaml").write_text("id: [", encoding="utf-8")
    assert {Path(file).stem for file in settled_checklists(workbench)} == replaced


def test_a_plan_with_an_unknown_checklist_is_a_problem(tmp_path: Path) -> None:
    """The problem names the plan, the line and the nearest checklist."""
    workbench = a_workbench(tmp_path)
    plan = f"plans/{CAMPAIGN}.yaml"
    lines = (workbench.folder / "checklists" / plan).read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if "par-district.v2" in text)
    found = problems_after(workbench, plan, "par-district.v2", "par-distrikt.v2")
    assert any(f"{plan}:{line}: " in problem and "par-district.v2" in problem for problem in found)


def test_a_checklist_for_another_kind_of_unit_is_a_problem(tmp_path: Path) -> None:
    """A district cannot be inspected by the checklist of communes."""
    workbench = a_workbench(tmp_path)
    found = problems_after(workbench, f"plans/{CAMPAIGN}.yaml", "par-district.v2", "par-commune.v2")
    assert any("is for units of the kind commune" in problem for problem in found)


def test_responses_without_a_campaign_are_a_problem(tmp_path: Path) -> None:
    """A table belongs into the folder of its campaign."""
    workbench = a_workbench(tmp_path / "home")
    table = tmp_path / "nowhere" / "answers.csv"
    table.parent.mkdir()
    table.write_text("unit,item,source,value\n", encoding="utf-8")
    (problem,) = check_paths(workbench, [table])
    assert "checklists/responses/<campaign>/" in str(problem)


def test_a_problem_is_reported_once(tmp_path: Path) -> None:
    """Also when the same file is named twice."""
    workbench = a_workbench(tmp_path)
    plan = workbench.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    plan.write_text("visits: 1\n", encoding="utf-8")
    once = check_paths(workbench, [plan])
    assert once
    assert check_paths(workbench, [plan, plan]) == once


def test_a_wrong_day_among_the_holidays_is_a_problem(tmp_path: Path) -> None:
    """With file and line; and no report is made from it."""
    workbench = a_workbench(tmp_path)
    assert check_paths(workbench, [workbench.holidays]) == []
    found = problems_after(workbench, "holidays.csv", "2017-09-04,", "2017-09-31,")
    assert [problem for problem in found if "holidays.csv" in problem and "2017-09-31" in problem]
    with pytest.raises(InvalidFilesError):
        workbench.calendar()


def in_parts(workbench: Workbench) -> Path:
    """Move the documents of a checklist into a part of their own. Gives the part's path."""
    path = workbench.folder / "checklists" / "definitions" / "par-commune.v2.yaml"
    head, documents, rest = re.split(
        r"(?<=legal_documents:\n)|(?=areas:\n)", path.read_text(encoding="utf-8")
    )
    path.write_text(f"{head}  - include: parts/law.yaml\n{rest}", encoding="utf-8")
    part = path.parent / "parts" / "law.yaml"
    part.parent.mkdir()
    part.write_text(documents, encoding="utf-8")
    return part


def test_a_part_is_checked_where_it_is_included(tmp_path: Path) -> None:
    """Its problems are told once, with its own name, whether the folder or the part is named."""
    workbench = a_workbench(tmp_path)
    part = in_parts(workbench)
    folder = workbench.folder / "checklists" / "definitions"
    for other in folder.glob("*.yaml"):
        if "parts/" not in other.read_text(encoding="utf-8"):
            other.unlink()  # reading all the others takes seconds
    assert list(folder.glob("*.yaml"))
    assert all(problem.warning for problem in check_paths(workbench, [folder]))
    part.write_text(part.read_text(encoding="utf-8").replace("state: verified", "state: read", 1), "utf-8")
    (error,) = [problem for problem in check_paths(workbench, [folder]) if not problem.warning]
    assert error.file == "checklists/definitions/parts/law.yaml"
    assert [problem for problem in check_paths(workbench, [part]) if not problem.warning] == [error]


def test_a_part_that_nobody_includes_is_a_warning(tmp_path: Path) -> None:
    """It is no checklist, and not read as one."""
    workbench = a_workbench(tmp_path)
    part = in_parts(workbench).with_name("other.yaml")
    part.write_text("- {}\n", encoding="utf-8")
    (problem,) = check_paths(workbench, [part])
    assert problem.warning
    assert "No checklist includes this file" in str(problem)


def test_a_changed_part_is_read_again(tmp_path: Path) -> None:
    """A checklist is kept in memory as long as it and its parts stay the same."""
    workbench = a_workbench(tmp_path)
    before = workbench.checklist("par-commune.v2")
    part = in_parts(workbench)
    assert workbench.checklist("par-commune.v2").digest == before.digest
    text = part.read_text(encoding="utf-8")
    part.write_text(text.replace("number: 225/QĐ-TTg", "number: 226/QĐ-TTg"), encoding="utf-8")
    assert workbench.checklist("par-commune.v2").digest != before.digest


def test_a_plan_under_another_name_than_its_id_is_a_problem(tmp_path: Path) -> None:
    """Commands find a plan by its file's name, and reports and answers name its id."""
    workbench = a_workbench(tmp_path)
    found = problems_after(workbench, f"plans/{CAMPAIGN}.yaml", f"id: {CAMPAIGN}", "id: another")
    assert any(f"The plan's id is 'another', and its file is named {CAMPAIGN}.yaml" in one for one in found)


def test_a_kind_of_register_is_checked_where_it_is_read(tmp_path: Path) -> None:
    """A mistake is told with its line; a file in another folder, which nobody reads, is told too."""
    workbench = a_workbench(tmp_path)
    folder = workbench.folder / "checklists" / "registers"
    folder.mkdir(exist_ok=True)
    path = folder / "letters.register.yaml"
    path.write_text(LETTERS.replace("[sent > pages]", "[sent > page]"), encoding="utf-8")
    (problem,) = check_paths(workbench, [folder])
    assert (problem.file, problem.line) == ("checklists/registers/letters.register.yaml", 21)
    path.write_text(LETTERS, encoding="utf-8")
    assert check_paths(workbench, [folder]) == []
    elsewhere = folder.parent / "plans" / path.name
    elsewhere.write_text(LETTERS, encoding="utf-8")
    (problem,) = check_paths(workbench, [elsewhere])
    assert "here it is not read" in str(problem)


def test_decisions_that_are_open_are_a_warning(tmp_path: Path) -> None:
    """It counts them and names the first lines, in a checklist and in a part of one; decided, it is gone."""
    workbench = a_workbench(tmp_path)
    part = in_parts(workbench)
    path = workbench.folder / "checklists" / "definitions" / "par-commune.v3.yaml"
    path.write_text(f"# CẦN QUYẾT ĐỊNH: x\n{path.read_text('utf-8')}" + "# TO BE DECIDED: y\n" * 5, "utf-8")
    last = len(path.read_text("utf-8").splitlines())
    part.write_text(f"# TO BE DECIDED: z\n{part.read_text('utf-8')}", "utf-8")
    (here,) = [one for one in check_paths(workbench, [path]) if "still open" in str(one)]
    assert (here.line, here.warning) == (1, True)
    assert f"still open: 6, in lines 1, {last - 4}, {last - 3}, {last - 2}, {last - 1}, …" in str(here)
    (there,) = [one for one in check_paths(workbench, [part]) if "still open" in str(one)]
    assert (there.file, there.line) == ("checklists/definitions/parts/law.yaml", 1)


def test_a_units_file_that_no_plan_names_keeps_nobody_from_working(tmp_path: Path) -> None:
    """What is wrong in it is a warning, and it may be deleted. In one that a plan names it is an error."""
    workbench = a_workbench(tmp_path)
    path = workbench.folder / "checklists" / "units" / "units.csv"
    path.write_text("code,kind,name\nDV1,unit,Đơn vị minh họa 1\n", encoding="utf-8")
    problems = check_paths(workbench, [path])
    assert all(problem.warning for problem in problems)
    assert ["'unit' is not a kind" in str(problems[0]), "No plan names" in str(problems[-1])] == [True, True]
    (workbench.folder / "checklists" / "plans" / "new.yaml").write_text(
        "units: ../units/units.csv\n", "utf-8"
    )
    (problem,) = check_paths(workbench, [path])
    assert not problem.warning
