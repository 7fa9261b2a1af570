"""The pages that say how far a campaign is: every figure and row is counted again from the events themselves.

What is true comes from a table of the test: what each unit's record and report are like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.sentences.basics import UntrueError, must, same
from tests.sentences.figures import DASH
from tests.sentences.page_text import Said, said_in
from tests.sentences.reader import JUDGES

RECORDS = {
    "vi": {
        "Chưa bắt đầu": "no",
        "Có bản tự chấm, chưa kiểm tra": "claimed",
        "Đang làm, chưa nộp": "open",
        "Đã nộp": "handed in",
    },
    "en": {
        "Not begun": "no",
        "Self-scored, not inspected": "claimed",
        "Not submitted": "open",
        "Record submitted": "handed in",
    },
}
REPORTS = {
    "vi": {"Chưa có báo cáo": "no", "Báo cáo đã cũ": "old", "Báo cáo mới nhất": "new"},
    "en": {"No report": "no", "Report out of date": "old", "Report up to date": "new"},
}
NOT_VISITED = {"vi": "Chưa kiểm tra thực tế", "en": "Not visited"}
SUMMARY = {
    "vi": r"(\d+) đơn vị: (\d+) đã nộp, (\d+) chưa có kết quả thẩm định · ",
    "en": r"(\d+) units: (\d+) submitted, (\d+) without an answer of the inspectors · ",
}
MOMENT = {"vi": "tại thời điểm nêu trên", "en": "as they were at that moment"}
COMPLETE = {"vi": r"Mọi đơn vị đã được kiểm tra và nộp", "en": r"Every unit is visited and submitted"}
FRAME = re.compile(r"headings|h1|p\.genre|loose a")


@dataclass(frozen=True)
class TrueUnit:
    """What is true of a unit; ``inspected`` counts the items with an answer of the inspectors."""

    kind: str
    record: str
    report: str
    inspected: int
    contradictory: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return (
            (self.record, self.report) == ("handed in", "new")
            and self.inspected > 0
            and not self.contradictory
            and not self.broken
        )


COLUMNS: tuple[Callable[[TrueUnit], bool], ...] = (
    lambda unit: True,
    lambda unit: unit.record == "no",
    lambda unit: unit.record == "claimed",
    lambda unit: unit.record == "open",
    lambda unit: unit.record == "handed in",
    lambda unit: unit.record == "broken",
    lambda unit: unit.inspected == 0,
    lambda unit: unit.report == "no",
    lambda unit: unit.report == "old",
    lambda unit: bool(unit.contradictory),
    lambda unit: bool(unit.broken),
)
"""The columns of the tables of counts, in their order."""


def status_complaints(
    html: str, units: Mapping[str, TrueUnit], kinds: Mapping[str, str], language: str
) -> list[str]:
    """Everything that is untrue or unknown. ``kinds`` are the ids of kinds by the titles of their rows."""
    complaints: list[str] = []
    listed: list[str] = []
    for said in said_in(html):
        try:
            if said.place == "row":
                listed.append(_unit(said, units, language))
            else:
                _around(said, units, kinds, language)
        except (UntrueError, ValueError, KeyError) as error:
            complaints.append(f"[status, {said.place}] {said.text!r}: {error}")
    left = sorted(code for code, unit in units.items() if not unit.is_done)
    if sorted(listed) != left:
        complaints.append(f"[status] units listed: {sorted(listed)}, left to do are {left}")
    return complaints


def _unit(said: Said, units: Mapping[str, TrueUnit], language: str) -> str:
    name, _, record, inspected, last, report, contradictory, across = said.cells
    code = name.split(" ")[-1]
    unit = units[code]
    same(RECORDS[language][record], unit.record, "record")
    same(REPORTS[language][report], unit.report, "report")
    same(inspected, str(unit.inspected) if unit.inspected else NOT_VISITED[language], "items inspected")
    same(contradictory, ", ".join(unit.contradictory) or DASH, "contradicting items")
    same(last == DASH, unit.record == "no", "last entry")
    unknown = tuple(re.findall(r"(\w+) \((?:chưa đối chiếu được|not checked)\)", across))
    named = tuple(name for name in re.findall(r"\bK\d+\b", across) if name not in unknown)
    same((named, unknown), (unit.broken, unit.unclear), "rules across items")
    return code


def _around(said: Said, units: Mapping[str, TrueUnit], kinds: Mapping[str, str], language: str) -> None:
    if said.place.startswith("row counts"):
        title, *counts = said.cells
        own = [unit for unit in units.values() if title not in kinds or unit.kind == kinds[title]]
        must(title in kinds or said.place.endswith(".sum"), "a row of an unknown kind")
        same(counts, [str(sum(map(column, own))) for column in COLUMNS], title)
    elif said.place == "p.lede":
        shown = re.match(SUMMARY[language], said.text)
        must(shown is not None, "summary")
        if shown is not None:
            true = (len(units), sum(map(COLUMNS[4], units.values())), sum(map(COLUMNS[6], units.values())))
            same(tuple(map(int, shown.groups())), true, "summary")
    elif said.place == "h2" and "(" in said.text:
        number = re.search(r"\((\d+)\)$", said.text)
        must(number is not None, "no number of units")
        if number is not None:
            same(int(number[1]), sum(not unit.is_done for unit in units.values()), "left to do")
    elif said.place == "p.notice.moment":
        must(MOMENT[language] in said.text, "it does not say of which moment it is")
    elif said.place == "p.complete":
        must(re.match(COMPLETE[language], said.text) is not None, "unknown sentence")
        must(all(unit.is_done for unit in units.values()), "something is left to do")
    elif said.place != "p.demonstration" and not FRAME.fullmatch(said.place):
        must(not JUDGES.search(said.text), "no check knows this sentence")
