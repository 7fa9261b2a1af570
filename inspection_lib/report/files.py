"""The Report to and from JSON, and the JSON Schema that documents it."""

from __future__ import annotations

import json

from pydantic import TypeAdapter, ValidationError

from inspection_lib.errors import InspectionError
from inspection_lib.messages import message
from inspection_lib.report import SCHEMA, Report

_REPORT = TypeAdapter(Report)


def report_to_json(report: Report) -> str:
    """The Report as JSON, indented, fields in the order of the class; decimals stand as text and nothing is a float."""
    return json.dumps(_REPORT.dump_python(report, mode="json"), ensure_ascii=False, indent=1) + "\n"


def report_from_json(text: str) -> Report:
    """The Report again; :class:`InspectionError` where the text is not a report of this schema."""
    try:
        report = _REPORT.validate_json(text)
    except ValidationError as error:
        raise InspectionError(
            message("This is not a report.json: {errors} places do not fit.", errors=error.error_count()),
            message("Make the report again with this version of the workbench."),
        ) from error
    if report.schema != SCHEMA:
        raise InspectionError(
            message("This report.json has the schema {schema}; this version reads {known}.", schema=report.schema, known=SCHEMA),
            message("Make the report again with this version of the workbench."),
        )
    return report


def report_schema() -> str:
    """The JSON Schema of `report.json`, with the meaning of each part."""
    schema = _REPORT.json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Inspection report"
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
