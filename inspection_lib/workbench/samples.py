"""The samples that a new workbench can begin with, and what of them and of the notebooks is installed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from inspection_lib.definitions import WORKBENCH_YAML, kinds_of_registers
from inspection_lib.model import HOLIDAYS
from inspection_lib.workbench.folder import INDICES, Workbench, field_of, file_digest

SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "empty": "",
        "school": "2026-an-toan",
        "backan-2017": "2017-dot-1",
        "thainguyen-2026": "2026-dot-1",
    }
)
"""The samples, and the campaign of each; "" where it has none.

The files lie in `sample_files/` beside this module, or are those of the campaign in this project's own
workbench (`shipped_folder`).
"""
_OWN = Path(__file__).parent / "sample_files"
_PACKAGE = Path(__file__).parent.parent


def shipped_folder() -> Path:
    """The project's own workbench, with notebooks and docs: in the wheel a folder, else the checkout."""
    packed = _PACKAGE / "shipped"
    return packed if packed.is_dir() else _PACKAGE.parent


def sample_files(name: str) -> Mapping[str, Path]:
    """The files of a sample: their paths in the new folder, and where they lie now."""
    own = {path.relative_to(_OWN / name).as_posix(): path for path in _files(_OWN / name)}
    own[HOLIDAYS] = shipped_folder() / HOLIDAYS
    if SAMPLES[name] and not any(path.startswith("checklists/plans/") for path in own):
        home = shipped_folder()
        campaign = (path for path in _of_campaign(Workbench(home), SAMPLES[name]))
        return {path.relative_to(home).as_posix(): path for path in campaign} | own
    return own


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _of_campaign(workbench: Workbench, campaign_id: str) -> Iterator[Path]:
    """The files of one campaign: its plan, units, checklists in all versions, indices, registers, answers."""
    home = workbench.folder / "checklists"
    plan = home / "plans" / f"{campaign_id}.yaml"
    yield from (workbench.folder / WORKBENCH_YAML, workbench.holidays, plan)
    yield (plan.parent / field_of(plan, "units", file_digest(plan))).resolve()
    for name in dict(workbench.campaign(campaign_id).checklists).values():
        yield from workbench.versions(name.rpartition(".v")[0])
    for folder in sorted(path for path in (home / "definitions").iterdir() if path.is_dir()):
        yield from _files(folder)  # parts that several checklists include
    yield from _files(home / INDICES)
    yield from kinds_of_registers(workbench.folder)
    for kind in ("registers", "responses"):
        yield from _files(home / kind / campaign_id)
