"""Mapping files: how the exports of a system are read, and what is wrong with such a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.definitions import read_register_map_with_problems, read_register_maps
from inspection_lib.errors import InvalidFilesError

GOOD = """register: one_stop
columns: {Số phiếu: dossier, Việc: procedure, Vào: received, Hẹn: due, Ra: returned}
missing: [apology]
values:
  state: {Xong: returned, Lạ: ""}
days: month-day-year
"""


def write(folder: Path, text: str, name: str = "system.map.yaml") -> Path:
    """A mapping file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_mapping_is_read(tmp_path: Path) -> None:
    """Headings, missing columns, values, the order of days; the name and the digest of its content."""
    found, problems = read_register_map_with_problems(write(tmp_path, GOOD))
    assert problems == []
    assert found
    assert (found.file, found.register, found.day_format) == ("system.map.yaml", "one_stop", "month-day-year")
    assert found.headings["Số phiếu"] == "dossier"
    assert (found.missing, found.values["state"]["Xong"], len(found.digest)) == (("apology",), "returned", 64)


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("one_stop", "one_stp", 1, "nearest valid name is 'one_stop'"),
        ("Hẹn: due", "Hẹn: du", 2, "nearest valid name is 'due'"),
        ("Hẹn: due, ", "", 2, "The columns due are missing."),
        ("Hẹn: due", "Hẹn: due, HẸN: due", 2, "Column 'due' is there twice."),
        ("Ra: returned", "Ra: returned, hẹn: state", 2, "'hẹn' is there twice."),
        ("[apology]", "[apologies]", 3, "nearest valid name is 'apology'"),
        ("[apology]", "[apology, due]", 3, "Nothing can be counted without the column due."),
        ("[apology]", "[apology, procedure]", 3, "Column procedure is said to be missing and has a heading."),
        ("[apology]", "[]", 2, "The columns apology are missing."),
        ("state: {", "due: {", 5, "Column due has no choices."),
        ("Xong: returned", "Xong: retuned", 5, "nearest valid name is 'returned'"),
        ("Xong: returned", "Xong: returned, XONG: open", 5, "'XONG' is there twice."),
        ("month-day-year", "mdy", 6, "is not valid for days"),
        ("days:", "day:", 6, "'day' is not known here."),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, word: str) -> None:
    """Whoever writes the file finds the place."""
    _, problems = read_register_map_with_problems(write(tmp_path, GOOD.replace(old, new)))
    assert (line, True) in [(problem.line, word in str(problem)) for problem in problems]


def test_the_campaigns_own_mappings_come_first(tmp_path: Path) -> None:
    """Then those for all campaigns, each in the order of names. A folder without any has none."""
    campaign = tmp_path / "2017-dot-1"
    for folder, name in ((tmp_path, "a"), (campaign, "z"), (campaign, "b")):
        write(folder, GOOD, f"{name}.map.yaml")
    assert [found.file for found in read_register_maps(campaign)] == [
        "b.map.yaml",
        "z.map.yaml",
        "a.map.yaml",
    ]
    assert read_register_maps(tmp_path / "none" / "at all") == ()


def test_a_broken_mapping_is_refused(tmp_path: Path) -> None:
    """Otherwise its registers would be read without it, and nobody would know."""
    write(tmp_path / "c", GOOD.replace("due", "du"))
    with pytest.raises(InvalidFilesError, match=r"system.map.yaml:2"):
        read_register_maps(tmp_path / "c")
