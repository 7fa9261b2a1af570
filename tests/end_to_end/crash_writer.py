"""Write answers as fast as possible, in processes that are killed at random moments.

`python -m tests.end_to_end.crash_writer STORE TIMES SEED` prints one line, the client, for each answer whose
recording returned: it is acknowledged.
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
    """Kill a writer after a random number of answers and a random moment more; as often as asked."""
    url, times, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    create_store(url, ROOT)
    workbench = Workbench(ROOT)
    workbench.checklists(workbench.campaign(CAMPAIGN))  # read once, before the forks
    chance = random.Random(seed)
    for number in range(times):
        acknowledged = kill_a_writer(url, f"run{number}", chance.randrange(6), chance.uniform(0, 0.03))
        os.write(1, acknowledged)


def kill_a_writer(url: str, name: str, answers: int, seconds: float) -> bytes:
    """Fork a writer and kill it ``seconds`` after its first ``answers``. Returns the lines that it printed.

    The answers are counted, so that a busy machine kills at the same stages of the work as an idle one.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(write, 1)
        os.close(read)
        os.close(write)
        write_for_ever(url, name)
    os.close(write)
    lines = b""
    while lines.count(b"\n") < answers:
        more = os.read(read, 65536)
        if not more:
            raise SystemExit("A writer ended before it was killed.")
        lines += more
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as rest:
        return lines + rest.read()


if __name__ == "__main__":
    main()
