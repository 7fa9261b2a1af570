"""Draw cases from a register: fixed by its content and a number on paper, and by nothing else.

Every case is one line of text. The lines of a population, sorted, are a text with a digest. The cases are
ordered by the SHA-256 of digest, number and line; the first ones are the sample. No random generator of a
library is used, so that any program that can compute a SHA-256 draws the same cases. docs/sampling.md says
why this is fair, and shows the ten lines that repeat a draw.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from operator import itemgetter

from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.imports import RegisterCase, RegisterCases
from inspection_lib.language import Fault, message, nearest
from inspection_lib.sampling.values import SAMPLE_SCHEMA, Aim, DrawnCase, Pick, Sample

_Lines = Sequence[tuple[str, RegisterCase]]


@dataclass(frozen=True, slots=True)
class DrawOrder:
    """What somebody decided before the draw. ``size`` may differ from the ``planned`` one."""

    campaign: str
    unit: str
    period_from: date
    period_to: date
    number: str
    aim: Aim
    expected: int
    planned: int | None
    size: int
    picks: tuple[str, ...] = ()
    item: str = ""


def population_text(cases: RegisterCases, columns: Sequence[str] = ()) -> str:
    """All cases as a text: a head, then a line for each case, sorted.

    ``columns`` are those of an earlier draw: a kind of register may have got more since then.
    """
    names = tuple(columns) or cases.columns
    return _text(cases.register, names, _lines(cases, names))


def text_digest(text: str) -> str:
    """The SHA-256 of a population as a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def draw(cases: RegisterCases, order: DrawOrder, columns: Sequence[str] = ()) -> Sample:
    """Draw a sample. Raises InvalidFilesError for picks that are not there, all at once.

    A size of more than the population draws all of it. ``columns`` as in `population_text`.
    """
    names = tuple(columns) or cases.columns
    lines = _lines(cases, names)
    digest = text_digest(_text(cases.register, names, lines))
    ranks = ((_rank(digest, order.number, line), line, case) for line, case in lines)
    ranked = nsmallest(order.size, ranks, key=itemgetter(0, 1))
    drawn = tuple(
        DrawnCase(f"M{at:03}", case.line, _key(case, cases), rank, _cells(case, cases, names))
        for at, (rank, _, case) in enumerate(ranked, start=1)
    )
    return Sample(
        schema=SAMPLE_SCHEMA,
        campaign=order.campaign,
        unit=order.unit,
        register=cases.register,
        file=cases.file,
        period_from=order.period_from,
        period_to=order.period_to,
        columns=names,
        key=cases.key,
        digest=digest,
        population=len(cases.rows),
        not_counted=cases.not_counted,
        number=order.number,
        aim=order.aim,
        expected=order.expected,
        planned=order.planned,
        size=len(drawn),
        cases=drawn,
        picks=_picks(cases, order.picks, drawn, names),
        item=order.item,
    )


def draw_again(cases: RegisterCases, sample: Sample) -> Sample:
    """The sample as the register gives it now, for the number and the size of a recorded one."""
    order = DrawOrder(
        sample.campaign,
        sample.unit,
        sample.period_from,
        sample.period_to,
        sample.number,
        sample.aim,
        sample.expected,
        sample.planned,
        sample.size,
        tuple(pick.key for pick in sample.picks),
        sample.item,
    )
    return draw(cases, order, sample.columns)


def same_draw(one: Sample, other: Sample) -> bool:
    """Whether two samples are of one draw.

    The places of the rows in the file do not matter, nor which item of a checklist the cases answer.
    """
    return _drawn(one) == _drawn(other)


def changed_register(recorded: Sample, digest: str) -> Fault:
    """What to tell about a register that has another content than when the sample was drawn."""
    return Fault(
        message(
            "The register changed after the draw: its digest was {before} and is {now}.",
            before=recorded.digest,
            now=digest,
        ),
        message("Put the file back from which the sample was drawn, or note why and draw again elsewhere."),
    )


def _drawn(sample: Sample) -> object:
    cases = [(case.code, case.key, case.order, case.cells) for case in sample.cases]
    picks = [(pick.code, pick.key, pick.drawn, pick.cells) for pick in sample.picks]
    who = (sample.campaign, sample.unit, sample.register, sample.period_from, sample.period_to)
    what = (sample.digest, sample.population, sample.number, sample.size, sample.columns, sample.key)
    return who, what, (sample.aim, sample.expected, sample.planned), cases, picks


def _text(register: str, columns: Sequence[str], lines: _Lines) -> str:
    head = "\t".join((SAMPLE_SCHEMA, register, *columns))
    return "\n".join((head, *sorted(line for line, _ in lines), ""))


def _lines(cases: RegisterCases, columns: Sequence[str]) -> _Lines:
    """Each case with its line of text. Of equal rows the second one ends with 2, and so on."""
    seen: Counter[str] = Counter()
    lines = []
    for case in cases.rows:
        content = "\t".join(_cells(case, cases, columns))
        seen[content] += 1
        lines.append((f"{content}\t{seen[content]}", case))
    return lines


def _rank(digest: str, number: str, line: str) -> str:
    return hashlib.sha256(f"{digest}:{number}:{line}".encode()).hexdigest()


def _cells(case: RegisterCase, cases: RegisterCases, columns: Sequence[str]) -> tuple[str, ...]:
    if columns == cases.columns:
        return case.cells
    found = dict(zip(cases.columns, case.cells, strict=True))
    return tuple(found.get(name, "") for name in columns)


def _key(case: RegisterCase, cases: RegisterCases) -> str:
    return case.cells[cases.columns.index(cases.key)] if cases.key else ""


def _no_such_row(key: str, known: Iterable[str]) -> Fault:
    text = message("The register has no row '{key}' that counts in the period.", key=key)
    return Fault(text, nearest(key, known))


def _picks(
    cases: RegisterCases, wanted: Sequence[str], drawn: Sequence[DrawnCase], columns: Sequence[str]
) -> tuple[Pick, ...]:
    if not wanted:
        return ()
    known = {_key(case, cases): case for case in cases.rows}
    codes = {case.key: case.code for case in drawn}
    missing = [key for key in wanted if key not in known or not cases.key]
    if missing:
        raise InvalidFilesError([Problem("--pick", 0, _no_such_row(key, known)) for key in missing])
    return tuple(
        Pick(f"C{at:03}", known[key].line, key, codes.get(key, ""), _cells(known[key], cases, columns))
        for at, key in enumerate(dict.fromkeys(wanted), start=1)
    )
