"""A workbench's folder is made, and later brought up to date without losing what its owner changed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from inspection_lib.errors import NotFoundError, StoreError
from inspection_lib.workbench import make_workbench, open_workbench, shipped_folder, upgrade_workbench

REPORT = "notebooks/unit_report.ipynb"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A new workbench of the sample `school`."""
    make_workbench(tmp_path / "school", "school")
    return tmp_path / "school"


def test_a_new_folder_is_a_workbench(school: Path) -> None:
    """It is found from inside; its README has ten lines; notebooks name its campaign."""
    assert open_workbench(str(school / "outputs")).folder == school
    assert len((school / "README.md").read_text(encoding="utf-8").splitlines()) == 10
    assert (school / "outputs").is_dir()
    assert len((school / "extensions" / "README.md").read_text(encoding="utf-8").splitlines()) == 3
    for notebook in (shipped_folder() / "notebooks").glob("*.ipynb"):
        text = (school / "notebooks" / notebook.name).read_text(encoding="utf-8")
        assert "2017-dot-1" not in text


@pytest.mark.parametrize("sample", ["empty", "school"])
def test_the_files_name_no_page_that_is_not_in_the_folder(tmp_path: Path, sample: str) -> None:
    """The documentation is in the wheel: `inspection docs` opens it."""
    make_workbench(tmp_path / sample, sample)
    texts = {
        file: file.read_text(encoding="utf-8")
        for kind in ("*.yaml", "*.md", "*.example")
        for file in (tmp_path / sample).rglob(kind)
    }
    assert "`inspection docs`" in texts[tmp_path / sample / "workbench.yaml"]
    named = {(file.name, page) for file, text in texts.items() for page in re.findall(r"docs/\S+\.md", text)}
    assert not named


@pytest.mark.parametrize(
    "path", ["definitions/school-safety.v1.yaml", "plans/2026-an-toan.yaml", "../workbench.yaml"]
)
def test_an_editor_finds_the_schema_of_a_file(school: Path, path: str) -> None:
    """By its first line, which leads to a file that is there."""
    file = school / "checklists" / path
    first = file.read_text(encoding="utf-8").splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert json.loads((file.parent / schema).read_text(encoding="utf-8"))["properties"]


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written, and a sample that does not exist makes no folder."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="is not empty"):
        make_workbench(tmp_path, "empty")
    with pytest.raises(NotFoundError, match="school"):
        make_workbench(tmp_path / "other", "scool")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_upgrade_replaces_what_nobody_changed(school: Path) -> None:
    """A notebook of an older version, as it was installed, and one that is missing."""
    state = school / "notebooks" / ".installed.json"
    old = school / REPORT
    new = old.read_bytes()
    old.write_bytes(b"{}")
    noted = json.loads(state.read_text(encoding="utf-8"))
    noted["notebooks"][REPORT] = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"  # of {}
    state.write_text(json.dumps(noted), encoding="utf-8")
    (school / "notebooks" / "batch.ipynb").unlink()
    done = upgrade_workbench(school)
    assert (done.written, done.own) == (("notebooks/batch.ipynb", REPORT), ())
    assert old.read_bytes() == new
    assert upgrade_workbench(school).written == ()


def test_an_upgrade_keeps_what_somebody_changed(school: Path) -> None:
    """The new notebook lies beside it, and the lines that differ are told, each time anew."""
    own = school / REPORT
    own.write_text(
        own.read_text(encoding="utf-8").replace("check_parameters(In)", "print(1)"), encoding="utf-8"
    )
    changed = own.read_bytes()
    for _ in range(2):
        ((path, lines),) = upgrade_workbench(school).own
        assert (path, lines) == (REPORT, ("-print(1)", "+check_parameters(In)"))
        assert own.read_bytes() == changed
        assert b"check_parameters(In)" in (school / "notebooks" / "unit_report.new.ipynb").read_bytes()


def test_a_folder_of_an_older_version_is_brought_up_to_date(school: Path) -> None:
    """It has no list of what was installed: what differs is taken for the owner's."""
    (school / "notebooks" / ".installed.json").unlink()
    (school / REPORT).write_text("no notebook", encoding="utf-8")
    done = upgrade_workbench(school)
    assert REPORT in [path for path, _ in done.own]
    assert (school / REPORT).read_text(encoding="utf-8") == "no notebook"


def test_an_upgrade_of_a_new_folder_changes_nothing(tmp_path: Path) -> None:
    """The notebooks of an empty workbench name the campaign of its example of a plan, then too."""
    make_workbench(tmp_path / "new", "empty")
    assert upgrade_workbench(tmp_path / "new").written == ()
