"""What the words of a table say on scoring, and what they leave open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inspection_lib.checklist_tables.clauses import clauses_of
from inspection_lib.checklist_tables.doubts import Doubt, doubt_fault
from inspection_lib.checklist_tables.scoring_words import are_parts, rule_of_words, understood

YES_NO = {"rule": "yes_no", "wanted": "yes"}
GIVEN = {"rule": "points_given"}


@pytest.mark.parametrize(
    ("words", "best", "rule", "doubts"),
    [
        ("Đạt: 1 điểm; không đạt: 0 điểm", "1", YES_NO, ()),
        ("Không: 1 điểm; có: 0 điểm", "1", {"rule": "yes_no", "wanted": "no"}, ()),
        (
            "Mỗi hồ sơ trễ hạn trừ 0,25 điểm",
            "2",
            {"rule": "deduction", "per_occurrence": "0.25", "floor": "0"},
            (Doubt.FLOOR,),
        ),
        (
            "Cứ 01 văn bản sai bị trừ 0,5 điểm, trừ tối đa 1 điểm",
            "2",
            {"rule": "deduction", "per_occurrence": "0.5", "floor": "1"},
            (),
        ),
        (
            "Không vi phạm: 2 điểm\nTrừ 0,25 điểm/01 lỗi, đến hết điểm",
            "2",
            {"rule": "deduction", "per_occurrence": "0.25", "floor": "0"},
            (),
        ),
        (
            "Ban hành trước ngày 31/01/2026: 1 điểm; chậm đến 15 ngày: 0,5 điểm; không ban hành: 0 điểm",
            "1",
            {
                "rule": "date_deadline",
                "due": "01-31",
                "late": [{"days": "15", "points": "0.5"}],
                "missing": "0",
            },
            (Doubt.BOUND, Doubt.YEAR),
        ),
        ("Chấm điểm trực tiếp", "1", GIVEN, ()),
        ("chấm điểm trực tiếp, bội số của 0,25", "1", GIVEN | {"step": "0.25"}, ()),
        ("Điểm do Đoàn kiểm tra chấm, tối đa 2 điểm", "2", GIVEN, ()),
        ("Chấm theo kết quả khảo sát, từ 0 đến 2 điểm", "2", GIVEN, ()),
        ("Cho điểm từ 0 đến 2", "2", GIVEN, ()),
        ("Đoàn kiểm tra chấm cụ thể tại trụ sở, tối đa 2 điểm", "2", GIVEN, ()),
        ("Chấm mỗi nội dung, từ 0 đến 2 điểm", "2", GIVEN, (Doubt.NOT_UNDERSTOOD,)),
        ("Hội đồng chấm (tối đa 0,5 điểm).", "0.5", GIVEN, ()),
        ("Điểm do Đoàn kiểm tra chấm, tối đa 2 điểm", "3", GIVEN, (Doubt.BEST,)),
        ("Chậm báo cáo, tối đa 2 điểm", "2", GIVEN, (Doubt.NOT_UNDERSTOOD,)),
        ("Được cho điểm nếu ban hành trong quý, tối đa 2 điểm", "2", GIVEN, (Doubt.NOT_UNDERSTOOD,)),
        ("xem hướng dẫn", "1", GIVEN, (Doubt.NOT_UNDERSTOOD,)),
        ("", "1", GIVEN, (Doubt.NOTHING_SAID,)),
        ("Thực hiện tốt: 2 điểm", "2", GIVEN, (Doubt.NOT_UNDERSTOOD,)),
        ("Tốt: 2 điểm; khá: 1 điểm", "3", GIVEN, (Doubt.BEST,)),
        (
            "Mỗi lỗi trừ 1 điểm, trừ tối đa 5 điểm",
            "2",
            {"rule": "deduction", "per_occurrence": "1", "floor": "0"},
            (Doubt.CAP,),
        ),
        ("Ban hành ngày 31/13: 1 điểm; không ban hành: 0 điểm", "1", None, ()),
    ],
)
def test_rules(words: str, best: str, rule: dict[str, object] | None, doubts: tuple[Doubt, ...]) -> None:
    """A day that does not exist makes levels of the lines: their words are kept, nothing is guessed."""
    found = understood(words, Decimal(best))
    assert found.doubts == doubts
    assert found.rule == rule if rule else found.kind == "level"


@pytest.mark.parametrize(
    "words",
    [
        "Mỗi văn bản quá hạn trừ 0,5 điểm, tối đa trừ 3 điểm",
        "Mỗi văn bản quá hạn trừ 0,5 điểm, trừ tối đa 3 điểm",
        "Mỗi văn bản quá hạn trừ 0,5 điểm nhưng không quá 3 điểm",
        "Mỗi văn bản quá hạn trừ 0,5 điểm, trừ không quá 3 điểm.",
        "Mỗi văn bản quá hạn trừ 0,5 điểm (tối đa 3 điểm)",
        "Mỗi văn bản quá hạn trừ 0,5 điểm, mức trừ tối đa là 3 điểm",
        "Mỗi văn bản quá hạn trừ 0,5 điểm, tổng điểm trừ tối đa không quá 3 điểm",
        "Mỗi văn bản quá hạn trừ 0,5 điểm; tối đa trừ 3 điểm",
        "Mỗi văn bản quá hạn trừ 0,5 điểm\nTổng điểm trừ không quá 3 điểm",
        "Tối đa trừ 3 điểm, mỗi văn bản quá hạn trừ 0,5 điểm",
        "Trừ 0,5 điểm/01 văn bản quá hạn, tối đa trừ 3 điểm",
    ],
)
@pytest.mark.parametrize(
    ("best", "floor", "doubts"), [("3", "0", ()), ("5", "2", ()), ("2.5", "0", (Doubt.CAP,))]
)
def test_the_most_that_a_deduction_takes(
    words: str, best: str, floor: str, doubts: tuple[Doubt, ...]
) -> None:
    """What is left of the points is the floor; a cap above the points is said."""
    found = understood(words, Decimal(best))
    assert found.rule == {"rule": "deduction", "per_occurrence": "0.5", "floor": floor}
    assert found.doubts == doubts


def test_lines_with_points_are_levels() -> None:
    """With the words of the table; letters are their keys."""
    found = understood("- Đúng hạn: 1đ\n- Chậm: 0,5đ\n- Không ban hành: 0đ", Decimal(1))
    assert found.rule == {
        "rule": "levels",
        "levels": [
            {"key": "a", "points": "1", "label": "Đúng hạn"},
            {"key": "b", "points": "0.5", "label": "Chậm"},
            {"key": "c", "points": "0", "label": "Không ban hành"},
        ],
    }
    assert found.doubts == ()


@pytest.mark.parametrize(
    "words", ["Tốt: 2 điểm; tốt: 1 điểm", "A: 2 điểm; B: 0 điểm", "Không áp dụng: 2 điểm; tốt: 0 điểm"]
)
def test_levels_that_nobody_could_tell_apart_are_none(words: str) -> None:
    """One word twice, a single letter, the word that means that the item does not apply."""
    assert understood(words, Decimal(2)).doubts == (Doubt.NOT_UNDERSTOOD,)


def test_parts_add_up() -> None:
    """Levels do not."""
    assert are_parts(clauses_of("Có kế hoạch: 0,5\nCó báo cáo: 0,5"), Decimal(1))
    assert not are_parts(clauses_of("Đúng hạn: 1\nChậm: 0,5"), Decimal(1))
    assert not are_parts(clauses_of("Đúng hạn: 1\nChậm"), Decimal(1))


def test_words_that_leave_something_open_give_no_rule_by_themselves() -> None:
    """In a workbook of to-table the words are the rule only where they say all of it."""
    assert rule_of_words("Từ 90 % trở lên: 2 điểm\nDưới 90 %: 0 điểm") is None
    assert rule_of_words("Chỉ ghi nhận, không chấm điểm") == {"rule": "recorded"}


@pytest.mark.parametrize("filling", [" ", "\t \xa0", ", ", "- ", ": ", "= ", "1"])
def test_a_cell_full_of_one_sign_is_not_understood(filling: str) -> None:
    """Excel's longest cell; each of them took minutes or hours."""
    found = understood(f"Chấm{filling * (32_000 // len(filling))}x", Decimal(2))
    assert (found.rule, found.doubts) == (GIVEN, (Doubt.NOT_UNDERSTOOD,))


def test_blanks_in_a_row_are_one() -> None:
    """As a cell holds them that was filled by hand."""
    assert understood(f"Đạt:{' ' * 9000}1 điểm; không đạt: 0 điểm", Decimal(1)).rule == YES_NO


def test_each_doubt_says_what_to_do() -> None:
    """In one sentence each."""
    assert all(doubt_fault(doubt).remedy for doubt in Doubt)
