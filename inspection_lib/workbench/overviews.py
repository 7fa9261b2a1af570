"""The small controls over the tables of the summary and follow-up notebooks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets

from inspection_lib.errors import NotFoundError
from inspection_lib.language import Catalogue, Language, message, open_catalogue
from inspection_lib.model import Campaign, UnitKind
from inspection_lib.record import EventStore, open_store, utc_now
from inspection_lib.render import draw_follow_up, draw_province
from inspection_lib.report import FollowUp, FollowUpState, follow_up, summarize
from inspection_lib.workbench.inspections import (
    Workbench,
    earlier_inspection,
    inspect_events,
    inspected_unit,
    load_inspection,
    report_of,
    unit_code,
)

Choice = tuple[str, str]
"""A choice of a control: what it says, and its value; an empty value is all."""


def open_follow_up(
    workbench: Workbench,
    store_url: str,
    campaign_id: str,
    unit: str | int,
    *,
    today: str = "",
    language: Language | str = Language.VI,
) -> widgets.VBox:
    """The findings of a unit's last inspection, then and now, with a choice of unit and of state.

    Where no earlier campaign has answers of the unit, the campaign's own findings are shown as what is still to be mended.
    ``today`` (ISO) is the day against which deadlines are told; "" is today.
    """
    plan = workbench.campaign(campaign_id)
    opened = open_store(store_url, workbench.folder)
    catalogue = open_catalogue(Language(language))
    answered = opened.chain_ends(plan.id)
    units = [
        (f"{known.code} {catalogue.write(known.name)}", known.code)
        for known in plan.units
        if known.code in answered
    ]
    wanted = inspected_unit(plan, unit_code(plan, unit)).code
    if wanted not in answered:
        raise NotFoundError(
            message("Unit {unit} has no answers in campaign {campaign}.", unit=wanted, campaign=plan.id),
            message("Import its responses, or visit it first."),
        )
    day = date.fromisoformat(today or utc_now()[:10])
    states = _choices([(catalogue.label(state), state.value) for state in FollowUpState], catalogue)
    known: dict[str, FollowUp] = {}

    def draw(code: str, state: str) -> str:
        if code not in known:
            known[code] = _followed(workbench, opened, plan, code, day)
        return draw_follow_up(known[code], FollowUpState(state) if state else None, catalogue)

    which = _dropdown(catalogue.text("Inspected unit"), units, wanted)
    return _over([which, _dropdown(catalogue.text("State"), states, "")], draw)


def _followed(workbench: Workbench, store: EventStore, plan: Campaign, code: str, day: date) -> FollowUp:
    now = report_of(load_inspection(workbench, store, plan, code))
    before = earlier_inspection(workbench, store, plan, code)
    return follow_up(report_of(before), now, day) if before else follow_up(now, None, day)


def open_province(
    workbench: Workbench, store_url: str, campaign_id: str, *, language: Language | str = Language.VI
) -> widgets.VBox:
    """What a campaign's units come to together, with a choice of the kind of unit and of the unit above."""
    plan = workbench.campaign(campaign_id)
    opened = open_store(store_url, workbench.folder)
    catalogue = open_catalogue(Language(language))
    events = dict(opened.campaign_events(plan.id))
    reports = [
        report_of(inspect_events(workbench, plan, unit.code, events.get(unit.code, [])))
        for unit in plan.units
    ]
    found = {report.unit.kind for report in reports}
    kinds = _choices([(catalogue.label(kind), kind.value) for kind in UnitKind if kind in found], catalogue)
    above = {
        report.unit.parent_code: catalogue.write(report.unit.parent_name)
        for report in reports
        if report.unit.parent_code
    }
    parents = _choices([(name, code) for code, name in above.items()], catalogue)

    def draw(kind: str, parent: str) -> str:
        chosen = [
            report
            for report in reports
            if kind in ("", report.unit.kind.value) and parent in ("", report.unit.parent_code)
        ]
        return draw_province(summarize(chosen), catalogue)

    controls = [
        _dropdown(catalogue.text("Kind of unit"), kinds, ""),
        _dropdown(catalogue.text("Unit above"), parents, ""),
    ]
    return _over(controls, draw)


def _choices(choices: Sequence[Choice], catalogue: Catalogue) -> list[Choice]:
    return [(catalogue.text("All"), ""), *choices]


def _dropdown(label: str, choices: Sequence[Choice], value: str) -> widgets.Dropdown:
    style = {"description_width": "initial"}
    return widgets.Dropdown(options=list(choices), value=value, description=label, style=style)


def _over(controls: Sequence[widgets.Dropdown], draw: Callable[..., str]) -> widgets.VBox:
    """Controls over a table that is drawn again whenever one of them changes."""
    table = widgets.Output()

    def again(_change: Any = None) -> None:
        drawn = draw(*(control.value for control in controls))
        table.outputs = (
            {"output_type": "display_data", "data": {"text/html": drawn, "text/plain": ""}, "metadata": {}},
        )

    for control in controls:
        control.observe(again, names="value")
    again()
    return widgets.VBox([widgets.HBox(list(controls), layout=widgets.Layout(flex_flow="row wrap")), table])
