"""The visit in the report: beside each finding what was said of it, and the state of the signatures."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from inspection_lib.judging import assess
from inspection_lib.model import (
    FactField,
    FactKey,
    Inspection,
    Noted,
    Signature,
    Signed,
    VisitFacts,
)
from inspection_lib.report import Report, build_report, public_report, report_from_json, report_to_json
from inspection_lib.report.visit_lines import discussed_line, visit_line
from tests.builders import a_checklist, an_inspection, an_item

ROLE, WHEN = "Thư ký đoàn", "2017-05-24T04:00:00.000000+00:00"


def noted(value: str, *others: str) -> Noted:
    return Noted(value, ROLE, WHEN, "m-1", others)


FACTS: dict[FactKey, Noted] = {
    ("", FactField.BEGUN): noted("2017-05-24T08:05"),
    ("X", FactField.EXPLAINED): noted("Do thiếu người", "Do thiếu kinh phí"),
    ("X", FactField.AGREED_BY): noted("2017-08-01"),
    ("Y", FactField.AGREED): noted("Bổ sung"),
}
SIGNED = Signed(
    FactField.SIGNED_UNIT,
    noted("{}"),
    Signature("Chủ tịch", ((1, 2, 3, 4),)),
    "a" * 64,
    is_known=True,
    changes=(),
)


def the_inspection() -> Inspection:
    plain = an_inspection(a_checklist([[an_item("X"), an_item("Y")]]), {})
    return replace(plain, visit=VisitFacts(FACTS, (SIGNED,)))


def test_a_finding_has_what_was_explained_and_agreed() -> None:
    """Texts of two machines stand beside each other; an item of which nothing was said has nothing."""
    said = discussed_line(the_inspection(), "X")
    assert said is not None
    assert said.explanation is not None
    assert (said.explanation.text, said.explanation.others) == ("Do thiếu người", ("Do thiếu kinh phí",))
    assert (said.agreed, said.agreed_by) == (None, date(2017, 8, 1))
    assert discussed_line(the_inspection(), "Z") is None


def test_what_was_said_of_an_item_without_a_finding_is_not_lost() -> None:
    """It stands with the visit."""
    line = visit_line(the_inspection(), {"X"})
    assert line is not None
    assert [each.item_id for each in line.discussed] == ["Y"]
    assert (line.begun, line.ended) == ("2017-05-24T08:05", "")


def test_without_facts_a_report_is_what_it_was() -> None:
    """No visit, and none of its fields in the JSON."""
    plain = replace(the_inspection(), visit=VisitFacts())
    assert visit_line(plain, set()) is None
    text = report_to_json(a_report(plain))
    assert '"visit"' not in text
    assert '"discussed"' not in text


def a_report(inspection: Inspection) -> Report:
    return build_report(inspection, assess(inspection), made_at="t", library_version="v")


def test_the_strokes_of_a_signature_are_in_no_json_and_the_public_copy_has_no_visit() -> None:
    """The state of the signature is; what is read again says the same."""
    report = a_report(the_inspection())
    text = report_to_json(report)
    (signature,) = json.loads(text)["visit"]["signatures"]
    assert "strokes" not in signature
    assert (signature["office"], signature["is_drawn"], signature["state"]) == ("Chủ tịch", True, "a" * 64)
    again = report_from_json(text)
    assert report_to_json(again) == text
    assert '"visit"' not in report_to_json(public_report(report, set()))
