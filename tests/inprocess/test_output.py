"""What cells print and show: the order of it, and how much of it is kept."""

from __future__ import annotations

from pathlib import Path

from tests.inprocess.constructs import notebook_of
from tests.inprocess.notebooks import INPROCESS, run, stopped, texts


def test_text_is_one_output_even_if_it_is_flushed_in_between(tmp_path: Path) -> None:
    """A kernel splits text where time has passed.

    Here the same notebook gives the same outputs every time.
    """
    cell = (
        "import time\nfor word in 'abc':\n    print(word, flush=True)\n"
        "    time.sleep(0.25)\ndisplay(1)\nprint('d')"
    )
    outputs = run(notebook_of(cell), tmp_path).cells[0].outputs
    assert [output.get("text") for output in outputs] == ["a\nb\nc\n", None, "d\n"]


def test_text_below_python_stands_where_it_was_written(tmp_path: Path) -> None:
    """A kernel's thread may deliver it late; here it comes in its order."""
    cell = "import os\nprint('a'); os.system('echo b'); print('c'); os.system('echo d')"
    assert texts(cell, folder=tmp_path) == ["a\nb\nc\nd\n0"]


def test_no_text_is_lost_while_a_program_writes_beside_the_cell(tmp_path: Path) -> None:
    """The program writes to the file that is being read; every line comes once, in order."""
    program = "import os\nfor number in range(20_000): os.write(1, b'%06d\\n' % number)"
    cell = f"import subprocess, sys\nrunning = subprocess.Popen([sys.executable, '-c', {program!r}])\n"
    (text,) = texts(f"{cell}while running.poll() is None:\n    sys.stdout.flush()", folder=tmp_path)
    assert text.splitlines() == [f"{number:06}" for number in range(20_000)]


LEFT_OUT = "[This cell printed more than 10,000,000 characters: the rest of its text was left out.]"


def test_a_line_stands_for_text_beyond_the_limit_and_the_cell_goes_on(tmp_path: Path) -> None:
    """Text up to the limit is kept. What the cell displays, and the next cell's text, are not affected."""
    flood = "for _ in range(30):\n    print('x' * 1_000_000)\ndisplay('shown')\nprint('lost')"
    flooded, after = run(notebook_of(flood, "print('after')"), tmp_path).cells
    assert flooded.outputs[0].text[:10_000_000].replace("x", "") == "\n" * 9
    assert flooded.outputs[0].text[10_000_000:].startswith("\n" + LEFT_OUT)
    assert [output.data["text/plain"] for output in flooded.outputs[1:]] == ["'shown'"]
    assert after.outputs[0].text == "after\n"


def test_a_cell_that_prints_too_much_takes_no_memory(tmp_path: Path) -> None:
    """Half a gigabyte is printed, and the process grows by less than a fifth of it."""
    size = "import resource\nresource.getrusage(resource.RUSAGE_SELF).ru_maxrss"
    before, _, after = texts(size, "for _ in range(500):\n    print('x' * 1_000_000)", size, folder=tmp_path)
    assert int(after) - int(before) < 100_000


def test_a_program_that_writes_too_much_fills_no_disk(tmp_path: Path) -> None:
    """The file that takes text from below Python is emptied while the cell runs.

    Text up to the limit is kept.
    """
    flood = "import os, time\nos.system('yes ' + 'x' * 99 + ' | head -c 50000000');\n"
    flood += "limit = time.monotonic() + 100\n"
    seen = "while os.fstat(1).st_size and time.monotonic() < limit: time.sleep(0.01)"
    flooded, after = texts(flood + seen, "os.fstat(1).st_size", folder=tmp_path)
    assert flooded[:10_000_000] == ("x" * 99 + "\n") * 100_000
    assert LEFT_OUT in flooded[10_000_000:]
    assert after == "0"


def test_a_line_stands_for_outputs_beyond_the_limit(tmp_path: Path) -> None:
    """The first outputs are kept, a line stands for the rest; the next cell begins with the full limit."""
    little = "from inspection_lib.inprocess import output\noutput.MAX_OUTPUT_CHARACTERS = 21_500"
    shown = run(
        notebook_of(little, "for number in range(20):\n    display(number)", "display('after')"), tmp_path
    ).cells
    *outputs, remark = shown[1].outputs
    assert [output.data["text/plain"] for output in outputs] == [str(number) for number in range(10)]
    assert "This cell showed too much" in remark.text
    assert shown[2].outputs[0].data["text/plain"] == "'after'"


def test_outputs_that_are_cleared_take_no_room(tmp_path: Path) -> None:
    """A cell may print far more than its limit if it clears what it printed.

    It keeps what it printed last.
    """
    cell = (
        "from IPython.display import clear_output\nfor number in range(30):\n"
        "    print(str(number) * 500_000)\n"
    )
    cell += "    clear_output(wait=number % 2)\nprint('last', flush=True)\n"
    cell += "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    (_, left) = stopped(notebook_of(cell), tmp_path, INPROCESS)
    assert [output["text"] for output in left["cells"][-1]["outputs"]] == ["last\n"]
