"""The sentences about the whole report."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.render.sentences import cap_sentence, previous_sentence, state_sentence, worst_title
from inspection_lib.report import ReportState
from tests.render.samples import capped, good, sample_reports


def test_each_state_has_its_own_sentence() -> None:
    """Final, provisional, unfinished, not inspected, withheld."""
    reports = [*(report for _, report in sample_reports()), replace(good(), state=ReportState.FINAL)]
    assert len({state_sentence(report).text for report in reports}) == 5


def test_a_cap_that_lowers_nothing_has_no_sentence() -> None:
    """Also when items are named that failed."""
    assert cap_sentence(capped()).text
    assert not cap_sentence(replace(capped(), grade=capped().uncapped_grade)).text
    assert not cap_sentence(replace(capped(), capped_by=())).text


def test_fewer_than_five_findings_are_not_called_five() -> None:
    """The title counts."""
    assert worst_title(good()).text != worst_title(replace(good(), worst=good().worst[:4])).text


def test_without_an_earlier_inspection_there_is_nothing_to_say_of_it() -> None:
    """The page writes its own line then."""
    assert not previous_sentence(good()).text
