"""Small pictures of the photos of a visit, each made once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from inspection_lib.model import Attachment
from inspection_lib.record import EvidenceFolder

DRAWN_AT_ONCE = 4
"""Photos that are read at the same time: each takes some 50 MB for a moment."""


class Thumbnails:
    """The small pictures of the photos in a folder of evidence."""

    def __init__(self, evidence: EvidenceFolder) -> None:
        self._evidence = evidence
        self._made: dict[str, str] = {}

    def of(self, pieces: Iterable[Sequence[Attachment]]) -> Mapping[str, str]:
        """Data URLs by SHA-256, of these pieces at least; "" for a file that has no small picture."""
        files = {piece.sha256 for attached in pieces for piece in attached if piece.sha256}
        new = sorted(files - self._made.keys())
        with ThreadPoolExecutor(DRAWN_AT_ONCE) as pool:  # Pillow lets other threads run while it reads points
            for sha256, jpeg in zip(new, pool.map(self._evidence.thumbnail, new), strict=True):
                self._made[sha256] = f"data:image/jpeg;base64,{b64encode(jpeg).decode()}" if jpeg else ""
        return self._made
