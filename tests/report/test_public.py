"""The public copy of a report: what goes, and what stays."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.language import Text, message
from inspection_lib.model import Outcome, Redaction, TextKind
from inspection_lib.report import Report, ShownAnswer, public_report, report_from_json, report_to_json
from tests.render.samples import good

SECRET = "Bà Bí Mật 0912345678"


def with_secrets(report: Report) -> Report:
    """A report whose every free field holds the secret."""
    answer = ShownAnswer(
        message("{text}", text=SECRET), SECRET, (SECRET,), SECRET, "2017-05-24", 1, (SECRET,)
    )
    answer = replace(answer, rivals=(answer,))
    first, second, *others = report.items
    free = replace(first, finding=answer, claim=answer, reason=message("{text}", text=SECRET))
    excused = replace(
        second,
        outcome=Outcome.NOT_APPLICABLE,
        reason=message("Marked as not applicable: {note}", note=SECRET),
        finding=replace(answer, shown=message("Not applicable"), rivals=()),
    )
    findings = [
        replace(found, note=SECRET, evidence=(SECRET,), item_id=first.id, statement=Text(SECRET, SECRET))
        for found in report.findings
    ]
    removed = Redaction(first.id, (TextKind.NOTE,), 0, SECRET, SECRET, "2017-05-24")
    return replace(report, items=(free, excused, *others), findings=tuple(findings), redactions=(removed,))


def test_nothing_that_people_wrote_is_in_the_public_copy() -> None:
    """Neither in a field nor in a message; points and outcomes stay; it says what it is."""
    report = with_secrets(good())
    public = public_report(report, {report.items[0].id})
    text = report_to_json(public)
    assert SECRET in report_to_json(report)
    assert SECRET not in text
    assert report_from_json(text).is_public
    assert public.total == report.total
    assert [(item.id, item.points, item.outcome) for item in public.items] == [
        (item.id, item.points, item.outcome) for item in report.items
    ]
    assert public.campaign.team == ()
    assert not any(answer.actor for item in public.items for answer in (item.finding, item.claim) if answer)


def test_an_internal_report_is_written_as_before() -> None:
    """Its JSON has no field that is new."""
    assert "is_public" not in report_to_json(good())
