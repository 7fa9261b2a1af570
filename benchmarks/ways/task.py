"""What one way is asked to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.workbench import Workbench

MADE_AT = "2017-06-30T00:00:00+00:00"
NOTEBOOK = "notebooks/unit_report.ipynb"

Clock = Callable[[], None]
"""A way calls it each time a report is complete."""


@dataclass(frozen=True, slots=True)
class Task:
    """The units of a campaign whose reports a way makes, from a store, into a folder of its own."""

    workbench: Workbench
    campaign: str
    store: str
    output: Path
    units: Sequence[str]

    def parameters(self, unit: str) -> dict[str, str]:
        """The parameters of one unit's notebook; its output folder is made."""
        folder = self.output / unit
        folder.mkdir(parents=True, exist_ok=True)
        return {
            "unit": unit,
            "campaign": self.campaign,
            "store": self.store,
            "output": str(folder),
            "made_at": MADE_AT,
            "home": str(self.workbench.folder),
        }
