"""The messages between the engine and the forked process that runs a notebook.

One request, then what happens in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inspection_lib.inprocess.limits import LimitTexts

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What the forked process needs to run the cells as if its opener ran them.

    ``settings`` are options of papermill's client, ``folder`` is the working folder, ``path`` the opener's
    `sys.path`.
    """

    notebook: NotebookNode
    settings: dict[str, Any]
    folder: str
    environment: dict[str, str]
    path: list[str]
    texts: LimitTexts


@dataclass(frozen=True, slots=True)
class CellStarted:
    """A cell begins to run. ``index`` counts all cells of the notebook from 0, here and below."""

    index: int


@dataclass(frozen=True, slots=True)
class CellNumbered:
    """A cell got its execution count.

    ``timing`` is its metadata `execution`, None when times are not recorded.
    """

    index: int
    execution_count: int | None
    timing: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class OutputAdded:
    """A cell has one more output."""

    index: int
    output: NotebookNode


@dataclass(frozen=True, slots=True)
class OutputsReplaced:
    """A cell's outputs were cleared, or changed by a later cell."""

    index: int
    outputs: list[NotebookNode]


@dataclass(frozen=True, slots=True)
class CellFailed:
    """A cell raised an error that stops the notebook."""

    index: int


@dataclass(frozen=True, slots=True)
class CellCompleted:
    """A cell ended, well or not; ``cell`` is how it looks now."""

    index: int
    cell: NotebookNode


@dataclass(frozen=True, slots=True)
class NotebookEnded:
    """No cell runs any more. ``kernel_needed_for`` says what a cell wanted that only a kernel has.

    "" for nothing.
    """

    kernel_needed_for: str = ""


Progress = (
    CellStarted | CellNumbered | OutputAdded | OutputsReplaced | CellFailed | CellCompleted | NotebookEnded
)
