"""The workbench without what Windows lacks: `sitecustomize.py` in this folder takes it away.

Nothing here ran on Windows or macOS: docs/platforms.md says what that leaves open.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SECONDS = 300.0
"""A command that takes longer hangs, also on a busy machine."""
ASK = """
import inspection_lib.system, json, os, signal
from inspection_lib.inprocess.forks import child, scratch
names = {"os": ("fork", "setsid", "killpg", "getuid", "O_NONBLOCK"), "signal": ("SIGKILL", "SIGHUP")}
asked = "[name for module in (os, signal) for name in names[module.__name__] if hasattr(module, name)]"
found = eval(asked, {"__name__": "inspection_lib.asks", "names": names, "os": os, "signal": signal})
print(json.dumps([found, child.resource, scratch.fcntl, list(inspection_lib.system.lacking())]))
"""
WRITE = """
import sys
from pathlib import Path
from inspection_lib.model import Entry, EventKind
from inspection_lib.record import create_store
store = create_store(sys.argv[1], Path())
print("ready", flush=True)
sys.stdin.readline()
for number in range(20):
    entry = Entry("060", EventKind.ANSWERED, f"I{number}", "inspector", "yes")
    store.append_chosen("c", "office", lambda _: [entry], f"2017-05-15T00:00:{number:02}Z")
"""
READ = """
import sys
from pathlib import Path
from inspection_lib.record import open_store
print([event.number for event in open_store(sys.argv[1], Path()).events("c", "060")])
"""
HOLD = """
import sys
from inspection_lib.batch.output_place import only_run
with only_run(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.readline()
"""


@dataclass(frozen=True)
class Poorer:
    """Starts Pythons that lack what Windows lacks; ``noted`` is the file in which each writes its number."""

    folder: Path

    @property
    def noted(self) -> Path:
        return self.folder / "without.txt"

    def environment(self, **more: str) -> dict[str, str]:
        return os.environ | {
            "PYTHONPATH": os.pathsep.join([str(HERE), str(ROOT)]),
            "WITHOUT": str(self.noted),
            "INSPECTION_CONFIG": str(self.folder / "config"),
            "INSPECTION_LANGUAGE": "en",
            **more,
        }

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *words],
            env=self.environment(),
            cwd=self.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            env=self.environment(**more),
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
        )


@pytest.fixture
def poorer(tmp_path: Path) -> Poorer:
    """Each test has a folder of its own."""
    return Poorer(tmp_path)


def test_everything_is_taken_away(poorer: Poorer) -> None:
    """Otherwise the tests below would prove nothing."""
    done = poorer.run("-c", ASK)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[], None, None, ["fork", "memory_limit", "file_modes"]]


def test_all_steps_run_from_a_new_workbench_to_an_answer_of_a_visit(poorer: Poorer) -> None:
    """Import, a batch in two spawned processes, verify, the form's recorder; what is missing is told once."""
    done = poorer.run("-m", "inspection_lib.cli", "selftest")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("Everything works on this computer.\n")
    assert done.stderr.count("This system cannot start a process for each unit quickly") == 1
    assert done.stderr.count("This system holds no limit of memory") == 1
    assert len(poorer.noted.read_text(encoding="utf-8").split()) >= 3  # the command and two workers


def started(poorer: Poorer, code: str, count: int, argument: str) -> list[subprocess.Popen[str]]:
    """Processes that run the code and have printed their first line: they are ready, and wait for a line."""
    processes = [poorer.start("-c", code, argument) for _ in range(count)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline().strip() in ("ready", "held")
    return processes


def test_two_processes_write_to_one_store(poorer: Poorer) -> None:
    """Both to one chain, at the same time: no number is given twice and none is left out."""
    url = f"sqlite:///{poorer.folder / 'store.db'}"
    processes = started(poorer, WRITE, 2, url)
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.wait(SECONDS) for process in processes] == [0, 0]
    for process in processes:
        process.communicate()
    done = poorer.run("-c", READ, url)
    assert (done.stdout.strip(), done.stderr) == (str(list(range(1, 41))), "")


def test_a_batch_waits_for_no_other_and_says_so(poorer: Poorer) -> None:
    """The lock on the outputs is held by a process, and goes with it."""
    made = poorer.run("-m", "inspection_lib.cli", "new", "home", "--sample", "school")
    assert made.returncode == 0, made.stderr
    place = poorer.folder / "home" / "outputs" / "2026-an-toan"
    place.mkdir(parents=True)
    (holder,) = started(poorer, HOLD, 1, str(place))
    words = ("-m", "inspection_lib.cli", "batch", "2026-an-toan", "--home", "home", "--unit", "TH01")
    refused = poorer.run(*words)
    holder.communicate("\n", SECONDS)
    assert refused.returncode == 1
    assert "Another batch is writing" in refused.stderr
