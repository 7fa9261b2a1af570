"""A kind of register is described in a file: every mistake is told with its line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.definitions.register_kinds import read_own_registers, shipped_registers
from inspection_lib.model import ColumnKind, Comparison, MeasureKind, PeriodEnd, Register, RowTest, Severity
from tests.definitions.register_files import LETTERS, letters, sound_letters

BY_POST = "fulfilled: [way = post]"


def test_a_file_gives_columns_rules_and_measures(tmp_path: Path) -> None:
    """What it says is what is counted; a rule of rows counts those that break it."""
    register = sound_letters(tmp_path)
    assert [(one.name, one.kind) for one in register.columns[2:5]] == [
        ("gone", ColumnKind.DAY),
        ("pages", ColumnKind.COUNT),
        ("sent", ColumnKind.COUNT),
    ]
    assert register.columns[1].headings == "Ngày đến; Ngày nhận; Came"
    (after,) = register.excluded
    assert after.tests == (RowTest("came", Comparison.MORE_THAN, value=PeriodEnd.END),)
    measures = {one.name: one for one in register.measures}
    assert measures["days"].kind is MeasureKind.MEDIAN
    assert measures["more_sent"].severity is Severity.HIGH
    assert measures["more_sent"].numerator == (
        (RowTest("sent", Comparison.MORE_THAN, other_column="pages"),),
    )
    assert [str(law.date) for law in measures["by_post"].law] == ["2020-03-05"]
    assert register.has_own_words


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("id: letters", "id: mail", 1, "its file is named letters.register.yaml"),
        ("key: yes", "key: no", 4, "No column is a key"),
        ("aliases: [Ngày nhận]", "aliases: [Mã thư]", 6, "have one heading: ma thu"),
        ("aliases: [Ngày nhận]", 'aliases: ["a; b"]', 6, "A heading holds a semicolon"),
        ("type: count", "type: whole", 8, "'whole' is not valid for type"),
        ("type: count, required: no", "type: count, deadline: yes", 8, "'pages' holds no days"),
        ("not_before: came", "not_before: pages", 7, "no column 'pages' of days"),
        ("    choices: {post: [bưu điện], hand: [trực tiếp]}", "    key: no", 13, "has choices"),
        ("hand: [trực tiếp]", "hand: [Bưu Điện]", 16, "stands for two choices"),
        ("[came > period_end]", "[came > the_end]", 18, "Column 'came' cannot be compared with 'the_end'"),
        ("[sent > pages]", "[sent > page]", 21, "Column 'sent' cannot be compared with 'page'"),
        ("[sent > pages]", "[snet > pages]", 21, "There is no column 'snet'"),
        ("[sent > pages]", "[sent ? pages]", 21, "'sent ? pages' is no condition"),
        ("[way = hand]", "[way > hand]", 24, "Column 'way' cannot be compared with 'hand'"),
        ("severity: high", "severity: grave", 22, "'grave' is not valid for severity"),
        (BY_POST, "fulfilled: [way = fax]", 29, "Column 'way' cannot be compared with 'fax'"),
        ("kind: sum, column: cost", "kind: sum", 32, "'column' is missing here"),
        ("kind: sum, column: cost", "kind: sum, column: note", 32, "'note' holds no figures"),
        ("kind: sum, column: cost", "kind: count, column: cost", 32, "A count has no column"),
        ("over: pages", "over: mark", 35, "'mark' holds no figures"),
        ("over: pages, ", "", 35, "names both 'column' and 'over'"),
        ("id: days", "id: mark", 33, "The id 'mark' is used 2 times"),
        ("id: no_note", "id: cost", 32, "The id 'cost' is used 2 times"),
        ("state: to_be_verified", "state: verified", 30, "only with the article that was read"),
        (
            "basis: &law [{number: 30/2020/NĐ-CP, date: 2020-03-05, state: to_be_verified}]",
            "basis: &law []",
            30,
            "basis has no entry",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    """Otherwise it would show only when a register is read, or not at all."""
    register, problems = letters(tmp_path, old, new)
    assert register is None
    told = [(problem.line, str(problem)) for problem in problems]
    assert any(at == line and said in text for at, text in told), told


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    """Its author corrects them in one go."""
    path = tmp_path / "letters.register.yaml"
    text = LETTERS.replace("[sent > pages]", "[sent > page]").replace("severity: low", "severity: lo")
    path.write_text(text.replace("kind: sum, column: cost", "kind: sum"), encoding="utf-8")
    registers, problems = read_own_registers(tmp_path)
    assert registers == ()
    assert sorted(problem.line for problem in problems) == [21, 24, 32]


@pytest.mark.parametrize("register", shipped_registers(), ids=lambda register: register.name)
def test_a_measure_of_the_library_says_what_it_counts_and_its_law(register: Register) -> None:
    """In both languages; verified only with the article that was read."""
    for measure in register.measures:
        said = (measure.about.vi, measure.about.en, measure.law)
        assert measure.severity or all(said), measure.name
        assert all(law.article and law.source for law in measure.law if law.is_verified), measure.name
        (words,) = measure.label.values
        assert all((words.value, words.en)), measure.name
