"""The fault of a job whose process died."""

from __future__ import annotations

import pytest

from inspection_lib.batch.executors.base import dead_process_fault, signal_name
from inspection_lib.language import in_english
from tests.unit_report.jobs import a_job


@pytest.mark.parametrize(
    ("status", "error", "text"),
    [
        (3, "", "The unit's process ended by itself with status 3."),
        (-11, "", "The unit's process was ended by signal SIGSEGV."),
        (1, "Traceback\n  ...\nValueError: no\n", "The unit's process failed: ValueError: no."),
    ],
)
def test_a_dead_process_is_told_with_what_is_known(status: int, error: str, text: str) -> None:
    """An error's last line, else the signal, else the status; the remedy names the log."""
    fault = dead_process_fault(status, error, a_job())
    assert in_english(fault.message) == text
    assert fault.remedy is not None
    assert "060/batch.log" in in_english(fault.remedy)


def test_a_signal_without_a_name_is_a_number() -> None:
    """Such as a real-time signal."""
    assert signal_name(9) == "SIGKILL"
    assert signal_name(50) == "50"
