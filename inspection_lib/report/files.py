"""The Report to and from JSON, and the JSON Schema that documents it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from inspection_lib.errors import InspectionError
from inspection_lib.language import message
from inspection_lib.model import Outcome, Score, Severity
from inspection_lib.report.values import SCHEMA, Grade, Provenance, Report, ReportCampaign, ReportUnit

_REPORT = TypeAdapter(Report)


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What tells of whom a report is and what it came to, without its findings."""

    schema: str
    unit: ReportUnit
    campaign: ReportCampaign
    total: Score
    grade: Grade | None
    outcomes: tuple[tuple[Outcome, int], ...]
    severities: tuple[tuple[Severity, int], ...]
    provenance: Provenance


_HEAD = TypeAdapter(ReportHead)


def report_to_json(report: Report) -> str:
    """The Report as JSON, indented, fields in the order of the class; decimals stand as text and nothing is a float."""
    return _REPORT.dump_json(report, indent=1).decode() + "\n"


def report_from_json(text: str) -> Report:
    """The Report again; :class:`InspectionError` where the text is not a report of this schema."""
    return _read(_REPORT, text)


def head_from_json(text: str) -> ReportHead:
    """The head of a report's JSON, several times faster than the whole; refuses what `report_from_json` refuses of it."""
    return _read(_HEAD, text)


_Read = TypeVar("_Read", Report, ReportHead)


def _read(shape: TypeAdapter[_Read], text: str) -> _Read:
    try:
        report = shape.validate_json(text)
    except ValidationError as error:
        raise InspectionError(
            message("This is not a report.json: {errors} places do not fit.", errors=error.error_count()),
            message("Make the report again with this version of the workbench."),
        ) from error
    if report.schema != SCHEMA:
        raise InspectionError(
            message(
                "This report.json has the schema {schema}; this version reads {known}.",
                schema=report.schema,
                known=SCHEMA,
            ),
            message("Make the report again with this version of the workbench."),
        )
    return report


def report_schema() -> str:
    """The JSON Schema of `report.json`, with the meaning of each part."""
    schema = _REPORT.json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Inspection report"
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
