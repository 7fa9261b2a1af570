"""Whether what a checklist says under `replaces` fits the version before: findings are followed by it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from inspection_lib.definitions import read_yaml
from inspection_lib.errors import InspectionError, Problem
from inspection_lib.language import Fault, first_names, message, nearest
from inspection_lib.model import Checklist
from inspection_lib.record import version_number
from inspection_lib.workbench.folder import Workbench

_MOST_NAMED = 10
"""Items of the version before that one warning names."""


def check_lineage(workbench: Workbench, path: Path, name: str, checklist: Checklist) -> list[Problem]:
    """Warnings about `replaces` of a checklist's items; ``name`` is what problems call its file.

    One for each id that the version before does not have, with its line. And one where a checklist that uses
    `replaces` has new items that do not say what they continue, while items of the version before are
    continued by nobody: one of the new items may be an old one under a new id; `replaces: []` says that none
    is. Where several items continue one, it was split: that is no mistake.
    """
    before = _version_before(workbench, checklist)
    if before is None:
        return []
    old = [item.id for item in before.items]
    problems = _unknown_ids(path, name, before, old)
    continued = {one for item in checklist.items for one in item.continues}
    lost = [one for one in old if one not in continued]
    fresh = [item.id for item in checklist.items if item.replaces is None and item.id not in old]
    if lost and fresh and not problems and any(item.replaces for item in checklist.items):
        said = message(
            "No item continues these of {before}: {lost}. Their open findings count as no longer asked. "
            "These are new and do not say what they continue: {fresh}.",
            before=before.name,
            lost=first_names(lost, _MOST_NAMED),
            fresh=first_names(fresh, _MOST_NAMED),
        )
        remedy = message("Name the old ids under 'replaces', or write 'replaces: []' for a new question.")
        problems.append(Problem(name, 0, Fault(said, remedy), warning=True))
    return problems


def _unknown_ids(path: Path, name: str, before: Checklist, old: list[str]) -> list[Problem]:
    file, _ = read_yaml(path, name)
    problems = []
    for yaml_path in [place for place in file.lines if place[-1:] == ("replaces",)]:
        named = file.at(yaml_path)
        for index, one in enumerate(named if isinstance(named, list) else ()):
            if str(one) not in old:
                said = message(
                    "Item {item} continues '{old}', which {before} does not have.",
                    item=str(file.at((*yaml_path[:-1], "id"))),
                    old=str(one),
                    before=before.name,
                )
                where = file.place((*yaml_path, index))
                problems.append(Problem(*where, Fault(said, nearest(str(one), old)), warning=True))
    return problems


def _version_before(workbench: Workbench, checklist: Checklist) -> Checklist | None:
    """The newest lower version that is at hand and can be read; None where there is none."""
    names = (path.stem for path in workbench.versions(checklist.id))
    lower = [name for name in names if 0 < version_number(name) < checklist.version]
    for name in sorted(lower, key=version_number, reverse=True):
        with suppress(InspectionError):  # what is wrong with that version is told when it is checked itself
            return workbench.checklist(name)
    return None
