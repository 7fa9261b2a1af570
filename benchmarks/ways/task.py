"""What one way is asked to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.render import with_data
from inspection_lib.unit_report import REPORT_PAGE
from inspection_lib.workbench import REPORT_JSON, Workbench

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

    def write_page(self, unit: str, page: str) -> None:
        """Write the page of a unit with its data, as a batch does; `report.json` must be there."""
        folder = self.output / unit
        report = (folder / REPORT_JSON).read_text(encoding="utf-8")
        (folder / REPORT_PAGE).write_text(with_data(page, report), encoding="utf-8")
