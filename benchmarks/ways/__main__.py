"""The process of one way; only `benchmarks.measure` starts it.

`python -m benchmarks.ways LETTER FOLDER CAMPAIGN ASKED UNIT...` makes the reports of the units of the
workbench in FOLDER and prints when each was complete, in seconds since the time ASKED.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from benchmarks.ways import WAYS
from benchmarks.ways.task import Task
from inspection_lib.workbench import open_workbench


def main() -> None:
    """Run one way and print its times."""
    letter, folder, campaign, asked, *units = sys.argv[1:]
    times: list[float] = []
    module, function = WAYS[letter].function.split(":")
    with tempfile.TemporaryDirectory(prefix="bench-") as output:
        workbench = open_workbench(folder)
        store = f"sqlite:///{workbench.folder}/outputs/inspection.db"
        task = Task(workbench, campaign, store, Path(output), units)
        make = getattr(import_module(f"benchmarks.ways.{module}"), function)
        make(task, lambda: times.append(time.time() - float(asked)))
    json.dump(times, sys.stdout)


if __name__ == "__main__":
    main()
