"""The tables of a campaign as rows for files that people open: headings, plain values, the mark of answers.

This module loads pandas and pyarrow and is imported inside functions.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pandas as pd

from inspection_lib.frames.building import build_frame
from inspection_lib.frames.columns import TABLES
from inspection_lib.frames.stale import StaleFramesWarning
from inspection_lib.frames.table_values import FrameColumn, Kind
from inspection_lib.imports import (
    EXPORT_MARK,
    EXPORTED_HEADINGS,
    answer_mark,
    shown_evidence,
    standing_answers,
)
from inspection_lib.language import Language, Text
from inspection_lib.model import DEMONSTRATION_MARK, ExportColumn, ExportTable, ExportValue
from inspection_lib.record import Recorder, in_order
from inspection_lib.workbench import Workbench

DEMONSTRATION = FrameColumn("demonstration", Kind.TEXT, "", Text("Dữ liệu minh họa", "Demonstration data"))
_UNITS = {
    "points": Text("điểm", "points"),
    "points of 100": Text("thang 100", "points of 100"),
    "%": Text("%", "%"),
    "days": Text("ngày", "days"),
    "cases": Text("hồ sơ", "cases"),
}
"""The units that a heading names. Numbers of things need none, and moments name the office's zone."""
_COUNTED = {"contradicting": Kind.COUNT}
"""The columns of exported answers that are no texts."""


def export_table(
    name: str, workbench: Workbench, recorder: Recorder, output: str, store_url: str, language: Language
) -> ExportTable:
    """One table of the recorder's campaign. Answers come from the record itself, all else as in frames.

    Raises NotFoundError where there are no reports, InspectionError, OSError.
    """
    table, campaign = TABLES[name], recorder.campaign
    mark = DEMONSTRATION_MARK if campaign.demonstration else ""
    if name == "answers":
        columns = tuple(
            ExportColumn(one, _answer_heading(one, language), _COUNTED.get(one, Kind.CODE))
            for one in EXPORTED_HEADINGS
        )
        rows = [row for unit in campaign.units for row in _answers(recorder, unit.code, mark)]
        return ExportTable(name, table.about.in_language(language), columns, rows)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", StaleFramesWarning)  # they stand in ``attrs`` too
        frame = build_frame(name, [campaign.id], workbench, output, store_url, language, exact=True)
    kept = [column for column in table.all_columns if column.name != DEMONSTRATION.name]
    zone = campaign.office.time_zone
    series = frame.reset_index()
    values = [_values(series[column.name], column.kind, zone) for column in kept]
    rows = [(*row, mark) for row in zip(*values, strict=True)]
    columns = tuple(
        ExportColumn(column.name, _heading(column, language, zone), column.kind)
        for column in (*kept, DEMONSTRATION)
    )
    return ExportTable(name, table.about.in_language(language), columns, rows, frame.attrs["stale"])


def _heading(column: FrameColumn, language: Language, zone: str) -> str:
    """A heading with its unit; in English the column's name, because `about` is a sentence there."""
    text = column.about.vi if language is Language.VI else column.name.replace("_", " ").capitalize()
    unit = _UNITS.get(column.unit, Text("", "")).in_language(language)
    unit = zone if column.kind is Kind.MOMENT else unit
    return f"{text} ({unit})" if unit else text


def _answer_heading(name: str, language: Language) -> str:
    return EXPORTED_HEADINGS[name][0].capitalize() if language is Language.VI else name


def _values(series: pd.Series, kind: Kind, zone: str) -> list[ExportValue]:
    match kind:
        case Kind.POINTS:
            return list(series)
        case Kind.DAY:
            return [None if pd.isna(value) else value.date() for value in series]
        case Kind.MOMENT:
            local = series.dt.tz_convert(zone).dt.tz_localize(None)
            return [None if pd.isna(value) else value.to_pydatetime() for value in local]
        case _:
            return [None if pd.isna(value) else value for value in series.tolist()]


def _answers(recorder: Recorder, unit_code: str, demonstration: str) -> Iterator[tuple[ExportValue, ...]]:
    """The rows of a unit's answers in the order of its checklist, each with its mark.

    Files that were attached are no cell to edit, so the evidence here is what the answer itself names.
    """
    events = in_order(recorder.store.events(recorder.campaign.id, unit_code))
    if not events:
        return
    order = {item.id: at for at, item in enumerate(recorder.checklist_in_use(unit_code, events).items)}
    answers = standing_answers(events)
    for key in sorted(answers, key=lambda key: (order.get(key[1], len(order)), *key)):
        event, *others = answers[key]
        cells: dict[str, ExportValue] = {
            "campaign": event.campaign_id,
            "unit": event.unit_code,
            "item": event.item_id,
            "source": event.source,
            "value": event.raw,
            "note": event.note,
            "cause": event.cause,
            "answered_by": event.actor,
            "answered_at": event.answered_at,
            "contradicting": sum(other.raw != event.raw for other in others),
            "evidence": shown_evidence(event.evidence),
            "demonstration": demonstration,
            EXPORT_MARK: answer_mark(event),
        }
        yield tuple(cells[name] for name in EXPORTED_HEADINGS)
