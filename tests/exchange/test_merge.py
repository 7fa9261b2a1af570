"""Random histories of three laptops: in whatever order bundles are exchanged, all come to the same and nothing is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from inspection_lib.model import Attachment, Entry, EventKind, ResponseEvent, Source, UnitKind
from inspection_lib.record.attachments import fold_attachments, write_attachment
from inspection_lib.record.chain import in_order, verify_chain
from inspection_lib.record.fold import fold_answers, standing_responses
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import EventStore, create_store
from tests.builders import a_campaign, a_checklist, a_unit, an_item

CHECKLIST = a_checklist([[an_item("X"), an_item("Y")]])
CAMPAIGN = a_campaign(a_unit())
LAPTOPS = ("one", "two", "three")
ACTS = st.one_of(
    st.tuples(
        st.sampled_from(["answered", "decided"]),
        st.sampled_from(["X", "Y"]),
        st.sampled_from(["yes", "no", "n/a"]),
    ),
    st.tuples(st.just("withdrawn"), st.sampled_from(["X", "Y"]), st.just("")),
    st.tuples(
        st.sampled_from(["attached", "detached"]),
        st.sampled_from(["X", "Y"]),
        st.sampled_from(["12/BC", "34/QĐ"]),
    ),
    st.tuples(st.just("submitted"), st.just(""), st.just("")),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("act"), st.sampled_from(LAPTOPS), ACTS),
        st.tuples(st.just("merge"), st.sampled_from(LAPTOPS), st.sampled_from(LAPTOPS)),
    ),
    max_size=14,
)


@contextmanager
def laptops() -> Iterator[dict[str, Recorder]]:
    """Three machines whose clocks stand apart."""
    with tempfile.TemporaryDirectory() as folder:
        made = {}
        for hours, name in enumerate(LAPTOPS):
            ticks = iter(
                f"2017-05-15T{hours:02}:{tick // 60:02}:{tick % 60:02}+00:00" for tick in range(3000)
            )
            store = create_store(f"sqlite:///{name}.db", Path(folder))
            made[name] = Recorder(
                store, CAMPAIGN, {UnitKind.DISTRICT: CHECKLIST}, name, lambda ticks=ticks: next(ticks)
            )
        yield made


def act(recorder: Recorder, kind: str, item: str, raw: str) -> None:
    piece = Attachment(number=raw, received="2017-05-15")
    match kind:
        case "attached":
            recorder.attach("060", item, Source.INSPECTOR, piece, actor="a")
        case "detached":
            raw = write_attachment(piece)
            recorder.record([Entry("060", EventKind.DETACHED, item, "inspector", raw, actor="a")])
        case "submitted":
            recorder.submit("060", actor="a")
        case _:
            recorder.record([Entry("060", EventKind(kind), item, "inspector", raw, actor="a")])


def events(store: EventStore) -> list[ResponseEvent]:
    return store.events("c", "060")


def meaning(found: list[ResponseEvent]) -> tuple[object, ...]:
    """All that a reader sees of events."""
    ordered = in_order(found)
    return fold_answers(CHECKLIST, ordered), fold_attachments(ordered), standing_responses(ordered)


@settings(max_examples=settings.default.max_examples // 4)
@given(STEPS)
def test_merging_is_commutative_associative_idempotent_and_loses_nothing(
    steps: list[tuple[str, str, object]],
) -> None:
    """After every history, merging the three in any order and any number of times gives one state with every event."""
    with laptops() as machines, tempfile.TemporaryDirectory() as folder:
        written: set[str] = set()
        for kind, name, rest in steps:
            if kind == "merge":
                machines[name].store.add_chains(events(machines[str(rest)].store))
            else:
                act(machines[name], *rest)
            written |= {event.digest for event in events(machines[name].store)}
        chains = {name: events(machine.store) for name, machine in machines.items()}
        states = []
        for number, order in enumerate(permutations(LAPTOPS)):
            office = create_store(f"sqlite:///office{number}.db", Path(folder))
            for name in (*order, order[0]):
                office.add_chains(chains[name])
            verify_chain(events(office))
            states.append(events(office))
        assert all(state == states[0] for state in states)
        assert {event.digest for event in states[0]} == written
        for one in LAPTOPS:
            for other in LAPTOPS:
                machines[one].store.add_chains(chains[other])
        assert all(meaning(events(machine.store)) == meaning(states[0]) for machine in machines.values())
