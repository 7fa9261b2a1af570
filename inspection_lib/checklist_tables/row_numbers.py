"""The numbers of rows (STT): 1, 1.1, 1.1.1 or I, 1, a or A, I, 1, and how deep each of them stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BEFORE = re.compile(
    r"(?:mục|phần|lĩnh vực|tiêu chí|nhóm|chương|nội dung)\s+(?=[\dIVXA-Z]{1,5}\b)", re.IGNORECASE
)
_PART = r"(?:\d{1,3}|[IVXLC]{1,6}|[ivx]{1,5}|[A-ZĐ]|[a-zđ])"
_NUMBER = re.compile(rf"\(?({_PART}(?:\.{_PART})*)[.):]?\)?")
_IN_TEXT = re.compile(
    rf"({_PART}(?:\.{_PART})+|\d{{1,3}}|[IVXLC]{{1,6}}|[A-ZĐ])[.):]\s*(?=[^\W\d])"
    r"|(\d{1,3}(?:\.\d{1,3})+)\s+(?!điểm|đ\b|%)(?=[^\W\d])"
)
_CODE = re.compile(r"[A-ZĐa-zđ]{1,6}[-_]?\d{1,4}(?:\.\d{1,3})*", re.ASCII)
_LETTER_IN_TEXT = re.compile(r"([a-zđ])\)\s*(?=\S)")
_ROMAN = re.compile(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters by which Vietnamese texts number (a, b, c, d, đ, e ...)."""
_LETTERS_OF_PROGRAMS = "abcdefghijklmnopqrstuvwxyz"
Style = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowNumber:
    """A number as it is written, without brackets and dots around it.

    ``style`` names the kind of each part: ("digit", "digit") for 1.1. ``value`` counts by its last part.
    """

    written: str
    style: Style
    value: int


def number_readings(text: str) -> tuple[RowNumber, ...]:
    """What the text of a number cell may mean: I is a Roman one or a letter. Nothing for no number."""
    text = _BEFORE.sub("", text.strip())
    found = _NUMBER.fullmatch(text)
    if found is None:
        return _codes(text)
    *around, last = found[1].split(".")
    outer = tuple(_kinds(part)[0][0] for part in around)
    return tuple(RowNumber(found[1], (*outer, kind), value) for kind, value in _kinds(last))


def _codes(text: str) -> tuple[RowNumber, ...]:
    """A code in place of a number: TC01, TC01.2."""
    if not _CODE.fullmatch(text):
        return ()
    *around, last = text.split(".")
    value = int("".join(digit for digit in last if digit.isdecimal()))
    return (RowNumber(text, ("code", *(["digit"] * len(around))), value),)


def split_number(text: str, *, letters: bool = False) -> tuple[str, str]:
    """The number with which a text begins, and the rest: `1.1. Kế hoạch`, `I. CHỈ ĐẠO`.

    `a) Có` begins with a number where ``letters`` says so: else it is one of several lines on scoring.
    """
    bare = _BEFORE.sub("", text, count=1) if _BEFORE.match(text) else text
    found = _IN_TEXT.match(bare) or (_LETTER_IN_TEXT.match(bare) if letters else None)
    if found is None:
        return "", text
    return next(part for part in found.groups() if part), bare[found.end() :].strip()


def _kinds(part: str) -> list[tuple[str, int]]:
    if part.isdecimal():
        return [("digit", int(part))]
    case = "upper" if part.isupper() else "lower"
    kinds = []
    if (value := _roman(part)) is not None:
        kinds.append((f"{case} roman", value))
    if len(part) == 1:
        for name, letters in (("letter", _LETTERS), ("program letter", _LETTERS_OF_PROGRAMS)):
            if part.lower() in letters:
                kinds.append((f"{case} {name}", letters.index(part.lower()) + 1))
    return kinds


def _roman(part: str) -> int | None:
    letters = part.upper()
    if not _ROMAN.fullmatch(letters):
        return None
    values = [_VALUES[letter] for letter in letters]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


class Depths:
    """Finds how deep the rows of a table stand, in their order."""

    def __init__(self, *, has_heading: bool = False) -> None:
        self._stack: list[Style] = [("heading",)] if has_heading else []
        self._last: dict[Style, int] = {}

    def place(self, readings: tuple[RowNumber, ...]) -> tuple[RowNumber, int]:
        """The reading that goes on from the rows before, and its depth from 0. ``readings`` is not empty."""
        number = self._best(readings)
        style = number.style
        if style in self._stack:
            del self._stack[self._stack.index(style) + 1 :]
        else:
            while self._stack and len(style) > 1 and len(self._stack[-1]) >= len(style):
                self._stack.pop()
            self._stack.append(style)
        depth = len(self._stack) - 1
        self._last = {known: last for known, last in self._last.items() if known in self._stack}
        self._last[style] = number.value
        return number, depth

    def _best(self, readings: tuple[RowNumber, ...]) -> RowNumber:
        for reading in readings:
            if self._last.get(reading.style) == reading.value - 1:
                return reading
        for reading in readings:
            if reading.value == 1:
                return reading
        return next((reading for reading in readings if reading.style in self._stack), readings[0])
