"""Findings over many visits: their identity, what becomes of them, and what a recurrence does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from random import Random

import pytest

from inspection_lib.language import EMPTY_MESSAGE
from inspection_lib.model import NO_CALENDAR, Checklist, Outcome, Severity, Unit
from inspection_lib.report import ActionState, FindingLine, Round, Visit, action_lines, follow_actions
from tests.builders import A_TEXT, a_checklist, a_unit, an_item
from tests.report.test_lineage import of_day
from tests.trials import Trials

LIST = a_checklist([[an_item("A"), an_item("B")]])


def a_line(item_id: str, due: date | None = None, kind: str = "") -> FindingLine:
    return FindingLine(
        id=item_id + kind,
        item_id=item_id,
        area_id="A0",
        title=A_TEXT,
        severity=Severity.MEDIUM,
        outcome=Outcome.FAIL,
        scored=True,
        points=None,
        maximum=1,  # type: ignore[arg-type]  # no test asks for points
        lost=None,
        gain=None,
        reason=EMPTY_MESSAGE,
        note="",
        evidence=(),
        cause=None,
        legal_basis=(),
        recommendation=A_TEXT,
        responsible=A_TEXT,
        due_on=due,
        appraiser=A_TEXT,
    )


def a_visit(checklist: Checklist, found: Iterable[FindingLine], **others: Outcome) -> Visit:
    lines = tuple(found)
    outcomes = dict.fromkeys((item.id for item in checklist.items), Outcome.PASS)
    outcomes |= others | dict.fromkeys((line.item_id for line in lines), Outcome.FAIL)
    return Visit(lines, outcomes, frozenset(), checklist)


def a_round(year: int, visits: Mapping[str, Visit], *units: Unit) -> Round:
    day = date(year, 5, 22)
    return Round(of_day(str(year), day, *(units or (a_unit(),))), visits)


def followed(*visits: Visit) -> tuple[tuple[ActionState, int, Severity, int], ...]:
    """State, recurrences, severity and number of appearances of each finding of one unit, year after year."""
    rounds = [a_round(2017 + number, {"060": visit}) for number, visit in enumerate(visits)]
    actions = follow_actions(rounds, lambda _: [LIST])
    return tuple((each.state, each.recurred, each.severity, len(each.found)) for each in actions)


NONE = a_visit(LIST, [])
UNSEEN = a_visit(LIST, [], A=Outcome.UNANSWERED)
FOUND = a_visit(LIST, [a_line("A")])
OVER = a_visit(LIST, [a_line("A", date(2017, 12, 29))])
LONG = a_visit(LIST, [a_line("A", date(2030, 1, 1))])


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([FOUND], (ActionState.OPEN, 0, Severity.MEDIUM, 1)),
        ([FOUND, UNSEEN], (ActionState.OPEN, 0, Severity.MEDIUM, 1)),
        ([FOUND, NONE], (ActionState.MENDED, 0, Severity.MEDIUM, 1)),
        ([FOUND, NONE, FOUND], (ActionState.OPEN, 1, Severity.HIGH, 2)),
        ([LONG, FOUND], (ActionState.OPEN, 0, Severity.MEDIUM, 2)),
        ([OVER, FOUND], (ActionState.OPEN, 1, Severity.HIGH, 2)),
        ([FOUND, NONE] * 4 + [FOUND], (ActionState.OPEN, 4, Severity.CRITICAL, 5)),
        ([FOUND, a_visit(LIST, [], A=Outcome.NOT_APPLICABLE)], (ActionState.GONE, 0, Severity.MEDIUM, 1)),
    ],
)
def test_a_finding_keeps_its_identity(visits: list[Visit], expected: object) -> None:
    """Not looked at is not mended. Found again after it was mended or overdue, it recurs and is worse."""
    assert followed(*visits) == (expected,)


def test_findings_of_other_kinds_on_one_item_are_others() -> None:
    """Missing evidence is another finding than the item's own."""
    assert len(followed(FOUND, a_visit(LIST, [a_line("A", kind=".evidence")]))) == 2


def test_only_open_work_is_late() -> None:
    """Without a calendar of the year nobody says how many working days it is late."""
    for visits, late in (([OVER], -1), ([OVER, NONE], None), ([LONG], None)):
        rounds = [a_round(2017 + number, {"060": visit}) for number, visit in enumerate(visits)]
        (line,) = action_lines(follow_actions(rounds, lambda _: [LIST]), date(2019, 1, 1), NO_CALENDAR)
        assert line.late_days == late


class _World:
    """Units are sets of places, items sets of questions: so it is known which findings are the same."""

    def __init__(self, chance: Random) -> None:
        """One place and one question each, at first."""
        self.chance, self.codes = chance, count()
        self.units = {self.code("u"): {place} for place in range(40)}
        self.items = {self.code("i"): {question} for question in range(12)}
        self.rows = {code: a_unit(code) for code in self.units}
        self.versions = [replace(a_checklist([[an_item(item) for item in self.items]]), version=1)]
        self.defects: set[tuple[int, int]] = set()

    def code(self, kind: str) -> str:
        return f"{kind}{next(self.codes)}"

    def change(self, parts: dict[str, set[int]], kind: str, times: int) -> dict[str, tuple[str, ...]]:
        """Merge two, split one, rename one, so often; gives for each new code those that it came from."""
        new: dict[str, tuple[str, ...]] = {}
        for _ in range(times):
            first, second, third = self.chance.sample(sorted(parts), 3)
            merged, renamed = self.code(kind), self.code(kind)
            origins = {code: new.get(code, (code,)) for code in (first, second, third)}
            parts[merged] = parts.pop(first) | parts.pop(second)
            parts[renamed] = parts.pop(third)
            new[merged] = origins[first] + origins[second]
            new[renamed] = origins[third]
            whole = next((code for code in sorted(parts) if len(parts[code]) > 1 and code not in new), "")
            if whole:
                atoms = sorted(parts.pop(whole))
                for half in (atoms[::2], atoms[1::2]):
                    code = self.code(kind)
                    parts[code], new[code] = set(half), (whole,)
        return {code: origins for code, origins in new.items() if code in parts}

    def new_year(self, year: int) -> None:
        """Units and items change; some defects are mended, some come."""
        for code, before in self.change(self.units, "u", 2).items():
            self.rows[code] = replace(a_unit(code), valid_from=date(year, 1, 1), predecessors=before)
        if year % 2:
            mapping = self.change(self.items, "i", 1)
            items = [replace(an_item(item), replaces=mapping.get(item)) for item in self.items]
            self.versions.append(replace(a_checklist([items]), version=len(self.versions) + 1))
        self.defects = {each for each in sorted(self.defects) if self.chance.random() < 0.7}
        self.defects |= {(self.chance.randrange(40), self.chance.randrange(12)) for _ in range(25)}

    def visited(self, year: int) -> tuple[Round, dict[str, set[tuple[int, int]]]]:
        """A round that visits seven of ten units, and what each of its findings is about."""
        visits, about = {}, {}
        for code, places in self.units.items():
            if self.chance.random() < 0.3:
                continue
            found = []
            for item, questions in self.items.items():
                asked = {(place, question) for place in places for question in questions}
                if asked & self.defects:
                    found.append(a_line(item, date(year, 12, 1)))
                    about[f"{year}/{code}/{item}"] = asked
            visits[code] = a_visit(self.versions[-1], found)
        units = tuple(self.rows[code] for code in self.units)
        return a_round(year, visits, *units), about


def _ten_years(chance: Random) -> tuple[int, int, int, int]:
    """How many pairs of findings are the same, are said to be, both, and have equal ids alone."""
    world, rounds = _World(chance), []
    about: dict[str, set[tuple[int, int]]] = {}
    for year in range(2017, 2027):
        world.new_year(year)
        one, of_round = world.visited(year)
        rounds.append(one)
        about |= of_round
    said = set()
    for number in range(1, len(rounds) + 1):
        for each in follow_actions(rounds[:number], lambda _: world.versions):
            last = each.found[-1]
            if last.startswith(rounds[number - 1].campaign.id):
                said |= {(old, last) for old in each.found[:-1]}
    true = {
        (old, new)
        for new, of_new in about.items()
        for old, of_old in about.items()
        if old[:4] < new[:4] and of_old & of_new
    }
    alike = sum(old.split("/")[1:] == new.split("/")[1:] for old, new in true)
    return len(true), len(said), len(true & said), alike


@pytest.mark.trial
def test_ten_years_of_renames_splits_and_mergers_lose_no_finding(
    trials: Trials, capsys: pytest.CaptureFixture[str]
) -> None:
    """No pair is lost. What was merged and is split again counts as the same: nothing tells it apart."""
    chance, totals = trials.random(), [0, 0, 0, 0]
    for _ in range(trials(20)):
        totals = [total + new for total, new in zip(totals, _ten_years(chance), strict=True)]
    true, said, both, alike = totals
    precision, recall = both / said, both / true
    with capsys.disabled():
        print(
            f"\nidentity of findings: {true} pairs, precision {precision:.3f}, recall {recall:.3f}; "
            f"by equal ids alone recall {alike / true:.3f}"
        )
    assert recall == 1.0
    assert precision > 0.5
