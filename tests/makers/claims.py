"""What a unit claims of itself, from the sample's responses."""

from __future__ import annotations

import csv

from inspection_lib.model import Entry, EventKind, Source
from inspection_lib.visit import Desk
from tests.conftest import ROOT

RESPONSES = ROOT / "checklists" / "responses" / "2017-dot-1"


def claim_as_the_sample(desk: Desk, table: str = "districts") -> dict[str, str]:
    """Record the sample's self-score of the desk's unit; gives the answers by item, as they were written."""
    with (RESPONSES / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            row for row in csv.DictReader(file) if (row["unit"], row["source"]) == (desk.unit_code, "self")
        ]
    desk.recorder.record(
        [
            Entry(
                desk.unit_code,
                EventKind.ANSWERED,
                row["item"],
                Source.SELF.value,
                row["value"],
                note=row["note"],
                actor="Đơn vị tự chấm",
                answered_at=row["answered_at"],
            )
            for row in rows
        ]
    )
    return {row["item"]: row["value"] for row in rows}
