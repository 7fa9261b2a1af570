"""The statements of findings without points."""

from __future__ import annotations

from inspection_lib.judging import CLAIM_CHECK, EVIDENCE_CHECK, REGISTER_CHECK, RIVAL_CHECK
from inspection_lib.report.check_statements import check_statement


def test_every_check_states_something_of_its_own() -> None:
    """In both languages, and none asks a question; an unknown check has a general statement."""
    names = (RIVAL_CHECK, EVIDENCE_CHECK, REGISTER_CHECK, CLAIM_CHECK, "not_more_than")
    texts = [check_statement(name) for name in names]
    assert len({text.vi for text in texts}) == len({text.en for text in texts}) == len(names)
    assert not any("?" in text.vi + text.en for text in texts)
