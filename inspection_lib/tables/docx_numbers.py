"""The numbers that Word writes by itself before paragraphs: `1.`, `1.1.`, `a)`, `-`. They are in no text."""

from __future__ import annotations

from dataclasses import dataclass, field

from inspection_lib.tables.parts import Attributes, Parts, attribute

DEEPEST = 9
"""Levels of a list in Word."""
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BULLETS = "-+*•"


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class ListNumbers:
    """Counts the paragraphs of each list, in the order of the document."""

    _lists: dict[str, str] = field(default_factory=dict)
    _levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def next(self, list_id: str, level: int) -> str:
        """What stands before the next paragraph of a list; "" for a list that is not known."""
        name = self._lists.get(list_id, "")
        shown = self._levels.get((name, level))
        if shown is None:
            return ""
        counts = self._counts.setdefault(name, [])
        while len(counts) <= level:
            above = self._levels.get((name, len(counts)), _Level())
            counts.append(above.start - (len(counts) == level))
        del counts[level + 1 :]
        counts[level] += 1
        if shown.kind in ("bullet", "none"):
            return shown.text if shown.text in _BULLETS else "-"
        text = shown.text
        for at, count in enumerate(counts):
            kind = self._levels.get((name, at), _Level()).kind
            text = text.replace(f"%{at + 1}", _written(count, kind))
        return text


def read_list_numbers(parts: Parts, part: str) -> ListNumbers:
    """The lists of a document, from its part `numbering.xml`. Raises UnreadableError."""
    numbers = ListNumbers()
    around = ""
    level = _Level()

    def start(element: str, attributes: Attributes) -> None:
        nonlocal around, level
        value = attribute(attributes, "val")
        match element:
            case "abstractNum":
                around = attribute(attributes, "abstractNumId")
            case "num":
                around = attribute(attributes, "numId")
            case "abstractNumId":
                numbers._lists[around] = value
            case "lvl" if (at := attribute(attributes, "ilvl")).isdecimal() and int(at) < DEEPEST:
                level = numbers._levels.setdefault((around, int(at)), _Level())
            case "start" if value.isdecimal():
                level.start = int(value[:6])
            case "numFmt":
                level.kind = value
            case "lvlText":
                level.text = value[:20]

    parts.parse(part, start)
    return numbers


def _written(count: int, kind: str) -> str:
    if kind in ("lowerRoman", "upperRoman") and count < 40:
        text, left = "", count
        for value, letters in _ROMAN:
            text += letters * (left // value)
            left %= value
        return text.upper() if kind == "upperRoman" else text
    if kind in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        return chr((97 if kind == "lowerLetter" else 65) + count - 1)
    return str(count)
