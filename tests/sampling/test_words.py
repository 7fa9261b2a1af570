"""Plans and results in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from inspection_lib.language import Language, Message, open_catalogue
from inspection_lib.sampling.drawing import draw
from inspection_lib.sampling.evaluation import evaluate_counts
from inspection_lib.sampling.plan import plan_sample
from inspection_lib.sampling.values import Aim
from inspection_lib.sampling.words import draw_words, evaluation_words, plan_words
from tests.sampling.registers import an_order, some_cases

AIM = Aim(Decimal("0.05"))
VI = open_catalogue(Language.VI)


def in_vietnamese(words: Iterable[Message]) -> str:
    """The sentences with ordinary spaces."""
    return "\n".join(VI.format(one) for one in words).replace("\N{NO-BREAK SPACE}", " ")


def test_a_plan_names_its_formula() -> None:
    """And what the size is for."""
    plan = plan_sample(AIM, 0, 1258)
    assert plan is not None
    said = in_vietnamese(plan_words(plan))
    assert "Cần xem 57 trong 1.258 trường hợp." in said
    assert "không quá 5 %" in said
    assert "siêu bội" in said


def test_a_bound_is_never_rounded_below_itself() -> None:
    """4.9508 % is written 4,96 %; one that would pass the tolerable share keeps its decimals."""
    assert "không quá 4,96 %" in in_vietnamese(evaluation_words(evaluate_counts(0, 59, None, AIM)))
    exact = Aim(Decimal("0.049509"))
    assert "4,9508 %" in in_vietnamese(evaluation_words(evaluate_counts(0, 59, None, exact)))


def test_a_verdict_is_plain() -> None:
    """In the words of an inspector."""
    assert "Trong mức chấp nhận" in in_vietnamese(evaluation_words(evaluate_counts(0, 59, None, AIM)))
    assert "Vượt mức chấp nhận" in in_vietnamese(evaluation_words(evaluate_counts(9, 59, None, AIM)))
    assert "Chưa đủ căn cứ" in in_vietnamese(evaluation_words(evaluate_counts(1, 59, None, AIM)))


def test_a_draw_tells_what_was_picked_and_drawn() -> None:
    """It counts once."""
    first = draw(some_cases(40), an_order(3)).cases[0].key
    said = in_vietnamese(draw_words(draw(some_cases(40), an_order(3, first))))
    assert "Đã rút 3 trong 40 trường hợp, với con số 482915." in said
    assert "chỉ tính một lần" in said
