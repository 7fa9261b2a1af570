"""Parts that a checklist file includes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inspection_lib.definitions import parts_of, read_checklist
from inspection_lib.definitions.checklist import read_checklist_with_problems
from inspection_lib.errors import Problem
from tests.definitions.checklist.broken import FILE_NAME, GOOD

DOCUMENTS = GOOD[GOOD.index("legal_documents:\n") : GOOD.index("areas:\n")]
INCLUDING = GOOD.replace(DOCUMENTS, "legal_documents:\n  - include: parts/law.yaml\n\n")
LAW = DOCUMENTS.removeprefix("legal_documents:\n")


def written(folder: Path, text: str = INCLUDING, **parts: str) -> Path:
    """A checklist file with its parts, each under its name without `.yaml`."""
    (folder / "parts").mkdir(exist_ok=True)
    for name, content in parts.items():
        (folder / "parts" / f"{name}.yaml").write_text(content, encoding="utf-8")
    path = folder / FILE_NAME
    path.write_text(text, encoding="utf-8")
    return path


def errors_of(path: Path) -> list[Problem]:
    """Without warnings."""
    return [problem for problem in read_checklist_with_problems(path, path.name)[1] if not problem.warning]


def test_a_checklist_in_parts_equals_one_in_one_file(tmp_path: Path) -> None:
    """Every value of it, and its digest: campaigns freeze what is included, too."""
    whole = tmp_path / "whole"
    whole.mkdir()
    path = written(tmp_path, law=LAW)
    assert read_checklist(path) == read_checklist(written(whole, GOOD))
    assert parts_of(path) == (tmp_path / "parts" / "law.yaml",)
    before = read_checklist(path).digest
    written(tmp_path, law=LAW.replace("2011-11-08", "2011-11-09"))
    assert read_checklist(path).digest != before


def test_a_problem_names_the_part_and_its_line(tmp_path: Path) -> None:
    """The problems of the file itself stay where they are."""
    lines = LAW.split("\n")
    at = next(number for number, line in enumerate(lines) if "state: to_be" in line)
    lines[at] = "    state: read"
    path = written(tmp_path, INCLUDING.replace("points: 100\n", "points: 99\n"), law="\n".join(lines))
    found = {(problem.file, problem.line) for problem in errors_of(path)}
    own = INCLUDING.split("\n").index("points: 100") + 1
    assert found == {(FILE_NAME, own), ("parts/law.yaml", at + 1)}


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("parts/none.yaml", "There is no file parts/none.yaml"),
        ("../law.yaml", "outside of the checklist's folder"),
        ("parts/../../law.yaml", "outside of the checklist's folder"),
        ("/etc/passwd.yaml", "does not fit include"),
        ("parts\\law.yaml", "does not fit include"),
        ("C:law.yaml", "does not fit include"),
        ("parts/law.txt", "does not fit include"),
        ("[parts/law.yaml]", "does not fit include"),
        (f"./{FILE_NAME}", "include each other"),
        ("parts/empty.yaml", "is empty"),
        ("{x: y}", "does not fit include"),
    ],
)
def test_what_cannot_be_included_is_one_problem(tmp_path: Path, reference: str, said: str) -> None:
    """The documents that are not there are not missed a second time where items cite them."""
    (tmp_path / "law.yaml").write_text(LAW, encoding="utf-8")
    folder = tmp_path / "definitions"
    folder.mkdir()
    path = written(folder, INCLUDING.replace("parts/law.yaml", reference), empty="# nothing\n")
    (problem,) = errors_of(path)
    assert said in str(problem)
    assert problem.line == INCLUDING.split("\n").index("  - include: parts/law.yaml") + 1


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """It would lead to any file of the machine."""
    (tmp_path / "law.yaml").write_text(LAW, encoding="utf-8")
    folder = tmp_path / "definitions"
    folder.mkdir()
    path = written(folder)
    (folder / "parts" / "law.yaml").symlink_to(tmp_path / "law.yaml")
    (problem,) = errors_of(path)
    assert "outside of the checklist's folder" in str(problem)


def test_parts_may_include_parts_but_not_in_a_circle(tmp_path: Path) -> None:
    """A path is relative to the file that names it. The circle is told once, with its way."""
    path = written(tmp_path, law="- include: more.yaml\n", more=LAW)
    assert errors_of(path) == []
    written(tmp_path, more="- include: law.yaml\n")
    (problem,) = errors_of(path)
    assert "law.yaml → more.yaml → law.yaml" in str(problem)
    assert problem.file == "parts/more.yaml"


def test_parts_that_grow_without_end_are_refused(tmp_path: Path) -> None:
    """Ten files that each include the next ten times would be 10^10 documents."""
    parts = {f"p{number}": f"- include: p{number + 1}.yaml\n" * 10 for number in range(7)}
    path = written(tmp_path, INCLUDING.replace("law.yaml", "p0.yaml"), **parts, p7=LAW)
    assert any("more than" in str(problem).lower() for problem in errors_of(path))


def test_more_files_than_anybody_needs_are_refused(tmp_path: Path) -> None:
    """100 files, and 8 inside each other."""
    many = "".join(f"  - include: parts/l{number}.yaml\n" for number in range(102))
    text = INCLUDING.replace("  - include: parts/law.yaml\n", many)
    path = written(tmp_path, text, **{f"l{number}": "[]" for number in range(102)})
    assert any("More than 100 files" in str(problem) for problem in errors_of(path))
    shutil.rmtree(tmp_path / "parts")
    chain = {f"l{number}": f"- include: l{number + 1}.yaml\n" for number in range(12)}
    path = written(tmp_path, INCLUDING.replace("law.yaml", "l0.yaml"), **chain, l12=LAW)
    assert any("More than 8 files" in str(problem) for problem in errors_of(path))


def test_a_mapping_may_be_included_and_nothing_stands_beside_it(tmp_path: Path) -> None:
    """Such as the defaults of several checklists."""
    text = INCLUDING.replace("areas:\n", "defaults: {include: parts/defaults.yaml}\nareas:\n")
    path = written(tmp_path, text, law=LAW, defaults="severity: low\n")
    assert errors_of(path) == []
    path = written(tmp_path, text.replace("{include: parts", "{severity: low, include: parts"))
    (problem,) = errors_of(path)
    assert "stands beside other names" in str(problem)
