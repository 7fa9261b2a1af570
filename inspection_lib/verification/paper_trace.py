"""Derive every number of a paper again: it is made anew from the units' `report.json`, and compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from inspection_lib.errors import InspectionError
from inspection_lib.files import os_errors_as, read_limited
from inspection_lib.language import Catalogue, Language, Message, Text, message, open_catalogue
from inspection_lib.model import Campaign, PaperFormat, PaperKind, limits
from inspection_lib.report import Report
from inspection_lib.verification.page_texts import ShownLine
from inspection_lib.verification.page_trace import Traced
from inspection_lib.verification.paper_lines import paper_lines, paper_units
from inspection_lib.verification.remarks import (
    Checked,
    Remark,
    RemarkKind,
    difference,
    of_error,
    quoted,
    unchecked,
)
from inspection_lib.verification.shown_numbers import NumberDifference, number_differences, numbers_in
from inspection_lib.workbench import Workbench

PAPER_ENDINGS = tuple(f".{one}" for one in PaperFormat)
_NUMBERS_SHOWN = 8
Lines = list[ShownLine]


@dataclass(frozen=True, slots=True)
class NamedFile:
    """What the name of a paper's file says.

    ``unit_code`` is "" for a paper on several units, ``month`` None but for a monthly report.
    """

    kind: PaperKind
    campaign: Campaign
    unit_code: str
    month: date | None


def named_file(path: Path, campaigns: Sequence[Campaign]) -> NamedFile | None:
    """What the name of a file says; None where it is not one that the workbench gives.

    Beside a paper that people completed the new one is called `...-2`.
    """
    return _named_file(path.stem, campaigns) or _named_file(re.sub(r"-\d+$", "", path.stem), campaigns)


def _named_file(stem: str, campaigns: Sequence[Campaign]) -> NamedFile | None:
    from inspection_lib.render.official import NAMES  # on use: python-docx takes long to load

    start, _, rest = stem.partition(".")
    starts = {name: kind for kind, name in NAMES.items()}
    for campaign in campaigns if start in starts else ():
        if f"{rest}.".startswith(f"{campaign.id}."):
            ending = rest.removeprefix(campaign.id).removeprefix(".")
            found = re.fullmatch(r"(?:(.+)\.)?(\d{4}-\d{2})", ending)
            month = date.fromisoformat(f"{found[2]}-01") if found else None
            code = (found[1] or "") if found else ending
            if not code or campaign.unit(code):
                return NamedFile(starts[start], campaign, code, month)
    return None


@dataclass(frozen=True)
class PaperSources:
    """What papers are made from again: the workbench, and the reports of a campaign by unit."""

    workbench: Workbench
    reports_of: Callable[[str], Mapping[str, Report]]

    @cached_property
    def campaigns(self) -> tuple[Campaign, ...]:
        """All campaigns of the workbench, those with the longest name first."""
        return tuple(sorted(self.workbench.campaigns(), key=lambda each: -len(each.id)))


def trace_paper(path: Path, papers: PaperSources) -> Traced:
    """The numbers of a paper, compared with those of the paper made anew."""
    try:
        content = content_of(path)
        one = PaperFormat(path.suffix[1:])
        stands = paper_lines(content, one)
        named = named_file(path, papers.campaigns)
        if named is None:
            return _unknown(path, stands)
        return _compared(path, content, one, named, stands, papers)
    except InspectionError as error:
        return Traced(Checked(str(path), message("Paper"), tuple(of_error(RemarkKind.UNCHECKED, "", error))))


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises InspectionError for one that cannot be read, or is too large."""
    with os_errors_as(InspectionError, message("{file} cannot be read: {cause}.", file=str(path))):
        return read_limited(path, limits.JSON_BYTES)


def _unknown(path: Path, stands: Lines) -> Traced:
    count = numbers_in(stands)
    text = message(
        "{count} numbers: its name does not say which paper of which campaign it is; nothing derives them.",
        count=count,
    )
    remarks = (unchecked("", text),) if count else ()
    return Traced(Checked(str(path), message("File"), remarks), count)


def _compared(
    path: Path, content: bytes, one: PaperFormat, named: NamedFile, stands: Lines, papers: PaperSources
) -> Traced:
    reports = papers.reports_of(named.campaign.id)
    what, count = message("Paper of campaign {campaign}", campaign=named.campaign.id), numbers_in(stands)
    chosen = _units_of(content, one, named, reports)
    if not chosen:
        text = message(
            "{count} numbers: the reports that it was made from are not here, or were changed.", count=count
        )
        return Traced(Checked(str(path), what, (unchecked("", text),)), count)
    best: list[NumberDifference] = []
    for language in Language:  # a paper does not always say its language
        should = _again(one, named, chosen, open_catalogue(language), papers.workbench)
        found = number_differences(stands, should)
        if language is Language.VI or _wrong(found) < _wrong(best):
            best = found
        if not _wrong(best):
            break
    return Traced(Checked(str(path), what, tuple(_remarks(best, named))), count)


def _wrong(found: Sequence[NumberDifference]) -> int:
    return sum(not each.is_filled_in for each in found)


def _units_of(
    content: bytes, one: PaperFormat, named: NamedFile, reports: Mapping[str, Report]
) -> list[Report]:
    """The reports that a paper is made from: those of the units that it names, else all that are ready.

    Empty where one of them is not here.
    """
    from inspection_lib.render import official  # on use: as above

    codes = (named.unit_code,) if named.unit_code else paper_units(content, one)
    if codes:
        return [reports[code] for code in codes] if all(code in reports for code in codes) else []
    every = [reports[unit.code] for unit in named.campaign.units if unit.code in reports]
    return official.ready_for(named.kind, every)


def _again(
    one: PaperFormat,
    named: NamedFile,
    reports: Sequence[Report],
    catalogue: Catalogue,
    workbench: Workbench,
) -> Lines:
    """The lines of the paper that these reports give, without number and day."""
    from inspection_lib.render import official  # on use: as above

    settings = workbench.settings()
    frame = official.Frame(settings.name, settings.place, settings.papers)
    (made,) = official.make_papers(named.kind, reports, frame, catalogue, named.month)
    template = official.office_template(workbench.folder, catalogue)
    return paper_lines(official.paper_content(made, one, template), one)


def _remarks(found: Sequence[NumberDifference], named: NamedFile) -> Iterator[Remark]:
    for each in found:
        if not each.is_filled_in:
            yield difference("", _words(each, named))
    filled = [each.stands for each in found if each.is_filled_in]
    if filled:
        shown = ", ".join(filled[:_NUMBERS_SHOWN]) + (" …" if len(filled) > _NUMBERS_SHOWN else "")
        text = message(
            "{count} numbers were filled in where the paper leaves room, such as its number and day; "
            "nothing derives them: {numbers}.",
            count=len(filled),
            numbers=shown,
        )
        yield unchecked("", text)


def _words(found: NumberDifference, named: NamedFile) -> Message:
    line = found.line
    place = f"{line.heading} {line.row}".strip()
    where = Text(f"đoạn hoặc ô {place}", f"paragraph or cell {place}")
    values = {"where": where, "stands": quoted(found.stands), "should": quoted(found.should)}
    if not found.should:
        return message("{where}: {stands} has no derivation; in “{line}”.", **values, line=line.text[:80])
    unit = named.unit_code or "UNIT"
    return message(
        "{where}: it says {stands}; it should say {should}. How it came about: {command}",
        **values,
        command=f"inspection explain {named.campaign.id} {unit}",
    )
