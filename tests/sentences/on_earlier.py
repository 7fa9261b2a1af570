"""How the unit was inspected, and what the units before a merger left: their last inspections."""

from __future__ import annotations

from fractions import Fraction

from tests.sentences.basics import must, same
from tests.sentences.figures import DASH
from tests.sentences.on_summary import Found, reads
from tests.sentences.page_text import Said
from tests.sentences.reader import Reading

KINDS = {
    "on_site": ("Kiểm tra trực tiếp", "On-site inspection"),
    "remote": ("Kiểm tra từ xa", "Remote inspection"),
    "unannounced": ("Kiểm tra đột xuất", "Unannounced inspection"),
}


@reads("header", r"p\.small\.visit-kind", "Hình thức kiểm tra: (?P<kind>.+)\\.", "How .+: (?P<kind>.+)\\.")
def visit_kind(reading: Reading, said: Said, found: Found) -> None:
    """The kind of visit is that of the plan."""
    truth = reading.truth
    planned = truth.inspection.campaign.visit_kind(truth.inspection.unit.code)
    must(planned is not None, "a kind of visit that the plan does not name")
    if planned:
        same(found["kind"], KINDS[planned.value][truth.language == "en"], "kind of visit")
    reading.seen["visit kind"].append("header")


@reads(
    "summary",
    r"p\.beside",
    "(?P<count>\\d+) đơn vị trước sắp xếp đã được kiểm tra",
    "(?P<count>\\d+) units before .+ inspected",
)
def formed_from(reading: Reading, said: Said, found: Found) -> None:
    """The number of predecessors that were inspected."""
    same(int(found["count"]), len(reading.truth.result["inherited"]), "predecessors")


@reads(
    "summary",
    r"p\.beside\.parts",
    "Thay đổi do quy định: (?P<rules>{n}); do thực tế của đơn vị: (?P<reality>{n})\\.",
    "Change by other rules: (?P<rules>{n}); by the unit itself: (?P<reality>{n})\\.",
)
def parts_of_change(reading: Reading, said: Said, found: Found) -> None:
    """The two parts add up to the change; under one checklist there are no other rules."""
    truth, previous = reading.truth, reading.truth.result["previous"]
    must(bool(previous) and previous["change"] is not None, "parts of a change without a change")
    rules, reality = Fraction(previous["by_rules"]), Fraction(previous["by_reality"])
    same(rules + reality, Fraction(previous["change"]), "sum of the parts")
    same([found["rules"], found["reality"]], [truth.signed(rules), truth.signed(reality)], "parts")


@reads("summary", "h3", "Kết quả kiểm tra trước đây của các đơn vị cũ", "What the units before .+")
def inherited_title(reading: Reading, said: Said, found: Found) -> None:
    """The table stands where there is something in it."""
    must(bool(reading.truth.result["inherited"]), "a title without results")


@reads("summary", r"p\.small", "Kiểm tra .+", "Inspection .+")
def earlier_campaign(reading: Reading, said: Said, found: Found) -> None:
    """The campaign of all of them: the latest earlier one."""
    for line in reading.truth.result["inherited"]:
        same(said.text, reading.truth.say(line["campaign"]), "campaign")


@reads("summary", "row inherited")
def inherited(reading: Reading, said: Said, found: Found) -> None:
    """A predecessor: name, score, and what became of its findings, which add up."""
    truth, place = reading.truth, len(reading.seen["inherited"])
    line = truth.result["inherited"][place]
    name, score, findings, still_open, unseen, mended, gone = said.cells
    same(name, f"{truth.say(line['unit'])} {line['unit_code']}", "predecessor")
    same(score, DASH if line["score"] is None else truth.points(Fraction(line["score"])), "score")
    shown = [int(one) for one in (findings, still_open, unseen, mended)]
    same(shown, [line[key] for key in ("findings", "still_open", "not_looked_at", "mended")], "findings")
    same(int(findings), int(still_open) + int(unseen) + int(mended) + int(gone), "the states add up")
    reading.seen["inherited"].append(line["unit_code"])
