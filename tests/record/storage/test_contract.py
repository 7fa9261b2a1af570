"""What every store does, on a real SQLite file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from inspection_lib.errors import ForkedChainError, FrozenChecklistError, StoreError
from inspection_lib.model import Campaign, Checklist, Entry, EventKind, Place, ResponseEvent, Source
from inspection_lib.record.chain import verify_chain
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import EventStore, create_store, heads_of, open_store
from tests.makers.forks import at_once
from tests.trials import Trials


def entries(count: int, unit: str = "060") -> list[Entry]:
    return [
        Entry(unit, EventKind.ANSWERED, f"I{number}", "inspector", "yes", evidence=("a", "b"))
        for number in range(count)
    ]


def append(
    store: EventStore, campaign_id: str, origin: str, given: list[Entry], recorded_at: str
) -> list[ResponseEvent]:
    """Add entries as they are: the recorder would leave out and refuse some."""
    return store.append_chosen(campaign_id, origin, lambda _: given, recorded_at)


def _raw(url: str) -> URL:
    found = make_url(url)
    return found if found.get_backend_name() == "sqlite" else found.set(drivername="postgresql+psycopg")


def test_what_is_appended_is_read_back_in_order(url: str, tmp_path: Path) -> None:
    """Events come back equal, chain by chain, and their chain verifies."""
    store = create_store(url, tmp_path)
    recorded = append(store, "c", "office", entries(3), "t1") + append(store, "c", "office", entries(2), "t2")
    assert store.events("c", "060") == recorded
    verify_chain(recorded)
    assert store.chain_ends("c") == {"060": (("office", 5, recorded[-1].digest),)}


def test_heads_and_events_of_a_kind_are_those_of_the_whole_events(url: str, tmp_path: Path) -> None:
    """Of all units, with the file that brought an answer, and with texts."""
    store = create_store(url, tmp_path)
    brought = replace(entries(1, "061")[0], place=Place("tệp.csv", "a" * 64, 3), note="ghi chú")
    imported = Entry("061", EventKind.IMPORTED, raw="{}", actor="r", place=Place("tệp.csv", "a" * 64))
    append(store, "c", "office", [*entries(2), brought, imported], "t1")
    append(store, "c", "laptop", entries(1, "061"), "t2")
    append(store, "d", "office", [imported], "t3")
    units = dict(store.campaign_events("c"))
    assert dict(store.heads("c")) == {unit: heads_of(events) for unit, events in units.items()}
    chosen = (EventKind.IMPORTED, EventKind.AMENDED)
    assert store.events_of_kinds("c", chosen) == [
        event for events in units.values() for event in events if event.kind in chosen
    ]


def test_a_store_refuses_to_change_or_delete(url: str, tmp_path: Path) -> None:
    """Even raw SQL cannot change or remove an event."""
    store = create_store(url, tmp_path)
    append(store, "c", "office", entries(1), "t")
    engine = create_engine(_raw(url))
    for statement in ("UPDATE events SET raw = 'no'", "DELETE FROM events"):
        with pytest.raises(DBAPIError, match="never changed"), engine.begin() as connection:
            connection.execute(text(statement))
    engine.dispose()


def test_writers_at_once_lose_nothing(url: str, tmp_path: Path) -> None:
    """Twenty threads append to one chain: every event is there and the chain is whole."""
    create_store(url, tmp_path)

    def write(number: int) -> None:
        store = open_store(url, tmp_path)
        for _ in range(5):
            append(store, "c", "office", entries(1), f"t{number}")

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(write, range(20)))
    store = open_store(url, tmp_path)
    events = store.events("c", "060")
    assert len(events) == 100
    verify_chain(events)


def test_the_same_answer_again_adds_nothing(
    url: str, tmp_path: Path, campaign: Campaign, checklists: dict[str, Checklist]
) -> None:
    """One answer twice is one event; another value is a second; the first event pins the checklist."""
    store = create_store(url, tmp_path)
    recorder = Recorder(store, campaign, checklists)
    assert len(recorder.answer("060", "C00", Source.INSPECTOR, "Có", actor="r")) == 2
    assert recorder.answer("060", "C00", Source.INSPECTOR, "yes", actor="r") == []
    assert len(recorder.answer("060", "C00", Source.INSPECTOR, "no", actor="r")) == 1
    assert store.events(campaign.id, "060")[0].kind is EventKind.OPENED


def test_a_checklist_that_was_answered_is_frozen(
    url: str, tmp_path: Path, campaign: Campaign, checklists: dict[str, Checklist]
) -> None:
    """A file that changed after the first answer is refused."""
    store = create_store(url, tmp_path)
    Recorder(store, campaign, checklists).answer("060", "C00", Source.INSPECTOR, "yes", actor="r")
    changed = {kind: replace(checklist, digest="other") for kind, checklist in checklists.items()}
    with pytest.raises(FrozenChecklistError):
        Recorder(store, campaign, changed).answer("060", "C00", Source.INSPECTOR, "no", actor="r")


def test_an_entry_that_fails_leaves_nothing(url: str, tmp_path: Path) -> None:
    """All entries are recorded in one step or none: the good ones before a bad one are not there."""
    store = create_store(url, tmp_path)
    bad = replace(entries(1)[0], item_id=None)  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        append(store, "c", "office", [*entries(2), bad], "t")
    assert store.events("c", "060") == []


def test_each_machine_has_its_own_chain_and_units_come_one_by_one(url: str, tmp_path: Path) -> None:
    """Chains count by campaign, unit and origin; a campaign's events come unit by unit and each verifies."""
    store = create_store(url, tmp_path)
    for origin, unit in (("office", "060"), ("laptop", "060"), ("office", "061")):
        append(store, "c", origin, entries(2, unit), "t")
    append(store, "other", "office", entries(1), "t")
    units = dict(store.campaign_events("c"))
    assert {unit: [(event.origin, event.number) for event in events] for unit, events in units.items()} == {
        "060": [("laptop", 1), ("laptop", 2), ("office", 1), ("office", 2)],
        "061": [("office", 1), ("office", 2)],
    }
    assert [(origin, number) for origin, number, _ in store.chain_ends("c")["060"]] == [
        ("laptop", 2),
        ("office", 2),
    ]
    for events in units.values():
        verify_chain(events)


def test_one_step_records_nothing_twice_and_a_withdrawal_in_it_counts(
    url: str, tmp_path: Path, campaign: Campaign, checklists: dict[str, Checklist]
) -> None:
    """The same answer twice in one step is one event. A withdrawal after it leaves the item unanswered."""
    store = create_store(url, tmp_path)
    recorder = Recorder(store, campaign, checklists)
    given_answer = Entry("060", EventKind.ANSWERED, "C00", "inspector", "yes")
    taken = Entry("060", EventKind.WITHDRAWN, "C00", "inspector")
    recorded = recorder.record([given_answer, replace(given_answer, raw="Có"), taken, taken])
    assert [event.kind for event in recorded] == [EventKind.OPENED, EventKind.ANSWERED, EventKind.WITHDRAWN]


def test_two_imports_at_once_record_nothing_twice(
    url: str, tmp_path: Path, campaign: Campaign, checklists: dict[str, Checklist]
) -> None:
    """Ten recorders record the same answer at once: it is added once, as they read under the write lock."""
    create_store(url, tmp_path)

    def record(_number: int) -> int:
        store = open_store(url, tmp_path)
        recorded = Recorder(store, campaign, checklists).answer(
            "060", "C00", Source.INSPECTOR, "yes", actor="r"
        )
        return len(recorded)

    with ThreadPoolExecutor(10) as pool:
        assert sorted(pool.map(record, range(10))) == [0] * 9 + [2]


@pytest.mark.slow
def test_many_processes_lose_nothing(url: str, tmp_path: Path, trials: Trials) -> None:
    """Twenty processes append to their own chain and to a common one at once: every chain is whole.

    Ten in the everyday run.
    """
    create_store(url, tmp_path)

    def write(number: int) -> None:
        store = open_store(url, tmp_path)
        for _ in range(3):
            append(store, "c", "office", entries(2), "t")
            append(store, "c", f"laptop{number}", entries(2), "t")

    count = 20 if trials.full else 10
    at_once(count, write)
    store = open_store(url, tmp_path)
    events = store.events("c", "060")
    assert len(events) == count * 3 * 2 * 2
    verify_chain(events)


def test_a_store_of_the_first_version_gets_its_new_columns_when_it_is_opened(
    url: str, tmp_path: Path
) -> None:
    """Columns that came later are added; its events stay, verify, and new ones follow them."""
    store = create_store(url, tmp_path)
    append(store, "c", "office", entries(2), "t")
    engine = create_engine(_raw(url))
    with engine.begin() as connection:
        for name in ("client", "replaces"):
            connection.execute(text(f"ALTER TABLE events DROP COLUMN {name}"))
    engine.dispose()
    again = open_store(url, tmp_path)
    append(again, "c", "office", entries(1), "t2")
    assert len(again.events("c", "060")) == 3
    verify_chain(again.events("c", "060"))


def test_chains_of_another_machine_are_added_once(url: str, tmp_path: Path) -> None:
    """A second time adds nothing, a longer chain only its end."""
    laptop = create_store("sqlite:///laptop.db", tmp_path)
    store = create_store(url, tmp_path)
    append(store, "c", "office", entries(1), "t")
    first = append(laptop, "c", "laptop", entries(2), "t")
    ends = laptop.unit_ends("c", "060").ends
    assert store.add_chains(first, ends) == first
    assert store.add_chains(first, ends) == []
    later = append(laptop, "c", "laptop", entries(1), "t2")
    assert store.add_chains([*first, *later], laptop.unit_ends("c", "060").ends) == later
    assert [event.origin for event in store.events("c", "060")] == ["laptop"] * 3 + ["office"]


def test_two_machines_under_one_name_are_refused_whole(url: str, tmp_path: Path) -> None:
    """A chain that differs from the store's is refused, and nothing of the other chains is added."""
    store = create_store(url, tmp_path)
    append(store, "c", "laptop", entries(1), "t")
    other = create_store("sqlite:///other.db", tmp_path)
    forked = append(other, "c", "laptop", entries(1) + entries(2, "061"), "t2")
    with pytest.raises(ForkedChainError):
        store.add_chains(forked)
    assert store.events("c", "061") == []
