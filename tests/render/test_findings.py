"""The findings as the page draws them: their orders, and what stands in for a missing statement."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.language import Text
from inspection_lib.render.findings import by_day, by_deadline, by_severity, number_findings, worst_of
from tests.render.samples import good, unfinished


def test_a_statement_stands_alone_and_a_question_with_its_answer() -> None:
    """Version 1 has no statements: the question is followed by the answer, or replaced by the reason."""
    asked = tuple(replace(line, statement=line.title) for line in good().findings)
    first = number_findings(replace(good(), findings=asked))[0]
    assert first.statement == first.line.title
    assert first.finding is not None
    assert first.answer == first.finding.shown
    said = Text("Chưa vận hành Bộ phận một cửa hiện đại", "The modern one-stop section does not work")
    lines = tuple(replace(line, statement=said) for line in good().findings)
    stated = number_findings(replace(good(), findings=lines))[0]
    assert stated.statement == said
    assert not stated.answer.text


def test_a_finding_without_points_states_its_reason_once() -> None:
    """A report of an older version has no statement for it: the reason stands in its place."""
    unscored = next(line for line in good().findings if not line.scored)
    old = replace(unscored, statement=Text("", ""))
    found = number_findings(replace(good(), findings=(old,)))[0]
    assert found.sentence == old.reason
    assert not found.reason.text
    now = number_findings(replace(good(), findings=(unscored,)))[0]
    assert now.statement == unscored.statement
    assert not now.sentence.text
    assert now.reason == unscored.reason, "the statement names the two figures' items, the reason the figures"


def test_tasks_are_ordered_by_their_last_day() -> None:
    """The earliest first; those of one day and one office stand together, and none is lost."""
    findings = number_findings(good())
    days = [found.line.due_on for found in by_deadline(findings) if found.line.due_on]
    assert days == sorted(days)
    assert sum(len(day.findings) for day in by_day(findings)) == len(findings)
    assert by_day(number_findings(unfinished())) == ()


def test_groups_and_the_worst_keep_the_order_of_the_report() -> None:
    """Worst severity first; the ids of the worst findings are the report's."""
    findings = number_findings(good())
    assert [found for group in by_severity(findings) for found in group.findings] == list(findings)
    assert tuple(found.line.id for found in worst_of(findings, good().worst)) == good().worst
