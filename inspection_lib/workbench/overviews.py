"""The notebooks' overviews: tables of findings and of a province, as HTML that needs no kernel to be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from html import escape

from inspection_lib.errors import NotFoundError, ParameterError
from inspection_lib.language import Language, message, nearest, open_catalogue
from inspection_lib.model import Campaign, Inspection
from inspection_lib.record import open_store, utc_now
from inspection_lib.render import draw_follow_up, draw_province
from inspection_lib.report import FollowUp, FollowUpState, follow_up, summarize
from inspection_lib.workbench.folder import Workbench, find_unit
from inspection_lib.workbench.inspections import earlier_inspections, inspection_from_events, load_inspection
from inspection_lib.workbench.judged import library_version, report_of
from inspection_lib.workbench.rounds import item_maps

OVERVIEW_BEGINS, OVERVIEW_ENDS = '<div class="overview" data-made-from', "</div><!-- overview -->"
"""Between these two stand tables on a page; the attribute says what they were made from."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Tables as HTML, which Jupyter displays, and a page made from the notebook.

    ``notebook`` is the name of the notebook that shows them, ``parameters`` are those of its parameters that
    choose what is shown, ``day`` (ISO, "" where none matters) decides what is overdue, ``record`` is a digest
    of all records that were read.
    """

    html: str = field(repr=False)
    notebook: str
    parameters: Mapping[str, str]
    day: str
    record: str

    def _repr_html_(self) -> str:
        made_from = {
            "notebook": self.notebook,
            "parameters": dict(self.parameters),
            "day": self.day,
            "record": self.record,
            "library": library_version(),
        }
        written = escape(json.dumps(made_from, ensure_ascii=False, sort_keys=True))
        return f'{OVERVIEW_BEGINS}="{written}">{self.html}{OVERVIEW_ENDS}'


def _digest(inspections: Iterable[Inspection]) -> str:
    """A digest of the records of some inspections."""
    heads = sorted(f"{one.campaign.id}/{one.unit.code}/{one.chain_head}" for one in inspections)
    return sha256("\n".join(heads).encode()).hexdigest()[:16]


def open_follow_up(
    workbench: Workbench,
    store_url: str,
    campaign_id: str,
    unit_code: str | int,
    *,
    state: str = "",
    today: str = "",
    language: Language | str = Language.VI,
) -> Overview:
    """A table of the findings of a unit's last inspection, then and now; ``state`` "" shows all of them.

    When no earlier campaign has answers of the unit, the table shows the findings of this campaign as still
    to be mended. A unit that was formed from others has one table for each of them that was inspected. A
    finding is overdue when its due date is before ``today`` (an ISO day; "" is the current
    day). Raises NotFoundError when the unit has no answers in the campaign.
    """
    campaign = workbench.campaign(campaign_id)
    store = open_store(store_url, workbench.folder)
    catalogue = open_catalogue(Language(language)).in_zone(campaign.office.zone)
    unit = find_unit(campaign, unit_code)
    if unit.code not in store.chain_ends(campaign.id):
        raise NotFoundError(
            message(
                "Unit {unit} has no answers in campaign {campaign}.", unit=unit.code, campaign=campaign.id
            ),
            message("Import its responses, or visit it first."),
        )
    chosen = FollowUpState(_known("state", state, tuple(FollowUpState))) if state else None
    day = date.fromisoformat(today or utc_now()[:10])
    inspection = load_inspection(workbench, store, campaign, unit.code)
    earlier = earlier_inspections(workbench, store, campaign, unit.code).all
    found = _follow_ups_of_unit(workbench, inspection, earlier, day)
    given = {"unit": str(unit_code), "campaign": campaign_id, "state": state, "today": today}
    return Overview(
        "".join(draw_follow_up(follow, chosen, catalogue) for follow in found),
        "follow_up",
        given | {"language": Language(language).value},
        day.isoformat(),
        _digest((inspection, *earlier)),
    )


def _follow_ups_of_unit(
    workbench: Workbench, inspection: Inspection, earlier: Sequence[Inspection], today: date
) -> tuple[FollowUp, ...]:
    present = report_of(inspection)
    if not earlier:
        return (follow_up(present, None, today),)
    maps = item_maps(workbench, [one.checklist for one in earlier], inspection.checklist)
    return tuple(
        follow_up(report_of(one), present, today, maps[one.checklist.id, one.checklist.version])
        for one in earlier
    )


def open_province(
    workbench: Workbench,
    store_url: str,
    campaign_id: str,
    *,
    kind: str = "",
    parent: str = "",
    language: Language | str = Language.VI,
) -> Overview:
    """Tables that sum up a campaign's units, a part for each kind of unit, as kinds have own checklists.

    ``kind`` and ``parent`` (the code of the unit above) choose some of the units; "" is all of them. Raises
    ParameterError for a kind or a unit above that no unit has.
    """
    campaign = workbench.campaign(campaign_id)
    catalogue = open_catalogue(Language(language)).in_zone(campaign.office.zone)
    kinds = campaign.office.sorted_kinds(unit.kind for unit in campaign.units)
    if kind:
        _known("kind", kind, [each.id for each in kinds])
    if parent:
        _known("parent", parent, sorted({unit.parent for unit in campaign.units if unit.parent}))
    inspections = _inspections_of_campaign(workbench, store_url, campaign, kind, parent)
    reports = [report_of(one) for one in inspections]
    parts = [(each, [one for one in reports if one.unit.kind == each.id]) for each in kinds]
    return Overview(
        "".join(draw_province(summarize(own), catalogue, each.plural) for each, own in parts if own),
        "province_summary",
        {"campaign": campaign_id, "kind": kind, "parent": parent, "language": Language(language).value},
        "",
        _digest(inspections),
    )


def _inspections_of_campaign(
    workbench: Workbench, store_url: str, campaign: Campaign, kind: str, parent: str
) -> list[Inspection]:
    """The inspections of the units of a kind below a unit; "" is all."""
    store = open_store(store_url, workbench.folder)
    events = dict(store.campaign_events(campaign.id))
    return [
        inspection_from_events(workbench, campaign, unit.code, events.get(unit.code, []))
        for unit in campaign.units
        if kind in ("", unit.kind) and parent in ("", unit.parent)
    ]


def _known(name: str, value: str, known: Sequence[str]) -> str:
    """The value of a parameter. Raises ParameterError, with the nearest one, for an unknown one."""
    if value not in known:
        raise ParameterError(
            message("'{value}' is not valid for {field}.", value=value, field=name), nearest(value, known)
        )
    return value
