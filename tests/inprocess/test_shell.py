"""The shell of a notebook's cells, beside what tests/inprocess/test_cells.py shows of whole notebooks."""

from __future__ import annotations

from pathlib import Path

from tests.inprocess.notebooks import python

START = """
import papermill
from inspection_lib.inprocess import shell
from inspection_lib.inprocess.limits import LimitTexts

def run(source, on_message=lambda message: None):
    runner = shell.CellRunner(shell.open_shell(), on_message, LimitTexts())
    try:
        return runner.run(source).content
    finally:
        runner.close()
"""


def test_a_used_shell_is_not_used_again(tmp_path: Path) -> None:
    """The second notebook of a process does not see the names of the first."""
    code = "assert run('left = 1')['status'] == 'ok'\nassert run('left')['ename'] == 'NameError'"
    python("-c", START + code, folder=tmp_path)


def test_a_forgotten_shell_releases_what_its_cells_held(tmp_path: Path) -> None:
    """A reused process does not grow by every notebook's variables."""
    code = "import weakref\nclass Held: pass\nheld = Held()\nseen = weakref.ref(held)\n"
    code += "import builtins; builtins.held = held; del held\nrun('kept = held')\ndel builtins.held\n"
    code += "assert seen() is not None\nshell.forget_shell()\nassert seen() is None"
    python("-c", START + code, folder=tmp_path)


def test_messages_come_in_a_kernels_order(tmp_path: Path) -> None:
    """Busy, the input, the outputs, idle."""
    code = "kinds = []\nrun('print(1)\\n2', lambda message: kinds.append(message['msg_type']))\n"
    code += "assert kinds == ['status', 'execute_input', 'stream', 'execute_result', 'status'], kinds"
    python("-c", START + code, folder=tmp_path)
