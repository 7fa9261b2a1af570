"""The register of the numbers that papers were given: `papers/numbers.csv` in the office's workbench.

A series is a symbol in a year: `05/TB-SNV` of 2017. The register is the office's, like its document for Word,
and no part of the record: a paper is often about many units, and an event after the conclusion would make the
reports of all of them out of date.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

from inspection_lib.errors import InspectionError, InvalidFilesError, Problem
from inspection_lib.files import os_errors_as, read_limited, write_whole
from inspection_lib.language import Fault, message
from inspection_lib.model import PaperKind, limits

NUMBERS = Path("papers") / "numbers.csv"
"""Where the register lies in the workbench."""
LETTERS_SHOWN = 80
"""How much of the codes of units a sentence holds."""
NUMBERED = (PaperKind.MINUTES, PaperKind.RESULTS, PaperKind.NOTICE, PaperKind.MONTHLY)
"""The papers with a number of their own; an annex bears that of its paper."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paper and its number.

    ``paper`` is the name of its file without the ending, ``units`` the codes of its units where it is about
    several ("" else), ``given_at`` an ISO moment in UTC.
    """

    year: int
    symbol: str
    number: int
    paper: str
    units: str
    given_at: str

    @property
    def series(self) -> tuple[int, str]:
        """What is numbered from 1 on."""
        return (self.year, self.symbol)

    @property
    def of(self) -> tuple[str, str]:
        """Which paper it is, whenever it is written anew."""
        return (self.paper, self.units)

    @property
    def about(self) -> str:
        """The paper in a sentence: with its units where it is about several."""
        units = self.units if len(self.units) <= LETTERS_SHOWN else f"{self.units[:LETTERS_SHOWN]}…"
        return f"{self.paper} ({units})" if units else self.paper


@contextmanager
def holding_numbers(folder: Path) -> Iterator[None]:
    """Two commands at one moment give no number twice: the second one waits until the first has written it.

    Raises InspectionError where nothing can be written below ``folder``, the workbench's.
    """
    from filelock import FileLock  # on use: it takes 30 ms to load, and most papers get no number

    path = folder / NUMBERS.with_name(".numbers.lock")
    with os_errors_as(
        InspectionError, message("The file {path} cannot be written: {cause}.", path=str(path))
    ):
        path.parent.mkdir(exist_ok=True)
        lock = FileLock(path)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def read_numbers(folder: Path) -> tuple[Numbered, ...]:
    """The register of the workbench at ``folder``; empty where there is none.

    Raises InvalidFilesError with all lines that are none of a register, InspectionError for a file that
    cannot be read.
    """
    path = folder / NUMBERS
    if not path.exists():
        return ()
    with os_errors_as(InspectionError, message("{path} cannot be read: {cause}.", path=str(path))):
        content = read_limited(path, limits.TABLE_BYTES).decode("utf-8-sig", errors="replace")
    found, problems = [], []
    for place, row in enumerate(csv.reader(io.StringIO(content)), start=1):
        line = _line(row)
        if line:
            found.append(line)
        elif place > 1 and any(row):
            wrong = message("This is no line of the register of numbers.")
            problems.append(Problem(NUMBERS.as_posix(), place, Fault(wrong, _COLUMNS)))
    if problems:
        raise InvalidFilesError(problems)
    return tuple(found)


def give_numbers(
    given: Sequence[Numbered], wanted: Sequence[Numbered], first: int | None
) -> tuple[Numbered, ...]:
    """Papers of one series with their numbers: from ``first`` on, None for the next ones that are free.

    A paper that has a number in this series keeps it where none is asked for. Raises InvalidFilesError where
    a number belongs to another paper; it names that paper.
    """
    owners = {(one.series, one.number): one for one in given}
    own = {(one.series, one.of): one.number for one in given}
    numbered, problems = [], []
    for place, paper in enumerate(wanted):
        free = 1 + max((number for series, number in owners if series == paper.series), default=0)
        number = first + place if first is not None else own.get((paper.series, paper.of), free)
        numbered.append(replace(paper, number=number))
        owner = owners.setdefault((paper.series, number), numbered[-1])
        if owner.of != paper.of:
            problems.append(Problem("--number", 0, _taken(owner, free)))
    if problems:
        raise InvalidFilesError(problems)
    return tuple(numbered)


def write_numbers(folder: Path, given: Sequence[Numbered], new: Sequence[Numbered]) -> None:
    """Add to the register what is not in it. Raises InspectionError where it cannot be written."""
    known = {(one.series, one.number) for one in given}
    added = [one for one in new if (one.series, one.number) not in known]
    if not added:
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields(Numbered)])
    writer.writerows(astuple(one) for one in (*given, *added))
    path = folder / NUMBERS
    with os_errors_as(
        InspectionError, message("The file {path} cannot be written: {cause}.", path=str(path))
    ):
        path.parent.mkdir(exist_ok=True)
        write_whole(path, text.getvalue())


_COLUMNS = message("Write: {columns}.", columns=", ".join(field.name for field in fields(Numbered)))


def _line(row: Sequence[str]) -> Numbered | None:
    """A row of the file; None where it is none of a register."""
    if len(row) != len(fields(Numbered)):
        return None
    year, symbol, number, paper, units, given_at = (cell.strip() for cell in row)
    if not (year.isdecimal() and number.isdecimal() and symbol and paper):
        return None
    return Numbered(int(year), symbol, int(number), paper, units, given_at)


def _taken(owner: Numbered, free: int) -> Fault:
    number = f"{owner.number:02d}/{owner.symbol}"
    return Fault(
        message(
            "The number {number} of {year} was given to another paper: {paper}.",
            number=number,
            year=str(owner.year),
            paper=owner.about,
        ),
        message("Choose another number; with --number next the paper gets {number}.", number=free),
    )
