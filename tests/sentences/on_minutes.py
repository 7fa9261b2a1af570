"""The minutes: what was found in each area, what is open, the tasks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from tests.sentences.answers import evidence_of, response_of
from tests.sentences.basics import Json, must, same
from tests.sentences.figures import DAY, NUMBER, read_day, read_number
from tests.sentences.on_summary import Found, reads
from tests.sentences.page_text import Said, plain
from tests.sentences.reader import Reading
from tests.sentences.truth import Truth


@reads("minutes", r"p\.demo")
def demonstration(reading: Reading, said: Said, found: Found) -> None:
    """The mark stands where the campaign is a demonstration."""
    must(reading.truth.inspection.campaign.demonstration, "a mark on a real inspection")
    reading.seen["demonstration"].append("minutes")


@reads("minutes", r"p\.warning", "(?P<what>[^:]+): (?P<items>[^:]+)\\.")
def warning(reading: Reading, said: Said, found: Found) -> None:
    """What should be settled before the team leaves."""
    truth = reading.truth
    items = found["items"].split(", ")
    if re.search("Tài liệu|tài liệu|Evidence", found["what"]):
        must(
            all(
                not evidence_of(truth, item)[0] and truth.asked[item].get("evidence_required")
                for item in items
            ),
            "missing evidence",
        )
    elif re.search("khác nhau|recorded differently", found["what"]):
        same(items, truth.own_rivals, "different answers")
    else:
        waiting = [item for item, line in truth.items.items() if line["outcome"] == "unanswered"]
        same(items, waiting, "not answered")


@reads(
    "minutes",
    "h3",
    "(?P<number>\\d+)\\. (?P<title>.+?)(?:: (?P<points>{n}) (?:trên|of) (?P<maximum>{n}) (?:điểm|points))?",
)
def area(reading: Reading, said: Said, found: Found) -> None:
    """An area with its points, where they are known."""
    truth = reading.truth
    titles = {truth.say(area["title"]): str(area["id"]) for area in truth.checklist["areas"]}
    if found["title"] not in titles:
        must(found["points"] is None, "points of no area")
        return
    of = truth.sum_of(truth.of_area(titles[found["title"]]))
    reading.seen["area of minutes"].append(titles[found["title"]])
    if found["points"] is None:
        must(
            of.low is None or of.low != of.high or not of.maximum or not truth.answered,
            "the points of the area are known",
        )
        return
    must(of.low is not None and of.low == of.high, "the area is complete")
    same(found["points"], truth.points(of.low or Fraction(0)), "points")
    same(found["maximum"], truth.points(of.maximum), "maximum")


@reads("minutes", r"p\.basis")
def basis(reading: Reading, said: Said, found: Found) -> None:
    """A line of the plan, or the decision with its number and day."""
    campaign = reading.truth.inspection.campaign
    lines = [plain(reading.truth.say({"vi": one.vi, "en": one.en})).rstrip(".;") for one in campaign.bases]
    if said.text.rstrip(".;") not in lines:
        number, day = campaign.decision.number, campaign.decision.date
        must(bool(re.match("Căn cứ Quyết định số|Under Decision No.", said.text)), "no basis of the plan")
        shown = re.sub(re.escape(number), "", said.text) if number else said.text
        must(day is not None or not re.search(r"\d", shown), "the day of the decision is not known")


@reads("minutes", "h2")
def heading(reading: Reading, said: Said, found: Found) -> None:
    """A conclusion only with one."""
    if re.search("KẾT LUẬN|CONCLUSION", said.text):
        must(reading.truth.concluded, "a conclusion of an unfinished inspection")


LOW = {"vi": "các nhiệm vụ về {} theo phụ lục nhiệm vụ", "en": "tasks of the annex on {}"}


@reads(
    "minutes",
    "p",
    "\\d+\\. Chậm nhất ngày (?P<day>{d}), (?P<who>[^:]+): (?P<what>.+)",
    "\\d+\\. No later than (?P<day>{d}), (?P<who>[^:]+): (?P<what>.+)",
)
def tasks(reading: Reading, said: Said, found: Found) -> None:
    """All tasks of one day and office: measures with their items, those of low severity by item alone."""
    truth = reading.truth
    must(truth.concluded, "tasks without a conclusion")
    measures: dict[str, list[str]] = {}
    low = []
    for line in truth.result["findings"]:
        what = truth.say(line["recommendation"]).rstrip(". ")
        if what and (truth.due(line), truth.responsible(line)) == (read_day(found["day"]), found["who"]):
            reading.seen["tasks of minutes"].append(str(line["id"]))
            if line["severity"] == "low":
                low.append(line["item_id"])
            else:
                measures.setdefault(what, []).append(line["item_id"])
    parts = [f"{what} ({', '.join(items)})" for what, items in measures.items()]
    if low:
        parts.append(LOW[truth.language].format(", ".join(low)))
    same(found["what"], plain("; ".join(parts)) + ".", "tasks of one day and office")


@reads("minutes", r"p\.item", "- (?P<item>[A-Z]\\w*): (?P<text>.+)")
def item(reading: Reading, said: Said, found: Found) -> None:
    """A shortcoming: the statement of a finding of this item; its figures are the item's own."""
    truth = reading.truth
    lines = [line for line in truth.result["findings"] if line["item_id"] == found["item"]]
    fitting = [line for line in lines if _states(truth, line, found["text"])]
    must(bool(fitting), f"no finding of {found['item']} says so")
    reading.seen["items of minutes"].append(found["item"])
    asked = truth.asked[found["item"]]
    figures = f"{asked['scoring']} {asked['question']} {[one['statement'] for one in lines]}"
    answer = truth.items[found["item"]]["finding"]
    figures += f" {answer['shown']['values'] if answer else ''} {[line['reason'] for line in lines]}"
    allowed = {Fraction(one) for one in re.findall(r"\d+(?:\.\d+)?", figures)}
    allowed |= {Fraction(0)} | {Fraction(one) * 100 for one in re.findall(r"\d\.\d+", str(asked["scoring"]))}
    allowed |= {read_number(one, truth.language) for one in re.findall(NUMBER, figures)}
    for number in re.findall(NUMBER, re.sub(DAY, "", found["text"])):
        must(read_number(number, truth.language) in allowed, f"a figure of the item: {number}")


@reads("minutes", r"p\.item", "- Tồn tại nhẹ: (?P<text>.+)", "- Of low severity: (?P<text>.+)")
def low(reading: Reading, said: Said, found: Found) -> None:
    """The findings of low severity of an area, each as its item and what it states."""
    truth = reading.truth
    items = truth.of_area(reading.seen["area of minutes"][-1])
    lines = [
        line for line in truth.result["findings"] if line["severity"] == "low" and line["item_id"] in items
    ]
    same(len(re.findall(r"(?:^|; )[A-Z]\w*: ", found["text"])), len(lines), "findings of low severity")
    for line in lines:
        stated = plain(truth.say(line["statement"]) or truth.say(line["title"])).rstrip(". ")
        must(f"{line['item_id']}: {stated}" in found["text"], f"the finding {line['id']}")


@reads("minutes", r"p\.item", "- (?P<name>\\w+) (?P<text>.+)")
def not_compared(reading: Reading, said: Said, found: Found) -> None:
    """A rule across items that lacks a figure."""
    lines = [line for line in reading.truth.result.get("across", []) if line["id"] == found["name"]]
    if not lines:
        must(not re.search(r"\d", said.text), "no check knows this line")
        return
    must(not lines[0]["is_broken"], "the rule could be checked")
    must(
        plain(reading.truth.say(lines[0]["title"])).rstrip(". ") in found["text"],
        "the rule as the checklist words it",
    )


def _states(truth: Truth, line: Json, text: str) -> bool:
    """Whether a text begins with what a finding states; with the question where it states nothing."""
    stated, title = plain(truth.say(line["statement"])), plain(truth.say(line["title"]))
    return text.startswith(stated.rstrip(". ") if stated else title)


@reads(
    "minutes",
    "p",
    "Theo (?P<checklist>.+?)\\. Kết quả: (?P<points>{n}) trên (?P<maximum>{n}) điểm, "
    "quy về thang 100 là (?P<index>{n})\\.(?: Đơn vị tự chấm: (?P<own>{n}) trên 100\\.)?(?P<rest>.*)",
    "By (?P<checklist>.+?)\\. Result: (?P<points>{n}) of (?P<maximum>{n}) points, "
    "(?P<index>{n}) of 100\\.(?: The unit's own score: (?P<own>{n}) of 100\\.)?(?P<rest>.*)",
)
def result(reading: Reading, said: Said, found: Found) -> None:
    """The score, the unit's own, the grade, and whether it is provisional."""
    truth, total, claim = reading.truth, reading.truth.sum_of(), reading.truth.sum_of(side="claim_")
    same(found["checklist"], truth.say(truth.result["checklist"]["title"]), "checklist")
    must(truth.concluded and total.low is not None and total.low == total.high, "the score is known")
    same(found["points"], truth.points(total.low or Fraction(0)), "points")
    same(found["maximum"], truth.points(total.maximum), "maximum")
    same(found["index"], truth.points(truth.index(total.low, total.maximum) or Fraction(0)), "score")
    own = truth.index(claim.low, claim.maximum)
    if found["own"] is not None and own is not None:
        same(found["own"], truth.points(own), "the unit's own score")
    waits = re.search(r"trưởng đoàn còn phải|still has to settle", found["rest"])
    same(waits is not None, truth.state == "provisional", "says that it is provisional")
    if truth.grades:
        must(f" {truth.title(truth.grades[1])}" in found["rest"], "grade")
        limited = re.search(r"bị giới hạn|is limited", found["rest"])
        same(limited is not None, truth.grades[0] != truth.grades[1], "says that the grade is limited")


LISTED = {
    "vi": (("Đạt", "pass"), ("Không áp dụng", "not_applicable"), ("Chưa có kết quả", "unanswered")),
    "en": (("Met", "pass"), ("Does not apply", "not_applicable"), ("Not answered", "unanswered")),
}
SEEN = {"vi": "Tài liệu đã xem: ", "en": "Documents seen: "}
REMARKS = {"vi": "Ghi chú: ", "en": "Remarks: "}


@reads(
    "minutes",
    "p",
    "(?:Đạt|Không áp dụng|Chưa có kết quả|Tài liệu đã xem|Ghi chú): .+",
    "(?:Met|Does not apply|Not answered|Documents seen|Remarks): .+",
)
def listed(reading: Reading, said: Said, found: Found) -> None:
    """The items of an area by outcome, the documents that the inspectors recorded, and remarks."""
    truth = reading.truth
    items = truth.of_area(reading.seen["area of minutes"][-1])
    parts = []
    for words, outcome in LISTED[truth.language]:
        if named := [item for item in items if truth.items[item]["outcome"] == outcome]:
            parts.append(f"{words}: {', '.join(named)}.")
    given = (response_of(truth, item, "finding") for item in items)
    if pieces := list(dict.fromkeys(piece for one in given if one for piece in one.evidence)):
        parts.append(f"{SEEN[truth.language]}{'; '.join(pieces)}.")
    if written := list(_remarks(truth, items)):
        parts.append(f"{REMARKS[truth.language]}{'; '.join(written)}.")
    same(said.text, plain(" ".join(parts)), "items of the area")


def _remarks(truth: Truth, items: Iterable[str]) -> Iterator[str]:
    """The remarks on items that lost no points."""
    found = {line["item_id"] for line in truth.result["findings"]}
    for item in items:
        if item in found or truth.items[item]["outcome"] not in ("pass", "not_applicable"):
            continue
        for side in ("claim", "finding"):
            response = response_of(truth, item, side)
            if response and response.note.strip():
                words = plain(response.note).rstrip(". ")
                yield f"{item}: {words} ({response.actor})" if response.actor else f"{item}: {words}"


@reads(
    "minutes",
    r"p\.seal",
    "Trạng thái hồ sơ khi in: (?P<events>{n}) sự kiện, dấu (?P<seal>[0-9a-f ]+)\\.",
    "State of the record when printed: (?P<events>{n}) events, seal (?P<seal>[0-9a-f ]+)\\.",
)
def seal(reading: Reading, said: Said, found: Found) -> None:
    """The number of events, and the first digits of the head of the chain."""
    inspection = reading.truth.inspection
    same(int(read_number(found["events"], reading.truth.language)), inspection.events, "events")
    same(found["seal"].replace(" ", ""), inspection.chain_head[:16], "seal")


@reads(
    "minutes",
    r"p\.seal",
    "Trạng thái hồ sơ khi in: chưa ghi kết quả nào\\.",
    "State of the record when printed: nothing is recorded\\.",
)
def no_seal(reading: Reading, said: Said, found: Found) -> None:
    """A record without events has no seal."""
    same(reading.truth.inspection.events, 0, "events")


@reads(
    "minutes",
    "p",
    "Bộ tiêu chí không nêu căn cứ pháp lý đối với: (?P<items>.+)\\.",
    "The checklist names no legal basis for: (?P<items>.+)\\.",
)
def no_basis(reading: Reading, said: Said, found: Found) -> None:
    """The items without a legal basis."""
    truth = reading.truth
    true = [item for item in truth.items if not truth.asked[item].get("legal_basis")]
    same(found["items"].split(", "), true, "items without a legal basis")


@reads("minutes", r"p|p\.(strong|small|blank|name|number|strong\.line|strong\.motto|small\.room)|h1(\.line)?")
def frame(reading: Reading, said: Said, found: Found) -> None:
    """The form around it: names, places to fill in. Not finished only while it is not."""
    truth = reading.truth
    if re.search("chưa kết thúc|not finished", said.text):
        must(not truth.concluded, "the inspection is finished")
    result, text = truth.result, said.text
    known = (
        result["campaign"]["title"],
        result["campaign"]["lead"],
        result["checklist"]["title"],
        result["unit"]["name"],
    )
    for pair in known:
        text = re.sub(re.escape(truth.say(pair)), "", text, flags=re.IGNORECASE)
    decision = truth.inspection.campaign.decision
    must(not re.search(r"\d", text) or bool(decision.number), "no check knows this sentence")
