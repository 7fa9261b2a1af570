"""The sample data is what its script writes, and is true to the figures of the conference report."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from inspection_lib.model import Campaign, Cause, Checklist, Choice, Ratio, UnitKind
from inspection_lib.storage import EventStore
from inspection_lib.workbench import Home, load_inspection
from tests.conftest import ROOT


def numerators(home: Home, campaign: Campaign, store: EventStore, item: str) -> Iterator[Decimal]:
    """The inspectors' numerators of one item, unit by unit."""
    for unit in campaign.units:
        answer = load_inspection(home, store, campaign, unit.code).answers.get(item)
        if answer and answer.finding and isinstance(answer.finding.value, Ratio):
            yield answer.finding.value.numerator


def test_the_script_writes_exactly_the_files_that_are_kept(tmp_path: Path) -> None:
    """The seed is fixed: the same bytes every time."""
    written = runpy.run_path(str(ROOT / "checklists" / "make_samples.py"))["write_samples"](tmp_path)
    assert len(written) > 20
    for path in written:
        assert path.read_bytes() == (ROOT / "checklists" / path.relative_to(tmp_path)).read_bytes(), path.name


def test_sums_over_the_province_are_those_of_the_report(home: Home, campaign: Campaign, sample_store: EventStore) -> None:
    """25 persons downsized in round 1; over 45,000 electronic documents."""
    assert sum(numerators(home, campaign, sample_store, "E02")) == 25
    assert 45_000 < sum(numerators(home, campaign, sample_store, "G02")) < 50_000


def test_no_district_has_a_modern_one_stop_in_operation(
    home: Home, campaign: Campaign, sample_store: EventStore, checklists: dict[UnitKind, Checklist]
) -> None:
    """Limitation 1 of the report: every district stands at one of the two lowest levels of C09."""
    item = checklists[UnitKind.DISTRICT].item("C09")
    assert item is not None
    lowest = {key for key, _ in item.levels[-2:]}
    for unit in (unit for unit in campaign.units if unit.kind is UnitKind.DISTRICT):
        answer = load_inspection(home, sample_store, campaign, unit.code).answers.get("C09")
        if answer and answer.finding:
            assert isinstance(answer.finding.value, Choice)
            assert answer.finding.value.key in lowest


def test_every_cause_appears(home: Home, campaign: Campaign, sample_store: EventStore) -> None:
    """All causes that the report names, and 'other'."""
    causes = {
        answer.finding.cause
        for unit in campaign.units
        for answer in load_inspection(home, sample_store, campaign, unit.code).answers.values()
        if answer.finding and answer.finding.cause
    }
    assert causes == set(Cause)
