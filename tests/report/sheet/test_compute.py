"""What the sheet says of all units together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from inspection_lib.language import Text
from inspection_lib.model import Cause
from inspection_lib.report import Facts, LeadershipSheet, OpenTask, ReportState, make_sheet
from tests.report.sheet.samples import DAY, OFFICE, a_key, a_tally, a_unit, some_facts


def sheet_of(facts: Facts) -> LeadershipSheet:
    """The sheet on the day of the tests."""
    return make_sheet(facts, OFFICE, DAY, ())


def test_a_median_never_mixes_kinds_or_checklists() -> None:
    """A kind whose units were scored by two checklists has two medians."""
    other = replace(a_unit("3", "90"), checklist="par-commune.v3")
    district = a_unit("4", "10", "district")
    found = sheet_of(some_facts((a_unit("1", "60"), a_unit("2", "70"), other, district)))
    assert [
        (line.kind.id, [(m.checklist, m.score, m.units) for m in line.medians]) for line in found.kinds
    ] == [
        ("district", [("par-district.v2", Decimal(10), 1)]),
        ("commune", [("par-commune.v2", Decimal(65), 2), ("par-commune.v3", Decimal(90), 1)]),
    ]


def test_what_nobody_visited_is_neither_inspected_nor_begun() -> None:
    """The three add up to all units of the plan."""
    begun = replace(a_unit("3", None), is_visited=True)
    opened = replace(a_unit("4", "50"), state=ReportState.UNFINISHED)
    found = sheet_of(some_facts((a_unit("1", "60"), a_unit("2", None), begun, opened))).coverage
    assert (found.units, found.concluded, found.begun, found.not_visited) == (4, 1, 2, 1)


def test_the_worst_are_those_that_cost_all_units_most_and_count_units() -> None:
    """One unit that lost everything weighs less than many that lost a little."""
    units = tuple(a_unit(str(place), "60") for place in range(9))
    wide = a_tally({str(place): "1" for place in range(8)} | {"8": "1.5"}, causes=(Cause.STAFF, Cause.STAFF))
    deep = a_tally({"0": "2", "1": "0"}, causes=(Cause.FUNDS,))
    fine = a_tally({"0": "0"})
    found = sheet_of(some_facts(units, {a_key("A01"): deep, a_key("A02"): wide, a_key("A03"): fine})).worst
    assert [(one.item_id, one.short, one.judged, one.failed, one.lost) for one in found] == [
        ("A02", 9, 9, 0, Decimal("9.5")),
        ("A01", 1, 2, 1, Decimal(2)),
    ]
    assert [(one.cause, one.with_cause) for one in found] == [(Cause.STAFF, 2), (Cause.FUNDS, 1)]
    assert [one.example and one.example.code for one in found] == ["8", "0"]
    assert [one.median for one in found] == [Decimal(99), Decimal(99)]


def test_five_of_each_kind_are_the_weakest() -> None:
    """The lowest first; of few units the lower half alone, so that nobody above the middle is called weak."""
    units = tuple(a_unit(str(score), str(score)) for score in (70, 10, 60, 50, 40, 30, 20, 80, 90, 95, 99))
    (group,) = sheet_of(some_facts((*units, a_unit("9", None)))).weakest
    assert [unit.code for unit in group.units] == ["10", "20", "30", "40", "50"]
    (few,) = sheet_of(some_facts(units[:7])).weakest
    assert [unit.code for unit in few.units] == ["10", "20", "30"]
    (one,) = sheet_of(some_facts(units[:1])).weakest
    assert [unit.code for unit in one.units] == ["70"]


def test_a_task_is_overdue_after_its_last_day() -> None:
    """By owner, those with most of them first; what is due on the day itself is still in time."""
    a, b = Text("Chủ tịch A", "Chairman A"), Text("Chủ tịch B", "Chairman B")
    work = (
        OpenTask("", a, date(2017, 8, 2)),
        OpenTask("", b, date(2017, 8, 1)),
        OpenTask("", b, date(2017, 7, 1)),
        OpenTask("", b, DAY),
    )
    found = sheet_of(some_facts((a_unit("1", "60"),), work=work))
    assert [(line.owner, line.tasks, line.since) for line in found.owners] == [
        (b, 2, date(2017, 7, 1)),
        (a, 1, date(2017, 8, 2)),
    ]
    assert (found.open_tasks, found.overdue, found.all_owners) == (4, 3, 2)


def test_own_scores_furthest_from_the_finding_come_first() -> None:
    """Above and below; equal ones are left out."""
    claims = {"1": "65", "2": "95", "3": "20", "4": "60"}
    units = tuple(replace(a_unit(code, "60"), claim=Decimal(claim)) for code, claim in claims.items())
    found = sheet_of(some_facts((*units, a_unit("5", "60")))).claims
    assert [unit.code for unit in found] == ["3", "2", "1"]


def test_a_change_is_split_where_it_can_be() -> None:
    """Medians of both parts, and how many units became better by themselves."""

    def changed(code: str, previous: str, reality: str | None) -> object:
        before, part = Decimal(previous), None if reality is None else Decimal(reality)
        rules = None if part is None else Decimal(60) - before - part
        return replace(a_unit(code, "60"), previous=before, by_rules=rules, by_reality=part)

    units = (changed("1", "50", "4"), changed("2", "56", "-2"), changed("3", "40", None), a_unit("4", "60"))
    (line,) = sheet_of(some_facts(units)).changes  # type: ignore[arg-type]
    assert (line.units, line.change, line.split) == (3, Decimal(10), 2)
    assert (line.by_reality, line.by_rules) == (Decimal(1), Decimal(6))
    assert (line.rose, line.fell) == (1, 1)
