"""The facts of the leadership's sheet, from the Parquet files of a campaign in one pass over each.

This module loads pyarrow and is imported inside functions.
"""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from pyarrow import ArrowException, parquet

from inspection_lib.files import Folder
from inspection_lib.frames.parquet_files import are_of_one_writing, path_of, read_origins
from inspection_lib.language import Text
from inspection_lib.model import Campaign
from inspection_lib.report import (
    OPEN_STATES,
    ActionState,
    Facts,
    ItemTally,
    MendingState,
    OpenTask,
    ReportState,
    TallyKey,
    UnitFact,
)

_JUDGED = ("pass", "partial", "fail")
_SCORES = (
    *("unit", "checklist", "state", "score", "grade", "grade_name_vi", "grade_name_en", "grade_uncapped"),
    *("claim_score", "score_at_register", "submitted_on"),
    *("previous_score", "change_by_rules", "change_by_reality"),
)
_CLOSED = (ReportState.FINAL, ReportState.PROVISIONAL)


def read_facts(
    campaign: Campaign,
    folder: Folder,
    pages: Mapping[str, str],
    visited: Collection[str],
    left_out: Collection[str],
    until: date | None,
) -> Facts | None:
    """The facts of all units of the plan; None where the files are missing, damaged or of two writings.

    ``pages`` are the paths of the units' pages by code, ``visited`` the units where the inspectors
    answered something. Reports of the units ``left_out`` do not count. Records that were closed after the
    day ``until`` count as open. Raises OSError.
    """
    origins = read_origins(folder)
    if origins is None or not are_of_one_writing(folder, origins):
        return None
    try:
        return _read(campaign, folder, pages, visited, left_out, until)
    except ArrowException:
        return None


def _read(
    campaign: Campaign,
    folder: Folder,
    pages: Mapping[str, str],
    visited: Collection[str],
    left_out: Collection[str],
    until: date | None,
) -> Facts:
    areas: dict[str, dict[str, Decimal | None]] = defaultdict(dict)
    for unit, area, score in _rows(folder, "areas", ("unit", "area", "score")):
        areas[unit][area] = _exact(score)
    scores = {row[0]: dict(zip(_SCORES, row, strict=True)) for row in _rows(folder, "scores", _SCORES)}
    units = {}
    for unit in campaign.units:
        parent = campaign.parent_of(unit)
        own = UnitFact(
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            parent=parent.name if parent else Text("", ""),
            page=pages[unit.code],
            is_visited=unit.code in visited,
        )
        found = None if unit.code in left_out else scores.get(unit.code)
        units[unit.code] = _with_result(own, found, areas[unit.code], until) if found else own
    closed = {code: unit for code, unit in units.items() if unit.is_concluded}
    tallies = _tallies(folder, closed)
    work, causes = _findings(folder, closed, tallies)
    work += _earlier(folder, units, campaign.id)
    return Facts(tuple(units.values()), tallies, tuple(work), causes)


def _with_result(
    unit: UnitFact, row: Mapping[str, Any], areas: Mapping[str, Decimal | None], until: date | None
) -> UnitFact:
    """The unit with what its report says; its score counts once its record is closed."""
    state = ReportState(row["state"])
    is_later = until is not None and (row["submitted_on"] is None or row["submitted_on"] > until)
    if is_later and state in _CLOSED:
        state = ReportState.UNFINISHED
    is_closed = state in _CLOSED
    return replace(
        unit,
        is_visited=unit.is_visited or state is not ReportState.NOT_INSPECTED,
        state=state,
        checklist=row["checklist"],
        score=_exact(row["score"]) if is_closed else None,
        grade=Text(row["grade_name_vi"], row["grade_name_en"]) if is_closed else Text("", ""),
        is_capped=is_closed and row["grade"] != row["grade_uncapped"],
        is_contradicted=state is ReportState.PROVISIONAL or row["score_at_register"] is not None,
        claim=_exact(row["claim_score"]),
        previous=_exact(row["previous_score"]),
        by_rules=_exact(row["change_by_rules"]),
        by_reality=_exact(row["change_by_reality"]),
        areas=areas if is_closed else dict.fromkeys(areas),
    )


def _tallies(folder: Folder, closed: Mapping[str, UnitFact]) -> dict[TallyKey, ItemTally]:
    """The items of the closed records, counted."""
    fields = ("unit", "item", "outcome", "points", "maximum", "figure")
    tallies: dict[TallyKey, ItemTally] = {}
    for code, item, outcome, points, maximum, figure in _rows(folder, "items", fields):
        unit = closed.get(code)
        if unit is None or outcome not in _JUDGED:
            continue
        key = TallyKey(unit.page, unit.kind, unit.checklist, item)
        # A bonus lies above the maximum and makes no loss smaller.
        loss = max(Decimal(0), Decimal(maximum) - Decimal(points)) if points is not None else Decimal(0)
        tally = tallies.get(key) or tallies.setdefault(key, ItemTally())
        tally.count(code, outcome, loss, _exact(figure))
    return tallies


def _findings(
    folder: Folder, closed: Mapping[str, UnitFact], tallies: Mapping[TallyKey, ItemTally]
) -> tuple[list[OpenTask], dict[str, Counter[str]]]:
    """The findings as open work, and their causes: those of all, and those of each item in its tally."""
    fields = ("unit", "item", "scored", "cause", "due_on", "mending", "responsible_vi", "responsible_en")
    work: list[OpenTask] = []
    causes: dict[str, Counter[str]] = defaultdict(Counter)
    for code, item, is_scored, cause, due_on, mending, owner_vi, owner_en in _rows(
        folder, "findings", fields
    ):
        unit = closed.get(code)
        if unit is None:
            continue
        causes[unit.page][cause or ""] += 1
        if cause:
            tally = tallies.get(TallyKey(unit.page, unit.kind, unit.checklist, item))
            if is_scored and tally:
                tally.causes[cause] += 1
        if due_on is not None and mending != MendingState.ACCEPTED.value:
            work.append(OpenTask(unit.page, Text(owner_vi, owner_en), due_on))
    return work, causes


def _earlier(folder: Folder, units: Mapping[str, UnitFact], campaign_id: str) -> list[OpenTask]:
    """What is still open of earlier campaigns and was not found again in this one."""
    fields = ("unit", "found_in", "due_on", "mending", "responsible_vi", "responsible_en")
    return [
        OpenTask(units[code].page, Text(owner_vi, owner_en), due_on)
        for code, found_in, due_on, state, owner_vi, owner_en in _rows(folder, "follow_up", fields)
        if code in units and found_in != campaign_id and due_on and ActionState(state) in OPEN_STATES
    ]


def _exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _rows(folder: Folder, table: str, fields: Collection[str]) -> Iterator[tuple[Any, ...]]:
    """Some fields of a table, row by row; only one group of rows is in memory as Python values."""
    file = parquet.ParquetFile(io.BytesIO(folder.read_bytes(path_of(table)) or b""))
    for batch in file.iter_batches(batch_size=20_000, columns=list(fields)):
        columns = [batch.column(name).to_pylist() for name in fields]
        yield from zip(*columns, strict=True)
