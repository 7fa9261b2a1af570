"""Cut the words on scoring into clauses: a condition and the points that it brings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from inspection_lib.answers import fold_word

_NUMBER = r"\d+(?:[.,]\d+)?"
_BRINGS = r"[\s:=→⇒,–-]*(?:được|đạt|tính|cho|chấm|thì)?\s*"
_POINTS_LAST = re.compile(
    rf"(?P<condition>.*?){_BRINGS}(?P<points>{_NUMBER})\s*(?:điểm|đ)\b[\s.)]*", re.IGNORECASE | re.DOTALL
)
_POINTS_BARE = re.compile(rf"(?P<condition>.*\S)\s*[:=→⇒]\s*(?P<points>{_NUMBER})[\s.]*", re.DOTALL)
_POINTS_FIRST = re.compile(
    rf"(?P<points>{_NUMBER})\s*(?:điểm|đ)\b\s*(?:[:=–-]|nếu|khi)\s*(?P<condition>.+)",
    re.IGNORECASE | re.DOTALL,
)
_FULL_LAST = re.compile(
    rf"(?P<condition>.*?){_BRINGS}"
    r"(?:đủ điểm|trọn điểm|(?:100\s*%\s*)?(?:số\s+)?điểm tối đa)[\s.]*",
    re.IGNORECASE | re.DOTALL,
)
_NOTHING_LAST = re.compile(
    r"(?P<condition>.*?)[\s:=→⇒,–-]*(?:không (?:có |được |tính |cho |chấm )?điểm)[\s.]*",
    re.IGNORECASE | re.DOTALL,
)
_MARK = re.compile(r"\s*(?:[-–+•*▪●○]|[a-zđ]\)|\(?\d{1,2}\))\s*")
_POINTS_SEEN = re.compile(rf"{_NUMBER}\s*(?:điểm|đ)\b|điểm|[:=]\s*{_NUMBER}\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition as it is written and the points that it brings.

    ``points`` is None where the clause names none; ``is_full`` says "all points" in place of a number.
    """

    condition: str
    points: Decimal | None = None
    is_full: bool = False

    @property
    def folded(self) -> str:
        """The condition in lower case without marks, with one space between words."""
        return " ".join(fold_word(self.condition).split())

    def brings(self, best: Decimal | None) -> Decimal | None:
        """The points as a number, where the most that the item brings is ``best``."""
        return best if self.is_full else self.points


def number_of(text: str) -> Decimal:
    """A number with a comma or a dot before its decimals."""
    return Decimal(text.replace(",", "."))


def written(number: Decimal) -> str:
    """A number as files write it: no zeros at the end, no exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_comma(number: Decimal) -> str:
    """A number as Vietnamese texts write it."""
    return written(number).replace(".", ",")


def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of a text: its lines, and what semicolons part where each part says something of points."""
    clauses: list[Clause] = []
    for line in text.split("\n"):
        pieces = [piece for piece in line.split(";") if piece.strip(" .")]
        is_list = len(pieces) > 1 and all(map(_POINTS_SEEN.search, pieces))
        clauses.extend(clause_of(piece) for piece in (pieces if is_list else [line]) if piece.strip(" ."))
    return tuple(clauses)


def clause_of(text: str) -> Clause:
    """One clause; the mark of a list before it does not count."""
    text = without_mark(text)
    for pattern in (_POINTS_LAST, _POINTS_FIRST, _POINTS_BARE):
        if found := pattern.fullmatch(text):
            return Clause(_trimmed(found["condition"]), number_of(found["points"]))
    if (found := _NOTHING_LAST.fullmatch(text)) and found["condition"]:
        return Clause(_trimmed(found["condition"]), Decimal(0))
    if found := _FULL_LAST.fullmatch(text):
        return Clause(_trimmed(found["condition"]), is_full=True)
    return Clause(_trimmed(text))


def without_mark(text: str) -> str:
    """A line without the dash, bullet or letter of a list before it."""
    found = _MARK.match(text)
    return text[found.end() :].strip() if found else text.strip()


def _trimmed(condition: str) -> str:
    return condition.strip().strip(":;,.–-=→⇒ ").strip()
