"""What is open at a unit, whichever of its codes somebody names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inspection_lib.record.storage import EventStore
from inspection_lib.report import follow_actions
from inspection_lib.workbench import Workbench, open_work_on_paper, rounds
from tests.builders import a_unit
from tests.report.test_actions import LIST, a_line, a_round, a_visit


def test_a_unit_that_is_no_more_has_what_its_successor_took_over(
    workbench: Workbench, sample_store: EventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """060 became 099. A new unit with the code 060 that has findings of its own goes first."""
    visit = a_visit(LIST, [a_line("A", date(2017, 12, 29))])
    (old,) = follow_actions([a_round(2017, {"060": visit})], lambda _: [LIST])
    taken_over = replace(old, unit=a_unit("099"))
    own = replace(old, found=("2018/060/B",), finding=replace(old.finding, id="B", item_id="B"))

    def shown(code: str, *actions: object) -> list[str]:
        monkeypatch.setattr(rounds, "_all_actions", lambda *_: actions)
        return list(open_work_on_paper(workbench, sample_store, LIST, {code}, date(2018, 1, 2)).by_item)

    assert [shown(code, taken_over) for code in ("099", "060", "061")] == [["A"], ["A"], []]
    assert shown("060", taken_over, own) == ["B"]
