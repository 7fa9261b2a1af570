"""What an extension declares is checked before anything uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.extensions import read_extensions
from tests.extensions.makers import DIARY, PORTAL, changed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name="school"', 'name="School.x"', "'School.x' is no name of an extension"),
        ('version="1.0"', 'version=" "', "says no version"),
        ('name="half_from"', 'name="a.b"', "'a.b' is no name of a part"),
        ('name="half_from"', 'name="reading_aid"', "uses the name 'reading_aid' twice"),
        ("settings=HalfFrom", "settings=int", "is no dataclass"),
        ("def best_points", "def other_points", "has no method best_points"),
        ("kinds=(ItemKind.RATIO,)", "kinds=()", "names no kind of answer"),
        ("half_from: Decimal", "half_from: open", "cannot be read"),
        ('Text(vi="Cách đọc báo cáo", en="How to read it")', '"How"', "has no title"),
        ("draw_reading_aid),", '"<p>"),', "has no function that draws it"),
        ("sections=(", "sections=(5,", "5 is nothing that an extension can add"),
        ("rules=(", "rules=7, version2=(", "TypeError"),
        ('name="school"', "name=7", "TypeError"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    """With the file; and the extension is not used."""
    extensions, problems = read_extensions(changed(tmp_path, old, new))
    assert extensions.names == ()
    assert any(said in str(problem) and "extensions/school.py" in str(problem) for problem in problems)


@pytest.mark.parametrize(
    ("text", "old", "new", "said"),
    [
        (PORTAL, 'suffix=".json"', 'suffix="json"', "'json' is no ending of a file"),
        (PORTAL, 'suffix=".json"', 'suffix="./../x"', "is no ending of a file"),
        (PORTAL, "about=Text(", "about=str(", "cannot be loaded"),
        (PORTAL, "write=write_json", "write=None", "has no function that writes"),
        (PORTAL, 'name="json"', 'name="a.json"', "is no name of a part"),
        (DIARY, '(".diary",)', '".diary"', "names no ending of files"),
        (DIARY, '(".diary",)', '[".diary"]', "Write tuples"),
        (DIARY, '(".diary",)', "()", "names no ending of files"),
        (DIARY, '(".diary",)', '(".Diary",)', "'.Diary' is no ending of a file"),
        (DIARY, '(".diary",)', '(".diary", ".csv")', "end in .csv are read by the library"),
        (DIARY, '(".diary",)', '(".zip",)', "end in .zip are read by the library"),
        (DIARY, "read=read_diary", "read=7", "has no function that reads"),
    ],
)
def test_exporters_and_readers_are_checked(tmp_path: Path, text: str, old: str, new: str, said: str) -> None:
    """A reader never takes an ending of the library's own."""
    extensions, problems = read_extensions(changed(tmp_path, old, new, text))
    assert extensions.names == ()
    assert any(said in str(problem) for problem in problems), problems
