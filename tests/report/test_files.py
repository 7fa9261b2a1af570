"""The report as JSON, and its schema."""

from __future__ import annotations

import json

import jsonschema

from inspection_lib.report import Report, report_from_json, report_schema, report_to_json


def test_a_report_goes_to_json_and_back_and_fits_its_schema(reports: dict[str, Report]) -> None:
    """The JSON is the whole value, and the published schema describes it."""
    schema = json.loads(report_schema())
    for code in ("060", "06.SNV"):
        text = report_to_json(reports[code])
        assert report_from_json(text) == reports[code]
        jsonschema.validate(json.loads(text), schema)


def test_no_number_in_a_report_is_binary(reports: dict[str, Report]) -> None:
    """Points and figures are exact decimals as text; there is no float."""

    def refuse(text: str) -> float:
        raise AssertionError(f"a float: {text}")

    json.loads(report_to_json(reports["060"]), parse_float=refuse)
