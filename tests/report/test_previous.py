"""The unit's last inspection beside the present one."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from inspection_lib.model import Outcome
from inspection_lib.report import Report, report_from_json, report_to_json, with_previous


def test_the_last_inspection_is_named_with_what_became_of_its_findings(reports: dict[str, Report]) -> None:
    """One finding was mended since; the others are still open. The JSON keeps it."""
    earlier = (
        replace(
            reports["060"], total=replace(reports["060"].total, index=reports["060"].total.index - Decimal(5))
        )
        if reports["060"].total.index is not None
        else reports["060"]
    )
    gone = next(found for found in earlier.findings if found.scored)
    now = replace(
        reports["060"],
        findings=tuple(found for found in reports["060"].findings if found.id != gone.id),
        items=tuple(
            replace(item, outcome=Outcome.PASS) if item.id == gone.item_id else item
            for item in reports["060"].items
        ),
    )
    report = with_previous(now, earlier)
    assert report.previous is not None
    assert report.previous.change == Decimal(5)
    assert report.previous.findings == len(earlier.findings)
    assert report.previous.mended == 1
    assert report.previous.still_open == len(earlier.findings) - 1
    assert report_from_json(report_to_json(report)) == report


def test_a_first_inspection_has_none(reports: dict[str, Report]) -> None:
    """Nothing is made up."""
    assert with_previous(reports["060"], None).previous is None


def test_a_merged_unit_names_the_results_of_the_units_before(reports: dict[str, Report]) -> None:
    """Each with its name and its open findings, and without a change: the merged unit is another one."""
    before = [reports["01834"], reports["01840"]]
    report = with_previous(reports["060"], None, before)
    assert report.previous is None
    assert [(one.unit_code, one.unit) for one in report.inherited] == [
        (one.unit.code, one.unit.name) for one in before
    ]
    assert [one.change for one in report.inherited] == [None, None]
    assert [one.findings for one in report.inherited] == [len(one.findings) for one in before]
    assert report_from_json(report_to_json(report)) == report


def test_without_predecessors_the_json_is_as_before(reports: dict[str, Report]) -> None:
    """A report of an earlier version reads as one without them."""
    text = report_to_json(with_previous(reports["060"], reports["060"]))
    assert not {"inherited", "visit_kind", "unit_code"} & set(json.loads(text))
    assert "unit_code" not in json.loads(text)["previous"]


def test_the_parts_of_a_change_add_up(reports: dict[str, Report]) -> None:
    """Under one checklist it is all the unit's; else what is left is that of the rules; unknown stays so."""
    now = reports["060"]
    assert now.total.index is not None
    then = replace(now, total=replace(now.total, index=now.total.index - 5))
    by_other_rules = replace(then, checklist=replace(now.checklist, version=1))
    parts = [
        (found.change, found.by_rules, found.by_reality)
        for found in (
            with_previous(now, then).previous,
            with_previous(now, by_other_rules, reality=Decimal(3)).previous,
            with_previous(now, by_other_rules).previous,
        )
        if found
    ]
    assert parts == [(5, 0, 5), (5, 2, 3), (5, None, None)]
