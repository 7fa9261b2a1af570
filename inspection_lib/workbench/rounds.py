"""The visits of all campaigns in order, from which findings keep their identity."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from inspection_lib.errors import InspectionError
from inspection_lib.model import Campaign, Checklist, Inspection, ResponseEvent
from inspection_lib.record import EventStore
from inspection_lib.report import (
    Action,
    ActionLine,
    Continued,
    OpenWork,
    Round,
    Versions,
    VisitFindings,
    action_lines,
    codes_in,
    continued_items,
    follow_actions,
    open_work_on,
)
from inspection_lib.workbench.folder import Workbench
from inspection_lib.workbench.inspections import earlier_campaigns, inspection_from_events, load_inspection
from inspection_lib.workbench.judged import report_of


def versions_of(workbench: Workbench) -> Versions:
    """The versions of a checklist that can be read; one that cannot is passed over."""

    def versions(checklist_id: str) -> list[Checklist]:
        found = []
        for path in workbench.versions(checklist_id):
            try:
                found.append(workbench.checklist(path.stem))
            except InspectionError:
                continue
        return found

    return versions


def item_maps(
    workbench: Workbench, earlier: Iterable[Checklist], later: Checklist
) -> dict[tuple[str, int], Continued]:
    """Which items of earlier checklists those of a later one continue, by id and version of the earlier."""
    versions = versions_of(workbench)
    return {(one.id, one.version): continued_items(one, later, versions) for one in earlier}


def rounds_of_unit(
    workbench: Workbench, store: EventStore, campaign: Campaign, inspection: Inspection
) -> list[Round]:
    """The visits to a unit and to those that it was formed from, up to this inspection, the oldest first."""
    rounds = [
        Round(campaign, {inspection.unit.code: VisitFindings.of(report_of(inspection), inspection.checklist)})
    ]
    codes, later = {inspection.unit.code}, campaign
    for earlier in earlier_campaigns(workbench, campaign):
        units = [(code, later.listed(code)) for code in sorted(codes)]
        codes = {old for code, unit in units for old in (codes_in(earlier, later, unit) if unit else (code,))}
        events = {code: store.events(earlier.id, code) for code in codes if earlier.unit(code)}
        rounds.append(Round(earlier, _visits(workbench, earlier, events)))
        later = earlier
    return rounds[::-1]


def open_work_of(
    workbench: Workbench, store: EventStore, campaign: Campaign, unit_code: str, now: str
) -> OpenWork:
    """What is open at a unit: of all earlier campaigns, and of this one once its record is submitted.

    ``now`` is the ISO moment that decides what is late. Raises as `load_inspection`.
    """
    inspection = load_inspection(workbench, store, campaign, unit_code)
    rounds = rounds_of_unit(workbench, store, campaign, inspection)
    if not inspection.concluded:  # what is answered so far mends nothing yet
        rounds[-1] = Round(campaign, {})
    versions, day = versions_of(workbench), date.fromisoformat(now[:10])
    found = follow_actions(rounds, versions)
    actions = [each for each in found if each.unit.code == inspection.unit.code]
    return open_work_on(inspection.checklist, actions, versions, day, workbench.calendar())


def actions_of_campaigns(
    workbench: Workbench, store: EventStore, campaign_ids: Sequence[str], day: date
) -> tuple[ActionLine, ...]:
    """All findings of all campaigns as work. ``campaign_ids``: only those found last in these; empty: all.

    ``day`` decides what is late. A record that cannot be read is left out: making its report shows its error.
    """
    wanted = {workbench.campaign(campaign_id).id for campaign_id in campaign_ids}
    actions = _all_actions(workbench, store)
    chosen = [each for each in actions if not wanted or each.campaign.id in wanted]
    return action_lines(chosen, day, workbench.calendar())


def open_work_on_paper(
    workbench: Workbench, store: EventStore, checklist: Checklist, codes: Collection[str], day: date
) -> OpenWork:
    """What is open at the unit of these codes, by the items of any checklist; ``day`` decides what is late.

    A unit that is no more (renamed, split or merged) has what those that were formed from it took over. A
    record that cannot be read is left out.
    """
    actions = _all_actions(workbench, store)
    own = [each for each in actions if each.unit.code in codes]
    own = own or [each for each in actions if any(key.split("/")[1] in codes for key in each.found)]
    return open_work_on(checklist, own, versions_of(workbench), day, workbench.calendar())


def _all_actions(workbench: Workbench, store: EventStore) -> tuple[Action, ...]:
    """Every finding of all campaigns as it stands after the last one."""
    begun = store.campaign_ids()
    rounds = [
        Round(campaign, _visits(workbench, campaign, dict(store.campaign_events(campaign.id))))
        for campaign in workbench.campaigns()
        if campaign.id in begun
    ]
    return follow_actions(rounds, versions_of(workbench))


def _visits(
    workbench: Workbench, campaign: Campaign, events: Mapping[str, Sequence[ResponseEvent]]
) -> dict[str, VisitFindings]:
    """The visits of the units that have events and whose record can be read."""
    found = {}
    for code, own in events.items():
        if not own or campaign.unit(code) is None:
            continue
        try:
            inspection = inspection_from_events(workbench, campaign, code, own)
        except InspectionError:
            continue
        found[code] = VisitFindings.of(report_of(inspection), inspection.checklist)
    return found
