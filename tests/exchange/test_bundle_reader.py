"""What others do to a bundle is found when it is read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from inspection_lib.errors import BundleError
from inspection_lib.keys import load_key
from inspection_lib.language.messages import in_english
from inspection_lib.model import Entry, EventKind
from inspection_lib.record.chain import next_event
from inspection_lib.record.encoding import canonical_json, event_to_json
from inspection_lib.record.moments import utc_now
from tests.conftest import CAMPAIGN
from tests.exchange.machines import ACTOR, PASSPHRASE, UNIT, Build, Machine, an_office, merge, repacked


def forge_answer(members: dict[str, bytes]) -> None:
    members[f"events/{UNIT}.jsonl"] = members[f"events/{UNIT}.jsonl"].replace(b"2017-01-15", b"2017-01-14")


def forge_manifest(members: dict[str, bytes]) -> None:
    members["manifest.json"] = members["manifest.json"].replace(b"2017-dot-1", b"2017-dot-2")


def swap_file(members: dict[str, bytes]) -> None:
    name = next(name for name in members if name.startswith("evidence/"))
    members[name] = b"%PDF-1.7 fake"


def drop_file(members: dict[str, bytes]) -> None:
    del members[next(name for name in members if name.startswith("evidence/"))]


def add_file(members: dict[str, bytes]) -> None:
    members["evidence/" + "0" * 64] = b"more"


def slip_out(members: dict[str, bytes]) -> None:
    members["../../outside"] = b"x"


def absolute(members: dict[str, bytes]) -> None:
    members["/etc/outside"] = b"x"


def backslash(members: dict[str, bytes]) -> None:
    members["..\\outside"] = b"x"


def swell(members: dict[str, bytes]) -> None:
    members["manifest.sig"] = b"0" * 200_000_000


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (forge_answer, "was changed"),
        (forge_manifest, "signature"),
        (swap_file, "was changed"),
        (drop_file, "is missing"),
        (add_file, "does not belong"),
        (slip_out, "outside the folder"),
        (absolute, "outside the folder"),
        (backslash, "outside the folder"),
        (swell, "too large"),
    ],
)
def test_a_bundle_that_was_tampered_with_is_refused_whole(
    build: Build, laptop: Machine, tmp_path: Path, change: Callable[[dict[str, bytes]], None], why: str
) -> None:
    """The error has the reason, and neither an event nor a file is kept."""
    content = repacked(laptop.bundle(), change)
    office = an_office(build, laptop)
    with pytest.raises(BundleError) as caught:
        merge(office, content, tmp_path)
    assert why in in_english(caught.value.message)
    assert office.store.events(CAMPAIGN, UNIT) == []
    assert not office.evidence.folder.exists()
    assert not (tmp_path.parent / "outside").exists()


def test_a_key_that_is_not_trusted_is_refused_with_its_digits(
    build: Build, laptop: Machine, tmp_path: Path
) -> None:
    """The office compares the digits with the sender before it trusts a key."""
    content, digits = laptop.bundle(), load_key(PASSPHRASE).signer.fingerprint
    office = build("office")
    with pytest.raises(BundleError, match=digits):
        merge(office, content, tmp_path)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("not json", "files are not those"),
        ("[]", "files are not those"),
        ('{"also":1}', "files are not those"),
        ('{"latitude":"north","longitude":"105","number":"1"}', "wrong: attachment"),
        ('{"number":"1","taken":"yesterday"}', "wrong: attachment"),
        ('{"number":"\\ud800"}', "files are not those"),
    ],
)
def test_an_attachment_that_cannot_be_read_is_refused(
    build: Build, laptop: Machine, tmp_path: Path, raw: str, why: str
) -> None:
    """A refusal with its reason, not a crash, whatever a trusted sender's program wrote."""
    key = load_key(PASSPHRASE)
    entry = Entry(UNIT, EventKind.ATTACHED, "A01", "inspector", raw, actor=ACTOR)
    event = next_event(None, CAMPAIGN, "m-other", entry, utc_now())
    line = f"{event_to_json(event)}\n".encode()

    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        name = f"events/{UNIT}.jsonl"
        manifest["members"] = [{"name": name, "size": len(line), "sha256": hashlib.sha256(line).hexdigest()}]
        manifest["chains"] = [{"unit": UNIT, "origin": "m-other", "last": 1, "head": event.digest}]
        manifest["version"] = 1  # as an earlier version made it, without signed ends
        signed = canonical_json(manifest).encode()
        members.clear()
        members.update({"manifest.json": signed, "manifest.sig": key.sign(signed), name: line})

    content = repacked(laptop.bundle(), change)
    office = an_office(build, laptop)
    with pytest.raises(BundleError, match=why):
        merge(office, content, tmp_path)
    assert office.store.events(CAMPAIGN, UNIT) == []
