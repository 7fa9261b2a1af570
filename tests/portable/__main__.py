"""The tests that mean something on every system: `python -m tests.portable [--without] [PYTEST OPTIONS]`.

For Windows and macOS, which have no make, Chromium of Debian or PostgreSQL here. With ``--without`` they run
on Linux without what Windows lacks (`sitecustomize.py` in this folder), their children too: `make portable`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CHOSEN = (
    *("answers", "checklist_tables", "definitions", "excel_forms", "exchange", "extensions", "files"),
    *("imports", "installation", "judging", "keys", "language", "model", "portable", "record", "report"),
    *("tables", "unit_report", "verification", "visit", "workbench"),
    *("batch/executors/test_pooled.py", "batch/executors/test_open.py"),
)
"""Below `tests/`. Not chosen is what needs a browser, forks on purpose, or measures this machine."""


def main() -> int:
    """Run pytest in a process of its own; gives its status."""
    options = [option for option in sys.argv[1:] if option != "--without"]
    environment = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        if "--without" in sys.argv[1:]:
            environment["WITHOUT"] = str(Path(folder) / "processes.txt")
            environment["PYTHONPATH"] = os.pathsep.join([str(HERE), str(ROOT)])
        command = [sys.executable, "-m", "pytest", *(f"tests/{name}" for name in CHOSEN), *options]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
