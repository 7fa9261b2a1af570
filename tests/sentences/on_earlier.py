"""How the unit was inspected, and what the units before a merger left: their last inspections."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from inspection_lib.judging import judge_items
from inspection_lib.model import Source
from tests.sentences.basics import Json, items_of, must, read_checklist, same
from tests.sentences.figures import DASH
from tests.sentences.on_summary import Found, reads
from tests.sentences.page_text import Said
from tests.sentences.reader import Reading
from tests.sentences.truth import Truth

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
    """The two parts add up to the change; the unit's own is what its answers make under the same rules."""
    truth, previous = reading.truth, reading.truth.result["previous"]
    must(bool(previous) and previous["change"] is not None, "parts of a change without a change")
    rules, reality = Fraction(previous["by_rules"]), Fraction(previous["by_reality"])
    same(rules + reality, Fraction(previous["change"]), "sum of the parts")
    same([found["rules"], found["reality"]], [truth.signed(rules), truth.signed(reality)], "parts")
    same(reality, change_of_unit(truth), "part that the unit makes")


def change_of_unit(truth: Truth) -> Fraction:
    """The score of the present answers less that of the last ones, of the items that both rounds ask.

    The last answers get their points by the present checklist. An item without points in one round is left
    out of both.
    """
    earlier = truth.earlier
    must(earlier is not None, "parts of a change without an earlier inspection")
    assert earlier is not None
    asked = items_of(read_checklist(f"{earlier.checklist.id}.v{earlier.checklist.version}"))
    shared = {item for item, now in truth.asked.items() if item in asked and is_the_same(asked[item], now)}
    answers = {item: answer for item, answer in earlier.answers.items() if item in shared}
    again = replace(earlier, checklist=truth.inspection.checklist, answers=answers)
    then = {one.item_id: one.points for one in judge_items(again, Source.INSPECTOR, submitted=False)}
    now = {item: line["points"] for item, line in truth.items.items()}
    both = [item for item in shared if then[item] is not None and now[item] is not None]
    most = sum(Fraction(truth.items[item]["maximum"]) for item in both)
    old, new = (truth.index(Fraction(sum(Fraction(one[item]) for item in both)), most) for one in (then, now))
    must(old is not None and new is not None, "nothing to compare")
    return (new or Fraction(0)) - (old or Fraction(0))


def is_the_same(old: Json, new: Json) -> bool:
    """Whether an item asks the same in two checklists, with the same levels."""
    return all(old.get(key) == new.get(key) for key in ("kind", "question", "levels"))


@reads(
    "summary",
    r"p\.beside",
    "(?:(?P<grade>[^.:]+)\\. )?(?P<campaign>.+): "
    "(?P<mended>\\d+) trên (?P<findings>\\d+) tồn tại đã khắc phục, "
    "(?P<open>\\d+) vẫn còn, (?P<unseen>\\d+) chưa xem lại(?:, (?P<gone>\\d+) không còn hỏi)?\\.",
    "(?:(?P<grade>[^.:]+)\\. )?(?P<campaign>.+): "
    "(?P<mended>\\d+) of (?P<findings>\\d+) findings mended, "
    "(?P<open>\\d+) still open, (?P<unseen>\\d+) not looked at again(?:, (?P<gone>\\d+) no longer asked)?\\.",
)
def last_inspection(reading: Reading, said: Said, found: Found) -> None:
    """Which inspection it was, and what became of its findings: the numbers add up to all of them."""
    truth, previous = reading.truth, reading.truth.result["previous"]
    must(bool(previous), "an earlier inspection")
    same(found["campaign"], truth.say(previous["campaign"]), "campaign")
    same(found["grade"], truth.say(previous["grade"]["title"]) if previous["grade"] else None, "grade")
    shown = [int(found[name]) for name in ("findings", "open", "unseen", "mended")]
    same(shown, [previous[key] for key in ("findings", "still_open", "not_looked_at", "mended")], "findings")
    same(sum(shown[1:]) + int(found["gone"] or 0), shown[0], "the states add up")


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
