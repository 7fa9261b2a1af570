"""Small pictures of the photos of a visit, each made once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence

from inspection_lib.model import Attachment
from inspection_lib.record import EvidenceFolder


class Thumbnails:
    """The small pictures of the photos in a folder of evidence."""

    def __init__(self, evidence: EvidenceFolder) -> None:
        self._evidence = evidence
        self._made: dict[str, str] = {}

    def of(self, pieces: Iterable[Sequence[Attachment]]) -> Mapping[str, str]:
        """Data URLs by SHA-256, of these pieces at least; "" for a file that has no small picture."""
        files = {piece.sha256 for attached in pieces for piece in attached if piece.sha256}
        for sha256 in files - self._made.keys():
            jpeg = self._evidence.thumbnail(sha256)
            self._made[sha256] = f"data:image/jpeg;base64,{b64encode(jpeg).decode()}" if jpeg else ""
        return self._made
