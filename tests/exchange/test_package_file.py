"""Packages as files: which ones this machine recognises, and which ones were changed."""

from __future__ import annotations

import hashlib
import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from inspection_lib.errors import BundleError
from inspection_lib.exchange.merge import open_archive
from inspection_lib.exchange.package_file import read_package
from inspection_lib.model import limits
from tests.exchange.packages import (
    FIRST,
    PAPER,
    SECOND,
    TAB,
    UNIT,
    BuildOffice,
    Office,
    a_file,
    a_package,
    an_entry,
    pack,
    unpack,
)

Members = dict[str, bytes]


@pytest.fixture
def office(offices: BuildOffice) -> Office:
    return offices("office")


@pytest.fixture
def laptop(offices: BuildOffice) -> Office:
    return offices("laptop")


def test_a_package_of_an_own_form_is_recognised(office: Office) -> None:
    """Nobody has to say whose it is, and it is recorded in the chain of recognised packages."""
    merged = office.merge_unnamed(
        a_package(office, [an_entry(1), a_file(2)], (PAPER,), form=office.new_form())
    )
    assert (merged.events, merged.files) == (3, 1)
    assert {event.origin[:2] for event in office.events()} == {"f-"}


def replaced(name: str, old: bytes, new: bytes) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new)

    return change


def without_last_entry(members: Members) -> None:
    members["entries.jsonl"] = members["entries.jsonl"].splitlines(keepends=True)[0]


def with_another_entry(members: Members) -> None:
    members["entries.jsonl"] += json.dumps(an_entry(9, "a", SECOND)).encode() + b"\n"


def with_another_file(members: Members) -> None:
    name = next(name for name in members if name.startswith("files/"))
    members[name] += b" "


def without_hmac(members: Members) -> None:
    del members["package.hmac"]


@pytest.mark.parametrize(
    "change",
    [
        replaced("entries.jsonl", b"2017-01-15", b"2017-01-16"),
        replaced("entries.jsonl", b'"kind": "answered"', b'"kind": "decided"'),
        replaced("manifest.json", b"9f3a", b"9f3b"),
        replaced("manifest.json", b"T10:00", b"T11:00"),
        replaced("manifest.json", f'"unit": "{UNIT}"'.encode(), b'"unit": "061"'),
        without_last_entry,
        with_another_entry,
        with_another_file,
        without_hmac,
        lambda members: members.update({"package.hmac": b"0" * 64}),
        lambda members: members.update({"package.hmac": b""}),
        lambda members: members.update({"more": b""}),
    ],
)
def test_a_changed_package_is_refused_by_name(office: Office, change: Callable[[Members], None]) -> None:
    """Also if somebody names a role for it; nothing of it is recorded."""
    path = a_package(office, [an_entry(1), a_file(2)], (PAPER,), form=office.new_form())
    members = unpack(path)
    change(members)
    pack(path, members)
    with pytest.raises(BundleError) as refused:
        office.merge(path)
    assert refused.value.file == str(path)
    assert office.events() == []
    assert not office.evidence.folder.exists()


def test_another_form_of_this_machine_makes_another_hmac(office: Office) -> None:
    """The secret of one form does not make packages under the id of another."""
    one, other = office.new_form(), office.new_form()
    path = a_package(office, [an_entry(1)], form=other)
    members = unpack(path)
    replaced("manifest.json", other.id.encode(), one.id.encode())(members)
    with pytest.raises(BundleError, match="changed or forged"):
        office.merge(pack(path, members))


def test_a_package_of_another_machines_form_is_not_recognised(office: Office, laptop: Office) -> None:
    """Nor is one without an HMAC, which an earlier version saved."""
    for path in (a_package(office, [an_entry(1)], form=laptop.new_form()), a_package(office, [an_entry(1)])):
        with pytest.raises(BundleError, match="did not write"):
            office.merge_unnamed(path)
    assert office.events() == []


def test_an_id_that_was_taken_out_makes_a_package_unknown(office: Office, laptop: Office) -> None:
    """Whoever takes the id and the HMAC away has a package that somebody must name."""
    path = a_package(office, [an_entry(1)], form=office.new_form())
    members = unpack(path)
    manifest = json.loads(members["manifest.json"])
    del manifest["form"], members["package.hmac"]
    members["manifest.json"] = json.dumps(manifest).encode()
    with pytest.raises(BundleError, match="did not write"):
        office.merge_unnamed(pack(path, members))


def test_what_the_form_says_is_what_is_recorded(office: Office) -> None:
    """A recognised package records its entries as one that is known by name does."""
    entries = [an_entry(1), an_entry(2, "a", SECOND)]
    office.merge_unnamed(a_package(office, entries, form=office.new_form()))
    assert (office.stands(FIRST), office.stands(SECOND)) == ("2017-01-15", "a")
    assert {event.client for event in office.events() if event.client} == {f"{TAB}:1", f"{TAB}:2"}


def test_a_package_is_not_in_memory_as_a_whole(offices: BuildOffice) -> None:
    """Its files are read one by one: of four with 4 MB, two at most are in memory at once."""
    office = offices("office")
    contents = tuple(PAPER + os.urandom(4 * 2**20) for _ in range(4))
    digests = [hashlib.sha256(content).hexdigest() for content in contents]
    entries = [
        a_file(number) | {"sha256": digest, "size": len(contents[0])} for number, digest in enumerate(digests)
    ]
    path = a_package(office, entries, contents)
    del contents
    tracemalloc.start()
    try:
        package = read_package(open_archive(path, lambda: ""))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [file.sha256 for file in package.files] == digests
    assert peak < 12 * 2**20


def test_a_file_of_more_than_the_limit_is_not_opened(offices: BuildOffice, tmp_path: Path) -> None:
    """Its size is enough."""
    path = tmp_path / "tablet.zip"
    with path.open("wb") as file:
        file.truncate(limits.ARCHIVE_BYTES + 1)
    tracemalloc.start()
    try:
        with pytest.raises(BundleError, match="more than 2 GB"):
            offices("office").merge(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2**20
