"""Extensions come from the workbench's folder and from packages; whatever is wrong is told with its file."""

from __future__ import annotations

import hashlib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from inspection_lib.extensions import NO_EXTENSIONS, load, read_extensions
from tests.extensions.makers import DIARY, GOOD, changed, good, written


def test_an_extension_is_known_by_its_file(tmp_path: Path) -> None:
    """Its digest is that of the bytes, and a changed file is read again."""
    before = good(tmp_path)
    assert before.loaded[0].origin.digest == hashlib.sha256(GOOD.encode()).hexdigest()
    assert (list(before.rules), list(before.sections)) == (["school.half_from"], ["school.reading_aid"])
    after, _ = read_extensions(changed(tmp_path, 'version="1.0"', 'version="1.1"'))
    assert after.loaded[0].origin.version == "1.1"
    assert after.digest != before.digest


def test_without_extensions_there_is_no_digest(tmp_path: Path) -> None:
    """Reports of before stay as they are."""
    assert read_extensions(tmp_path) == (NO_EXTENSIONS, [])
    assert NO_EXTENSIONS.digest == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\n1 / 0\n", "extensions/school.py:2: The extension cannot be loaded: ZeroDivisionError"),
        ("x = (\n", "SyntaxError"),
        ("raise SystemExit(3)\n", "SystemExit: 3"),
        ("import no_such_module_here\n", "ModuleNotFoundError"),
        ("x = 1\n", "It holds no extension under the name EXTENSION."),
        ("EXTENSION = 5\n", "It holds no extension"),
        ("\0", "cannot be loaded"),
    ],
)
def test_a_broken_file_is_a_problem(tmp_path: Path, text: str, said: str) -> None:
    """Never a traceback; the others are still there."""
    written(tmp_path, GOOD.replace('name="school"', 'name="other"'), "other.py")
    extensions, (problem,) = read_extensions(written(tmp_path, text))
    assert said in str(problem)
    assert extensions.names == ("other",)


def test_two_of_one_name_are_refused(tmp_path: Path) -> None:
    """The first stays, and both files are named."""
    written(tmp_path, GOOD, "again.py")
    extensions, (problem,) = read_extensions(written(tmp_path, GOOD))
    assert extensions.names == ("school",)
    assert "'school': extensions/again.py and extensions/school.py" in str(problem)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """The code of another place does not run."""
    (tmp_path / "elsewhere.py").write_text("raise AssertionError\n", encoding="utf-8")
    (tmp_path / "extensions").mkdir()
    (tmp_path / "extensions" / "link.py").symlink_to(tmp_path / "elsewhere.py")
    _, (problem,) = read_extensions(tmp_path)
    assert "outside of the folder" in str(problem)


def test_an_installed_package_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its entry point; its digest covers all its files."""
    package = tmp_path / "school_inspection_of_test"
    package.mkdir()
    (package / "__init__.py").write_text(GOOD, encoding="utf-8")
    entry = EntryPoint("school", f"{package.name}:EXTENSION", load.GROUP)
    monkeypatch.syspath_prepend(str(tmp_path))
    loaded, problems = load._of_package(entry)
    assert problems == ()
    assert loaded is not None
    (package / "more.py").write_text("x = 1\n", encoding="utf-8")
    again, _ = load._of_package(entry)
    assert again is not None
    assert again.origin.digest != loaded.origin.digest
    missing, (problem,) = load._of_package(EntryPoint("no", "no_such_package:X", load.GROUP))
    assert missing is None
    assert "ModuleNotFoundError" in str(problem)


def test_two_readers_of_one_ending_are_refused(tmp_path: Path) -> None:
    """Nobody could tell which of them is meant."""
    written(tmp_path, DIARY, "diary.py")
    assert list(read_extensions(tmp_path)[0].formats) == [".diary"]
    _, problems = read_extensions(
        written(tmp_path, DIARY.replace('name="diary"', 'name="notes"'), "notes.py")
    )
    (problem,) = problems
    assert "Both diary.text and notes.text read files that end in .diary." in str(problem)
