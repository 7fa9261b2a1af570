"""What others do to a bundle is found when it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from inspection_lib.errors import BundleError
from inspection_lib.exchange.keys import (
    load_key,
)
from inspection_lib.language.messages import in_english
from tests.conftest import CAMPAIGN
from tests.exchange.test_bundle import (
    PASSPHRASE,
    UNIT,
    Build,
    Machine,
    an_office,
    build,
    laptop,
    merge,
    repacked,
)

__all__ = ["build", "laptop"]


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
        (slip_out, "leads elsewhere"),
        (absolute, "leads elsewhere"),
        (backslash, "leads elsewhere"),
        (swell, "too large"),
    ],
)
def test_a_bundle_that_was_tampered_with_is_refused_whole(
    build: Build, laptop: Machine, tmp_path: Path, change: Callable[[dict[str, bytes]], None], why: str
) -> None:
    """The reason is said, and neither an event nor a file of it is kept."""
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
