"""What is said between the opener of a warm parent, the parent and its forks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Work = str
"""What is run: a function's name as `module:function`, so that the opener need not import it. Its arguments and result
are picklable."""
Say = Callable[[object], None]
"""How work tells its opener something while it runs."""

DIE_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG
ADOPT_ORPHANS = 36  # prctl's PR_SET_CHILD_SUBREAPER
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
"""Numerical libraries are held to one thread: the processes are the parallelism, and a fork keeps no second thread."""


@dataclass(frozen=True, slots=True)
class Said:
    """Work said something before its end."""

    ticket: int
    value: object


@dataclass(frozen=True, slots=True)
class Ended:
    """Work ended. ``status`` is the exit status, negative for a signal; ``value`` what it gave, None unless status is 0.

    ``seconds`` is processor time, ``memory`` the most bytes a process held, both with the processes that it started and
    awaited; ``error`` the traceback of an exception it let out.
    Work that gave its value has ended: that its process goes away, with what it left behind, takes place beside the next.
    """

    ticket: int
    status: int
    value: object
    error: str
    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class ParentDied:
    """The warm parent itself was ended; all work that ran is lost."""


Event = Said | Ended | ParentDied
READY = "ready"
"""What a warm parent says when work may begin."""
