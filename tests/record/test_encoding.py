"""How events are written: names, canonical JSON and digests, which can never change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspection_lib.model import EventKind
from inspection_lib.record.chain import verify_chain
from inspection_lib.record.encoding import canonical_json, digest_of, event_from_json, event_to_json
from inspection_lib.record.seal import chain_head

WRITTEN = Path(__file__).with_name("chain_of_0_1_0.jsonl").read_bytes().splitlines()
"""Three linked events that version 0.1.0 wrote. Its digests are never renewed."""
DIGESTS = [
    "2b22118fcc76a8bf3efe21787a2cb5c746f9da32ee15b16eed7fdfef177e3a3d",
    "aac7de585563fb9d85553afcadaa69d95edf99f9e273b8aaeec39152440a8fe1",
    "741bb4664b0aeae42c9ab74283bfe41811fee8e4e7f71007d3c2fb1bafb177e6",
]


def test_a_chain_of_version_0_1_0_still_has_its_digests() -> None:
    """Events with and without `client` and `replaces`. Digests, links and seal are those computed then."""
    chain = [event_from_json(line) for line in WRITTEN]
    assert [digest_of(event) for event in chain] == DIGESTS
    verify_chain(chain)
    assert chain_head(chain) == DIGESTS[-1]
    assert (chain[1].campaign_id, chain[1].unit_code, chain[1].kind) == (
        "2017-dot-1",
        "060",
        EventKind.ANSWERED,
    )


def test_an_event_is_written_as_version_0_1_0_wrote_it() -> None:
    """The same names and the same bytes, so that an older version reads a newer one's bundle."""
    assert [event_to_json(event_from_json(line)).encode() for line in WRITTEN] == WRITTEN


@pytest.mark.parametrize(
    "change", [{"also": 1}, {"campaign_id": "c"}, {"number": "one"}, {"kind": "thought"}]
)
def test_a_line_with_other_fields_is_refused(change: dict[str, object]) -> None:
    """Fields that are not known, and values that are not of their kind."""
    with pytest.raises(ValueError, match=r"."):
        event_from_json(json.dumps(json.loads(WRITTEN[0]) | change))


def test_a_line_that_lacks_a_field_or_is_no_object_is_refused() -> None:
    """Nothing is filled in."""
    content = json.loads(WRITTEN[0])
    del content["note"]
    for line in (json.dumps(content), "[]", "{", '"campaign"'):
        with pytest.raises(ValueError, match=r"."):
            event_from_json(line)


def test_canonical_json_has_one_form() -> None:
    """Sorted keys, no spaces, letters as they are."""
    assert canonical_json({"b": 1, "a": "ảnh"}) == '{"a":"ảnh","b":1}'
