"""Texts of events lie beside them, and can be taken out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.errors import ChainError
from inspection_lib.model import REMOVED, Entry, EventKind, Place, ResponseEvent
from inspection_lib.record.chain import next_event, verify_chain
from inspection_lib.record.encoding import digest_of, event_from_json, event_to_json
from inspection_lib.record.texts import (
    commitment_of,
    derived_salts,
    kept_texts,
    random_salt,
    texts_of,
    with_texts,
)
from tests.record.machines import a_chain

OLD = [
    event_from_json(line)
    for line in Path(__file__).with_name("chain_of_0_1_0.jsonl").read_bytes().splitlines()
]
ENTRY = Entry(
    "060",
    EventKind.ANSWERED,
    "X",
    "inspector",
    "yes",
    note="Theo lời bà Hoa",
    evidence=("12/BC-UBND", "ảnh 1", "ảnh 2"),
    actor="Thành viên đoàn",
    place=Place("bà Hoa.csv", "a" * 64, 7),
)


def an_event(previous: ResponseEvent | None = None) -> ResponseEvent:
    return next_event(previous, "2017-dot-1", "office", ENTRY, "2027-01-01T00:00:00", random_salt)


def without(event: ResponseEvent, *names: str) -> ResponseEvent:
    """The event after texts were taken out."""
    kept = {name: text for name, text in kept_texts(event).items() if name not in names}
    return with_texts(event, {one.name: one.digest for one in event.commitments}, kept)


def test_every_text_has_a_commitment_with_a_salt_of_its_own() -> None:
    """Six texts, six salts of 128 bits; the same entry twice has other salts and another digest."""
    event, again = an_event(), an_event()
    assert [name for name, _ in sorted(texts_of(event))] == [one.name for one in event.commitments]
    assert [one.name for one in event.commitments] == [
        "actor",
        "evidence.0",
        "evidence.1",
        "evidence.2",
        "file",
        "note",
        "raw",
    ]
    salts = [one.salt for one in (*event.commitments, *again.commitments)]
    assert len(set(salts)) == 14
    assert {len(bytes.fromhex(salt)) for salt in salts} == {16}
    assert event.digest != again.digest
    assert all(
        commitment_of(one.salt, dict(texts_of(event))[one.name]) == one.digest for one in event.commitments
    )


@given(st.sets(st.sampled_from([one.name for one in an_event().commitments])))
def test_any_texts_can_be_taken_out_and_the_chain_still_verifies(names: set[str]) -> None:
    """The digest stays, the texts that stay are read, and those that went are marked."""
    first = an_event()
    chain = [without(first, *names), an_event(first)]
    verify_chain(chain)
    assert chain[0].digest == first.digest
    assert chain[0].removed == names
    now, before = dict(texts_of(chain[0])), dict(texts_of(first))
    assert now == {name: REMOVED if name in names else text for name, text in before.items()}
    assert event_from_json(event_to_json(chain[0])) == chain[0]
    assert not any(before[name] in event_to_json(chain[0]) for name in names)


@pytest.mark.parametrize("name", ["raw", "note", "actor", "evidence.1", "file"])
def test_a_text_that_was_changed_or_added_is_found(name: str) -> None:
    """Texts beside an event are as safe as those inside: another text or salt, or one too many."""
    event = an_event()
    digests = {one.name: one.digest for one in event.commitments}
    salt, text = kept_texts(event)[name]
    for other in ((salt, f"{text}."), (random_salt(""), text)):
        with pytest.raises(ChainError):
            verify_chain([with_texts(event, digests, {**kept_texts(event), name: other})])
    with pytest.raises(ChainError):
        verify_chain([replace(event, commitments=event.commitments[1:])])
    with pytest.raises(ChainError):
        verify_chain([replace(event, commitments=(*event.commitments, event.commitments[0]))])


def test_a_place_is_under_the_digest() -> None:
    """Neither the row nor the digest of the file can be changed, with commitments and without."""
    for salts in (random_salt, None):
        event = next_event(None, "c", "office", ENTRY, "t", salts)
        verify_chain([event])
        assert event.place is not None
        for other in (replace(event.place, row=8), replace(event.place, sha256="b" * 64), None):
            with pytest.raises(ChainError):
                verify_chain([replace(event, place=other)])


def test_events_of_0_1_0_and_of_today_stand_in_one_chain() -> None:
    """The digest of an old event is as it was; the new one follows it."""
    verify_chain([*OLD, next_event(OLD[-1], "2017-dot-1", OLD[-1].origin, ENTRY, "2027", random_salt)])
    assert all(event.commitments == () and event.removed == frozenset() for event in OLD)


def test_a_text_is_not_in_what_the_digest_covers() -> None:
    """A digest that is published tells nobody whether `yes` or `no` was answered: the salt is missing."""
    event = an_event()
    line = json.loads(event_to_json(event))
    assert "raw" not in line
    assert line["texts"].pop("raw")[1] == "yes"
    blank = event_from_json(json.dumps(line))
    assert digest_of(blank) == event.digest
    assert commitment_of("00" * 16, "yes") not in json.dumps(line)


def test_salts_of_a_device_depend_on_all_that_names_the_text() -> None:
    """The same secret gives the same salts; another secret, event or text another one."""
    salt = derived_salts("s", "t-1", "060", 1)("raw")
    assert salt == derived_salts("s", "t-1", "060", 1)("raw")
    others = [
        derived_salts("s2", "t-1", "060", 1)("raw"),
        derived_salts("s", "t-2", "060", 1)("raw"),
        derived_salts("s", "t-1", "061", 1)("raw"),
        derived_salts("s", "t-1", "060", 2)("raw"),
        derived_salts("s", "t-1", "060", 1)("note"),
    ]
    assert len({salt, *others}) == 6


@pytest.mark.parametrize(
    "change",
    [
        {"texts": {"raw": ["0", "yes"]}},
        {"texts": {"other": ["0" * 32, "x"]}},
        {"commitments": {"raw": "x"}},
        {"commitments": {"evidence.1": "0" * 64}, "texts": {}},
        {"place": {"row": "7", "sha256": "a" * 64}},
        {"raw": "yes"},
    ],
)
def test_a_line_with_texts_that_do_not_belong_is_refused(change: dict[str, object]) -> None:
    """Salts and digests have their length, and every text has its commitment."""
    with pytest.raises(ValueError, match=r"."):
        event_from_json(json.dumps(json.loads(event_to_json(an_event())) | change))


def test_a_chain_with_salts_is_as_long_as_one_without() -> None:
    """Links and numbers are the same; `verify_chain` takes both."""
    plain, salted = a_chain(), a_chain(new_salt=random_salt)
    verify_chain(salted)
    assert [(event.number, event.raw, event.note) for event in plain] == [
        (event.number, event.raw, event.note) for event in salted
    ]
