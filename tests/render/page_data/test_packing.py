"""What is packed comes out again, and nothing else can be unpacked."""

from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.render.page_data import packing
from inspection_lib.render.page_data.packing import pack, unpack

_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
_REPEATED = st.lists(st.sampled_from(['"name":', "Chủ tịch UBND huyện", "<b>", '"', "\\", ","]) | _TEXT).map(
    "".join
)


@given(_REPEATED)
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    """Canonical JSON has no control letters; all else may occur, and is packed for a script element."""
    packed = pack(text)
    assert unpack(packed) == text
    assert not set(packed) & set('<"\\')


def test_what_stands_twice_is_kept_once() -> None:
    """Also when it stands farther apart than DEFLATE looks back."""
    sentence = "".join(chr(0x4E00 + at * 7) for at in range(400))
    between = "".join(f'"{at * 7919}",' for at in range(9_000))
    text = f'"{sentence}",{between}"{sentence}"'
    assert len(pack(text)) < len(pack(f'"{sentence}",{between}')) + 20


def test_more_pieces_than_letters_stay_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report with more pieces of text than there are letters for is packed less, and not wrongly."""
    monkeypatch.setattr(packing, "MOST_PIECES", 3)
    text = ",".join(f'"piece {at % 7}"' for at in range(30))
    assert unpack(pack(text)) == text


def _written(content: bytes) -> str:
    return base64.b85encode(content).decode().replace("<", ",")


@pytest.mark.parametrize(
    "packed",
    [
        "",
        "~~~~~",
        "một",
        _written(b"no stream"),
        _written(zlib.compress(b"one part")),
        _written(zlib.compress(b"a\0b\0\x02")),
        _written(zlib.compress("a\x01b\0piece\0\u0101".encode())),
        _written(zlib.compress(b"a\x01\x01b\0piece\0\x02\x02")),
        _written(zlib.compress(b"\xff\0\0")),
        _written(zlib.compress(b"a\0b\0")[:-2]),
        _written(zlib.compress(b"a\0b\0") + b"more"),
    ],
)
def test_anything_else_is_a_value_error(packed: str) -> None:
    """Damage is never a traceback of another kind."""
    with pytest.raises(ValueError, match="not packed data"):
        unpack(packed)
