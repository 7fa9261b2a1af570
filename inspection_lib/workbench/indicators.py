"""The indices of indicators of a campaign's units, from their answers and from exports of the portal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from inspection_lib.definitions import read_indicator_index
from inspection_lib.errors import NotFoundError
from inspection_lib.judging import Figures, GroupScore, score_index
from inspection_lib.language import message, nearest
from inspection_lib.model import (
    INDICATOR_REGISTER,
    Indicator,
    IndicatorIndex,
    Inspection,
    Ratio,
    Source,
    Unit,
)
from inspection_lib.record import open_store
from inspection_lib.workbench.folder import INDICES, Workbench, find_unit
from inspection_lib.workbench.inspections import load_inspection


@dataclass(frozen=True, slots=True)
class UnitIndicators:
    """The groups of an index for a unit: by its own answers, the inspectors', the export of the portal."""

    unit: Unit
    claim: tuple[GroupScore, ...]
    finding: tuple[GroupScore, ...]
    export: tuple[GroupScore, ...]


def indicator_index(workbench: Workbench, index_id: str) -> IndicatorIndex:
    """The index with an id; "" is the only one there is.

    Raises NotFoundError, and InvalidFilesError when the file cannot be used.
    """
    paths = {path.stem: path for path in sorted((workbench.folder / "checklists" / INDICES).glob("*.yaml"))}
    chosen = index_id or (next(iter(paths)) if len(paths) == 1 else "")
    if chosen not in paths:
        missing = message("There is no index of indicators '{index}'.", index=index_id)
        raise NotFoundError(missing, nearest(index_id, paths))
    return read_indicator_index(paths[chosen], workbench.short(paths[chosen]))


def unit_indicators(
    workbench: Workbench, store_url: str, campaign_id: str, index: IndicatorIndex, unit_codes: tuple[str, ...]
) -> Iterator[UnitIndicators]:
    """The index of some units, or of all units of the campaign, in the campaign's order."""
    campaign = workbench.campaign(campaign_id)
    store = open_store(store_url, workbench.folder)
    units = [find_unit(campaign, code) for code in unit_codes] or list(campaign.units)
    for unit in units:
        inspection = load_inspection(workbench, store, campaign, unit.code)
        yield UnitIndicators(
            unit,
            score_index(index, _answered(inspection, Source.SELF)),
            score_index(index, _answered(inspection, Source.INSPECTOR)),
            score_index(index, _exported(inspection)),
        )


def _answered(inspection: Inspection, source: Source) -> Callable[[Indicator], Figures | None]:
    def figures(indicator: Indicator) -> Figures | None:
        answer = inspection.answers.get(indicator.item)
        response = answer.by(source) if answer else None
        value = response.value if response else None
        return (Fraction(value.numerator), Fraction(value.denominator)) if isinstance(value, Ratio) else None

    return figures


def _exported(inspection: Inspection) -> Callable[[Indicator], Figures | None]:
    known = {one.name: one for one in inspection.measures if one.register == INDICATOR_REGISTER.name}

    def figures(indicator: Indicator) -> Figures | None:
        found = known.get(indicator.id)
        return (Fraction(found.numerator), Fraction(found.denominator)) if found else None

    return figures
