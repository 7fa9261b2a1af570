"""Long work, which runs in threads beside the server and tells how far it is."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from inspection_lib.errors import InspectionError, InvalidFilesError, Problem
from inspection_lib.language import Catalogue, Message, message
from inspection_lib.visit.home.page_faults import page_fault, page_parts

WORKERS = 2
TASKS_KEPT = 200
"""Results of the last tasks that a page can still ask for."""


class LineKind(StrEnum):
    """How a line of a task is shown."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass
class Task:
    """A piece of work: what it said so far, whether it has ended, and the file that it made."""

    id: str
    catalogue: Catalogue
    is_done: bool = False
    has_failed: bool = False
    lines: list[dict[str, str]] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    result: dict[str, object] = field(default_factory=dict)

    def tell(self, said: Message | Problem | str, kind: LineKind = LineKind.NOTE) -> None:
        """Add a line in the user's language."""
        if isinstance(said, Problem):
            kind = LineKind.WARNING if said.warning else LineKind.ERROR
            where = f"{said.file}:{said.line}: " if said.line else f"{said.file}: " if said.file else ""
            text = where + " ".join(self.catalogue.format(part) for part in page_parts(said.fault))
        else:
            text = said if isinstance(said, str) else self.catalogue.format(said)
        self.lines.append({"text": text, "kind": kind.value})

    def tell_error(self, error: InspectionError) -> None:
        """Add what an error says, all problems of files one by one. The task has failed."""
        self.has_failed = True
        if isinstance(error, InvalidFilesError):
            for problem in error.problems:
                self.tell(problem)
            return
        parts = page_parts(page_fault(error))
        self.tell(" ".join(self.catalogue.format(part) for part in parts), LineKind.ERROR)

    def state(self) -> dict[str, object]:
        """What a page shows of the task."""
        return {
            "id": self.id,
            "done": self.is_done,
            "failed": self.has_failed,
            "lines": list(self.lines),
            "files": [str(path) for path in self.files],
            **self.result,
        }


class Tasks:
    """The tasks of one server."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._known: dict[str, Task] = {}
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="task")

    def begin(self, work: Callable[[Task], None]) -> Task:
        """Begin a piece of work; gives its task at once."""
        task = Task(secrets.token_hex(8), self.catalogue)
        self._known[task.id] = task
        for old in [one.id for one in self._known.values() if one.is_done][:-TASKS_KEPT]:
            del self._known[old]
        self._threads.submit(_run, task, work)
        return task

    def get(self, task_id: str) -> Task | None:
        """A task by its id; None for one that is not known."""
        return self._known.get(task_id)


def _run(task: Task, work: Callable[[Task], None]) -> None:
    try:
        work(task)
    except InspectionError as error:
        task.tell_error(error)
    except Exception as error:  # a bug of ours: without a line the page would wait for ever
        logging.getLogger("inspection").exception("task")
        task.has_failed = True
        cause = f"{type(error).__name__}: {error}"
        task.tell(message("An unexpected error occurred: {cause}.", cause=cause), LineKind.ERROR)
    finally:
        task.is_done = True
