"""A comma in braces that was meant as part of a text."""

from __future__ import annotations

import pytest

from inspection_lib.definitions import YamlFile
from inspection_lib.definitions.yaml_file import parse_yaml
from inspection_lib.errors import Problem
from inspection_lib.language import Language, open_catalogue


def told(problem: Problem) -> str:
    """What to do about a problem, in Vietnamese."""
    assert problem.fault.remedy is not None
    return open_catalogue(Language.VI).format(problem.fault.remedy)


def read(text: str) -> tuple[YamlFile, list[Problem]]:
    """The content of a text, and its problems."""
    return parse_yaml("x.yaml", text)


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("name: {vi: Xã, phường, en: Commune}", 'name: {vi: "Xã, phường", en: Commune}'),
        (
            "title: {vi: Kỷ luật, kỷ cương,  an toàn, en: Discipline, safety}",
            'title: {vi: "Kỷ luật, kỷ cương, an toàn", en: "Discipline, safety"}',
        ),
        (
            "- {role: {vi: Trưởng đoàn, en: Leader}, office: Sở Nội vụ, Văn phòng}",
            '- {role: {vi: Trưởng đoàn, en: Leader}, office: "Sở Nội vụ, Văn phòng"}',
        ),
        ("name: {vi: Xã, en: Commune, ward}", 'name: {vi: Xã, en: "Commune, ward"}'),
        ("name: {vi: 1,5 điểm}", 'name: {vi: "1,5 điểm"}'),
        ("steps: {at: 0,9, points: 2}", "steps: {at: 0.9, points: 2}"),
    ],
)
def test_the_line_is_shown_as_it_should_be(line: str, right: str) -> None:
    """And read so: one slip is one problem, and the rest of the file is checked."""
    file, problems = read(f"# Đầu tệp\n{line}\n")
    (problem,) = problems
    assert (problem.line, problem.warning) == (2, False)
    assert told(problem) == f"Viết lại dòng này: {right}"
    again, none = read(f"# Đầu tệp\n{right}\n")
    assert (file.tree, file.lines, []) == (again.tree, again.lines, none)


def test_a_text_over_two_lines_keeps_the_numbers_of_the_lines() -> None:
    """Problems further down name their own line; an alias repeats no problem."""
    text = "a: &a {vi: Xã,\n     phường, en: C}\nb: *a\nc: 1\nc: 2\n"
    file, (comma, twice) = read(text)
    assert isinstance(file.tree, dict)
    assert file.tree["b"] == {"vi": "Xã, phường", "en": "C"}
    assert (comma.line, twice.line, file.lines["c",]) == (1, 5, 4)


@pytest.mark.parametrize(
    "text",
    [
        "{id: good, from: 80, title}",  # a field whose value was forgotten
        "{vi: Xã, en}",
        "{number: , date: , note: x}",
        "{a b, c d}",
        '{vi: "Xã", phường}',
        "a: &none\nb: &name Xã\nc: {vi: Xã, được: *none}\nd: {vi: *name, phường}",  # aliases lie elsewhere
    ],
)
def test_other_names_without_a_value_stay_what_they_are(text: str) -> None:
    """The format says what is wrong with them."""
    assert read(text)[1] == []
