"""A unit's registers, read once for many answers. Reading them takes as long as recording an answer."""

from __future__ import annotations

from dataclasses import dataclass

from inspection_lib.model import Campaign, Measure
from inspection_lib.workbench import Workbench, load_registers

_Stamp = tuple[tuple[str, int, int], ...]
"""Name, time of change in ns and size of each file in the folder of registers."""


@dataclass(slots=True)
class KeptRegisters:
    """What a unit's registers hold. They are read again when a file of their folder has changed."""

    workbench: Workbench
    campaign: Campaign
    unit_code: str
    _read: tuple[_Stamp, tuple[Measure, ...]] | None = None

    def measures(self) -> tuple[Measure, ...]:
        """The measures now. Raises InvalidFilesError when a register cannot be read."""
        stamp = self._stamp()
        if self._read is None or self._read[0] != stamp:
            folder, kinds = self.workbench.registers(self.campaign.id), self.workbench.extensions().registers
            self._read = stamp, load_registers(folder, self.campaign, self.unit_code, kinds).measures
        return self._read[1]

    def _stamp(self) -> _Stamp:
        paths = sorted(self.workbench.registers(self.campaign.id).rglob("*"))
        found = [(str(path), path.stat()) for path in paths]
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
