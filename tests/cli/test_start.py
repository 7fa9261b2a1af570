"""Ctrl-C while the command is still loaded."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

_INTERRUPTED = """
import os, signal, sys

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupt())
from inspection_lib.cli import main
sys.argv = ["inspection", "amend", "--help"]
main()
"""


@pytest.mark.parametrize("name", ["inspection_lib.cli.options", "inspection_lib.cli.amendment", "sqlalchemy"])
def test_ctrl_c_while_modules_are_loaded_prints_nothing(name: str) -> None:
    """The process ends by the signal, without a traceback, while the program or its command is loaded."""
    code = _INTERRUPTED.format(name=name)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (-signal.SIGINT, "", "")


def test_afterwards_ctrl_c_is_an_exception_again() -> None:
    """Commands stop in order: a batch writes its account."""
    code = "import signal, inspection_lib.cli; print(signal.getsignal(signal.SIGINT).__name__)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "default_int_handler\n"
