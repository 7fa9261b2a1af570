"""The checklists of the repository by the kind of their unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from inspection_lib.definitions import read_checklist
from inspection_lib.model import Checklist
from tests.conftest import ROOT


class Shipped(Mapping[str, Checklist]):
    """One version for each of some kinds. A file is read on use: every worker loads every test module."""

    def __init__(self, kinds: Sequence[str], version: int) -> None:
        self._kinds, self._version = tuple(kinds), version
        self._read: dict[str, Checklist] = {}

    def __getitem__(self, kind: str) -> Checklist:
        """The checklist of a kind."""
        if kind not in self._read and kind in self._kinds:
            path = ROOT / "checklists" / "definitions" / f"par-{kind}.v{self._version}.yaml"
            self._read[kind] = read_checklist(path)
        return self._read[kind]

    def __iter__(self) -> Iterator[str]:
        """The kinds."""
        return iter(self._kinds)

    def __len__(self) -> int:
        """How many kinds."""
        return len(self._kinds)
