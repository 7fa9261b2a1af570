"""What the home page shows of a workbench."""

from __future__ import annotations

from typing import Any

import pytest

from inspection_lib.errors import AnswerError, NotFoundError
from inspection_lib.model import Source
from inspection_lib.record import find_contradictions, open_store
from inspection_lib.visit.home.home_office import HomeOffice
from tests.conftest import CAMPAIGN, CAMPAIGN_2026
from tests.visit.home.conftest import STORE, UNIT, WHERE, answer, contradict


def row_of(office: HomeOffice, code: str = UNIT) -> dict[str, Any]:
    rows: Any = office.units({"campaign": CAMPAIGN})["units"]
    return next(row for row in rows if row["code"] == code)


def test_campaigns_stand_with_the_latest_first(office: HomeOffice) -> None:
    """A plan that cannot be read is told, and keeps no other from being shown."""
    (office.workbench.folder / "checklists" / "plans" / "bad.yaml").write_text("x: [", encoding="utf-8")
    found: Any = office.campaigns({})
    assert [one["id"] for one in found["campaigns"]][:2] == [CAMPAIGN_2026, CAMPAIGN]
    assert [fault.partition(":")[0] for fault in found["faults"]] == ["bad"]


def test_units_without_a_store_are_not_begun(office: HomeOffice) -> None:
    """Looking makes no store."""
    row = row_of(office)
    assert (row["step"], row["inspected"], row["papers"]) == ("not_begun", 0, [])
    assert row["items"] > 40 > row["depending"] > 0
    assert not (office.workbench.folder / "outputs" / "inspection.db").exists()


def test_progress_and_state_are_those_of_the_record(office: HomeOffice) -> None:
    """Self-scored, begun, contradictory, submitted; papers that lie there are named."""
    recorder = office.recorder(office.workbench.campaign(CAMPAIGN))
    recorder.answer(UNIT, "A01", Source.SELF, "20/2/2017", actor="Công chức đầu mối")
    row = row_of(office)
    assert (row["state"], row["inspected"]) == ("Có bản tự chấm, chưa kiểm tra", 0)
    answer(office)
    assert (row_of(office)["step"], row_of(office)["inspected"]) == ("open", 1)
    recorder.submit(UNIT, actor="Trưởng đoàn")
    report = office.workbench.folder / "outputs" / CAMPAIGN / UNIT / "report.html"
    report.parent.mkdir(parents=True)
    report.write_text("", encoding="utf-8")
    row = row_of(office)
    assert (row["step"], row["papers"]) == ("submitted", [f"outputs/{CAMPAIGN}/{UNIT}/report.html"])
    found = office.unit(WHERE)
    assert found["submitted"]
    assert found["points"]


def test_contradicting_answers_are_written_out_and_settled(office: HomeOffice) -> None:
    """With the question, both answers, roles, days and machines; deciding twice is refused."""
    contradict(office)
    assert row_of(office)["contradictory"] == 1
    found: Any = office.unit(WHERE)
    (one,) = found["contradictions"]
    assert one["item"] == "A01"
    assert len(one["question"]) > 20
    assert {said["raw"] for said in one["answers"]} == {"2017-02-20", "2017-01-15"}
    assert {said["machine"] for said in one["answers"]} == {
        "máy chưa có tên (machine-one)",
        "máy chưa có tên (machine-two)",
    }
    assert all(said["role"] == "Thư ký" and said["when"] for said in one["answers"])
    decision = {**WHERE, "item": "A01", "source": one["source"], "raw": "2017-02-20", "note": "Theo bản gốc"}
    assert office.decide(decision)["contradictions"] == []
    with pytest.raises(AnswerError):
        office.decide(decision)
    events = open_store(STORE, office.workbench.folder).events(CAMPAIGN, UNIT)
    checklist = office.recorder(office.workbench.campaign(CAMPAIGN)).checklist_of(UNIT)
    assert find_contradictions(checklist, events) == []
    assert [event.actor for event in events if event.kind == "decided"] == [office.actor()]


def test_a_unit_says_how_many_findings_are_still_to_be_mended(office: HomeOffice) -> None:
    """They come from visits that are concluded; the page then offers the form with these alone."""
    answer(office)
    assert office.unit(WHERE)["to_mend"] == 0
    office.recorder(office.workbench.campaign(CAMPAIGN)).submit(UNIT, actor="Trưởng đoàn")
    assert int(str(office.unit(WHERE)["to_mend"])) > 30


def test_units_are_picked_by_code_or_name(office: HomeOffice) -> None:
    """One that the campaign does not inspect is refused."""
    assert office.pick({**WHERE, "picked": True}) == {"mine": [UNIT]}
    assert office.units({"campaign": CAMPAIGN})["mine"] == [UNIT]
    assert office.pick({**WHERE, "picked": False}) == {"mine": []}
    for wrong in ({**WHERE, "unit": "999"}, {**WHERE, "campaign": "../x"}, {"campaign": 1}):
        with pytest.raises(NotFoundError):
            office.pick(wrong)


def test_a_task_that_nobody_knows_has_ended(office: HomeOffice) -> None:
    """A page does not ask for ever after the server was started anew."""
    assert office.task({"task": "x"})["done"]
