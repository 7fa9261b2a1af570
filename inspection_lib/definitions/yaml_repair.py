"""Mend the YAML of a file for the check only, so that one slip does not hide all other problems of the file.

YAML stops at its first error. Here the usual slips are mended one after the other: a tab, a text with a colon
that needs quotes, a bracket or quote that is not closed, no blank after a colon, a line that is indented
wrongly. A repair is taken when the first error then lies further down. The file itself is never changed, and
a file that needed a repair is never used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from inspection_lib.language import Message, message

MOST_LETTERS = 8_000_000
"""Letters that are parsed for repairs of one file, all attempts together: some 3 seconds."""
_KEY_AND_TEXT = re.compile(r"^(\s*(?:- +)*[\w.-]+: +|\s*- +)(.+?)\s*$")
_NO_BLANK = re.compile(r"^(\s*(?:- +)*[\w.-]+):(?=\S)")
_NO_TABS = message("Use blanks instead of tabs.")
_PAIRS = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Slip:
    """A line (from 1) that was mended, and what to do about it."""

    line: int
    remedy: Message


def mend_yaml(text: str) -> tuple[str | None, list[Slip]]:
    """The text with its slips mended, and the slips. None where an error is left that nobody mended here."""
    slips: list[Slip] = []
    letters = 0
    while (error := _first_error(text)) is not None:
        error_line, begins = error
        lines = text.split("\n")
        best: tuple[int, str, Slip] | None = None
        for number, line, remedy in _attempts(lines, error_line, begins):
            letters += len(text)
            if letters > MOST_LETTERS:
                return None, slips
            attempt = "\n".join([*lines[:number], line, *lines[number + 1 :]])
            found = _first_error(attempt)
            reached = len(lines) + 1 if found is None else found[0]
            if reached > max(error_line, best[0] if best else 0):
                best = (reached, attempt, Slip(number + 1, remedy))
            if found is None:
                break
        if best is None:
            return None, slips
        text = best[1]
        slips.append(best[2])
    return text, slips


def _first_error(text: str) -> tuple[int, int] | None:
    """The line (from 0) of the first error, and that of the part in which it lies; None for valid YAML."""
    try:
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        begins = error.context_mark or mark
        return (mark.line, begins.line) if mark and begins else (0, 0)
    except yaml.YAMLError:
        return 0, 0
    return None


def _attempts(lines: list[str], error_line: int, begins: int) -> Iterator[tuple[int, str, Message]]:
    """Other forms of the lines at and before an error: the number of the line, its form, and the advice.

    ``begins`` is the line on which the part begins in which the error lies, such as a text in quotes.
    """
    last = len(lines) - 1
    before = [number for number in range(error_line - 1, -1, -1) if lines[number].strip()][:3]
    for number in dict.fromkeys([min(error_line, last), *before, min(begins, last)]):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if "\t" in line:
            yield number, line.replace("\t", "  "), _NO_TABS
        if found := _KEY_AND_TEXT.match(line):
            if found[2][0] not in "[{\"'|>":
                quoted = found[1] + json.dumps(found[2], ensure_ascii=False)
                yield number, quoted, message("Put the text in quotes, because of its ':' or another sign.")
            elif found[2][0] in "\"'":
                yield number, line.rstrip() + found[2][0], message("Close the quotation mark.")
        if found := _NO_BLANK.match(line):
            yield number, f"{found[1]}: {line[found.end() :]}", message("Write a blank after the colon.")
        if missing := _unclosed(line):
            yield number, line.rstrip() + missing, message("Close the bracket.")
        indents = {len(lines[other]) - len(lines[other].lstrip()) for other in before}
        advice = message("Indent the line as its neighbours are.")
        if "\t" in line:
            advice = _NO_TABS
        for indent in sorted(indents | {indent + 2 for indent in indents}):
            moved = " " * indent + line.lstrip()
            if moved != line:
                yield number, moved, advice


def _unclosed(line: str) -> str:
    """The brackets that would close those that a line leaves open, texts in quotes left aside."""
    plain = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'", "", line)
    opened: list[str] = []
    for letter in plain:
        if letter in _PAIRS:
            opened.append(_PAIRS[letter])
        elif opened and letter == opened[-1]:
            opened.pop()
    return "".join(reversed(opened))
