"""A fork that stands for a new Python does what the new one does: tests/makers/processes.py."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from inspection_lib.system import can_fork
from tests.makers.processes import command_line, new_processes, variable

pytestmark = [
    pytest.mark.usefixtures("forked_processes"),
    pytest.mark.skipif(not can_fork(), reason="this system cannot fork"),
]

ASK = """
import atexit, os, signal, sys, tempfile, threading
atexit.register(print, "at its end")
print(sys.argv, os.getcwd(), os.environ["SAID"], "HOME" in os.environ)
print(sys.stdin.read(), tempfile.gettempdir())
print(os.getsid(0) == os.getpid(), threading.active_count(), signal.getsignal(signal.SIGINT).__name__)
print(sorted(int(number) for number in os.listdir("/proc/self/fd"))[:4], sys.path[0], __name__)
sys.stderr.write("without a line's end")
END
"""
ENDS = ("", "sys.exit(3)", "sys.exit('told')", "os.kill(os.getpid(), signal.SIGKILL)", "1 / 0", "os._exit(4)")


def ask(end: str, folder: Path) -> tuple[int, str, list[str]]:
    """Status and outputs of a Python that tells of itself and ends in a way."""
    done = subprocess.run(
        [sys.executable, "-c", ASK.replace("END", end), "one", "hai"],
        cwd=folder,
        env={"SAID": "đã ghi", "TMPDIR": str(folder), "PATH": os.environ["PATH"]},
        input="read",
        capture_output=True,
        encoding="utf-8",
        start_new_session=True,
    )
    return done.returncode, done.stdout, done.stderr.splitlines()[-1:]


@pytest.mark.parametrize("end", ENDS)
def test_a_fork_is_what_a_new_process_is(end: str, tmp_path: Path) -> None:
    """Words, folder, environment, streams, session, descriptors, what it does at its end, and its status."""
    forked = ask(end, tmp_path)
    with new_processes():
        assert forked == ask(end, tmp_path)


def test_a_fork_begins_with_what_is_loaded_and_a_new_process_does_not() -> None:
    """Otherwise nothing would be saved, and `new_processes` would prove nothing."""
    command = [sys.executable, "-c", "import sys; print('inspection_lib' in sys.modules)"]
    assert subprocess.check_output(command) == b"True\n"
    with new_processes():
        assert subprocess.check_output(command) == b"False\n"


def test_a_fork_and_the_forks_of_it_are_known_by_its_command_line() -> None:
    """A test that looks for processes that were left finds them."""
    code = "import os, time\nos.fork()\nprint(os.getpid(), flush=True)\ntime.sleep(600)"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env=os.environ | {"SAID": "x"}, start_new_session=True
    ) as process:
        assert process.stdout is not None
        found = [psutil.Process(int(process.stdout.readline())) for _ in range(2)]
        assert [command_line(each) for each in found] == [command, command]
        assert [variable(each, "SAID") for each in found] == ["x", "x"]
        os.killpg(process.pid, signal.SIGKILL)
    assert command_line(psutil.Process()) == psutil.Process().cmdline()


def test_a_folder_that_is_not_there_is_told_as_by_a_new_process(tmp_path: Path) -> None:
    """The error of `subprocess`, with its name."""
    with pytest.raises(FileNotFoundError, match="nowhere"):
        subprocess.run([sys.executable, "-c", ""], cwd=tmp_path / "nowhere")
