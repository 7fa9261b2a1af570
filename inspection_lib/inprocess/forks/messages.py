"""The messages between the processes of a fork server: the opener, the warm parent, each forked child.

The opener sends orders (`Prepare`, `Start`, `Kill`). A child sends `ChildUpdate` while it works, then
`ChildResult` or `ChildError`. The warm parent passes on what concerns the opener as events (`Ready`,
`Update`, `Ended`). All of them are pickled, so their fields are picklable too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Work = str
"""The function to run, named as `module:function`, so that the opener does not have to import it."""
Send = Callable[[object], None]
"""How running work sends a value to its opener."""

THREAD_COUNT_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)
"""Environment variables that limit numerical libraries to one thread. The processes are the parallelism, and
a process with a second thread cannot be forked safely."""


# --- orders: opener to warm parent --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prepare:
    """The first order: run ``work`` once in the warm parent, before anything is forked."""

    work: Work
    arguments: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Fork a child and run ``work`` in it. ``memory`` limits its bytes on top of the warm state.

    0 means no limit.
    """

    ticket: int
    work: Work
    arguments: tuple[object, ...]
    memory: int


@dataclass(frozen=True, slots=True)
class Kill:
    """Kill a child and the processes that it started."""

    ticket: int


Order = Start | Kill


# --- child to warm parent -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChildUpdate:
    """A value that the work sent before its end."""

    value: object


@dataclass(frozen=True, slots=True)
class ChildResult:
    """The work returned ``value``; ``cpu`` is its seconds of processor time, ``memory`` its most bytes."""

    value: object
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class ChildError:
    """The work raised an exception."""

    traceback: str


# --- events: warm parent to opener --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ready:
    """The warm parent has prepared itself; children can be forked."""


@dataclass(frozen=True, slots=True)
class Update:
    """The work of a ticket sent a value before its end."""

    ticket: int
    value: object


@dataclass(frozen=True, slots=True)
class Ended:
    """Work ended.

    ``status`` is the exit status, negative for a signal. ``value`` is what the work returned, None unless
    ``status`` is 0. ``error`` is the traceback of an exception that it raised. ``cpu`` is processor time in
    seconds and ``memory`` the most bytes that one process held; both include the processes that the work
    started and waited for.

    Work that returned its value counts as ended at once: cleaning up its process goes on beside the next
    work.

    The last three fields are filled in by the supervision. ``elapsed`` is seconds since the work's clock
    began, ``late`` means that it was killed at its deadline, ``parent_died`` that it was lost together with
    the warm parent.
    """

    ticket: int
    status: int
    value: object
    error: str
    cpu: float
    memory: int
    elapsed: float = 0.0
    late: bool = False
    parent_died: bool = False


Event = Update | Ended
