"""What a manifest may name."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from inspection_lib.exchange.manifest import Member, events_name, sha256_of

SHA256 = sha256_of(b"")


def test_members_are_events_of_units_and_evidence() -> None:
    """Digests are those that everybody computes."""
    assert SHA256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for name in (events_name("060"), f"evidence/{SHA256}"):
        assert Member(name=name, size=0, sha256=SHA256).name == name


@pytest.mark.parametrize(
    "name", ["../x", "events/../../x.jsonl", "evidence/x", "/etc/passwd", "events/a/b.jsonl"]
)
def test_no_other_member_can_be_named(name: str) -> None:
    """Names that lead elsewhere, and files that are neither."""
    with pytest.raises(ValidationError):
        Member(name=name, size=0, sha256=SHA256)
