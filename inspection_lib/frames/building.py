"""Arrow tables as pandas DataFrames, with the dtypes that docs/analysts.md names.

This module loads pandas and pyarrow and is imported inside functions.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from inspection_lib.errors import InspectionError, NotFoundError
from inspection_lib.files import open_folder
from inspection_lib.frames.columns import TABLES
from inspection_lib.frames.reading import read_campaign
from inspection_lib.frames.stale import StaleFramesWarning
from inspection_lib.frames.table_values import FrameColumn, Kind
from inspection_lib.language import Language, Message, message, open_catalogue
from inspection_lib.model import Campaign, Outcome, ScoreState, Severity
from inspection_lib.report import ReportState
from inspection_lib.workbench import Workbench, place_of

OUTCOMES = ("error", "unanswered", "unclear", "not_applicable", "fail", "partial", "pass")
"""The order of outcomes in frames: those without a result come first."""
_ORDERS: Mapping[str, Sequence[str]] = {
    "outcome": OUTCOMES,
    "claim_outcome": OUTCOMES,
    "severity": [severity.value for severity in reversed(Severity)],
    "scores.state": [state.value for state in ReportState],
    "areas.state": [state.value for state in (ScoreState.NOTHING_APPLIES, ScoreState.WITHHELD)]
    + [state.value for state in (ScoreState.RANGE, ScoreState.FINAL)],
}
_GRADES = ("grade", "grade_uncapped", "claim_grade")
assert set(OUTCOMES) == {outcome.value for outcome in Outcome}


def build_frame(
    name: str,
    campaign_ids: Sequence[str],
    workbench: Workbench,
    output: str,
    store_url: str,
    language: Language,
    exact: bool,
) -> pd.DataFrame:
    """The frame of a table over some campaigns, all that have reports if none is named.

    Warns with `StaleFramesWarning`. Raises InspectionError, OSError.
    """
    table, parts = TABLES[name], []
    campaigns = [workbench.campaign(known) for known in campaign_ids] or workbench.campaigns()
    fields = [_field(column, language) for column in table.all_columns]
    for campaign in campaigns:
        folder = open_folder(place_of(workbench, output, campaign.id))
        part = read_campaign(workbench, campaign, folder, store_url, name, fields)
        if part is not None:
            parts.append(part)
        elif campaign_ids:
            raise _nothing(campaign.id)
    if not parts:
        raise _nothing(", ".join(campaign.id for campaign in campaigns))
    rows = pa.concat_tables([part.rows for part in parts])
    stale = [text for part in parts for text in part.stale]
    parts.clear()
    orders = _orders(workbench, campaigns, name, rows)
    series = {}
    for column in table.all_columns:
        field = _field(column, language)
        series[column.name] = _series(column, rows.column(field), orders.get(column.name), exact)
        rows = rows.drop_columns([field])  # else all columns of a country are in memory twice
    index = pd.MultiIndex.from_arrays(
        [series.pop(column.name) for column in table.index], names=[column.name for column in table.index]
    )
    frame = pd.DataFrame(series, copy=False)
    frame.index = index
    frame.attrs["stale"] = _warn(stale, language)
    return frame


def _nothing(campaign_id: str) -> NotFoundError:
    return NotFoundError(
        message("There are no reports of {campaign}.", campaign=campaign_id),
        message("Make them with `inspection batch`, or name their folder with output=."),
    )


def _warn(stale: Sequence[Message], language: Language) -> tuple[str, ...]:
    """What is out of date, in words; each sentence is a warning as well."""
    catalogue = open_catalogue(language)
    remedy = catalogue.format(message("Run `inspection batch` to bring them up to date."))
    told = tuple(map(catalogue.format, stale))
    for text in told:
        warnings.warn(f"{text.rstrip('.')}. {remedy}", StaleFramesWarning, stacklevel=4)
    return told


def _field(column: FrameColumn, language: Language) -> str:
    return f"{column.name}_{language.value}" if column.kind is Kind.TEXT else column.name


def _orders(
    workbench: Workbench, campaigns: Sequence[Campaign], name: str, rows: pa.Table
) -> dict[str, Sequence[str]]:
    """The order of the categories of those columns that have one, by column."""
    orders = {key.removeprefix(f"{name}."): order for key, order in _ORDERS.items()}
    if name == "scores":
        orders["kind"] = list(dict.fromkeys(kind.id for one in campaigns for kind in one.office.kinds))
        grades = _grades(workbench, pc.unique(rows.column("checklist")).to_pylist())
        orders |= dict.fromkeys(_GRADES, grades) if grades else {}
    return orders


def _grades(workbench: Workbench, checklists: Sequence[str]) -> list[str]:
    """The grades of some checklists, lowest first; empty where one of them is not in the workbench."""
    lowest: dict[str, Decimal] = {}
    try:
        bands = [band for name in checklists for band in workbench.checklist(name).bands]
    except InspectionError:
        return []
    for band in bands:
        lowest[band.id] = min(band.from_score, lowest.get(band.id, band.from_score))
    return sorted(lowest, key=lambda grade: lowest[grade])


def _series(column: FrameColumn, values: pa.ChunkedArray, order: Sequence[str] | None, exact: bool) -> Any:
    match column.kind:
        case Kind.POINTS if exact:
            texts = values.to_pylist()
            return pd.Series([None if text is None else Decimal(text) for text in texts], dtype=object)
        case Kind.POINTS:
            return pc.cast(values, pa.float64()).to_pandas()
        case Kind.CATEGORY:
            return _categorical(values, order)
        case Kind.DAY:
            return values.to_pandas(date_as_object=False).astype("datetime64[s]")
        case Kind.MOMENT:
            return values.to_pandas()
        case Kind.COUNT:
            return values.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
        case Kind.YES_NO:
            return values.to_pandas(types_mapper={pa.bool_(): pd.BooleanDtype()}.get)
        case Kind.CODE | Kind.TEXT:
            return values.to_pandas(types_mapper={pa.string(): pd.StringDtype(na_value=math.nan)}.get)


def _categorical(values: pa.ChunkedArray, order: Sequence[str] | None) -> pd.Categorical:
    """A category, ordered where there is an order. A value that it lacks makes it unordered."""
    there = [value for value in pc.unique(values).to_pylist() if value is not None]
    complete = order is not None and set(there) <= set(order)
    categories = list(order) if order is not None and complete else sorted(there)
    codes = pc.fill_null(pc.index_in(values, value_set=pa.array(categories, pa.string())), -1)
    index = pd.Index(categories, dtype="str")
    return pd.Categorical.from_codes(codes.to_numpy(), index, ordered=complete)
