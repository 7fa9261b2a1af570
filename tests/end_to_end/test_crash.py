"""What was acknowledged survives the death of its process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from inspection_lib.record import open_store, verify_chain
from tests.conftest import CAMPAIGN, ROOT
from tests.trials import Trials


@pytest.mark.slow
def test_no_acknowledged_answer_is_lost_in_many_kills(tmp_path: Path, trials: Trials) -> None:
    """After SIGKILL at 1,000 random moments (fewer in `make test`) each acknowledged answer is there once.

    The chain verifies too. Most processes are killed after an answer or more, some while they start.
    """
    url, kills = f"sqlite:///{tmp_path / 'crash.db'}", trials(1_000)
    command = [sys.executable, "-m", "tests.end_to_end.crash_writer", url, str(kills), str(trials.seed)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    acknowledged = ran.stdout.split()
    store = open_store(url, tmp_path)
    events = store.events(CAMPAIGN, "060")
    verify_chain(events)
    recorded = [event.client for event in events if event.client]
    assert len(acknowledged) > kills
    assert set(acknowledged) - set(recorded) == set()
    assert len(recorded) == len(set(recorded))
