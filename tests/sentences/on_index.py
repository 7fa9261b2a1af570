"""The index: each row agrees with the unit's own truth; ranks, medians and totals are those of the rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from statistics import median

from tests.sentences.basics import GRAVEST_FIRST, UntrueError, must, same
from tests.sentences.figures import DASH, points, read_number
from tests.sentences.on_summary import range_of
from tests.sentences.page_text import Said, said_in
from tests.sentences.reader import JUDGES, SEVERITIES, STATES
from tests.sentences.truth import Truth

KINDS = {
    "vi": {"Sở, ban, ngành": "department", "Huyện, thành phố": "district", "Xã, phường, thị trấn": "commune"},
    "en": {"Department": "department", "District": "district", "Commune": "commune"},
}
LIMITED = {"vi": "bị giới hạn", "en": "limited"}
BY_REGISTER = {"vi": "theo sổ", "en": "by the register"}
FRAME = re.compile(r"headings|h2|p\.genre|loose a")


class Index:
    """The units of an index, and what is true of all of them together."""

    def __init__(self, truths: Mapping[str, Truth], language: str) -> None:
        self.truths = truths
        self.language = language
        self.scores = {
            code: score for code, truth in truths.items() if (score := final_score(truth)) is not None
        }

    def kind(self, code: str) -> str:
        """The kind of a unit."""
        return str(self.truths[code].inspection.unit.kind)

    def scores_of(self, kind: str) -> list[Fraction]:
        """The scores of one kind of unit."""
        return [score for code, score in self.scores.items() if self.kind(code) == kind]

    def rank(self, code: str) -> str:
        """The place of a unit among its kind, with the places that are possible; a dash without a score."""
        if code not in self.scores:
            return DASH
        others = [one for one in self.scores if one != code and self.kind(one) == self.kind(code)]
        low, high = self.span(code)
        place = 1 + sum(1 for one in others if self.scores[one] > self.scores[code])
        best = 1 + sum(1 for one in others if self.span(one)[0] > high)
        worst = 1 + sum(1 for one in others if self.span(one)[1] > low)
        return f"{place} {best}–{worst}" if best < worst else str(place)

    def span(self, code: str) -> tuple[Fraction, Fraction]:
        """The score with all intervals of `report.json`, which `on_repairs` checks."""
        lines = self.truths[code].result.get("firmness", [])
        if any(line["low"] is None for line in lines):
            return Fraction(0), Fraction(100)
        ends = [self.scores[code], *(Fraction(line[end]) for line in lines for end in ("low", "high"))]
        return min(ends), max(ends)


def final_score(truth: Truth) -> Fraction | None:
    """The score of a unit whose points are complete."""
    total = truth.sum_of()
    complete = truth.concluded and total.low is not None and total.low == total.high
    return truth.index(total.low, total.maximum) if complete else None


def index_complaints(html: str, truths: Mapping[str, Truth], language: str) -> list[str]:
    """Everything that is untrue or unknown in an index page of these units."""
    index, complaints, listed = Index(truths, language), [], []
    for said in said_in(html):
        try:
            if said.name.startswith("unit-"):
                listed.append(said.name.removeprefix("unit-"))
                row_is(said, index, listed[-1])
            else:
                around(said, index)
        except (UntrueError, ValueError, KeyError) as error:
            complaints.append(f"[index, {said.place}] {said.text!r}: {error}")
    if sorted(listed) != sorted(truths):
        complaints.append(f"[index] units listed: {sorted(listed)}, true are {sorted(truths)}")
    orders = [(index.kind(code), -index.scores.get(code, Fraction(-1))) for code in listed]
    kinds = list(dict.fromkeys(kind for kind, _ in orders))
    if orders != sorted(orders, key=lambda pair: (kinds.index(pair[0]), pair[1])):
        complaints.append("[index] rows are not ordered by kind and score, those without a score last")
    return complaints


def row_is(said: Said, index: Index, code: str) -> None:
    """One unit: rank, score, grade, state, findings by severity, unanswered items."""
    truth, language = index.truths[code], index.language
    name, kind, _, rank, score, grade, *counts = said.cells
    must(name.endswith(f" {code}"), "code")
    must(truth.say(truth.result["unit"]["name"]).casefold() in name.casefold(), "name")
    same(KINDS[language][kind], index.kind(code), "kind")
    same(rank, index.rank(code), "rank")
    shown, by, at_register = score.partition(f" {BY_REGISTER[language]} ")
    total = truth.sum_of()
    if not truth.answered:
        same(shown, DASH, "score without answers")
    elif total.low is None:
        must(shown in ("?", DASH), "a withheld score")
    elif total.maximum:
        same(
            shown,
            range_of(truth, *(truth.index(one, total.maximum) for one in (total.low, total.high))),
            "score",
        )
    same(bool(by), truth.at_register is not None, "score at the register")
    if truth.at_register is not None:
        same(at_register, truth.points(truth.at_register), "score at the register")
    grades = truth.grades
    words = [truth.title(grades[1]) if grades else DASH]
    words += [LIMITED[language]] if grades and grades[0] != grades[1] else []
    words += [label for label, state in STATES[language].items() if state == truth.state and state != "final"]
    same(grade, " ".join(words), "grade and state")
    found = Counter(str(line["severity"]) for line in truth.findings)
    waiting = sum(1 for line in truth.items.values() if line["outcome"] == "unanswered")
    true = [str(number) for number in (*(found[severity] for severity in GRAVEST_FIRST), waiting)]
    same(counts, true, "findings and unanswered items")


def around(said: Said, index: Index) -> None:
    """What stands around the table: totals, medians, the mark, the title."""
    language, text = index.language, said.text
    first = next(iter(index.truths.values()))
    if said.place == "p.demonstration":
        must(first.inspection.campaign.demonstration, "a mark on a real inspection")
    elif said.place == "h1":
        same(text, first.say(first.result["campaign"]["title"]), "campaign")
    elif said.place == "p.lede":
        shown = re.match(r"(\d+) (?:báo cáo|reports), (\d+) ", text)
        must(
            shown is not None and (int(shown[1]), int(shown[2])) == (len(index.truths), 0),
            "reports and failures",
        )
    elif said.place.startswith("li.progress"):
        number, _, label = text.partition(" ")
        states = Counter(truth.state for truth in index.truths.values())
        same(int(number), states[STATES[language][label]], "units in this state")
    elif said.place == "li":
        number, _, label = text.partition(" ")
        grades = Counter(truth.title(truth.grades[1]) for truth in index.truths.values() if truth.grades)
        same(int(number), grades[label], "units with this grade")
    elif said.place == "p.medians":
        medians_are(text.partition(": ")[2], index, first)
    elif said.place == "headings":
        labels = [cell for cell in said.cells if cell in SEVERITIES[language]]
        same([SEVERITIES[language][label] for label in labels], list(GRAVEST_FIRST), "columns of severities")
    elif said.place == "caption":
        must(not re.search(r"\d", text), "a figure in the caption")
    elif said.name != "nothing" and not FRAME.fullmatch(said.place):
        must(not JUDGES.search(text), "no check knows this sentence")


def medians_are(text: str, index: Index, first: Truth) -> None:
    """The median of each kind of unit, and of how many scores it is."""
    for part in text.split("; "):
        shown = re.fullmatch(r"(?P<kind>.+) (?P<median>\S+) \((?P<units>\d+)\)", part)
        must(shown is not None, "median")
        if shown is None:
            continue
        scores = index.scores_of(KINDS[index.language][shown["kind"]])
        same(int(shown["units"]), len(scores), "scores of this kind")
        if not scores:
            same(shown["median"], DASH, "median of nothing")
            continue
        same(shown["median"], points(median(scores), first.decimals, index.language), "median")
        must(read_number(shown["median"], index.language) <= 100, "at most 100")
