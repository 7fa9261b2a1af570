"""`inspection indicators`: an index of indicators by group, from answers and from exports of the portal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated

import typer

from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    echo,
    print_message,
)
from inspection_lib.cli.session import check_file_of
from inspection_lib.judging import GroupScore
from inspection_lib.language import Catalogue, Language, message, open_catalogue
from inspection_lib.model import IndicatorIndex
from inspection_lib.workbench import (
    DEFAULT_STORE,
    UnitIndicators,
    indicator_index,
    open_workbench,
    unit_indicators,
)

indicator_commands = typer.Typer()
SIDES = ("claim", "finding", "export")


@indicator_commands.command(
    help=(
        "Bộ chỉ số theo nhóm (766): tự chấm, thẩm định, cổng dịch vụ công. "
        "/ An index of indicators by group: claim, finding, export of the portal."
    )
)
def indicators(
    campaign_id: CampaignArgument,
    unit_codes: Annotated[
        list[str] | None, typer.Argument(metavar="[UNIT...]", help="Mã đơn vị / codes; none: all units")
    ] = None,
    index_id: Annotated[str, typer.Option("--index", help="Tên tệp / file in checklists/indices/")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="In JSON / print JSON")] = False,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Print the points of each group. Of several units only the sums are printed."""
    catalogue = open_catalogue(language)
    workbench = open_workbench(home)
    check_file_of(store_url, workbench)
    index = indicator_index(workbench, index_id)
    found = unit_indicators(workbench, store_url, campaign_id, index, tuple(unit_codes or ()))
    if as_json:
        echo(json.dumps([_as_json(one, index) for one in found], ensure_ascii=False, indent=1))
        return
    echo(catalogue.write(index.title))
    for one in found:
        echo("")
        echo(f"{one.unit.code} {catalogue.write(one.unit.name)}")
        if len(unit_codes or ()) == 1:
            for claim, finding, export in zip(one.claim, one.finding, one.export, strict=True):
                title = catalogue.write(claim.group.title)
                _print_line(catalogue, title, ((claim,), (finding,), (export,)))
        _print_line(catalogue, catalogue.text("Total"), (one.claim, one.finding, one.export))
        missing = [name for group in one.finding for name in group.missing]
        if missing and len(unit_codes or ()) == 1:
            unknown = message("Not known by the inspectors: {items}.", items=", ".join(missing))
            print_message(catalogue, unknown)


def _print_line(catalogue: Catalogue, title: str, sides: Iterable[tuple[GroupScore, ...]]) -> None:
    claim, finding, export = (_points(groups, catalogue) for groups in sides)
    line = message(
        "  {title}: claim {claim}, finding {finding}, portal {export}",
        title=title,
        claim=claim,
        finding=finding,
        export=export,
    )
    print_message(catalogue, line)


def _points(groups: Iterable[GroupScore], catalogue: Catalogue) -> str:
    """Points of the maximum that is known; a dash where nothing is."""
    known = [group for group in groups if group.points is not None]
    if not known:
        return "\N{EN DASH}"
    points = sum((group.points or Decimal(0) for group in known), Decimal(0))
    maximum = sum((group.maximum for group in known), Decimal(0))
    return catalogue.format(message("{points} of {maximum}", points=points, maximum=maximum))


def _as_json(one: UnitIndicators, index: IndicatorIndex) -> dict[str, object]:
    return {
        "unit": one.unit.code,
        "index": index.id,
        "groups": [
            {
                "id": groups[0].group.id,
                "points": str(groups[0].group.points),
                **{
                    side: {
                        "points": None if group.points is None else str(group.points),
                        "maximum": str(group.maximum),
                        "missing": list(group.missing),
                    }
                    for side, group in zip(SIDES, groups, strict=True)
                },
            }
            for groups in zip(one.claim, one.finding, one.export, strict=True)
        ],
    }
