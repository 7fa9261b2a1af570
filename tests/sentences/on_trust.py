"""Contradicting records, and what the page says about its own check."""

from __future__ import annotations

import re

from tests.sentences.basics import must, same
from tests.sentences.page_text import Said
from tests.sentences.reader import WAYS, Reading

Found = re.Match[str]
reads = WAYS.reads


@reads("summary", r"p\.notice\.fork")
def fork(reading: Reading, said: Said, found: Found) -> None:
    """Both of two events that contradict each other are shown, with who recorded them."""
    forks = reading.truth.inspection.forks
    must(any(one.origin in said.text for one in forks), "a contradiction that the record does not have")
    for one in forks:
        if one.origin in said.text:
            for side in (one.here, one.there):
                must(side.actor in said.text and side.item_id in said.text, "one of the two is not shown")


MEANING = {
    "vi": "Khi mở ra, trang tự so mọi chữ, mọi số và biểu đồ với dữ liệu kèm trang và kiểm chữ ký số, không "
    "cần mạng. Màu xanh nghĩa là tất cả đều khớp.",
    "en": "When it is opened, the page compares every word, figure and chart with the data inside it and "
    "checks the signature, without a network. Green means that all of it fits.",
}


@reads("", "p", "Khi mở ra.+", "When it is opened.+")
def meaning(reading: Reading, said: Said, found: Found) -> None:
    """What green means; tests/render/page_data shows that it is true."""
    same(said.text, MEANING[reading.truth.language], "what the check of the page means")


@reads("", "p", "Chưa kiểm: .+", "Not checked: .+")
def unchecked(reading: Reading, said: Said, found: Found) -> None:
    """Before the page's script has run, nothing else is claimed."""
    must(
        said.text
        in (
            "Chưa kiểm: trình duyệt này không chạy kịch bản của trang.",
            "Not checked: this browser does not run the page's script.",
        ),
        "another claim about the check of the page",
    )
