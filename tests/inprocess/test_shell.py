"""The shell of a notebook's cells, beside what tests/inprocess/test_cells.py shows of whole notebooks."""

from __future__ import annotations

import json

import pytest

from tests.inprocess.notebooks import python

CODE = """
import builtins, json, papermill, weakref
from inspection_lib.inprocess import shell
from inspection_lib.inprocess.limits import LimitTexts

def run(source, on_message=lambda message: None):
    runner = shell.CellRunner(shell.open_shell(), on_message, LimitTexts())
    try:
        return runner.run(source).content
    finally:
        runner.close()

used = [run('left = 1')['status'], run('left')['ename']]
class Held: pass
builtins.held = Held()
seen = weakref.ref(builtins.held)
run('kept = held')
del builtins.held
forgotten = [seen() is None, shell.forget_shell(), seen() is None]
kinds = []
run('print(1)\\n2', lambda message: kinds.append(message['msg_type']))
print(json.dumps({"used": used, "forgotten": forgotten, "kinds": kinds}))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """What was seen in one process, which has a shell of its own."""
    done = python("-c", CODE, folder=tmp_path_factory.mktemp("shell"))
    seen: dict[str, list[object]] = json.loads(done.stdout)
    return seen


def test_a_used_shell_is_not_used_again(found: dict[str, list[object]]) -> None:
    """The second notebook of a process does not see the names of the first."""
    assert found["used"] == ["ok", "NameError"]


def test_a_forgotten_shell_releases_what_its_cells_held(found: dict[str, list[object]]) -> None:
    """A reused process does not grow by every notebook's variables."""
    assert found["forgotten"] == [False, None, True]


def test_messages_come_in_a_kernels_order(found: dict[str, list[object]]) -> None:
    """Busy, the input, the outputs, idle."""
    assert found["kinds"] == ["status", "execute_input", "stream", "execute_result", "status"]
