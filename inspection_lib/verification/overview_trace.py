"""Derive every number of a page that a notebook of overviews gave: of its tables and of its cells.

The tables of `follow_up` and `province_summary` are drawn anew from the record with the parameters that stand
at them. What is beside them are the cells of the notebook, with these parameters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from inspection_lib.errors import InspectionError
from inspection_lib.files import parse_object, read_limited
from inspection_lib.language import message
from inspection_lib.model import limits
from inspection_lib.verification.page_check import first_difference_of_pages
from inspection_lib.verification.page_texts import ShownLine, visible_texts
from inspection_lib.verification.page_trace import Traced, number_words
from inspection_lib.verification.reference import Reference
from inspection_lib.verification.remarks import (
    Checked,
    Remark,
    RemarkKind,
    difference,
    of_error,
    softened,
    unchecked,
)
from inspection_lib.verification.shown_numbers import NUMBER, NumberDifference, number_differences, numbers_in
from inspection_lib.workbench import library_version
from inspection_lib.workbench.overviews import (
    OVERVIEW_BEGINS,
    OVERVIEW_ENDS,
    Overview,
    open_follow_up,
    open_province,
)

_TABLES = re.compile(
    re.escape(OVERVIEW_BEGINS)
    + """=(?P<quote>["'])(?P<made_from>.*?)(?P=quote)>(?P<html>.*?)"""
    + re.escape(OVERVIEW_ENDS),
    re.DOTALL,
)
"""nbconvert writes the tables anew: quotes may be others, words are not."""
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_CELL = r'class="[^"]*\bcelltag_{}\b.*?<pre>(.*?)</pre>'
_TAGS = re.compile(r"<[^>]*>")


class MadeFrom(BaseModel):
    """What stands at the tables on a page: see `Overview`."""

    notebook: Literal["follow_up", "province_summary"]
    parameters: dict[str, str]
    day: str
    record: str
    library: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """A page of overviews: what its tables were made from, and what is around them.

    ``tables`` are the parts of the page with tables, in their order; ``rest`` is the page without them.
    """

    made_from: tuple[MadeFrom, ...]
    tables: tuple[str, ...]
    rest: str


def is_overview(page: str) -> bool:
    """Whether a page has tables of a notebook of overviews."""
    return OVERVIEW_BEGINS in page


def read_overview(page: str) -> OverviewPage | None:
    """The parts of a page of overviews; None where what stands at its tables cannot be read."""
    found = list(_TABLES.finditer(page))
    try:
        made_from = tuple(MadeFrom.model_validate_json(unescape(one["made_from"])) for one in found)
    except ValidationError:
        return None
    rest = _TABLES.sub("", page)
    return OverviewPage(made_from, tuple(one["html"] for one in found), rest) if found else None


def trace_overview(path: Path, page: str, reference: Reference) -> Traced:
    """The numbers on a page of overviews, derived from the record and the notebook of the workbench."""
    what, count = message("Page of a notebook"), numbers_in(visible_texts(page))
    read = read_overview(page)
    if read is None:
        wrong = message("{count} numbers have no derivation.", count=count)
        remarks = [difference("", wrong)]
    elif reference.workbench is None or reference.store is None:
        remarks = [unchecked("", message("There is no workbench here, or no record."))]
    else:
        remarks = []
        for made_from, stands in zip(read.made_from, read.tables, strict=True):
            remarks += _of_tables(made_from, stands, reference)
        cells = notebook_cells(
            reference.workbench.folder / "notebooks" / f"{read.made_from[0].notebook}.ipynb"
        )
        remarks += rest_remarks(read, cells, path.stem)
    return Traced(Checked(str(path), what, tuple(remarks)), count)


def _of_tables(made_from: MadeFrom, stands: str, reference: Reference) -> list[Remark]:
    try:
        should = overview_again(made_from, reference)
    except InspectionError as error:
        return of_error(RemarkKind.UNCHECKED, "", error)
    except ValueError:  # a language or a day that is none
        count = numbers_in(visible_texts(stands))
        return [difference("", message("{count} numbers have no derivation.", count=count))]
    remarks = compare_tables(stands, should.html)
    if made_from.record != should.record:
        text = message("The record went on after the page was made: make the page anew.")
        return [unchecked("", text)]
    if made_from.library != library_version():
        text = message("The page is of another version of the library, which may write otherwise.")
        return softened(remarks, text)
    return remarks


def compare_tables(stands: str, should: str) -> list[Remark]:
    """Each number of some tables that is not the one that should stand there, else any other word."""
    mine, meant = visible_texts(stands), visible_texts(should)
    remarks = [difference("", number_words(each)) for each in number_differences(mine, meant)]
    if not remarks and [line.text for line in mine] != [line.text for line in meant]:
        fault = first_difference_of_pages(stands, should)
        remarks += [difference("", fault)] if fault else []
    return remarks


def overview_again(made_from: MadeFrom, reference: Reference) -> Overview:
    """The tables, made anew from the record as it is. Raises InspectionError."""
    assert reference.workbench is not None
    given = dict(made_from.parameters)
    campaign = given.pop("campaign", "")
    if made_from.notebook == "province_summary":
        chosen = {name: given.get(name, "") for name in ("kind", "parent", "language")}
        return open_province(reference.workbench, reference.store_url, campaign, **chosen)
    return open_follow_up(
        reference.workbench,
        reference.store_url,
        campaign,
        given.get("unit", ""),
        state=given.get("state", ""),
        today=made_from.day,
        language=given.get("language", ""),
    )


def notebook_cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook; none where it cannot be read."""
    try:
        cells = parse_object(read_limited(path, limits.JSON_BYTES)).get("cells")
    except (OSError, ValueError):
        return []
    return cells if isinstance(cells, list) else []


def rest_remarks(page: OverviewPage, cells: Sequence[Mapping[str, Any]], name: str) -> list[Remark]:
    """What is wrong or not derived beside the tables, with the notebook's cells and the name of the file.

    Numbers that stand there are those of the notebook's texts, of the parameters, and of the cells' places
    when all were run once. Where the record lies and how the notebook was called is nobody's to derive.
    """
    title = _TITLE.search(page.rest)
    lines = visible_texts(_TITLE.sub("", page.rest))
    expected = _Expected(page, cells, [line.text for line in lines])
    meant = list(expected.numbers())
    mine = [(number, line) for line in lines for number in NUMBER.findall(line.text)]
    remarks = [difference("", number_words(each)) for each in _differences(mine, meant)]
    own = expected.own
    if title and NUMBER.findall(title[1]) != NUMBER.findall(name):
        own += len(NUMBER.findall(title[1]))
    if own:
        text = message("{count} numbers in names of files: nothing here derives them.", count=own)
        remarks.append(unchecked("", text))
    return remarks


def _differences(mine: Sequence[tuple[str, ShownLine]], meant: Sequence[str]) -> Iterator[NumberDifference]:
    nothing = ("", mine[-1][1] if mine else ShownLine("", "", "", ""))
    stands = [number for number, _ in mine]
    if len(mine) == len(meant):
        blocks = [(mine, meant)]
    else:
        codes = SequenceMatcher(None, stands, meant, autojunk=False).get_opcodes()
        blocks = [(mine[a:b], meant[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
    for one, other in blocks:
        for (told, line), should in zip_longest(one, other, fillvalue=nothing):
            number = should if isinstance(should, str) else ""
            if told != number:
                yield NumberDifference(line, told, number)


class _Expected:
    """The numbers that should stand beside the tables, in their order; ``own`` counts those not derived."""

    def __init__(self, page: OverviewPage, cells: Sequence[Mapping[str, Any]], texts: Sequence[str]) -> None:
        self.page, self.cells, self.own = page, cells, 0
        self.has_code = any("check_parameters" in text for text in texts)
        self.has_in = any(text.startswith(("In\N{NO-BREAK SPACE}[", "In [")) for text in texts)
        self.has_out = any(text.startswith("Out[") for text in texts)
        self.given = self._lines_of("injected-parameters")
        self.is_given = "celltag_injected-parameters" in page.rest  # also where the page shows no code

    def numbers(self) -> Iterator[str]:
        """All of them."""
        place = 0
        for cell in self.cells:
            source = "".join(cell.get("source", ""))
            if cell.get("cell_type") != "code":
                yield from NUMBER.findall(source)
                continue
            place += 1
            is_parameters = "parameters" in cell.get("metadata", {}).get("tags", ())
            is_changed = is_parameters and not self.is_given
            lines = source.splitlines()
            yield from self._of_cell(place, self._with_values(lines) if is_changed else lines)
            if is_parameters and self.is_given:
                place += 1
                yield from self._of_cell(place, self._with_values(self.given))
        if self.has_out:
            yield str(place)

    def _of_cell(self, place: int, lines: Sequence[str]) -> Iterator[str]:
        if self.has_in:
            yield str(place)
        if self.has_code:
            for line in lines:
                yield from NUMBER.findall(line)

    def _with_values(self, lines: Sequence[str]) -> list[str]:
        """Lines `name = value  # comment` with the values that stand at the tables, or as on the page."""
        shown = dict(line.split(" = ", 1) for line in self._lines_of("parameters") if " = " in line)
        found = []
        for line in lines:
            name, _, rest = line.partition(" = ")
            if name in self.page.made_from[0].parameters:
                _, mark, comment = rest.partition("  # ")
                found.append(f"{name} = {self.page.made_from[0].parameters[name]}{mark}{comment}")
            elif self.is_given:
                self.own += len(NUMBER.findall(rest)) if self.has_code else 0
                found.append(line)
            else:
                self.own += len(NUMBER.findall(shown.get(name, ""))) if shown.get(name, rest) != rest else 0
                found.append(f"{name} = {shown.get(name, rest)}")
        return found

    def _lines_of(self, tag: str) -> list[str]:
        """The lines of a cell with a tag, as the page shows them."""
        cell = re.search(_CELL.format(tag), self.page.rest, re.DOTALL) if self.has_code else None
        return unescape(_TAGS.sub("", cell[1])).strip().splitlines() if cell else []
