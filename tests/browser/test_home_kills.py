"""Kernel, server, Chromium and disk fail at random moments while units are inspected from the home page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import chain, pairwise
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from inspection_lib.model import EventKind, ResponseEvent, Source
from inspection_lib.record import evidence_folder, fold_attachments
from inspection_lib.record.attachments import read_attachment
from inspection_lib.record.chain import verify_chain
from tests.browser.failing_desk import HOW, FailingDesk
from tests.browser.hasty_inspector import HastyInspector, signers_in
from tests.conftest import CAMPAIGN
from tests.disks import mounted_disk
from tests.trials import Trials
from tests.visit.home.conftest import STORE

FAILURES = 200
"""Failures under `make trials`."""
FEW = (("kernel", "signature"), ("disk", "group"), ("browser", "camera"))
"""What fails under `make test`, and during what."""
FAILURES_OF_UNIT = 4
"""So often something fails in the record of one unit; then the next one is inspected."""
COMMUNE = 5
"""Digits of the code of a commune."""


def answers(events: Sequence[ResponseEvent]) -> list[ResponseEvent]:
    return [one for one in events if one.kind is EventKind.ANSWERED and one.source == Source.INSPECTOR]


def photos(events: Sequence[ResponseEvent]) -> list[tuple[str, str]]:
    attached = (one for one in events if one.kind is EventKind.ATTACHED)
    return [(one.item_id, read_attachment(one.raw).name) for one in attached]


def nothing_is_lost(inspector: HastyInspector, events: Sequence[ResponseEvent]) -> None:
    """All that a page showed as recorded is in the record, and all that the open page has taken."""
    given = {(one.item_id, one.raw) for one in answers(events)}
    given |= {(item, "") for item, _ in given}
    kept = set(photos(events))
    for shown in (inspector.confirmed, inspector.entered):
        assert shown.answers - given == set()
        assert shown.photos - kept == set()
        assert shown.signatures - set(signers_in(events)) == set()
    last = {one.item_id: one.raw for one in answers(events)}
    standing = {item: raw for item, raw in inspector.entered.standing.items() if raw}
    assert {item: last[item] for item in standing} == standing
    assert any(one.kind is EventKind.SUBMITTED for one in events) >= inspector.confirmed.is_submitted


def nothing_is_double(events: Sequence[ResponseEvent]) -> None:
    """Each message of a form is one event, and no answer, photo or signature is there a second time."""
    verify_chain(list(events))
    assert most(one.client for one in events if one.client) <= 1
    assert most(name for name in photos(events) if name[1].split(".")[0].isdigit()) <= 1
    assert most(signers_in(events)) <= 1
    assert most(one.kind for one in events if one.kind is EventKind.SUBMITTED) <= 1
    of_item: dict[str, list[ResponseEvent]] = {}
    for one in answers(events):
        of_item.setdefault(one.item_id, []).append(one)
    for each in of_item.values():
        assert [one for one, later in pairwise(each) if (one.raw, one.note) == (later.raw, later.note)] == []


def most(found: object) -> int:
    """How often the most frequent one is there."""
    return max(Counter(found).values(), default=0)  # type: ignore[call-overload]


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_is_there_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trials: Trials
) -> None:
    """Answers one by one and in groups, files, photos of the camera, signatures, and the home page itself."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    chance, done = trials.random(), Counter[tuple[str, str]]()
    inspectors: list[HastyInspector] = []
    with (
        mounted_disk(tmp_path / "disk", "100m") as disk,
        sync_playwright() as playwright,
        ExitStack() as stack,
    ):
        desk = FailingDesk(playwright, disk, tmp_path, stack)
        campaign = desk.workbench.campaign(CAMPAIGN)
        units = iter([unit.code for unit in campaign.units if len(unit.code) == COMMUNE])
        for number in range(FAILURES if trials.full else len(FEW)):
            if number % FAILURES_OF_UNIT == 0:
                entries = inspectors[-1].number if inspectors else 0
                inspectors.append(desk.new_unit(next(units), chance, entries))
            inspector = inspectors[-1]
            how, way = (
                (chance.choice(HOW), chance.choice(list(inspector.ways))) if trials.full else FEW[number]
            )
            acts = desk.fail_during(how, way, inspector, chance)
            desk.recover(how, inspector, is_at_form=way != "home page")
            events = desk.events(inspector.unit)
            nothing_is_lost(inspector, events)
            nothing_is_double(events)
            done[how, way] += 1
            print(f"{number + 1}: {how} during {way}, {acts} acts, {len(events)} events", flush=True)
        total = Counter[str]()
        for inspector in inspectors:
            events = desk.events(inspector.unit)
            nothing_is_lost(inspector, events)
            ends = [one for one in events if one.kind is EventKind.SUBMITTED]
            total.update(events=len(events), photos=len(photos(events)), ends=len(ends))
            total.update(signatures=len(signers_in(events)))
            evidence = evidence_folder(STORE, desk.workbench.folder)
            for piece in chain.from_iterable(fold_attachments(events).values()):
                assert evidence.open(piece.sha256)
    print(f"{sum(done.values())} failures, {dict(total)}, 0 lost, 0 double: {dict(done)}", flush=True)
