"""Write answers as fast as possible, in processes that are killed at random moments.

`python -m tests.end_to_end.crash_writer STORE TIMES SEED` prints one line, the client, for every acknowledged
answer: one whose recording returned.
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


def write_for_ever(url: str, name: str, acknowledged: int) -> None:
    """Answer without end. A line goes to the file descriptor ``acknowledged`` only after the answer is committed."""
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
        os.write(acknowledged, f"{client}\n".encode())


def kill_a_writer(url: str, name: str, moments: random.Random) -> None:
    """Fork a writer and kill it at a random moment; print what it acknowledged.

    Half of them may first record one answer, however slow the machine is. On a busy machine the others often die
    before or in the middle of their first one.
    """
    answers, acknowledged = os.pipe()
    child = os.fork()
    if child == 0:
        write_for_ever(url, name, acknowledged)
    os.close(acknowledged)
    if moments.random() < 0.5:
        os.write(1, os.read(answers, 4096))
    time.sleep(moments.uniform(0.01, 0.15))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while lines := os.read(answers, 4096):
        os.write(1, lines)
    os.close(answers)


def main() -> None:
    """Kill writers, as often as the command line says."""
    url, times, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    create_store(url, ROOT)
    workbench = Workbench(ROOT)
    workbench.checklists(workbench.campaign(CAMPAIGN))  # read once, before the forks
    moments = random.Random(seed)
    for number in range(times):
        kill_a_writer(url, f"run{number}", moments)


if __name__ == "__main__":
    main()
