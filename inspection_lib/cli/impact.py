"""The command `impact`: what a new version of a checklist touches."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

import typer

from inspection_lib.cli.options import HomeOption, LanguageOption, StoreOption, print_error, print_message
from inspection_lib.errors import NotFoundError
from inspection_lib.language import Catalogue, Fault, Language, message, open_catalogue
from inspection_lib.model import Score
from inspection_lib.record import EventStore, open_store
from inspection_lib.workbench import (
    DEFAULT_STORE,
    Impact,
    UnitImpact,
    Workbench,
    find_impact,
    open_workbench,
)

impact_commands = typer.Typer()


@impact_commands.command()
def impact(
    before_name: Annotated[
        str, typer.Option("--from", help="Phiên bản cũ / the older version, such as par-commune.v1")
    ],
    after_name: Annotated[str, typer.Option("--to", help="Phiên bản mới / the newer version")],
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Phiên bản mới thay đổi tiêu chí, điểm và đơn vị nào. / What a new version of a checklist touches."""
    workbench = open_workbench(home)
    before, after = workbench.checklist(before_name), workbench.checklist(after_name)
    found = find_impact(workbench, _store(workbench, store_url), before, after)
    catalogue = open_catalogue(language).with_decimals(after.rounding.decimals)
    _print_checklist(catalogue, found)
    for unit in found.units:
        _print_unit(catalogue, unit)
    print_message(
        catalogue,
        message(
            "{items} items differ; {units} units stand on {before}.",
            items=len(found.items),
            units=len(found.units),
            before=before.name,
        ),
    )


def _store(workbench: Workbench, store_url: str) -> EventStore | None:
    """The store; None when the usual one does not exist yet."""
    try:
        store = open_store(store_url, workbench.folder)
    except NotFoundError:
        if store_url != DEFAULT_STORE:
            raise
        return None
    store.check_integrity()
    return store


def _print_checklist(catalogue: Catalogue, found: Impact) -> None:
    for item in found.items:
        what = ", ".join(catalogue.label(change) for change in item.changes)
        points = ""
        if item.points_before != item.points_after:
            points = (
                f" ({_or_none(item.points_before, catalogue)} → {_or_none(item.points_after, catalogue)})"
            )
        print_message(
            catalogue, message("{item}: {what}{points}", item=item.item_id, what=what, points=points)
        )
    for area in found.areas:
        print_message(
            catalogue,
            message(
                "Area {area}: {before} → {after} points",
                area=area.area_id,
                before=_or_none(area.points_before, catalogue),
                after=_or_none(area.points_after, catalogue),
            ),
        )
    if found.groups:
        print_message(
            catalogue, message("Groups that count otherwise: {groups}", groups=", ".join(found.groups))
        )


def _print_unit(catalogue: Catalogue, unit: UnitImpact) -> None:
    if unit.fault:
        print_error(catalogue, f"{unit.campaign_id} {unit.unit_code}", Fault(unit.fault))
        return
    print_message(
        catalogue,
        message(
            "{campaign} {unit}: {before} → {after}; {again} answers have to be given again{items}",
            campaign=unit.campaign_id,
            unit=unit.unit_code,
            before=_score(unit.score_before, catalogue),
            after=_score(unit.score_after, catalogue),
            again=len(unit.again),
            items=": " + ", ".join(dict.fromkeys(one.item_id for one in unit.again)) if unit.again else "",
        ),
    )


def _score(score: Score | None, catalogue: Catalogue) -> str:
    """The index, or its range while something is open."""
    if score and score.index_low is not None and score.index_high is not None:
        low, high = catalogue.points(score.index_low), catalogue.points(score.index_high)
        return low if low == high else f"{low}–{high}"
    return "–"


def _or_none(points: Decimal | None, catalogue: Catalogue) -> str:
    return "–" if points is None else catalogue.number(points)
