"""`workbench.yaml`: read whole, or with every problem at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.definitions import read_office_settings, workbench_schema
from inspection_lib.errors import InvalidFilesError
from inspection_lib.language import Language, Text, open_catalogue
from inspection_lib.report import office_of_before

WHOLE = """
name: {vi: Phòng, en: Division}
place: {vi: Nơi A, en: Place A}
subject: {vi: công tác an toàn, en: safety}
time_zone: Europe/Paris
colours: {main: "#1D4E79", second: "#8a5a0b"}
languages: [en]
keep_months: 24
kinds:
  - {id: school, name: {vi: Trường, en: School}, above: [school]}
"""
BAD = """
name: Phòng 1
plase: A
time_zone: Asia/Hanoi
colours: {main: "#8ab4f8", second: red}
logo: none.png
holidays: none.csv
languages: [vi, fr]
keep_months: 0
kinds:
  - {id: a, name: {vi: A, en: A}, office: {vi: BGH, en: "Board of {name}"}, above: [b]}
  - {id: a, name: {vi: A, en: A}}
"""


def settings_of(folder: Path, text: str) -> list[str]:
    """The problems of a file."""
    (folder / "workbench.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFilesError) as raised:
        read_office_settings(folder)
    return [str(problem) for problem in raised.value.problems]


def test_a_file_says_all_of_an_office(tmp_path: Path) -> None:
    """Colours are written small; a plural that is left out is the name."""
    (tmp_path / "workbench.yaml").write_text(WHOLE, encoding="utf-8")
    settings = read_office_settings(tmp_path)
    assert settings.name == Text("Phòng", "Division")
    assert (settings.place.en, settings.keep_months) == ("Place A", 24)
    assert settings.languages == (Language.EN,)
    office = settings.office
    assert office.colours
    assert (office.colours.main, office.time_zone) == ("#1d4e79", "Europe/Paris")
    assert office.kind("school").plural == Text("Trường", "School")
    assert office.kind("school").above == ("school",)


def test_a_folder_without_the_file_is_one_of_version_0_1_0(tmp_path: Path) -> None:
    """Old folders stay readable."""
    assert read_office_settings(tmp_path).office == office_of_before()


def test_all_problems_come_at_once_with_their_lines(tmp_path: Path) -> None:
    """What is wrong with the form of one field hides nothing of another."""
    problems = settings_of(tmp_path, BAD)
    lines = [int(problem.split(":")[1]) for problem in problems]
    assert sorted(lines) == [3, 4, 5, 5, 6, 7, 8, 9, 11, 11, 12]
    assert any("contrast of 1.91 with the page; 4.5 is the least" in problem for problem in problems)


@pytest.mark.parametrize("text", ["", "a: [", "- x", "kinds: []", "kinds: {a: b}", "logo: [x]"])
def test_a_file_of_another_form_is_refused(text: str, tmp_path: Path) -> None:
    """And never taken for a folder without settings."""
    assert settings_of(tmp_path, text)


@pytest.mark.parametrize("zone", ["/etc", "../x", "Asia", "x\\u0000y"])
def test_only_a_zone_of_the_list_is_taken(zone: str, tmp_path: Path) -> None:
    """A name that leads to another file is no zone."""
    text = WHOLE.replace("Europe/Paris", f'"{zone}"')
    (problem,) = settings_of(tmp_path, text)
    assert "There is no time zone" in problem


def test_problems_are_told_in_the_language_of_the_user(tmp_path: Path) -> None:
    """In Vietnamese too."""
    (tmp_path / "workbench.yaml").write_text(BAD, encoding="utf-8")
    with pytest.raises(InvalidFilesError) as raised:
        read_office_settings(tmp_path)
    catalogue = open_catalogue(Language.VI)
    told = [catalogue.format(problem.fault.message) for problem in raised.value.problems]
    assert "Không có múi giờ 'Asia/Hanoi'." in told


def test_every_field_is_described_in_the_schema() -> None:
    """Editors show the descriptions."""
    assert workbench_schema().count('"description"') >= 20
