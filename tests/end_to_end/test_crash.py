"""What was acknowledged survives the death of its process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from inspection_lib.record import open_store, verify_chain
from tests.conftest import CAMPAIGN, ROOT


def test_no_acknowledged_answer_is_lost_in_two_hundred_kills(tmp_path: Path) -> None:
    """SIGKILL at 200 random moments: every answer whose recording returned is there, once, and the chain verifies."""
    url = f"sqlite:///{tmp_path / 'crash.db'}"
    command = [sys.executable, "-m", "tests.end_to_end.crash_writer", url, "200", "7"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    acknowledged = ran.stdout.split()
    store = open_store(url, tmp_path)
    events = store.events(CAMPAIGN, "060")
    verify_chain(events)
    recorded = [event.client for event in events if event.client]
    assert len(acknowledged) > 200
    assert set(acknowledged) - set(recorded) == set()
    assert len(recorded) == len(set(recorded))
