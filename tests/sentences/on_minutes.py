"""The minutes: what was found in each area, what is open, the tasks."""

from __future__ import annotations

import re
from fractions import Fraction

from tests.sentences.answers import evidence_of, response_of
from tests.sentences.basics import must, same
from tests.sentences.figures import NUMBER, read_day, read_number
from tests.sentences.on_summary import Found, reads
from tests.sentences.page_text import Said, plain
from tests.sentences.reader import Reading


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
    elif re.search("khác nhau|mâu thuẫn|Contradicting", found["what"]):
        same(items, truth.own_rivals, "different answers")
    else:
        waiting = [item for item, line in truth.items.items() if line["outcome"] == "unanswered"]
        same(items, waiting, "not answered")


@reads(
    "minutes",
    "h3",
    "(?P<number>\\d+)\\. (?P<title>.+?)(?: - (?P<points>{n}) (?:trên|of) (?P<maximum>{n}) (?:điểm|points))?",
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


@reads("minutes", "h2")
def heading(reading: Reading, said: Said, found: Found) -> None:
    """A conclusion only with one."""
    if re.search("KẾT LUẬN|CONCLUSION", said.text):
        must(reading.truth.concluded, "a conclusion of an unfinished inspection")


@reads(
    "minutes",
    r"p\.item",
    "- (?P<items>[\\w., ]+?): (?P<what>.+) \\((?P<who>.+), chậm nhất ngày (?P<day>{d})\\)",
    "- (?P<items>[\\w., ]+?): (?P<what>.+) \\((?P<who>.+), no later than (?P<day>{d})\\)",
)
def task(reading: Reading, said: Said, found: Found) -> None:
    """A task with its items, who and by when."""
    truth = reading.truth
    must(truth.concluded, "a task without a conclusion")
    for item in found["items"].split(", "):
        fitting = [
            line
            for line in truth.findings
            if line["item_id"] == item
            and truth.due(line) == read_day(found["day"])
            and truth.responsible(line) == found["who"]
            and truth.say(line["recommendation"]).rstrip(". ") == found["what"]
        ]
        must(bool(fitting), f"no such task of {item}")
        reading.seen["tasks of minutes"] += [str(line["id"]) for line in fitting]


@reads("minutes", r"p\.item", "- (?P<item>[A-Z]\\w*) (?P<text>.+)")
def item(reading: Reading, said: Said, found: Found) -> None:
    """A result or a shortcoming: the item's own figures, evidence marked when only the unit named it."""
    truth = reading.truth
    if found["item"] not in truth.items:
        must(not re.search(r"\d", said.text.replace("....", "")), "no check knows this line")
        return
    text, asked = found["text"], truth.asked[found["item"]]
    response = response_of(truth, found["item"], "finding")
    pieces, seen = evidence_of(truth, found["item"])
    of_claim = truth.asked[found["item"]].get("cross_check") and re.match(
        "Số liệu đơn vị tự chấm|The unit's own", text
    )
    seen = seen and not of_claim
    unseen = re.search("đơn vị nêu, đoàn chưa xem|named by the unit, not yet", text)
    must(unseen is None or not seen, "the inspectors saw the evidence")
    must(
        unseen is not None or seen or not pieces or plain(pieces[0]) not in text,
        "evidence that only the unit named is marked",
    )
    text = text.replace(truth.say(asked["question"]), "")
    claim = response_of(truth, found["item"], "claim")
    notes = [one for given in (response, claim) if given for one in (given.note, *given.evidence)]
    for free in (*notes, *pieces):
        text = text.replace(plain(free).rstrip(". "), "") if free else text
    allowed = {Fraction(one) for one in re.findall(r"\d+(?:\.\d+)?", str(asked["scoring"]))}
    allowed |= {Fraction(0)} | {Fraction(one) * 100 for one in re.findall(r"\d\.\d+", str(asked["scoring"]))}
    reading.seen["items of minutes"].append(found["item"])
    figures = " ".join(str(one["shown"]["values"]) for one in (truth.items[found["item"]]["finding"],) if one)
    figures += str([line["reason"] for line in truth.findings if line["item_id"] == found["item"]])
    figures += str(
        [truth.say(line["statement"]) for line in truth.findings if line["item_id"] == found["item"]]
    )
    allowed |= {Fraction(one) for one in re.findall(r"\d+(?:\.\d+)?", figures)}
    allowed |= {read_number(one, truth.language) for one in re.findall(NUMBER, figures)}
    for number in re.findall(NUMBER, re.sub(r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2} [A-Z]\w+ \d{4}", "", text)):
        must(read_number(number, truth.language) in allowed, f"a figure of the item: {number}")


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


@reads("minutes", "p", "(?P<what>Chưa có kết quả|Not answered): (?P<items>.+)")
def waiting(reading: Reading, said: Said, found: Found) -> None:
    """The items of an area without an answer."""
    truth = reading.truth
    area = reading.seen["area of minutes"][-1]
    true = [item for item in truth.of_area(area) if truth.items[item]["outcome"] == "unanswered"]
    shown = [
        item
        for item in truth.of_area(area)
        if f"{item} {truth.say(truth.asked[item]['question'])}" in said.text
    ]
    same(shown, true, "items without an answer")


@reads("minutes", r"p|p\.(strong|small|blank|strong\.line)|h1")
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
