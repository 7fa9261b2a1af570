"""Remarks and evidence in the table of all items: those that no finding shows, with whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspection_lib.model import Response
from tests.sentences.answers import response_of
from tests.sentences.basics import must
from tests.sentences.page_text import plain
from tests.sentences.truth import Truth

NAMES = {"vi": ("Ghi chú", "Tài liệu kiểm chứng"), "en": ("Note", "Evidence")}
ENDS = re.compile(r"[^()]*\) ?")
"""The moment, behind which a remark ends."""


def remarks_are(truth: Truth, item: str, text: str) -> str:
    """Check the remarks under a question; gives the text without them."""
    for words, actor in _untold(truth, item):
        begin = f"{words} ({plain(actor)}, " if actor else f"{words} ("
        before, found, after = text.partition(begin)
        must(bool(found), f"a remark on {item}: {begin}")
        end = ENDS.match(after)
        must(end is not None, f"when the remark on {item} was written")
        text = before + after[end.end() if end else 0 :]
    return text.strip()


def _untold(truth: Truth, item: str) -> Iterator[tuple[str, str]]:
    """What was written beside the answers and stands in no finding, as the page words it, and by whom."""
    lines = [line for line in truth.result["findings"] if line["item_id"] == item]
    told = {text for line in lines for text in (line["note"], *line["evidence"])}
    if truth.items[item]["outcome"] == "not_applicable":
        told |= {value["value"] for value in truth.items[item]["reason"]["values"] if value["name"] == "note"}
    note_name, evidence_name = NAMES[truth.language]
    for response in _responses(truth, item):
        note = [f"{note_name}: {plain(response.note)}"] if response.note not in {*told, ""} else []
        pieces = [piece for piece in response.evidence if piece not in told]
        named = [f"{evidence_name}: {plain('; '.join(pieces))}"] if pieces else []
        if note or named:
            yield ". ".join([*note, *named]), response.actor


def _responses(truth: Truth, item: str) -> Iterator[Response]:
    for side in ("claim", "finding"):
        if response := response_of(truth, item, side):
            yield from (response, *response.contradicting)
