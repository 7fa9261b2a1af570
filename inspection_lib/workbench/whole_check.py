"""Check a workbench as a whole: the files that people write, and the records in the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import InvalidFilesError, NotFoundError, Problem
from inspection_lib.record import open_store
from inspection_lib.workbench.checking import check_paths, settled_checklists
from inspection_lib.workbench.folder import Workbench
from inspection_lib.workbench.store_check import check_store
from inspection_lib.workbench.stores import DEFAULT_STORE


@dataclass(frozen=True, slots=True)
class WholeCheck:
    """The problems that were found, and how many warnings were left out.

    Those are about checklists that nobody changes any more.
    """

    problems: tuple[Problem, ...]
    left_out: int


def check_workbench(workbench: Workbench, paths: Sequence[Path] = (), store_url: str = "") -> WholeCheck:
    """All problems of some files, or of all; without paths also those of the store.

    The store is the one that is named, or the usual one if it exists. A file that somebody names is asked
    about: its warnings stay. Raises NotFoundError for a named store that does not exist, and StoreError.
    """
    chosen = list(paths) or [workbench.folder / "checklists"]
    found = check_paths(workbench, chosen)
    kept = _without_old_advice(workbench, found, chosen)
    left_out = len(found) - len(kept)
    if store_url or not paths:
        kept = list(dict.fromkeys([*kept, *_check_store(workbench, store_url)]))
    return WholeCheck(tuple(kept), left_out)


def _without_old_advice(
    workbench: Workbench, problems: list[Problem], paths: Sequence[Path]
) -> list[Problem]:
    """Leave out warnings about checklists that nobody changes any more."""
    if not any(problem.warning for problem in problems):
        return problems
    old = settled_checklists(workbench) - {workbench.short(path.resolve()) for path in paths}
    return [problem for problem in problems if not (problem.warning and problem.file in old)]


def _check_store(workbench: Workbench, store_url: str) -> list[Problem]:
    try:
        store = open_store(store_url or DEFAULT_STORE, workbench.folder)
    except NotFoundError:
        if store_url:
            raise
        return []
    store.check_integrity()
    try:
        return check_store(workbench, store, store_url or DEFAULT_STORE)
    except InvalidFilesError as error:  # a plan that cannot be read
        return list(error.problems)
