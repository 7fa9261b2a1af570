"""Read and write rows of cases, and put together what two machines observed.

An answer to an item of the kind cases holds all rows in one text: `cases 3/340: D01=yes; D02=no; D07=yes`,
three cases of 340. So it is recorded, exported, corrected and sealed as any other answer. Two laptops that
look at different cases of one item do not contradict each other: rows are put together by their names, and
only a case of one name with two results is for people to decide. A row that one laptop deleted while the
other still had it comes back, because nothing that was entered may be lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from inspection_lib.answers.numbers import fold_word, is_ambiguous, parse_number
from inspection_lib.model import Cases, ObservedCase

MOST_CASES = 500
_HEAD = re.compile(r"(?:(?:cases|mẫu) (\d{1,4})(?:/(\d{1,9}))?|(\d{1,9})):(.*)", re.DOTALL)
_NUMBERED = re.compile(r"#\d+")
"""The name of a row without one: its place. Two lists of such rows cannot be told apart."""
_NAME = re.compile(r"[^;:=\n]{1,60}")
_MET = frozenset({"yes", "y", "co", "true", "x", "dat", "✓", "✔", "☑"})
_NOT_MET = frozenset({"no", "n", "khong", "false", "khong dat"})


def read_cases(text: str) -> Cases | None:
    """The rows of a text; None where it is none, or where rows mix results and figures.

    People may leave out the head, and names: `yes; no; yes` are the cases #1 to #3. Rows stand between
    semicolons or line ends.
    """
    head = _HEAD.fullmatch(text.strip())
    count, population, body = (head[1], head[2] or head[3], head[4]) if head else (None, None, text)
    pieces = [piece.strip() for piece in re.split(r"[;\n]", body)]
    rows = [_row(piece, place) for place, piece in enumerate(filter(None, pieces), start=1)]
    known = [row for row in rows if row is not None]
    names = {row.name for row in known}
    kinds = {type(row.result) for row in known}
    is_whole = len(known) == len(rows) == len(names) and len(kinds) == 1 and len(rows) <= MOST_CASES
    if not is_whole or (count is not None and int(count) != len(rows)):
        return None
    return _within(Cases(tuple(known), int(population) if population else None))


def recorded_cases(raw: str) -> Cases | None:
    """The rows of an answer as events hold it; None for an answer of another kind."""
    return read_cases(raw) if raw.startswith("cases ") else None


def write_cases(cases: Cases) -> str:
    """The one text for rows, as events hold it."""
    of_all = "" if cases.population is None else f"/{cases.population}"
    rows = "; ".join(f"{row.name}={_written(row.result)}" for row in cases.rows)
    return f"cases {len(cases.rows)}{of_all}: {rows}"


def put_together(observed: Sequence[Cases]) -> Cases | None:
    """The rows of several machines as one answer, by name; None where people have to decide.

    That is where a case has two results, where the number of all cases differs, and where rows have no names.
    """
    populations = {cases.population for cases in observed if cases.population is not None}
    rows = {(row.name, row.result) for cases in observed for row in cases.rows}
    names = {name for name, _ in rows}
    kinds = {type(result) for _, result in rows}
    is_named = not any(_NUMBERED.fullmatch(name) for name in names)
    if len(populations) > 1 or len(names) != len(rows) or len(kinds) != 1 or not is_named:
        return None
    ordered = tuple(ObservedCase(*row) for row in sorted(rows))
    together = Cases(ordered, next(iter(populations), None))
    return _within(together) if len(ordered) <= MOST_CASES else None


def only_adds(before: Cases, after: Cases) -> bool:
    """Whether a later answer keeps all cases of an earlier one: more was looked at, nothing was corrected."""
    return set(before.rows) <= set(after.rows) and before.population in (None, after.population)


def _row(piece: str, place: int) -> ObservedCase | None:
    name, is_named, result = piece.rpartition("=")
    name, word = name.strip() if is_named else f"#{place}", fold_word(result)
    if not _NAME.fullmatch(name):
        return None
    if word in _MET or word in _NOT_MET:
        return ObservedCase(name, word in _MET)
    number = None if is_ambiguous(result.strip()) else parse_number(result)
    return None if number is None else ObservedCase(name, number)


def _written(result: bool | Decimal) -> str:
    if isinstance(result, bool):
        return "yes" if result else "no"
    written = f"{result:f}"
    return f"{written}0" if is_ambiguous(written) else written


def _within(cases: Cases) -> Cases | None:
    """The cases, unless there are none, or more than there are in all."""
    is_possible = cases.rows and (cases.population is None or len(cases.rows) <= cases.population)
    return cases if is_possible else None
