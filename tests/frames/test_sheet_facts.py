"""The facts of the leadership's sheet are those of the reports, and are read without them."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from inspection_lib.files import LocalFolder
from inspection_lib.frames import FRAMES_RECORDS, read_facts
from inspection_lib.report import Facts, ReportState
from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN
from tests.makers.results import LATER, UNITS


def facts_of(
    workbench: Workbench, campaign_id: str, left_out: tuple[str, ...] = (), until: date | None = None
) -> Facts | None:
    """The facts of a campaign, all on one page."""
    campaign = workbench.campaign(campaign_id)
    folder = LocalFolder(workbench.folder / "outputs" / campaign_id)
    pages = {unit.code: "index/06.html" for unit in campaign.units}
    return read_facts(campaign, folder, pages, (), left_out, until)


def reports(workbench: Workbench, campaign_id: str) -> dict[str, Any]:
    """The reports as plain JSON."""
    folder = workbench.folder / "outputs" / campaign_id
    return {code: json.loads((folder / code / "report.json").read_text(encoding="utf-8")) for code in UNITS}


def number(text: str | None) -> Decimal | None:
    """A number of the JSON."""
    return None if text is None else Decimal(text)


def test_units_have_the_scores_of_their_reports(results: Workbench) -> None:
    """All units of the plan are there; those without a report are not inspected. Open ones have no score."""
    facts = facts_of(results, LATER)
    assert facts is not None
    units = {unit.code: unit for unit in facts.units}
    assert list(units) == [unit.code for unit in results.campaign(LATER).units]
    assert [unit.code for unit in facts.units if unit.is_visited] == list(UNITS)
    for code, one in reports(results, LATER).items():
        unit, is_closed = units[code], one["state"] in ("final", "provisional")
        assert unit.state == one["state"]
        assert unit.score == (number(one["total"]["index"]) if is_closed else None)
        assert unit.claim == number(one["claim"]["index"])
        assert unit.previous == number(one["previous"]["score"])
        assert unit.by_reality == number(one["previous"].get("by_reality"))
        assert [*unit.areas] == [area["id"] for area in one["areas"]]
        assert unit.areas["A"] == (number(one["areas"][0]["score"]["index"]) if is_closed else None)


def test_items_tasks_and_causes_are_counted_from_closed_records(results: Workbench) -> None:
    """By kind and checklist; the report of 061 is open in the second campaign and counts nowhere."""
    facts = facts_of(results, LATER)
    assert facts is not None
    closed = {code: one for code, one in reports(results, LATER).items() if one["state"] != "unfinished"}
    assert "061" not in closed
    for key, tally in facts.tallies.items():
        lines = [
            item
            for one in closed.values()
            if one["unit"]["kind"] == key.kind
            for item in one["items"]
            if item["id"] == key.item_id and item["outcome"] in ("pass", "partial", "fail")
        ]
        outcomes = Counter(line["outcome"] for line in lines)
        assert (tally.judged, tally.short) == (len(lines), len(lines) - outcomes["pass"])
        assert tally.lost == sum(Decimal(line["maximum"]) - Decimal(line["points"]) for line in lines)
    found = [found for one in closed.values() for found in one["findings"]]
    assert facts.causes["index/06.html"] == Counter(one["cause"] or "" for one in found)
    days = [one["due_on"] for one in found if one["due_on"]]
    days += [
        line["due_on"]
        for one in reports(results, LATER).values()
        for line in one["follow_up"]
        if line["campaign_id"] != LATER
        and line["due_on"]
        and line["state"] in ("open", "answered", "returned")
    ]
    assert sorted(f"{one.due_on}" for one in facts.work) == sorted(days)


def test_a_record_that_was_closed_later_counts_as_open(results: Workbench) -> None:
    """At the end of a month nothing is known of what was closed afterwards."""
    facts, before = facts_of(results, CAMPAIGN), facts_of(results, CAMPAIGN, until=date(2000, 1, 31))
    assert facts is not None
    assert before is not None
    assert any(unit.is_concluded for unit in facts.units)
    assert not any(unit.is_concluded or unit.score is not None for unit in before.units)
    assert {unit.state for unit in before.units if unit.state} == {ReportState.UNFINISHED}
    assert before.tallies == {}


def test_a_unit_whose_report_failed_has_no_result(results: Workbench) -> None:
    """Its older report stands in the tables, and counts neither in the index nor here."""
    facts, whole = facts_of(results, CAMPAIGN, left_out=("060",)), facts_of(results, CAMPAIGN)
    assert facts is not None
    assert whole is not None
    without = [replace(unit, state=None) if unit.code == "060" else unit for unit in whole.units]
    assert [unit.state for unit in facts.units] == [unit.state for unit in without]
    assert not any(tally.judged > 1 for key, tally in facts.tallies.items() if key.kind == "district")


def test_damaged_or_missing_tables_give_nothing(own_results: Workbench) -> None:
    """Neither numbers of another writing nor zeros."""
    frames = (own_results.folder / "outputs" / CAMPAIGN / FRAMES_RECORDS).parent
    (frames / "items.parquet").write_bytes(b"PAR1")
    assert facts_of(own_results, CAMPAIGN) is None
    shutil.rmtree(frames)
    assert facts_of(own_results, CAMPAIGN) is None
