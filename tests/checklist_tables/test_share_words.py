"""Words on shares: steps, a straight line, a threshold, a target."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inspection_lib.checklist_tables.clauses import clauses_of
from inspection_lib.checklist_tables.doubts import Doubt, Scoring
from inspection_lib.checklist_tables.share_words import share_scoring

FIGURES, ZERO = Doubt.FIGURES, Doubt.ZERO_DENOMINATOR


def read(words: str, best: str = "2") -> Scoring | None:
    """The rule on a share in the words."""
    return share_scoring(clauses_of(words), Decimal(best))


@pytest.mark.parametrize(
    ("words", "steps", "below", "doubts"),
    [
        ("Đạt 100%: 2 điểm\nTừ 80 % đến dưới 100 %: 1,5 điểm\nDưới 80%: 0", "1:2 0.8:1.5", "0", ()),
        ("≥ 90%: 2đ; 80% ≤ x < 90%: 1đ; < 80%: 0đ", "0.9:2 0.8:1", "0", ()),
        ("Dưới 50%: 0,5 điểm\nTừ 50% trở lên: 2 điểm", "0.5:2", "0.5", ()),
        ("Từ 90% trở lên: điểm tối đa; 70% - dưới 90%: 1 điểm; còn lại: 0 điểm", "0.9:2 0.7:1", "0", ()),
        (
            "Tỷ lệ từ 95% trở lên: 2 điểm\nTừ 80% - 94%: 1 điểm\nDưới 80%: 0 điểm",
            "0.95:2 0.8:1",
            "0",
            (Doubt.BOUND, Doubt.GAP),
        ),
        ("Trên 90%: 2 điểm; từ 80% đến 90%: 1 điểm; dưới 80%: 0 điểm", "0.9:2 0.8:1", "0", (Doubt.BOUND,)),
        ("Từ 90% trở lên: 2 điểm; từ 70% đến dưới 90%: 1 điểm", "0.9:2 0.7:1", "0", (Doubt.BELOW,)),
        (
            "Từ 90% trở lên: 2 điểm; từ 70% đến dưới 80%: 1 điểm; dưới 70%: 0 điểm",
            "0.9:2 0.7:1",
            "0",
            (Doubt.GAP,),
        ),
    ],
)
def test_steps(words: str, steps: str, below: str, doubts: tuple[Doubt, ...]) -> None:
    """Bounds that are not clear, gaps, and a lowest step that is missing are told."""
    found = read(words)
    assert found is not None
    assert found.kind == "ratio"
    expected = [dict(zip(("at", "points"), step.split(":"), strict=True)) for step in steps.split()]
    assert (found.rule["steps"], found.rule["below"]) == (expected, below)
    assert found.doubts == (FIGURES, ZERO, *doubts)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Tính theo công thức: tỷ lệ hồ sơ x 2 điểm",
            {"rule": "ratio_linear", "zero_at": "0", "full_at": "1"},
        ),
        (
            "Từ 80% trở lên: đủ điểm; dưới 80%: tỷ lệ × điểm tối đa / 80%",
            {"rule": "ratio_threshold", "full_from": "0.8"},
        ),
        (
            "Từ 50 % trở xuống: 0 điểm\nTừ 100 % trở lên: đủ điểm\nỞ giữa: tính theo tỷ lệ",
            {"rule": "ratio_linear", "zero_at": "0.5", "full_at": "1"},
        ),
    ],
)
def test_points_that_follow_the_share(words: str, rule: dict[str, str]) -> None:
    """What 0 of 0 means is open."""
    found = read(words)
    assert found is not None
    assert found.rule == rule | {"zero_denominator": "not_applicable"}
    assert found.doubts == (FIGURES, ZERO)


@pytest.mark.parametrize(
    ("said", "means"), [("không áp dụng", "not_applicable"), ("đủ điểm", "full"), ("0 điểm", "zero")]
)
def test_nothing_of_nothing(said: str, means: str) -> None:
    """Where the words say it, nothing is open."""
    found = read(f"Điểm theo tỷ lệ so với chỉ tiêu\nMẫu số bằng 0: {said}")
    assert found == Scoring("count", {"rule": "count_target", "zero_target": means}, (FIGURES,))


@pytest.mark.parametrize(
    "words",
    [
        "Đúng hạn: 2 điểm; chậm: 0 điểm",
        "Từ 90% trở lên: 2 điểm",
        "Từ 90% trở lên: 2 điểm; tốt: 1 điểm",
        "Từ 900%: 2 điểm; dưới 90%: 0 điểm",
    ],
)
def test_other_words_are_no_shares(words: str) -> None:
    """One step alone, lines of another kind, a share above 100 %."""
    assert read(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "số hồ sơ nộp trực tuyến/tổng số hồ sơ tiếp nhận x 3 điểm",
        "Tính theo công thức: số hồ sơ nộp trực tuyến / tổng số hồ sơ tiếp nhận × 3 điểm.",
        "Điểm = (số hồ sơ nộp trực tuyến/tổng số hồ sơ tiếp nhận) * điểm tối đa",
    ],
)
def test_a_fraction_names_its_figures(words: str) -> None:
    """They are the labels then, and nothing is to be decided about them."""
    found = read(words, "3")
    assert found is not None
    assert (found.rule["rule"], found.rule["full_at"], found.doubts) == ("ratio_linear", "1", (ZERO,))
    assert dict(found.labels) == {
        "numerator": "Số hồ sơ nộp trực tuyến",
        "denominator": "Tổng số hồ sơ tiếp nhận",
    }


def test_what_is_no_fraction_of_two_figures_names_none() -> None:
    """Points other than those of the row are told; a word that ends in x multiplies nothing."""
    wrong = read("số hồ sơ nộp trực tuyến/tổng số hồ sơ tiếp nhận x 3 điểm", "2")
    assert wrong is not None
    assert (wrong.rule, wrong.doubts) == ({"rule": "points_given"}, (Doubt.BEST,))
    for words in (
        "số văn bản gửi/tổng số fax: 2 điểm",
        "số hồ sơ đúng hạn/tổng số hồ sơ x",
        "hồ sơ/năm x 2 điểm",
    ):
        found = read(words)
        assert found is None or not found.labels, words
