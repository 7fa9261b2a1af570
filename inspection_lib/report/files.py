"""The Report to and from JSON, and the JSON Schema that documents it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from inspection_lib.errors import InspectionError
from inspection_lib.files import check_json
from inspection_lib.language import message
from inspection_lib.model import Outcome, Redaction, Score, Severity
from inspection_lib.report.across_line import AcrossLine
from inspection_lib.report.action_line import OPEN_STATES, ActionState
from inspection_lib.report.earlier_result import Grade
from inspection_lib.report.firmness_line import FirmnessLine
from inspection_lib.report.provenance import Provenance
from inspection_lib.report.values import (
    SCHEMA,
    Report,
    ReportCampaign,
    ReportChecklist,
    ReportState,
    ReportUnit,
)


@dataclass(frozen=True, slots=True)
class ActionHead:
    """What an index needs of an earlier finding: how far it is mended, and whether that is late."""

    state: ActionState
    late_days: int | None

    @property
    def is_open(self) -> bool:
        """Whether there is something to do."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class ReportHead:
    """The parts of a report that an index of many units needs: whose report it is, and its result."""

    schema: str
    unit: ReportUnit
    campaign: ReportCampaign
    total: Score
    grade: Grade | None
    outcomes: tuple[tuple[Outcome, int], ...]
    severities: tuple[tuple[Severity, int], ...]
    provenance: Provenance
    state: ReportState = ReportState.UNFINISHED
    score_at_register: Decimal | None = None
    capped_by: tuple[str, ...] = ()
    uncapped_grade: Grade | None = None
    checklist: ReportChecklist | None = None
    redactions: tuple[Redaction, ...] = ()
    is_public: bool = False
    follow_up: tuple[ActionHead, ...] = ()
    across: tuple[AcrossLine, ...] = ()
    firmness: tuple[FirmnessLine, ...] = ()

    @property
    def is_capped(self) -> bool:
        """Whether knock-out items lower the grade."""
        grade, uncapped = self.grade, self.uncapped_grade
        return bool(self.capped_by and grade and uncapped and grade.id != uncapped.id)


_Shape = TypeVar("_Shape", Report, ReportHead)
# Made on use: it takes 0.1 s, and most commands need none.
_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


def report_to_json(report: Report) -> str:
    """The report as indented JSON.

    Fields keep the order of the class; decimals are text, and no number is a float.
    """
    return _adapter(Report).dump_json(report, indent=1).decode() + "\n"


def report_from_json(text: str) -> Report:
    """The report of a JSON text. Raises InspectionError when the text is not a report of this schema."""
    return _read(Report, text)


def own_report_from_json(text: str) -> Report:
    """The report of a JSON text that this workbench wrote itself; faster, because no limits are checked.

    Raises InspectionError as :func:`report_from_json`.
    """
    return _read(Report, text, checked=text)


def head_from_json(text: str) -> ReportHead:
    """The head of a report's JSON; several times faster than reading it whole.

    Raises InspectionError when the head does not fit this schema. The other parts are not checked.
    """
    return _read(ReportHead, text)


def _read(shape: type[_Shape], text: str, checked: str = "") -> _Shape:
    """The value of a text; ``checked`` is the text where its limits need no check."""
    remedy = message("Make the report again with this version of the workbench.")
    try:
        report: _Shape = _adapter(shape).validate_json(checked or check_json(text))
    except ValidationError as error:
        wrong = message("This is not a report.json: {errors} places do not fit.", errors=error.error_count())
        raise InspectionError(wrong, remedy) from error
    except ValueError as error:  # beyond a limit, or no text at all
        raise InspectionError(message("This is not a report.json."), remedy) from error
    if report.schema != SCHEMA:
        raise InspectionError(
            message(
                "This report.json has the schema {schema}; this version reads {known}.",
                schema=report.schema,
                known=SCHEMA,
            ),
            remedy,
        )
    return report


def report_schema() -> str:
    """The JSON Schema of `report.json`; the docstrings of the classes are its descriptions."""
    schema = _adapter(Report).json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Inspection report"
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
