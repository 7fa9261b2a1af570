"""The numbers in what is shown, compared one by one with those that should stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from inspection_lib.verification.page_texts import ShownLine

NUMBER = re.compile("[+\N{MINUS SIGN}]?\\d+(?:[.,/:]\\d+)*")
"""A number as it is written, with its sign: `1.646`, `+1,50`, `197/263`, a day, a time of day."""
_NOTHING = ShownLine("", "", "", "")
_BLANK = re.compile(r"\.{4,}|…|\t|:\s*$|^\s*$")
"""What in a line of a paper is left open to be filled in."""


@dataclass(frozen=True, slots=True)
class NumberDifference:
    """A number that is not the one that should stand there. "" in ``stands`` or ``should``: there is none.

    ``line`` is where it stands, or where it is missing. ``is_filled_in``: the place was left open.
    """

    line: ShownLine
    stands: str
    should: str
    is_filled_in: bool = False


def numbers_in(lines: Sequence[ShownLine]) -> int:
    """How many numbers some lines hold."""
    return sum(len(NUMBER.findall(line.text)) for line in lines)


def number_differences(stands: Sequence[ShownLine], should: Sequence[ShownLine]) -> list[NumberDifference]:
    """All numbers that differ, in the order of the lines that stand.

    Lines are matched by their words without the numbers; so a line that somebody added hides no other.
    """
    found: list[NumberDifference] = []
    for one, other in _pairs(stands, should):
        if one.text != other.text:
            found += _in_a_line(one, other)
    return found


def _pairs(stands: Sequence[ShownLine], should: Sequence[ShownLine]) -> Iterator[tuple[ShownLine, ShownLine]]:
    """The lines that belong together; one that has no other is paired with an empty line."""
    mine, meant = ([NUMBER.sub("#", line.text) for line in lines] for lines in (stands, should))
    if mine == meant:
        yield from zip(stands, should, strict=True)
        return
    begin = next((at for at, pair in enumerate(zip(mine, meant, strict=False)) if pair[0] != pair[1]), None)
    begin = min(len(mine), len(meant)) if begin is None else begin
    yield from zip(stands[:begin], should[:begin], strict=True)
    matcher = SequenceMatcher(None, mine[begin:], meant[begin:], autojunk=False)
    for _, mine_from, mine_to, meant_from, meant_to in matcher.get_opcodes():
        one = stands[begin + mine_from : begin + mine_to]
        other = should[begin + meant_from : begin + meant_to]
        yield from zip_longest(one, other, fillvalue=_NOTHING)


def _in_a_line(stands: ShownLine, should: ShownLine) -> Iterator[NumberDifference]:
    line = stands if stands.text else should
    was_open = bool(should is not _NOTHING and _BLANK.search(should.text))
    mine, meant = NUMBER.findall(stands.text), NUMBER.findall(should.text)
    if len(mine) == len(meant):
        blocks = [(mine, meant)]
    else:
        codes = SequenceMatcher(None, mine, meant, autojunk=False).get_opcodes()
        blocks = [(mine[a:b], meant[c:d]) for _, a, b, c, d in codes]
    for one, other in blocks:
        for told, expected in zip_longest(one, other, fillvalue=""):
            if told != expected:
                yield NumberDifference(line, told, expected, was_open and not expected)
