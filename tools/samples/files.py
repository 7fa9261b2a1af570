"""The sample files as texts, and writing them."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.definitions import read_checklist, read_office_settings, read_plan
from tools.samples.csv_text import csv_text
from tools.samples.profiles import profiles_of
from tools.samples.registers import registers_of
from tools.samples.round_2026.files import files_2026
from tools.samples.rows import COLUMNS, inspection_rows, visit_times
from tools.samples.values import CAMPAIGN

CHECKLISTS = Path(__file__).resolve().parent.parent.parent / "checklists"
FILES = {"department": "departments", "district": "districts", "commune": "communes"}


def sample_files() -> dict[str, str]:
    """The text of every sample file by its path below `checklists/`."""
    campaign = read_plan(CHECKLISTS / "plans" / f"{CAMPAIGN}.yaml", read_office_settings(CHECKLISTS.parent))
    checklists = {
        kind: read_checklist(CHECKLISTS / "definitions" / f"{name}.yaml")
        for kind, name in campaign.checklists
    }
    profiles, visits = profiles_of(campaign, checklists), visit_times(campaign)
    files: dict[str, str] = {}
    for kind, name in FILES.items():
        own = [profile for profile in profiles if profile.unit.kind == kind]
        rows = [
            row for profile in own for row in inspection_rows(profile, checklists[kind], visits[profile.code])
        ]
        files[f"responses/{CAMPAIGN}/{name}.csv"] = csv_text(COLUMNS, rows)
    for profile in profiles:
        for name, text in registers_of(profile, checklists[profile.unit.kind]):
            files[f"registers/{CAMPAIGN}/{name}"] = text
    return files | files_2026(CHECKLISTS)


def write_samples(folder: Path) -> tuple[Path, ...]:
    """Write the sample files below the folder, and say which."""
    written = []
    for name, text in sample_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        written.append(path)
    return tuple(written)
