"""Files that come in parts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from inspection_lib.errors import BundleError
from inspection_lib.visit.home import uploads
from inspection_lib.visit.home.uploads import Uploads


@pytest.fixture
def own() -> Iterator[Uploads]:
    uploads = Uploads()
    yield uploads
    uploads.close()


def test_parts_make_the_file_and_a_part_that_comes_twice_counts_once(own: Uploads) -> None:
    """The name is that of a file, whatever folders stand before it; after the block the file is gone."""
    upload = own.begin("../../x/visit.zip")
    assert own.add(upload, 0, b"one") == 3
    assert own.add(upload, 0, b"one") == 3
    assert own.add(upload, 3, b"two") == 6
    with own.taken(upload) as (path, name):
        assert (path.read_bytes(), name) == (b"onetwo", "visit.zip")
    assert not path.exists()
    with pytest.raises(BundleError), own.taken(upload):
        pass


def test_a_gap_and_too_much_are_refused(own: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that is missing, an upload that nobody began, more bytes than are allowed."""
    monkeypatch.setattr(uploads, "MOST_BYTES", 5)
    upload = own.begin("a.zip")
    for wrong, offset in ((upload, 1), ("unknown", 0)):
        with pytest.raises(BundleError, match="whole"):
            own.add(wrong, offset, b"x")
    own.add(upload, 0, b"12345")
    with pytest.raises(BundleError, match="too large"):
        own.add(upload, 5, b"6")


def test_of_many_uploads_the_oldest_is_dropped(own: Uploads) -> None:
    """Pages that were closed leave nothing behind for ever."""
    first = own.begin("a.zip")
    own.add(first, 0, b"x")
    for _ in range(uploads.MOST_AT_ONCE):
        own.begin("b.zip")
    with pytest.raises(BundleError), own.taken(first):
        pass
