"""What would help most, and how firm the score is."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from tests.sentences.answers import statement_is
from tests.sentences.basics import must, same
from tests.sentences.figures import read_number
from tests.sentences.on_summary import Found, reads
from tests.sentences.page_text import Said
from tests.sentences.reader import Reading
from tests.sentences.truth import Truth

MINUS = "\N{MINUS SIGN}"
SHIFT = Fraction(1, 5)
OVER = {
    "vi": {
        "Câu chưa trả lời": "open",
        "Trọng số: mỗi tiêu chí tăng hoặc giảm một phần năm": "weights",
        "Số liệu, câu trả lời mâu thuẫn nhau": "contradicted",
    },
    "en": {
        "Answers that are still open": "open",
        "Weights: each item a fifth more or less": "weights",
        "Figures and answers that contradict each other": "contradicted",
    },
}


@reads("summary", "h3", "Nên khắc phục trước|Điểm chắc đến đâu", "What would help most|How firm the score is")
def titles(reading: Reading, said: Said, found: Found) -> None:
    """Only of a closed inspection."""
    must(reading.truth.concluded, "nothing is concluded yet")


@reads(
    "summary",
    "p",
    r"Khắc phục các nội dung sau thì xếp loại (?P<grade>.+), (?P<score>{n})/100; ít hơn thì chưa đủ\.",
    r"Mending these gives the grade (?P<grade>.+), (?P<score>{n}) of 100; fewer are not enough\.",
)
def promised(reading: Reading, said: Said, found: Found) -> None:
    """What mending them gives is what the checklist gives then; one less of the largest losses does not."""
    truth = reading.truth
    items = truth.result["repairs"]["items"]
    now = truth.grades
    must(now is not None, "there is no grade yet")
    points, grade = after(truth, items)
    same(read_number(found["score"], truth.language), truth.index(points, truth.sum_of().maximum), "score")
    same(found["grade"], truth.title(grade), "grade afterwards")
    must(now is not None and truth.start(grade) > truth.start(now[1]), "the grade is not better")
    for fewer in smaller(truth, items):
        must(
            now is not None and truth.start(after(truth, fewer)[1]) <= truth.start(now[1]), "fewer are enough"
        )


def after(truth: Truth, items: Iterable[str]) -> tuple[Fraction, str]:
    """Points and grade once these items have full points."""
    mended = set(items)
    total = truth.sum_of(instead={item: Fraction(truth.items[item]["maximum"]) for item in mended})
    assert total.low is not None
    caps = [cap for item, cap in truth.caps if item not in mended]
    return total.low, min([truth.band(total.low, total.maximum), *caps], key=truth.start)


def smaller(truth: Truth, items: list[str]) -> Iterable[list[str]]:
    """Sets with one item less: what caps, filled up with the largest losses, and each set without one."""
    losses = {
        item: Fraction(line["maximum"]) - Fraction(line["points"])
        for item, line in truth.items.items()
        if line["points"] is not None
    }
    capping = [item for item, _ in truth.caps]
    by_loss = sorted(losses, key=lambda item: -losses[item])
    yield [*capping, *(item for item in by_loss if item not in capping)][: len(items) - 1]
    yield by_loss[: len(items) - 1]
    yield from ([one for one in items if one != item] for item in items)


@reads(
    "summary",
    "li",
    rf"(?P<text>.+) (?P<item>\S+) · (?P<lost>{MINUS}{{n}})",
)
def repair(reading: Reading, said: Said, found: Found) -> None:
    """The next of the repairs: what is wrong, and what it cost."""
    truth, place = reading.truth, len(reading.seen["repair"])
    items = truth.result["repairs"]["items"]
    must(place < len(items), "more lines than repairs")
    same(found["item"], items[place], f"repair {place + 1}")
    line = next(one for one in truth.findings if one["scored"] and one["item_id"] == found["item"])
    statement_is(truth, line, found["text"])
    same(found["lost"], truth.signed(-truth.lost(line)), "points lost")
    reading.seen["repair"].append(found["item"])


@reads(
    "summary",
    "li",
    r"(?P<over>.+): từ (?P<low>{n}) đến (?P<high>{n}); xét theo điểm, xếp loại "
    r"(?:vẫn là (?P<same>.+)|từ (?P<lowest>.+) đến (?P<highest>.+))\.",
    r"(?P<over>.+): from (?P<low>{n}) to (?P<high>{n}); by points the grade "
    r"(?:stays (?P<same>.+)|would be (?P<lowest>.+) to (?P<highest>.+))\.",
)
def firm(reading: Reading, said: Said, found: Found) -> None:
    """An interval holds the score and is what it says; its grades are those of its ends."""
    truth = reading.truth
    low, high = (read_number(found[end], truth.language) for end in ("low", "high"))
    over = reading.word(OVER, found["over"])
    total = truth.sum_of()
    shown = truth.index(total.low, total.maximum)
    must(shown is not None and low <= shown <= high, "the interval does not hold the score")
    if over == "weights":
        same((low, high), weighted(truth), "interval over weights")
    elif over == "contradicted":
        must(bool(truth.contradicted or truth.own_rivals), "nothing contradicts")
        if truth.at_register is not None and not truth.own_rivals:
            must(low <= truth.at_register <= high, "the interval does not hold the score at the register")
    lowest, highest = (truth.title(truth.band(end, Fraction(100))) for end in (low, high))
    same((found["same"] or found["lowest"], found["same"] or found["highest"]), (lowest, highest), "grades")


def weighted(truth: Truth) -> tuple[Fraction | None, ...]:
    """The lowest and the highest score: weights are raised on one side of the mean until it stays."""
    marked = [
        (Fraction(line["points"]) / Fraction(line["maximum"]), Fraction(line["maximum"]))
        for line in truth.items.values()
        if line["points"] is not None and Fraction(line["maximum"]) and line["outcome"] != "not_applicable"
    ]

    def extreme(sign: int) -> Fraction:
        mean, before = Fraction(1, 2), None
        while mean != before:
            before = mean
            weights = [full * (1 + (SHIFT if sign * (mark - mean) > 0 else -SHIFT)) for mark, full in marked]
            sums = sum(w * mark for w, (mark, _) in zip(weights, marked, strict=True))
            mean = sums / sum(weights)
        return mean

    return tuple(truth.index(extreme(sign), Fraction(1)) for sign in (-1, 1))
