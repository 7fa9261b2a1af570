"""What every executor offers, and the fault of a job whose process died."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Sequence
from typing import Protocol

from inspection_lib.language import Fault, message
from inspection_lib.unit_report import Job, JobResult, log_remedy


class Executor(Protocol):
    """Runs jobs, as many at once as it has slots."""

    @property
    def slots(self) -> int:
        """How many jobs may run at once."""
        ...

    def start(self, job: Job) -> None:
        """Begin a job. The caller begins no more at once than there are slots."""
        ...

    def finished(self, seconds: float) -> Sequence[JobResult]:
        """The jobs that ended, waiting ``seconds`` at most for the first."""
        ...

    def stop(self) -> None:
        """End what runs, now."""
        ...

    def close(self) -> None:
        """Release processes and connections."""
        ...


def dead_process_fault(status: int, error: str, job: Job) -> Fault:
    """The fault of a job whose process died.

    ``error`` is the traceback that it left, "" for none; ``status`` its exit status, negative for a signal.
    """
    if error:
        text = message("The unit's process failed: {error}.", error=error.strip().splitlines()[-1])
    elif status < 0:
        text = message("The unit's process was ended by signal {signal}.", signal=signal_name(-status))
    else:
        text = message("The unit's process ended by itself with status {status}.", status=status)
    return Fault(text, log_remedy(job))


def signal_name(number: int) -> str:
    """The name of a signal, or its number where it has none."""
    with contextlib.suppress(ValueError):
        return signal.Signals(number).name
    return str(number)
