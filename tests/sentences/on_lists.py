"""The tasks, what does not apply, what was not answered, where the report comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.sentences.answers import WORDS, response_of, waits
from tests.sentences.basics import Json, must, same
from tests.sentences.figures import DASH, DAY, NUMBER, read_day, read_number
from tests.sentences.on_summary import Found, reads
from tests.sentences.page_text import Said, plain
from tests.sentences.reader import SEVERITIES, Reading
from tests.sentences.truth import Truth


def shown_tasks(truth: Truth) -> Sequence[Json]:
    """The findings that have a task: all of them, once there is a conclusion."""
    return truth.findings if truth.concluded else ()


@reads("actions", "row actions")
def action(reading: Reading, said: Said, found: Found) -> None:
    """A task with its day, severity and gain."""
    truth = reading.truth
    day, what, severity, gain = said.cells
    item, _, rest = what.partition(" ")
    must(truth.concluded, "a task without a conclusion")
    known = [line for line in truth.findings if line["item_id"] == item]
    fitting = [
        line
        for line in known
        if truth.due(line) == read_day(day) and reading.word(SEVERITIES, severity) == line["severity"]
    ]
    must(bool(fitting), f"no finding of {item} is due on {day}")
    line = next((one for one in fitting if truth.say(one["recommendation"]) in rest), None)
    must(line is not None, "recommendation")
    if line is None:
        return
    more = truth.gain(item) if line["scored"] and truth.lost(line) else None
    same(gain, DASH if more is None else truth.signed(more), "gain")
    other = truth.responsible(line) != truth.say(truth.result["unit"]["head"])
    same(rest.endswith(f" {truth.responsible(line)}") and other, other, "another is responsible")
    last = reading.seen["days"][-1:]
    must(not last or read_day(last[0]) <= read_day(day), "the earliest day comes first")
    reading.seen["days"].append(day)
    reading.seen["actions"].append(str(line["id"]))


@reads("actions", "fact days")
def tasks_of_day(reading: Reading, said: Said, found: Found) -> None:
    """The items whose tasks are due on one day; who, when it is not the head of the unit."""
    truth = reading.truth
    day = re.findall(DAY, said.name)[0]
    who = said.name.partition(f"{day}, ")[2] or truth.say(truth.result["unit"]["head"])
    true = [
        line["item_id"]
        for line in shown_tasks(truth)
        if truth.due(line) == read_day(day) and truth.responsible(line) == who
    ]
    same(sorted(said.text.split(", ")), sorted(true), f"tasks of {day}")


@reads("actions", r"p\.good|p|p\.small")
def about_actions(reading: Reading, said: Said, found: Found) -> None:
    """Who is responsible; no tasks yet; nothing to mend."""
    truth = reading.truth
    if re.match("Chịu trách nhiệm, nếu|Responsible, where", said.text):
        must(truth.concluded and truth.say(truth.result["unit"]["head"]) in said.text, "head of the unit")
    elif re.search("Không có tồn tại|không có nội dung phải|No findings", said.text):
        must(truth.concluded and not truth.findings, "a clean bill without a conclusion, or beside findings")
    elif re.search("chưa kết thúc|not finished", said.text):
        must(not truth.concluded, "the inspection is finished")
    else:
        must(
            not re.search(r"\d", said.text.replace("100", "")) and bool(truth.findings),
            "no check knows this sentence",
        )


@reads("not_applicable", "fact list")
def not_applicable(reading: Reading, said: Said, found: Found) -> None:
    """An item that does not apply."""
    item = said.name.partition(" ")[0]
    same(reading.truth.items[item]["outcome"], "not_applicable", "outcome")
    response = response_of(reading.truth, item, "finding")
    if re.match("Được đánh dấu không áp dụng|Marked as not", said.text):
        note = plain(response.note) if response else ""
        must(note in said.text and bool(response), "the inspectors marked it so")
    reading.seen["not applicable"].append(item)


@reads("not_applicable", "p")
def all_apply(reading: Reading, said: Said, found: Found) -> None:
    """Every item applies, or some do not."""
    apply = all(line["outcome"] != "not_applicable" for line in reading.truth.items.values())
    same(re.match("Mọi|Every", said.text) is not None, apply, "says that every item applies")


@reads("unanswered", "fact list")
def unanswered(reading: Reading, said: Said, found: Found) -> None:
    """An item without an answer."""
    item = said.name.partition(" ")[0]
    same(reading.truth.items[item]["outcome"], "unanswered", "outcome")
    must(waits(reading.truth, item), "there is an answer")
    depends = re.match(r"(?:Phụ thuộc tiêu chí|Depends on(?: item)?) (\w+)", said.text)
    if depends:
        same(depends[1], reading.truth.asked[item]["applies_when"]["item"], "item that it depends on")
    reading.seen["unanswered"].append(item)


@reads("unanswered", "p")
def all_answered(reading: Reading, said: Said, found: Found) -> None:
    """Every item was answered."""
    waiting = [item for item, line in reading.truth.items.items() if line["outcome"] == "unanswered"]
    must(not waiting, f"not answered: {waiting}")


@reads("provenance", "p|h3|li|fact facts")
def provenance(reading: Reading, said: Said, found: Found) -> None:
    """Digests, days and numbers of the record."""
    truth, inspection = reading.truth, reading.truth.inspection
    found_words = WORDS[truth.language]
    match said.name:
        case "Số sự kiện đã ghi" | "Recorded events":
            responses = [
                one for answer in inspection.answers.values() for one in (answer.claim, answer.finding) if one
            ]
            figures = [int(read_number(one, truth.language)) for one in re.findall(NUMBER, said.text)]
            same(
                figures,
                [inspection.events, sum(one.revisions for one in responses)],
                "events and corrections",
            )
        case "Đoàn kiểm tra kết thúc hồ sơ" | "Record closed by the inspectors":
            same(re.search(DAY, said.text) is not None, bool(inspection.submitted_at), "closed")
        case "Hiệu lực bộ tiêu chí" | "Checklist in force":
            days = [read_day(one) for one in re.findall(DAY, said.text)]
            same(days[0], truth.checklist["valid_from"], "in force from")
        case name if name.endswith("(SHA-256)"):
            digests = (inspection.checklist.digest, inspection.campaign.digest, inspection.chain_head)
            must(said.text in digests, "digest")
        case "" if said.place == "p":
            decimals = re.findall(r"(\d+) (?:chữ số|decimals)", said.text)
            same(decimals, [str(truth.decimals)], "decimals")
        case _:
            must(found_words["yes"] != said.text, "no check knows this fact")
