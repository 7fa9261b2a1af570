"""The notebooks' overviews: tables of findings and of a province, with controls above that redraw them.

This module loads ipywidgets. Import it by its full path: the face of the room does not load it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets

from inspection_lib.errors import NotFoundError
from inspection_lib.language import Catalogue, Language, message, open_catalogue
from inspection_lib.model import Campaign
from inspection_lib.record import EventStore, open_store, utc_now
from inspection_lib.render import draw_follow_up, draw_province
from inspection_lib.report import FollowUp, FollowUpState, Report, follow_up, summarize
from inspection_lib.workbench.folder import Workbench, find_unit
from inspection_lib.workbench.inspections import earlier_inspections, inspection_from_events, load_inspection
from inspection_lib.workbench.judged import report_of

Choice = tuple[str, str]
"""One entry of a dropdown: its label and its value. The value "" means all."""


def open_follow_up(
    workbench: Workbench,
    store_url: str,
    campaign_id: str,
    unit_code: str | int,
    *,
    today: str = "",
    language: Language | str = Language.VI,
) -> widgets.VBox:
    """A table of the findings of a unit's last inspection, then and now, with dropdowns for unit and state.

    When no earlier campaign has answers of the unit, the table shows the findings of this campaign as still
    to be mended. A unit that was formed from others has one table for each of them that was inspected. A
    finding is overdue when its due date is before ``today`` (an ISO day; "" is the current
    day). Raises NotFoundError when the unit has no answers in the campaign.
    """
    campaign = workbench.campaign(campaign_id)
    store = open_store(store_url, workbench.folder)
    catalogue = open_catalogue(Language(language)).in_zone(campaign.office.zone)
    units = _answered_units(store, campaign, catalogue)
    first = find_unit(campaign, unit_code).code
    if first not in dict(units).values():
        raise NotFoundError(
            message("Unit {unit} has no answers in campaign {campaign}.", unit=first, campaign=campaign.id),
            message("Import its responses, or visit it first."),
        )
    day = date.fromisoformat(today or utc_now()[:10])
    states = _with_all([(catalogue.label(state), state.value) for state in FollowUpState], catalogue)
    cache: dict[str, tuple[FollowUp, ...]] = {}

    def draw(code: str, state: str) -> str:
        if code not in cache:
            cache[code] = _follow_ups_of_unit(workbench, store, campaign, code, day)
        chosen = FollowUpState(state) if state else None
        return "".join(draw_follow_up(follow, chosen, catalogue) for follow in cache[code])

    unit_control = _dropdown(catalogue.text("Inspected unit"), units, first)
    state_control = _dropdown(catalogue.text("State"), states, "")
    return _table_with_controls([unit_control, state_control], draw)


def _answered_units(store: EventStore, campaign: Campaign, catalogue: Catalogue) -> list[Choice]:
    answered = store.chain_ends(campaign.id)
    return [
        (f"{unit.code} {catalogue.write(unit.name)}", unit.code)
        for unit in campaign.units
        if unit.code in answered
    ]


def _follow_ups_of_unit(
    workbench: Workbench, store: EventStore, campaign: Campaign, unit_code: str, today: date
) -> tuple[FollowUp, ...]:
    present = report_of(load_inspection(workbench, store, campaign, unit_code))
    earlier = earlier_inspections(workbench, store, campaign, unit_code).all
    if not earlier:
        return (follow_up(present, None, today),)
    return tuple(follow_up(report_of(one), present, today) for one in earlier)


def open_province(
    workbench: Workbench, store_url: str, campaign_id: str, *, language: Language | str = Language.VI
) -> widgets.VBox:
    """Tables that sum up a campaign's units, with dropdowns for the kind of unit and for the unit above."""
    campaign = workbench.campaign(campaign_id)
    catalogue = open_catalogue(Language(language)).in_zone(campaign.office.zone)
    reports = _reports_of_campaign(workbench, store_url, campaign)
    found = campaign.office.sorted_kinds(report.unit.kind for report in reports)
    kinds = _with_all([(catalogue.write(kind.name), kind.id) for kind in found], catalogue)
    above = {
        report.unit.parent_code: catalogue.write(report.unit.parent_name)
        for report in reports
        if report.unit.parent_code
    }
    parents = _with_all([(name, code) for code, name in above.items()], catalogue)

    def draw(kind: str, parent: str) -> str:
        chosen = [
            report
            for report in reports
            if kind in ("", report.unit.kind) and parent in ("", report.unit.parent_code)
        ]
        return draw_province(summarize(chosen), catalogue)

    controls = [
        _dropdown(catalogue.text("Kind of unit"), kinds, ""),
        _dropdown(catalogue.text("Unit above"), parents, ""),
    ]
    return _table_with_controls(controls, draw)


def _reports_of_campaign(workbench: Workbench, store_url: str, campaign: Campaign) -> list[Report]:
    store = open_store(store_url, workbench.folder)
    events = dict(store.campaign_events(campaign.id))
    return [
        report_of(inspection_from_events(workbench, campaign, unit.code, events.get(unit.code, [])))
        for unit in campaign.units
    ]


def _with_all(choices: Sequence[Choice], catalogue: Catalogue) -> list[Choice]:
    return [(catalogue.text("All"), ""), *choices]


def _dropdown(label: str, choices: Sequence[Choice], value: str) -> widgets.Dropdown:
    style = {"description_width": "initial"}
    return widgets.Dropdown(options=list(choices), value=value, description=label, style=style)


def _table_with_controls(controls: Sequence[widgets.Dropdown], draw: Callable[..., str]) -> widgets.VBox:
    """Controls above a table. ``draw`` gets the controls' values and runs again when one of them changes."""
    table = widgets.Output()

    def redraw(_change: Any = None) -> None:
        html = draw(*(control.value for control in controls))
        table.outputs = (
            {"output_type": "display_data", "data": {"text/html": html, "text/plain": ""}, "metadata": {}},
        )

    for control in controls:
        control.observe(redraw, names="value")
    redraw()
    return widgets.VBox([widgets.HBox(list(controls), layout=widgets.Layout(flex_flow="row wrap")), table])
