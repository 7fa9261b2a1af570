"""What a run is to make, and how: its order, its units, and the job of each unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspection_lib.batch.inputs import Inputs
from inspection_lib.errors import NotFoundError
from inspection_lib.language import Language, message, nearest
from inspection_lib.model import Campaign, Unit
from inspection_lib.report import Period
from inspection_lib.unit_report import Job
from inspection_lib.workbench import Workbench, find_unit, place_of, this_moment

OWN_PROCESS = {"inprocess": "thisprocess"}
"""The engine that a worker uses in the place of another. Its process is the unit's own already, so the engine
that would fork one more runs the cells in it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is to make, and how.

    ``place`` is the campaign's folder or URL of outputs. ``engine`` None is papermill's own. ``jobs`` is the
    number of units at once; ``seconds`` and ``memory`` (bytes, 0 for no limit) are the limits of each unit.
    ``force`` makes also what has not changed. ``is_public``: public copies.
    ``is_checked_today``: the store's file is not checked again. ``notebook`` is the path of the office's own
    unit notebook, "" for that of the workbench. ``period``: a month or a quarter that gets a sheet for the
    leadership of its own.
    """

    workbench: Workbench
    campaign: Campaign
    store_url: str
    place: str
    language: Language
    made_at: str
    engine: str | None = None
    executor: str = "local"
    jobs: int = 1
    seconds: int = 300
    memory: int = 0
    force: bool = False
    is_public: bool = False
    is_checked_today: bool = False
    notebook: str = ""
    period: Period | None = None


def make_order(
    workbench: Workbench,
    campaign: Campaign,
    store_url: str,
    output: str,
    language: Language,
    engine: str | None,
) -> Order:
    """An order for now, on this machine, one unit at a time."""
    return Order(
        workbench,
        campaign,
        store_url,
        place_of(workbench, output, campaign.id),
        language,
        this_moment(),
        engine,
    )


def choose_units(campaign: Campaign, kinds: Sequence[str], codes: Sequence[str]) -> tuple[Unit, ...]:
    """The units of a campaign that have one of the kinds and one of the codes or names; empty means any.

    Raises NotFoundError for a kind or a code that is not inspected, or if no unit is left.
    """
    used = list(dict.fromkeys(unit.kind for unit in campaign.units))
    for kind in kinds:
        if kind not in used:
            text = message(
                "Campaign {campaign} inspects no unit of the kind '{kind}'.", campaign=campaign.id, kind=kind
            )
            raise NotFoundError(text, nearest(kind, used))
    wanted = {find_unit(campaign, code).code for code in codes}
    chosen = tuple(
        unit
        for unit in campaign.units
        if (not kinds or unit.kind in kinds) and (not wanted or unit.code in wanted)
    )
    if not chosen:
        raise NotFoundError(
            message("No unit of campaign {campaign} fits what was asked for.", campaign=campaign.id),
            message("Leave out --kind or --unit: a unit must fit both."),
        )
    return chosen


def plan_job(order: Order, unit: Unit, inputs: Inputs) -> Job:
    """The job of one unit."""
    return Job(
        workbench_folder=str(order.workbench.folder),
        store_url=order.store_url,
        campaign_id=order.campaign.id,
        unit_code=unit.code,
        language=order.language.value,
        output=order.place,
        made_at=order.made_at,
        engine=OWN_PROCESS.get(order.engine, order.engine) if order.engine else None,
        seconds=order.seconds,
        memory=order.memory,
        inputs=inputs.of(unit),
        is_public=order.is_public,
        notebook=order.notebook,
    )
