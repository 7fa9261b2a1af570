"""The sample files as texts, and writing them."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.checklist import read_checklist
from inspection_lib.model import UnitKind
from inspection_lib.plan import read_plan
from samples.csv_text import csv_text
from samples.profiles import profiles_of
from samples.registers import registers_of
from samples.rows import COLUMNS, inspection_rows, visit_times
from samples.values import CAMPAIGN

CHECKLISTS = Path(__file__).resolve().parent.parent / "checklists"
FILES = {UnitKind.DEPARTMENT: "departments", UnitKind.DISTRICT: "districts", UnitKind.COMMUNE: "communes"}


def sample_files() -> dict[str, str]:
    """The text of every sample file by its path below `checklists/`."""
    campaign = read_plan(CHECKLISTS / "plans" / f"{CAMPAIGN}.yaml")
    checklists = {
        kind: read_checklist(CHECKLISTS / "definitions" / f"{name}.yaml")
        for kind, name in campaign.checklists
    }
    profiles, visits = profiles_of(campaign, checklists), visit_times(campaign)
    files: dict[str, str] = {}
    for kind, name in FILES.items():
        own = [profile for profile in profiles if profile.unit.kind is kind]
        rows = [
            row for profile in own for row in inspection_rows(profile, checklists[kind], visits[profile.code])
        ]
        files[f"responses/{CAMPAIGN}/{name}.csv"] = csv_text(COLUMNS, rows)
    for profile in profiles:
        for name, text in registers_of(profile, checklists[profile.unit.kind]):
            files[f"registers/{CAMPAIGN}/{name}"] = text
    return files


def write_samples(folder: Path) -> tuple[Path, ...]:
    """Write the sample files below the folder, and say which."""
    written = []
    for name, text in sample_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        written.append(path)
    return tuple(written)
