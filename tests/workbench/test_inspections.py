"""Loading inspections from a store."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from inspection_lib.errors import ChainError, InvalidFilesError
from inspection_lib.judging import known_figures
from inspection_lib.model import Campaign, Figure
from inspection_lib.record import EventStore, open_store
from inspection_lib.workbench import (
    Workbench,
    earlier_campaigns,
    earlier_inspections,
    inspection_from_events,
    load_inspection,
    load_registers,
)
from inspection_lib.workbench.inspections import EarlierInspections, with_earlier_figures
from tests.builders import a_campaign, a_unit
from tests.conftest import CAMPAIGN, CAMPAIGN_2026
from tests.workbench.conftest import LATER, UNIT


def test_a_unit_without_events_has_no_answers(two_campaigns: tuple[Workbench, EventStore]) -> None:
    """It is an inspection nevertheless, and it is not submitted."""
    workbench, store = two_campaigns
    inspection = load_inspection(workbench, store, workbench.campaign(LATER), UNIT)
    assert (inspection.answers, inspection.submitted, inspection.events) == ({}, False, 0)


def test_the_order_of_chains_makes_no_difference(
    workbench: Workbench, campaign: Campaign, sample_store: EventStore
) -> None:
    """Events that were read already give the inspection that the store gives."""
    events = sample_store.events(CAMPAIGN, UNIT)
    loaded = load_inspection(workbench, sample_store, campaign, UNIT)
    assert inspection_from_events(workbench, campaign, UNIT, events) == loaded
    assert loaded.events == len(events)


def test_an_event_that_was_left_out_is_noticed(
    workbench: Workbench, campaign: Campaign, sample_url: str, sample_store: EventStore, tmp_path: Path
) -> None:
    """A report is never made from a broken chain: every way of reading it from the store says so."""
    assert sample_store.events(CAMPAIGN, UNIT)
    path = tmp_path / "own.db"
    shutil.copy(sample_url.removeprefix("sqlite:///"), path)
    with sqlite3.connect(path) as database:
        database.execute("DROP TRIGGER events_no_delete")
        database.execute("DELETE FROM events WHERE unit = ? AND number = 4", [UNIT])
    database.close()
    store = open_store(f"sqlite:///{path}", tmp_path)
    readers: list[Callable[[], object]] = [
        lambda: load_inspection(workbench, store, campaign, UNIT),
        lambda: store.events(CAMPAIGN, UNIT),
        lambda: store.kept_record(CAMPAIGN, UNIT),
        lambda: dict(store.campaign_events(CAMPAIGN)),
    ]
    for read in readers:
        with pytest.raises(ChainError):
            read()


def test_the_earlier_inspection_is_the_one_before(two_campaigns: tuple[Workbench, EventStore]) -> None:
    """The first campaign has none before it."""
    workbench, store = two_campaigns
    earlier = earlier_inspections(workbench, store, workbench.campaign(LATER), UNIT)
    assert earlier.own is not None
    assert earlier.own.campaign.id == CAMPAIGN
    assert earlier.predecessors == ()
    assert earlier_inspections(workbench, store, workbench.campaign(CAMPAIGN), UNIT).all == ()


def test_an_earlier_record_that_cannot_be_read_is_skipped(
    two_campaigns: tuple[Workbench, EventStore],
) -> None:
    """A broken register of the first campaign does not stop the work on the second."""
    workbench, store = two_campaigns
    (workbench.registers(CAMPAIGN) / f"{UNIT}.one_stop.csv").write_text("no,header\n", encoding="utf-8")
    with pytest.raises(InvalidFilesError):
        load_inspection(workbench, store, workbench.campaign(CAMPAIGN), UNIT)
    assert earlier_inspections(workbench, store, workbench.campaign(LATER), UNIT).all == ()


def test_a_plan_that_cannot_be_read_hides_no_other_campaign(
    two_campaigns: tuple[Workbench, EventStore],
) -> None:
    """One broken plan must not keep the reports of all campaigns from being made."""
    workbench, store = two_campaigns
    (workbench.folder / "checklists" / "plans" / "2015-broken.yaml").write_text("id: [", encoding="utf-8")
    campaign = workbench.campaign(LATER)
    assert [earlier.id for earlier in earlier_campaigns(workbench, campaign)] == [CAMPAIGN]
    assert earlier_inspections(workbench, store, campaign, UNIT).own is not None


@pytest.mark.parametrize(
    ("code", "formed_from"),
    [("01849", ("01849", "01984")), ("02107", ("02107", "02113")), ("05443", ())],
)
def test_a_merged_commune_inherits_from_the_units_that_it_was_formed_from(
    workbench: Workbench, sample_store: EventStore, code: str, formed_from: tuple[str, ...]
) -> None:
    """Also from the one whose code it kept: that unit was another. A commune of Thái Nguyên has none here."""
    campaign = workbench.campaign(CAMPAIGN_2026)
    unit = campaign.unit(code)
    assert unit is not None
    assert unit.predecessors == formed_from
    earlier = earlier_inspections(workbench, sample_store, campaign, code)
    assert earlier.own is None
    inspected = [one for one in formed_from if sample_store.events(CAMPAIGN, one)]
    assert [(one.unit.code, one.campaign.id) for one in earlier.predecessors] == [
        (one, CAMPAIGN) for one in inspected
    ]


def test_a_commune_that_was_not_rearranged_is_followed_up_as_itself(
    workbench: Workbench, sample_store: EventStore
) -> None:
    """Xã Thượng Quan, Article 1 clause 91 of Resolution 1683."""
    earlier = earlier_inspections(workbench, sample_store, workbench.campaign(CAMPAIGN_2026), "01957")
    assert earlier.own is not None
    assert earlier.own.unit.code == "01957"


def test_without_registers_there_are_no_measures(tmp_path: Path) -> None:
    """A missing folder is no error."""
    assert load_registers(tmp_path / "none", a_campaign(a_unit()), UNIT).measures == ()


def test_the_figures_of_the_last_inspection_are_those_of_the_items_that_continue(
    two_campaigns: tuple[Workbench, EventStore],
) -> None:
    """A rule across time compares with them; registers keep their names. A first inspection has none."""
    workbench, store = two_campaigns
    first, later = workbench.campaign(CAMPAIGN), workbench.campaign(LATER)
    now = load_inspection(workbench, store, later, UNIT)
    earlier = earlier_inspections(workbench, store, later, UNIT)
    assert earlier.own is not None
    assert earlier.own.campaign == first
    ids = {item.id: frozenset({item.id}) for item in now.checklist.items}
    maps = {(now.checklist.id, now.checklist.version): {**ids, "C14": frozenset({"C15"})}}
    found = with_earlier_figures(now, earlier, maps).earlier
    figures = known_figures(earlier.own)
    assert found is not None
    assert found[Figure("C14", "denominator")] == figures[Figure("C15", "denominator")]
    name = "register.one_stop.settled_on_time"
    assert found[Figure(name, "numerator")] == figures[Figure(name, "numerator")]
    assert with_earlier_figures(now, EarlierInspections(), {}).earlier is None
