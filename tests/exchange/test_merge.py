"""Merging: which rooms it enters, and that any order of merging ends in the same record."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection_lib.errors import BundleError
from inspection_lib.exchange.merge import merge_file
from inspection_lib.keys import distrust, encrypt_for, load_key, new_office_identity, trust
from inspection_lib.model import Attachment, Entry, EventKind, ResponseEvent, Source
from inspection_lib.record.attachments import fold_attachments, write_attachment
from inspection_lib.record.chain import in_order, verify_chain
from inspection_lib.record.fold import fold_answers, standing_responses
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import EventStore, create_store
from tests.builders import a_campaign, a_checklist, a_unit, an_item
from tests.conftest import ROOT
from tests.exchange.machines import ACTOR, PASSPHRASE, Build, Machine, an_office, merge
from tests.record.machines import share
from tests.trials import EXAMPLES, examples

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


ROOMS_OF_A_MERGE = {"exchange", "record", "keys", "answers", "files", "model", "language", "system.py"}
"""With `cli`, which calls the merge, these are nine rooms."""


def test_a_bundle_passes_few_rooms_on_its_way_into_the_store(
    build: Build, laptop: Machine, tmp_path: Path
) -> None:
    """From the file to the events in the store, with evidence. The recorder was opened before."""
    path = tmp_path / "visit.zip"
    path.write_bytes(laptop.bundle())
    office = an_office(build, laptop)
    package = ROOT / "inspection_lib"
    entered: set[Path] = set()

    def notice(frame: FrameType, _event: str, _argument: object) -> None:
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(package):
            entered.add(file.relative_to(package))

    sys.setprofile(notice)
    try:
        merged = merge_file(path, lambda _: office.recorder, office.evidence, lambda: "", warn=print)
    finally:
        sys.setprofile(None)
    assert (merged.events, merged.files) == (3, 1)
    assert {file.parts[0] for file in entered} <= ROOMS_OF_A_MERGE, sorted(map(str, entered))


@contextmanager
def laptops() -> Iterator[dict[str, Recorder]]:
    """Three machines whose clocks stand apart."""
    with tempfile.TemporaryDirectory() as folder:
        made = {}
        for hours, name in enumerate(LAPTOPS):
            ticks = iter(
                f"2017-05-15T{hours:02}:{tick // 60:02}:{tick % 60:02}.000000+00:00" for tick in range(3000)
            )
            store = create_store(f"sqlite:///{name}.db", Path(folder))
            made[name] = Recorder(
                store, CAMPAIGN, {"district": CHECKLIST}, name, lambda ticks=ticks: next(ticks)
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


@pytest.mark.slow
@settings(max_examples=examples(EXAMPLES, 7))
@given(STEPS)
def test_merging_is_commutative_associative_idempotent_and_loses_nothing(
    steps: list[tuple[str, str, object]],
) -> None:
    """After any history, merging three machines in any order, once or twice, gives one record."""
    with laptops() as machines, tempfile.TemporaryDirectory() as folder:
        written: set[str] = set()
        for kind, name, rest in steps:
            if kind == "merge":
                share(machines[name], machines[str(rest)])
            else:
                act(machines[name], *rest)
            written |= {event.digest for event in events(machines[name].store)}
        states = []
        for number, order in enumerate(permutations(LAPTOPS)):
            office = create_store(f"sqlite:///office{number}.db", Path(folder))
            for name in (*order, order[0]):
                ends = machines[name].store.unit_ends("c", "060").ends
                office.add_chains(events(machines[name].store), ends)
            verify_chain(events(office))
            states.append(events(office))
        assert all(state == states[0] for state in states)
        assert {event.digest for event in states[0]} == written
        for one in LAPTOPS:
            for other in LAPTOPS:
                share(machines[one], machines[other])
        assert all(meaning(events(machine.store)) == meaning(states[0]) for machine in machines.values())


def test_a_key_that_is_trusted_no_more_brings_nothing(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """After a laptop was lost its key is taken from the list: its bundle is refused."""
    content = laptop.bundle()
    key = load_key(PASSPHRASE).signer.key
    office = an_office(build, laptop)
    distrust(key)
    with pytest.raises(BundleError, match="not trusted"):
        merge(office, content, tmp_path)


@pytest.mark.slow
def test_a_bundle_for_the_office_is_read_there_alone(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """Encrypted with age for the office's key: the office reads it, the laptop that made it cannot."""
    content = laptop.bundle()
    key = load_key(PASSPHRASE).signer.key
    office = build("office")
    public = new_office_identity(PASSPHRASE)
    trust(key, ACTOR)
    sealed = encrypt_for(content, public)
    assert b"A01" not in sealed
    assert merge(office, sealed, tmp_path).events == 3
    stranger = build("stranger")
    with pytest.raises(BundleError, match="encrypted"):
        merge(stranger, sealed, tmp_path)
