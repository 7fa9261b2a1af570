"""Contradicting records, and what the page says about its own check."""

from __future__ import annotations

import re
from fractions import Fraction

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


@reads("provenance", r"p\.small\.onscreen", "Bấm vào một con số.+", "Choose a figure.+")
def derivation(reading: Reading, said: Said, found: Found) -> None:
    """The command names this unit and one of its items; whatever lost points has a finding."""
    truth = reading.truth
    told = re.search(r"inspection explain (\S+) (\S+) (\S+)\. ", said.text)
    must(told is not None, "no command")
    if told is not None:
        same(told[1], truth.inspection.campaign.id, "campaign")
        same(told[2], truth.inspection.unit.code, "unit")
        must(told[3] in truth.items, "an item of the checklist")
    with_finding = {line["item_id"] for line in truth.findings if line["scored"]}
    for item, line in truth.items.items():
        if item not in with_finding and line["points"] is not None:
            must(Fraction(line["points"]) >= Fraction(line["maximum"]), f"{item} lost points")


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
