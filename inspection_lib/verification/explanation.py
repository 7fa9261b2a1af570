"""How a number of a report came about: made again from the record, and compared with `report.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

from inspection_lib.files import Folder
from inspection_lib.language import Message
from inspection_lib.model import Checklist, Item, OfficeRule, Score
from inspection_lib.report import (
    AreaLine,
    Grade,
    ItemLine,
    MeasureLine,
    Report,
    report_from_json,
    report_to_json,
)
from inspection_lib.verification.compare import first_difference
from inspection_lib.workbench import REPORT_JSON, Workbench, make_report

EXPLANATION_SCHEMA = "inspection-explanation.1"
_OF_THE_RUN = ("schema", "provenance", "forks")
"""What of a report is about its making: another machine may write it otherwise."""


class Recomputed(StrEnum):
    """Whether the number that was made again is that of `report.json`; missing: no report was made yet."""

    SAME = "same"
    DIFFERENT = "different"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """A setting of a rule: its name and value as the checklist writes them."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ExplainedItem:
    """An item as the record gives it now: its line of the report, the rule's settings, register figures."""

    line: ItemLine
    settings: tuple[RuleSetting, ...]
    measures: tuple[MeasureLine, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the numbers of a unit, or of one item, came about.

    All values are made again from the record. ``items`` is the one item that was asked for, else all.
    ``result`` compares them with ``report``, a `report.json`; ``difference`` is the first place that differs,
    ``later`` the number of events that were recorded after that report.
    """

    schema: str
    campaign: str
    unit: str
    checklist: str
    checklist_digest: str
    chain_head: str
    events: int
    formula: tuple[Message, ...]
    total: Score
    grade: Grade | None
    capped_by: tuple[str, ...]
    areas: tuple[AreaLine, ...]
    items: tuple[ExplainedItem, ...]
    report: str
    result: Recomputed
    difference: Message | None = None
    later: int = 0


def explain(
    workbench: Workbench, store_url: str, folder: Folder, campaign_id: str, unit_code: str, item_id: str = ""
) -> Explanation:
    """The derivation of a unit's numbers, or of one item's; ``folder`` holds the campaign's reports.

    Raises what `make_report` raises, and InspectionError for a `report.json` that cannot be read.
    """
    text = folder.read(f"{unit_code}/{REPORT_JSON}")
    stands = report_from_json(text) if text is not None else None
    again = make_report(
        workbench,
        store_url,
        campaign_id,
        unit_code,
        made_at=stands.provenance.made_at if stands else "",
        public=stands.is_public if stands else False,
    )
    checklist = workbench.checklist(f"{again.checklist.id}.v{again.checklist.version}")
    difference = _difference(stands, again, item_id) if stands else None
    return Explanation(
        schema=EXPLANATION_SCHEMA,
        campaign=campaign_id,
        unit=unit_code,
        checklist=checklist.name,
        checklist_digest=again.checklist.digest,
        chain_head=again.provenance.chain_head,
        events=again.provenance.events,
        formula=(again.provenance.formula, *again.provenance.more),
        total=again.total,
        grade=again.grade,
        capped_by=again.capped_by,
        areas=again.areas,
        items=tuple(_items(again, checklist, item_id)),
        report=f"{folder.place}/{unit_code}/{REPORT_JSON}",
        result=_result(stands, difference),
        difference=difference,
        later=max(0, again.provenance.events - stands.provenance.events) if stands else 0,
    )


def _result(stands: Report | None, difference: Message | None) -> Recomputed:
    if stands is None:
        return Recomputed.MISSING
    return Recomputed.DIFFERENT if difference else Recomputed.SAME


def _items(report: Report, checklist: Checklist, item_id: str) -> Iterable[ExplainedItem]:
    for line in report.items:
        item = checklist.item(line.id)
        if item is not None and item_id in ("", line.id):
            measures = tuple(measure for measure in report.measures if measure.item_id == line.id)
            yield ExplainedItem(line, tuple(_settings(item)), measures)


def _settings(item: Item) -> Iterable[RuleSetting]:
    rule = item.rule.settings if isinstance(item.rule, OfficeRule) else item.rule
    for name, value in _fields(rule).items():
        yield RuleSetting(name, _plain(value))


def _plain(value: Any) -> str:
    """A value of a setting in one line, as a file would hold it; "" for None."""
    if value is None:
        return ""
    if is_dataclass(value):
        return ", ".join(f"{name}: {_plain(part)}" for name, part in _fields(value).items())
    if isinstance(value, tuple | list):
        return "; ".join(_plain(part) for part in value)
    return str(value)


def _fields(value: Any) -> Mapping[str, Any]:
    if not is_dataclass(value):
        return {}
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _difference(stands: Report, again: Report, item_id: str) -> Message | None:
    """Where `report.json` says something else than the record gives; of one item, or of all."""
    one, other = (_compared(json.loads(report_to_json(report)), item_id) for report in (stands, again))
    return first_difference(one, other)


def _compared(content: dict[str, Any], item_id: str) -> dict[str, Any]:
    if not item_id:
        return {name: part for name, part in content.items() if name not in _OF_THE_RUN}
    return {
        "items": [item for item in content["items"] if item["id"] == item_id],
        "measures": [measure for measure in content["measures"] if measure["item_id"] == item_id],
    }
