"""Writes answers as fast as it can, in processes that are killed at random moments; says which were acknowledged.

`python -m tests.end_to_end.crash_writer STORE TIMES SEED` prints one line for each answer whose recording returned: its client.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import time
from pathlib import Path

from inspection_lib.model import Entry, EventKind
from inspection_lib.record import Recorder, create_store, open_store
from inspection_lib.workbench import Workbench

ROOT = Path(__file__).parent.parent.parent
CAMPAIGN, UNIT = "2017-dot-1", "060"


def write_for_ever(url: str, name: str) -> None:
    """Answer without end; a line goes out only after the answer is committed."""
    workbench = Workbench(ROOT)
    campaign = workbench.campaign(CAMPAIGN)
    recorder = Recorder(open_store(url, ROOT), campaign, workbench.checklists(campaign), "laptop")
    items = [item.id for item in recorder.checklist_of(UNIT).items if item.kind == "date"]
    for count in itertools.count(1):
        client = f"{name}:{count}"
        raw = f"2017-{count % 12 + 1:02}-{count % 27 + 1:02}"
        item = items[count % len(items)]
        recorder.record(
            [Entry(UNIT, EventKind.ANSWERED, item, "inspector", raw, note=client, actor="a", client=client)]
        )
        os.write(1, f"{client}\n".encode())


def main() -> None:
    """Fork, wait a random moment, kill; so many times."""
    url, times, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    create_store(url, ROOT)
    workbench = Workbench(ROOT)
    workbench.checklists(workbench.campaign(CAMPAIGN))  # read once, before the forks
    moments = random.Random(seed)
    for number in range(times):
        child = os.fork()
        if child == 0:
            write_for_ever(url, f"run{number}")
        time.sleep(moments.uniform(0.01, 0.15))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
