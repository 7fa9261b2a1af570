"""The first screen, below the board: worst findings, counts, facts of the inspection."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from tests.sentences.answers import statement_is
from tests.sentences.basics import must, same
from tests.sentences.figures import DASH, read_number, write_day
from tests.sentences.on_summary import Found, counts_are, is_of_finding, no_bill, reads
from tests.sentences.page_text import Said
from tests.sentences.reader import SEVERITIES, Reading


@reads("summary", "h3", "(?P<five>Năm )?[Tt]ồn tại nặng nhất", "The (?P<five>five )?worst findings?")
def worst_title(reading: Reading, said: Said, found: Found) -> None:
    """Five only when there are five."""
    same(found["five"] is not None, len(reading.truth.worst) == 5, "five worst findings")


@reads("summary", r"row worst\..*", "(?P<all>.*)")
def worst(reading: Reading, said: Said, found: Found) -> None:
    """The next of the worst: what, points lost, who, by when."""
    truth, place = reading.truth, len(reading.seen["worst"])
    must(place < len(truth.worst), "more rows than worst findings")
    line = truth.worst[place]
    text, item, severity = split_tail(said.cells[0], r" (?P<item>\S+) · (?P<severity>[^·]+)$")
    same(item, line["item_id"], f"worst finding {place + 1}")
    same(reading.word(SEVERITIES, severity), line["severity"], "severity")
    statement_is(truth, line, text)
    same(said.cells[1], truth.signed(-truth.lost(line)), "points lost")
    same(len(said.cells), 4 if truth.concluded else 2, "columns: who and by when only with a conclusion")
    if truth.concluded:
        is_of_finding(truth, line, said.cells[2], said.cells[3])
    reading.seen["worst"].append(str(line["id"]))


def split_tail(text: str, pattern: str) -> tuple[str, str, str]:
    """A cell without its small print, and the two parts of that."""
    match = re.search(pattern, text)
    must(match is not None, "small print of the cell")
    return (text[: match.start()], match["item"], match["severity"]) if match else ("", "", "")


@reads("summary", r"p\.good|p\.notice\.open|p")
def clean_bill(reading: Reading, said: Said, found: Found) -> None:
    """No findings only of a closed inspection with answers and without a finding."""
    no_bill(reading, said.text)


@reads(
    "summary",
    r"p\.tally",
    "Tất cả tồn tại: (?P<counts>.+?)(?: \\(trong đó không tính điểm: (?P<without>\\d+)\\))?",
    "All findings: (?P<counts>.+?)(?: \\(of these without points: (?P<without>\\d+)\\))?",
)
def tally(reading: Reading, said: Said, found: Found) -> None:
    """The number of findings by severity."""
    true = Counter(str(line["severity"]) for line in reading.truth.findings)
    shown = {
        reading.word(SEVERITIES, label.strip()): int(number)
        for number, label in re.findall(r"(\d+) (\D+?)(?= \d|$)", found["counts"])
    }
    same(shown, dict(true), "findings by severity")
    without = sum(1 for line in reading.truth.findings if not line["scored"])
    same(int(found["without"] or 0), without, "findings without points")


@reads(
    "summary",
    r"p\.outcomes",
    "(?P<items>{n}) tiêu chí thành phần: (?P<counts>.+?)(?: ?Xem danh sách)?",
    "(?P<items>{n}) items in the checklist: (?P<counts>.+?)(?: ?See the list)?",
)
def outcomes(reading: Reading, said: Said, found: Found) -> None:
    """The number of items, and by outcome."""
    same(int(read_number(found["items"], reading.truth.language)), len(reading.truth.asked), "items")
    counts_are(reading, found["counts"], list(reading.truth.items))


@reads("summary", "fact facts")
def facts(reading: Reading, said: Said, found: Found) -> None:
    """The facts of the inspection: days of the plan, unit, checklist. A conclusion only with one."""
    truth, campaign = reading.truth, reading.truth.inspection.campaign
    result = truth.result

    def span(first: date, last: date) -> str:
        return f"{write_day(first, truth.language)} {DASH} {write_day(last, truth.language)}"

    must(
        said.name not in ("Kết luận", "Conclusion") or truth.concluded,
        "a conclusion of an unfinished inspection",
    )
    exact: dict[str, str] = {
        "Kết luận": write_day(campaign.concluded_on, truth.language),
        "Thời kỳ kiểm tra": span(campaign.period_from, campaign.period_to),
        "Thời gian kiểm tra tại đơn vị": span(campaign.visits_from, campaign.visits_to),
        "Người đứng đầu": truth.say(result["unit"]["head"]),
    }
    english = {"Conclusion": 0, "Period inspected": 1, "Site visits": 2, "Head of the unit": 3}
    name = list(exact)[english[said.name]] if said.name in english else said.name
    inside = {
        "Đơn vị được kiểm tra": result["unit"]["code"],
        "Inspected unit": result["unit"]["code"],
        "Bộ tiêu chí": f"{truth.checklist['version']} {truth.say(truth.checklist['status'])}",
        "Checklist": f"{truth.checklist['version']} {truth.say(truth.checklist['status'])}",
        "Quyết định kiểm tra": campaign.decision.number or truth.say(result["campaign"]["decision_note"]),
        "Inspection decision": campaign.decision.number or truth.say(result["campaign"]["decision_note"]),
    }
    if name in exact:
        same(said.text, exact[name], said.name)
    else:
        must(said.name in inside and inside[said.name] in said.text, f"should hold {inside.get(said.name)}")
