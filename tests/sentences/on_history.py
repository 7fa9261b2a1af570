"""The history of an answer: each step says what was answered, by which role, and why it was changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inspection_lib.answers import parse_answer
from inspection_lib.model import EventKind, ResponseEvent
from tests.sentences.answers import response_of, value_is
from tests.sentences.basics import must, same
from tests.sentences.page_text import plain
from tests.sentences.truth import Truth

BEGINS = re.compile(r" ?(?:Lịch sử|History): ")
STEP = re.compile(
    r"“(?P<value>.*)” \((?P<role>[^,;]*), (?P<moment>[^;]*?)(?:; (?P<place>.*?, (?:dòng|row) \d+, .*?))?"
    r"(?:; (?:lý do|reason): (?P<reason>.*))?\)"
)


def histories_are(truth: Truth, item: str, sides: Sequence[str], text: str) -> str:
    """Check the histories at the end of a cell; gives what stands before them."""
    before, *shown = BEGINS.split(text)
    found = [response for side in sides if (response := response_of(truth, item, side))]
    true = [response.history for response in found if len(response.history) > 1]
    same(len(shown), len(true), f"histories of {item}")
    for steps, events in zip(shown, true, strict=True):
        said = steps.split(" → ")
        same(len(said), len(events), f"steps in the history of {item}")
        for step, event in zip(said, events, strict=True):
            _step_is(truth, item, step, event)
    return before


def _step_is(truth: Truth, item: str, step: str, event: ResponseEvent) -> None:
    shown = STEP.fullmatch(step)
    must(shown is not None, "no check knows this step")
    if shown is None:
        return
    asked = next(one for one in truth.inspection.checklist.items if one.id == item)
    value_is(truth, item, parse_answer(asked, event.raw), shown["value"])
    same(shown["role"], plain(event.actor), "role")
    reason = event.note if event.kind is EventKind.DECIDED else ""
    same(shown["reason"] or "", plain(reason), "reason")
    same(bool(shown["place"]), event.place is not None, "file")
