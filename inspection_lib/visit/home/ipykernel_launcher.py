"""A kernel that loads what a form needs before it is told where it works.

`python -m inspection_lib.visit.home.ipykernel_launcher` loads ipykernel and the form, then reads one line of
JSON from its standard input: the folder in which it works, its environment and the arguments of ipykernel.
When the input ends without that line, the server has ended, and so does this process.
"""

from __future__ import annotations

import gc
import json
import os
import sys


def main() -> None:
    """Load, wait for the line, then be a kernel as `ipykernel_launcher` starts one."""
    gc.set_threshold(50_000, 20, 20)  # what is loaded is no garbage, and each search looks at all of it
    import ipykernel.kernelapp

    import inspection_lib.visit.widget  # noqa: F401  (what a form needs)

    line = sys.stdin.readline()
    if not line:
        return
    told = json.loads(line)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.environ.update(told["environment"])
    os.chdir(told["folder"])
    ipykernel.kernelapp.launch_new_instance(argv=told["arguments"])


if __name__ == "__main__":
    main()
