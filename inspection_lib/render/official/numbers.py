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
from inspection_lib.model import limits

NUMBERS = Path("papers") / "numbers.csv"
"""Where the register lies in the workbench."""
LETTERS_SHOWN = 80
"""How much of the codes of units a sentence holds."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paper and its number.

    ``paper`` is the name of its file without the ending, ``units`` the codes of its units where it is about
    several ("" else), ``given_at`` an ISO moment of the office's clock, with its offset.
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
    def written(self) -> str:
        """Number and symbol as on the paper: 05/TB-SNV."""
        return f"{self.number:02d}/{self.symbol}"

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


def keep_years(given: Sequence[Numbered], wanted: Sequence[Numbered]) -> tuple[Numbered, ...]:
    """Papers without a day, each in the year of the number that it has under its symbol, else in its own."""
    years = {(one.symbol, one.of): one.year for one in given}
    return tuple(replace(one, year=years.get((one.symbol, one.of), one.year)) for one in wanted)


def give_numbers(
    given: Sequence[Numbered], wanted: Sequence[Numbered], first: int | None
) -> tuple[Numbered, ...]:
    """Papers of one symbol with their numbers: from ``first`` on, None for the next ones that are free.

    A paper keeps the number that it has. Raises InvalidFilesError where it is asked to bear another one, or
    one of another year, and where a number belongs to another paper; it names number or paper.
    """
    owners = {(one.series, one.number): one for one in given}
    numbered, problems = [], []
    for place, following in enumerate(_following(given, wanted)):
        paper = following if first is None else replace(following, number=first + place)
        has = [one for one in given if (one.symbol, one.of) == (paper.symbol, paper.of)]
        owner = owners.get((paper.series, paper.number))
        if has and not any((one.series, one.number) == (paper.series, paper.number) for one in has):
            problems.append(Problem("--number", 0, _has_one(has, paper.year)))
        elif owner and not has:
            problems.append(Problem("--number", 0, _taken(owner, following)))
        numbered.append(paper)
    if problems:
        raise InvalidFilesError(problems)
    return tuple(numbered)


def number_of_annex(
    given: Sequence[Numbered], symbol: str, number: int, campaign_id: str, year: int | None
) -> Numbered | None:
    """The line of the paper whose number an annex bears: of ``year``, None for the last of any year.

    None where there is no register: then the office numbers by hand. Raises InvalidFilesError where the
    register has no such paper of the campaign.
    """
    for one in reversed(given):
        of_campaign = f"{one.paper.partition('.')[2]}.".startswith(f"{campaign_id}.")
        if (one.symbol, one.number) == (symbol, number) and of_campaign and year in (None, one.year):
            return one
    if not given:
        return None
    raise InvalidFilesError([Problem("--number", 0, _no_paper(f"{number:02d}/{symbol}", year))])


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


def _following(given: Sequence[Numbered], wanted: Sequence[Numbered]) -> Iterator[Numbered]:
    """The papers with the numbers of `--number next`: their own of this year, else the next free ones."""
    own = {(one.series, one.of): one.number for one in given}
    highest: dict[tuple[int, str], int] = {}
    for one in given:
        highest[one.series] = max(one.number, highest.get(one.series, 0))
    for paper in wanted:
        number = own.get((paper.series, paper.of))
        if number is None:
            number = highest[paper.series] = highest.get(paper.series, 0) + 1
        yield replace(paper, number=number)


def _taken(owner: Numbered, following: Numbered) -> Fault:
    return Fault(
        message(
            "The number {number} of {year} was given to another paper: {paper}.",
            number=owner.written,
            year=str(owner.year),
            paper=owner.about,
        ),
        message(
            "Choose another number; with --number next the paper {paper} gets {number}.",
            paper=following.about,
            number=following.written,
        ),
    )


def _has_one(has: Sequence[Numbered], year: int) -> Fault:
    """Names the number of that year, where there is one."""
    one = ([each for each in has if each.year == year] or has)[-1]
    return Fault(
        message(
            "The paper {paper} has the number {number} of {year} already.",
            paper=one.about,
            number=one.written,
            year=str(one.year),
        ),
        message(
            "With --number next, and a --day of {year} or none, it keeps this number. To issue it under "
            "another one, first remove its line from {file}.",
            year=str(one.year),
            file=NUMBERS.as_posix(),
        ),
    )


def _no_paper(number: str, year: int | None) -> Fault:
    file = NUMBERS.as_posix()
    words = (
        message("{file} has no paper of this campaign with the number {number}.", file=file, number=number)
        if year is None
        else message(
            "{file} has no paper of this campaign with the number {number} of {year}.",
            file=file,
            number=number,
            year=str(year),
        )
    )
    return Fault(
        words,
        message(
            "Write the paper with this number first: it is noted then. Or write the annex without --number. "
            "The annex bears the symbol of its paper, as workbench.yaml has it for this kind of annex."
        ),
    )
