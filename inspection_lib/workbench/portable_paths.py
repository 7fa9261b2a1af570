"""Names and lengths of paths that would be in the way on Windows or macOS: told on every system alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from inspection_lib.errors import Problem
from inspection_lib.language import Fault, message
from inspection_lib.model import Campaign, is_portable_name
from inspection_lib.workbench.folder import Workbench, place_of

LONGEST_PATH = 259
"""Letters of a path that every program on Windows can open; longer ones need a setting of the system."""
_LONGEST_FILE = ".unit_report.ipynb.abcdefgh.tmp"
"""The longest name in a unit's folder: a report's notebook while it is written."""
_NO_LETTERS = set('<>:"|?*\\')


def check_names(workbench: Workbench, files: Sequence[Path]) -> list[Problem]:
    """A warning for each file that Windows cannot have, and for files that it takes for one."""
    names = [workbench.short(file.resolve()) for file in files]
    spellings: dict[str, list[str]] = {}
    for name in names:
        spellings.setdefault(name.lower(), []).append(name)
    problems = [
        _warning(
            name, Fault(message("Windows cannot have a file of this name."), message("Give it another name."))
        )
        for name in names
        if not _is_portable(Path(name).name)
    ]
    for alike in spellings.values():
        if len(set(alike)) > 1:
            text = message(
                "The names {names} differ in capital letters only: Windows and macOS take them for one file.",
                names=", ".join(sorted(set(alike))),
            )
            problems.append(_warning(alike[0], Fault(text, message("Give one of them another name."))))
    return problems


def check_path_lengths(workbench: Workbench, campaign: Campaign, name: str) -> list[Problem]:
    """A warning where the reports of a campaign would have paths that are too long for Windows."""
    place = place_of(workbench, "outputs", campaign.id)
    longest = len(place) + max(_lengths(unit.code for unit in campaign.units), default=0)
    if longest <= LONGEST_PATH:
        return []
    text = message(
        "Paths of this campaign's reports have up to {count} letters; Windows takes {most}.",
        count=longest,
        most=LONGEST_PATH,
    )
    remedy = message("Put the workbench into a folder with a shorter path, or give shorter ids.")
    return [_warning(name, Fault(text, remedy))]


def _lengths(codes: Iterable[str]) -> Iterable[int]:
    return (len(f"/{code}/{_LONGEST_FILE}") for code in codes)


def _is_portable(name: str) -> bool:
    return is_portable_name(name) and not _NO_LETTERS.intersection(name)


def _warning(name: str, fault: Fault) -> Problem:
    return Problem(name, 0, fault, warning=True)
