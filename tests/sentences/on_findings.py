"""The findings: cards and the table of minor ones."""

from __future__ import annotations

import re
from fractions import Fraction

from tests.sentences.answers import (
    YOUNGER,
    answer_is,
    due_day,
    evidence_of,
    reason_is,
    response_of,
    statement_is,
    unscored_is,
    younger_pieces,
)
from tests.sentences.basics import Json, must, same
from tests.sentences.figures import DASH, DAY, NUMBER, SHARE, read_day, read_number
from tests.sentences.law import law_is
from tests.sentences.on_follow_up import again_is
from tests.sentences.on_summary import Found, is_of_finding, reads
from tests.sentences.page_text import Said, plain
from tests.sentences.reader import OUTCOMES, SEVERITIES, Reading
from tests.sentences.truth import Truth

UNSEEN = re.compile(r" ?(?:đơn vị nêu, đoàn chưa xem|named by the unit, not yet seen by the inspectors)")
NONE = ("không ghi nhận", "none recorded")
TASK = {
    "vi": r"(?P<who>.+?), chậm nhất ngày (?P<day>{d})(?:; Thẩm định:? (?P<appraiser>.+?))?",
    "en": r"(?P<who>.+?), by (?P<day>{d})(?:; Appraised by (?P<appraiser>.+?))?",
}


_PARTS = ("left", "minus", "equals", "right", "figure")
"""The figures that a rule across items may name."""


def line_of(reading: Reading, anchor: str) -> Json:
    """The finding behind an anchor of the page."""
    return next(line for line in reading.truth.findings if f"finding-{line['id']}" == anchor)


def task_is(truth: Truth, line: Json, task: str) -> None:
    """Who, by when, and who appraises: "Chủ tịch …, chậm nhất ngày 28/9/2017; Thẩm định Sở Nội vụ"."""
    found = re.fullmatch(TASK[truth.language].replace("{d}", DAY), task)
    must(found is not None, f"a task has who and by when: {task}")
    must(truth.concluded, "a task without a conclusion")
    if found:
        is_of_finding(truth, line, found["who"], found["day"])
        appraiser = truth.asked[line["item_id"]].get("appraiser")
        same(found["appraiser"] or "", truth.say(appraiser) if appraiser else "", "appraiser")


def points_lost(truth: Truth, line: Json, points: str, maximum: str, gain: str | None) -> None:
    """Points, maximum and what mending would bring."""
    item = truth.items[line["item_id"]]
    same(points, DASH if item["points"] is None else truth.points(Fraction(item["points"])), "points")
    same(maximum, truth.points(Fraction(item["maximum"])), "maximum")
    if gain is not None:
        true = truth.gain(line["item_id"])
        same(gain, None if true is None else truth.signed(true), "points gained if mended")


def side_of(line: Json) -> str:
    """Whose answer a finding is about: the unit's claim, or what the inspectors found."""
    return "claim" if str(line["id"]).endswith(".register_claim") else "finding"


def evidence_is(truth: Truth, line: Json, text: str) -> None:
    """The pieces of evidence; marked when only the unit named them."""
    pieces, seen = evidence_of(truth, line["item_id"])
    if side_of(line) == "claim":
        claim = response_of(truth, line["item_id"], "claim")
        pieces = claim.evidence if claim else ()
        seen = not pieces
    unseen = UNSEEN.search(text)
    same(unseen is None, seen, "evidence seen by the inspectors")
    response, younger = response_of(truth, line["item_id"], "finding"), YOUNGER.search(text)
    expected = "; ".join(younger_pieces(truth, response)) if response else ""
    same(younger["pieces"] if younger else "", expected, "younger than the inspected period")
    shown = YOUNGER.sub("", UNSEEN.sub("", text)).strip()
    same(shown, plain("; ".join(pieces)) if pieces else NONE[truth.language == "en"], "evidence")


def rule_is(truth: Truth, item: str, text: str) -> None:
    """How points are given: every figure stands in the rule's settings; the days to mend are the item's."""
    asked, language = truth.asked[item], truth.language
    terms, _, days = re.sub(r"^(?:Cách tính điểm|Points by the rule): ", "", text).rpartition("; ")
    same(int(re.findall(r"\d+", days)[-1]), int(asked.get("days_to_mend", 30)), "days to mend")
    if asked["kind"] == "level":
        for level in asked["scoring"]["levels"]:
            must(truth.say(level["label"]) in terms, "every level")
            terms = terms.replace(truth.say(level["label"]), "", 1)
    known = {Fraction(one) for one in re.findall(r"\d+(?:\.\d+)?", str(asked["scoring"]))} | {Fraction(0)}
    known |= {Fraction(str(asked["points"]))}
    if "cross_check" in asked:
        known.add(Fraction(str(asked["cross_check"]["tolerance"])) * 100)
    for day in re.findall(DAY, terms):
        same(read_day(day), due_day(truth, asked["scoring"]), "due day")
    rest = re.sub(DAY, "", terms)
    for share in re.findall(SHARE, rest):
        must(read_number(share, language) / 100 in known, f"a share of the rule: {share}")
    for number in re.findall(NUMBER, re.sub(SHARE, "", rest)):
        must(read_number(number, language) in known, f"a figure of the rule: {number}")


@reads(
    "findings",
    r"h3\..*",
    "Mức độ: (?P<severity>.+) \\((?P<count>\\d+)\\)",
    "Severity: (?P<severity>.+) \\((?P<count>\\d+)\\)",
)
def group(reading: Reading, said: Said, found: Found) -> None:
    """The number of findings of one severity."""
    severity = reading.word(SEVERITIES, found["severity"])
    true = [line for line in reading.truth.findings if line["severity"] == severity]
    same(int(found["count"]), len(true), "findings of this severity")


@reads("findings", "h4", "(?P<number>\\d+)\\. (?P<statement>.+)")
def card(reading: Reading, said: Said, found: Found) -> None:
    """The head of a finding's card: its number and what is wrong."""
    line = line_of(reading, said.owner)
    same(reading.truth.numbered[int(found["number"]) - 1]["id"], line["id"], "number of the finding")
    statement_is(reading.truth, line, found["statement"])
    reading.seen["findings"].append(str(line["id"]))


@reads(
    "findings",
    r"p\.meta",
    "(?P<item>\\S+) (?P<outcome>\\D+?) "
    "(?:(?P<points>{n}|–) / (?P<maximum>{n}) điểm|(?P<free>không tính điểm))"
    "(?: điểm tăng nếu khắc phục: (?P<gain>{n}))?(?: Trách nhiệm: (?P<task>.+))?",
    "(?P<item>\\S+) (?P<outcome>\\D+?) "
    "(?:(?P<points>{n}|–) / (?P<maximum>{n}) points|(?P<free>carries no points))"
    "(?: points gained if mended: (?P<gain>{n}))?(?: Responsible: (?P<task>.+))?",
)
def meta(reading: Reading, said: Said, found: Found) -> None:
    """Item, outcome, points, gain; who and by when, exactly when there is a conclusion."""
    truth, line = reading.truth, line_of(reading, said.owner)
    same(found["item"], line["item_id"], "item")
    outcome = reading.word(OUTCOMES, found["outcome"])
    if line["scored"]:
        same(outcome, truth.items[line["item_id"]]["outcome"], "outcome")
        must(found["free"] is None, "this finding has points")
        points_lost(truth, line, found["points"], found["maximum"], found["gain"])
    else:
        must(found["free"] is not None, "this finding carries no points")
    same(found["task"] is not None, truth.concluded, "a task, exactly when there is a conclusion")
    if found["task"]:
        task_is(truth, line, found["task"])


@reads("findings", "fact")
def fact(reading: Reading, said: Said, found: Found) -> None:
    """One fact of a finding's card."""
    truth, line = reading.truth, line_of(reading, said.owner)
    item = str(line["item_id"])
    response = response_of(truth, item, side_of(line))
    reading.seen[f"facts {line['id']}"].append(said.name)
    match said.name:
        case "Tiêu chí thành phần" | "Item":
            titles = [truth.say(check["title"]) for check in truth.checklist.get("checks", [])]
            must(said.text in (truth.say(truth.asked[item]["question"]), *titles), "question")
        case "Kết quả thẩm định" | "Inspectors found" | "Đơn vị tự chấm" | "The unit claimed":
            side = "claim" if said.name in ("Đơn vị tự chấm", "The unit claimed") else "finding"
            given_is(truth, item, side, said.text)
        case "Ghi chú" | "Note":
            same(said.text, plain(response.note) if response else "", "note")
        case "Tài liệu kiểm chứng" | "Evidence":
            evidence_is(truth, line, said.text)
        case "Căn cứ pháp lý" | "Legal basis":
            law_is(truth, line["item_id"], said.text)
        case "Nhiệm vụ khắc phục" | "Recommendation":
            task_text_is(truth, line, said.text)
        case "Nguyên nhân" | "Cause":
            must(response is not None and response.cause is not None, "a cause was given")
        case "Tồn tại" | "What is wrong":
            if line["scored"]:
                reason_is(truth, item, said.text)
            else:
                unscored_is(truth, line, said.text)
        case "Tái diễn" | "Recurrence":
            again_is(truth, line, said.text)
        case _:
            must(False, "no check knows this fact")


def given_is(truth: Truth, item: str, side: str, text: str) -> None:
    """An answer, with the rule's reason behind it and the rivals after it."""
    response = response_of(truth, item, side)
    if response is None or response.contradicting:
        must(response is not None, "an answer of somebody who gave none")
        return
    for end in (len(text), *(match.start() for match in re.finditer(r"\. (?=\S)", text))):
        try:
            answer_is(truth, item, side, text[:end].strip())
        except (AssertionError, IndexError, ValueError):
            continue
        if text[end + 2 :]:
            reason_is(truth, item, text[end + 2 :])
        return
    answer_is(truth, item, side, text)


def task_text_is(truth: Truth, line: Json, text: str) -> None:
    """What to do: the item's own text for a finding with points, never that text for one without."""
    own = truth.asked[line["item_id"]].get("recommendation")
    if line["scored"]:
        same(text, truth.say(own) if own else "", "recommendation")
    else:
        must(own is None or text != truth.say(own), "a finding without points has a task of its own")
        head = re.search(r"[Tt]rưởng đoàn|head of the team", text)
        same(head is not None, truth.is_of_team(line), "the team leader's task")


@reads("findings", r"p\.rule")
def rule(reading: Reading, said: Said, found: Found) -> None:
    """How points are given."""
    rule_is(reading.truth, line_of(reading, said.owner)["item_id"], said.text)


@reads("findings", r"p\.rivals")
def rivals(reading: Reading, said: Said, found: Found) -> None:
    """Both answers, and that nobody has decided."""
    must(line_of(reading, said.owner)["item_id"] in reading.truth.rivals, "different answers")


@reads("findings", "row minor")
def minor(reading: Reading, said: Said, found: Found) -> None:
    """A minor finding as a row: statement, points, answer, evidence, rule, law, task."""
    truth, line = reading.truth, line_of(reading, said.name)
    item = str(line["item_id"])
    head, middle, law, task = said.cells
    small = re.search(
        rf" {re.escape(item)} (?P<outcome>\D+?)(?: (?P<points>{NUMBER}|–)/(?P<maximum>{NUMBER}))?"
        r"(?:; (?:điểm tăng nếu khắc phục|points gained if mended) (?P<gain>\S+))?$",
        head,
    )
    must(small is not None, "small print of the finding")
    if small is None:
        return
    number, _, statement = head[: small.start()].partition(". ")
    same(truth.numbered[int(number) - 1]["id"], line["id"], "number of the finding")
    template = (truth.asked[item].get("finding") or {}).get(line["outcome"])
    if template is None and line["scored"]:
        same(statement, truth.say(truth.asked[item]["question"]), "question")
    else:
        statement_is(truth, line, statement)
    if line["scored"]:
        same(reading.word(OUTCOMES, small["outcome"]), truth.items[item]["outcome"], "outcome")
        points_lost(truth, line, small["points"], small["maximum"], small["gain"])
    minor_answer(reading, line, middle)
    law_is(truth, line["item_id"], law)
    minor_task(truth, line, task)
    reading.seen["findings"].append(str(line["id"]))


def minor_answer(reading: Reading, line: Json, text: str) -> None:
    """The second cell of a minor finding: the answer, the note, the evidence, the rule."""
    truth, item = reading.truth, str(line["item_id"])
    response = response_of(truth, item, "finding")
    label = " Tài liệu kiểm chứng: " if truth.language == "vi" else " Evidence: "
    said, _, rest = f" {text}".partition(label)
    name = "Cách tính điểm: " if truth.language == "vi" else "Points by the rule: "
    evidence, _, how = rest.partition(f". {name}")
    evidence_is(truth, line, evidence)
    if how:
        rule_is(truth, item, name + how)
    if response is not None and not response.contradicting:
        note = plain(response.note)
        answer = said.strip()
        answer = answer.removesuffix(".").removesuffix(note).strip() if note else answer
        answer_is(truth, item, "finding", answer.removesuffix("."))


def minor_task(truth: Truth, line: Json, text: str) -> None:
    """The fourth cell: what, who, by when, and the cause."""
    text = re.sub(r" (?:Nguyên nhân|Cause): .*$", "", text)
    own = truth.asked[line["item_id"]].get("recommendation")
    what = truth.say(own) if line["scored"] and own else ""
    must(text.startswith(what), "recommendation")
    same(text != what, truth.concluded, "a task, exactly when there is a conclusion")
    if truth.concluded:
        who = truth.responsible(line)
        task_is(truth, line, text[text.rfind(who) :])


@reads("findings", "h3", r"(?:Rules across items that could not|Quy tắc giữa các tiêu chí chưa) .+")
def rules_that_could_not_be_checked(reading: Reading, said: Said, found: Found) -> None:
    """There is at least one, and somebody inspected."""
    truth = reading.truth
    places = [str(place) for check in truth.checklist["checks"] for place in map(check.get, _PARTS) if place]
    must(any(_figure_of(truth, place) is None for place in places), "a figure of a rule is not known")


@reads("findings", "li")
def rule_that_could_not_be_checked(reading: Reading, said: Said, found: Found) -> None:
    """A rule across items that lacks a figure: some of what it names is not known."""
    truth = reading.truth
    name = said.text.partition(" ")[0]
    check = next(check for check in truth.checklist["checks"] if check["id"] == name)
    must(truth.say(check["title"]) in said.text, "the rule as the checklist words it")
    places = [str(check[part]) for part in _PARTS if part in check]
    lacking = [place for place in places if _figure_of(truth, place) is None]
    must(bool(lacking), "a figure is not known")
    told = re.sub(re.escape(truth.say(check["title"])), "", said.text)
    must(all(place.partition(".")[0] in told for place in lacking), "names what is not known")


def _figure_of(truth: Truth, place: str) -> object:
    item, _, part = place.partition(".")
    response = response_of(truth, item, "finding")
    return getattr(response.value, part, None) if response else None
