"""Draw how far a campaign is: the page beside the index, which says what is still to be done and where.

It lists every unit of the plan of which something is missing, also those without a report, which the index
does not have. A campaign with many of them has a page for each province.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspection_lib.language import Language, Message, Text, message
from inspection_lib.model import Campaign, Unit
from inspection_lib.render.index.cover import MOST_ON_ONE_PAGE, Cover, cover_of, draw_page
from inspection_lib.render.index.rows import pages_of
from inspection_lib.report import (
    CampaignStatus,
    RecordStep,
    ReportStep,
    StatusCounts,
    UnitStatus,
    counts_of,
)

STATUS_PAGE = "status.html"
_OF_PROVINCE = "index/~status."
"""How the paths of the provinces' pages begin. No page of the index has such a path."""
_TEMPLATE = "status.html.j2"
_FIRST = (
    RecordStep.BROKEN,
    RecordStep.NOT_BEGUN,
    RecordStep.SELF_SCORED,
    RecordStep.OPEN,
    RecordStep.SUBMITTED,
)


def is_status_page(path: str) -> bool:
    """Whether a page beside the index says how far the campaign is."""
    return path == STATUS_PAGE or path.startswith(_OF_PROVINCE)


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A unit of which something is missing. ``parent`` is the unit above, ``href`` leads to its report.

    Both are empty where there is none. ``last`` is the moment of the last event in words.
    """

    unit: UnitStatus
    office: Text
    parent: Text | None
    href: str
    last: str
    record: str
    report: str
    code: str
    kind: str
    province_code: str
    province_name: Text


@dataclass(frozen=True, slots=True)
class CountsLine:
    """The counts of units of one kind, of a province, or of all; ``path`` is the province's page or ""."""

    name: Text
    path: str
    counts: StatusCounts


@dataclass(frozen=True, slots=True)
class StatusView:
    """Everything that the template draws. ``province`` is None on the page of the whole campaign.

    ``rows`` is empty where each province has a page: ``provinces`` links to them. ``listed`` counts all rows.
    """

    province: Text | None
    kinds: tuple[CountsLine, ...]
    total: StatusCounts
    provinces: tuple[CountsLine, ...]
    rows: tuple[StatusRow, ...]
    listed: int
    summary: Message


def draw_status(
    campaign: Campaign, status: CampaignStatus, reports: Mapping[str, str], made_at: str, language: Language
) -> Iterator[tuple[str, str]]:
    """Yield (path, HTML) of each page, relative to the folder of the index; `status.html` comes last.

    ``reports`` are links to the reports by the code of their unit, for those that have one.
    """
    cover = cover_of(campaign, made_at, language)
    offices = {unit.code: unit for unit in (*campaign.units, *campaign.parents)}
    rows = [_row(unit, offices, reports, cover) for unit in status.units]
    missing = _in_order(row for row in rows if _is_missing(row.unit))
    if len(missing) <= MOST_ON_ONE_PAGE:
        yield STATUS_PAGE, draw_page(cover, _TEMPLATE, _view(cover, None, rows, missing), "")
        return
    by_page: dict[tuple[str, Text], list[StatusRow]] = defaultdict(list)
    for row, (path, name) in zip(rows, pages_of(rows, cover.office), strict=True):
        by_page[path.replace("index/", _OF_PROVINCE, 1), name].append(row)
    lines = []
    for (path, name), own in by_page.items():
        listed = _in_order(row for row in own if _is_missing(row.unit))
        lines.append(CountsLine(name, path, counts_of("", [row.unit for row in own])))
        yield path, draw_page(cover, _TEMPLATE, _view(cover, name, own, listed), "../")
    view = _view(cover, None, rows, (), tuple(lines), len(missing))
    yield STATUS_PAGE, draw_page(cover, _TEMPLATE, view, "")


def _is_missing(unit: UnitStatus) -> bool:
    """Whether anything is left to do. A unit that nobody visited is never done, whatever was submitted."""
    is_done = unit.record is RecordStep.SUBMITTED and unit.report is ReportStep.CURRENT and unit.inspected
    return not is_done or bool(unit.contradictory) or any(line.is_broken for line in unit.across)


def _in_order(rows: Iterator[StatusRow]) -> tuple[StatusRow, ...]:
    """What nobody can read first, then contradictions, then those that have come least far."""
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.unit.record is not RecordStep.BROKEN,
                not row.unit.contradictory,
                _FIRST.index(row.unit.record),
            ),
        )
    )


def _row(
    unit: UnitStatus, offices: Mapping[str, Unit], reports: Mapping[str, str], cover: Cover
) -> StatusRow:
    own = offices[unit.unit]
    parent = offices.get(own.parent or "")
    top = own
    while above := offices.get(top.parent or ""):
        top = above
    t = cover.catalogue
    return StatusRow(
        unit=unit,
        office=cover.office.office_name(unit.kind, unit.name),
        parent=parent.name if parent else None,
        href=reports.get(unit.unit, ""),
        last=t.moment(unit.last_recorded_at) if unit.last_recorded_at else "",
        record=t.label(unit.record),
        report=t.label(unit.report),
        code=unit.unit,
        kind=unit.kind,
        province_code=top.code,
        province_name=top.name,
    )


def _view(
    cover: Cover,
    province: Text | None,
    rows: Sequence[StatusRow],
    listed: tuple[StatusRow, ...],
    provinces: tuple[CountsLine, ...] = (),
    count: int | None = None,
) -> StatusView:
    units = [row.unit for row in rows]
    total = counts_of("", units)
    kinds = tuple(
        CountsLine(kind.plural, "", counts_of(kind.id, [unit for unit in units if unit.kind == kind.id]))
        for kind in cover.office.sorted_kinds(unit.kind for unit in units)
    )
    summary = message(
        "{units} units: {submitted} submitted, {not_inspected} without an answer of the inspectors",
        units=total.units,
        submitted=total.submitted,
        not_inspected=total.not_inspected,
    )
    return StatusView(
        province, kinds, total, provinces, listed, len(listed) if count is None else count, summary
    )
