"""papermill's options and command with the engine, and when it falls back to a kernel."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import NoSuchKernel
from papermill.exceptions import PapermillExecutionError

from tests.inprocess.constructs import notebook_of
from tests.inprocess.notebooks import python, run, texts


def test_the_command_takes_parameters_a_folder_and_files_for_the_streams(tmp_path: Path) -> None:
    """`-p`, `--cwd`, `--stdout-file` and `--log-output` of the command do what they do with a kernel."""
    (tmp_path / "beside.py").write_text("SAID = 'from beside'\n", encoding="utf-8")
    cell = "import beside\nprint(beside.SAID, number)"
    nbformat.write(notebook_of(cell), tmp_path / "in.ipynb")
    (tmp_path / "elsewhere").mkdir()
    words = [
        "-p",
        "number",
        "5",
        "--cwd",
        str(tmp_path),
        "--stdout-file",
        str(tmp_path / "said"),
        "--log-output",
    ]
    words += ["--no-progress-bar", "--engine", "inprocess"]
    done = python("-m", "papermill", "../in.ipynb", "out.ipynb", *words, folder=tmp_path / "elsewhere")
    assert (tmp_path / "said").read_text(encoding="utf-8") == "from beside 5\n"
    assert "from beside 5" in done.stderr


def test_output_is_logged_while_the_cell_runs(tmp_path: Path) -> None:
    """What a long cell prints reaches the file for its stream before it ends."""
    cell = (
        "import pathlib, time\nprint('begun')\nwhile not pathlib.Path('seen').exists():\n    time.sleep(0.01)"
    )

    class Seen:
        def write(self, text: str) -> None:
            (tmp_path / "seen").write_text(text, encoding="utf-8")

        def flush(self) -> None:
            pass

    run(notebook_of(cell), tmp_path, stdout_file=Seen(), execution_timeout=30)
    assert (tmp_path / "seen").read_text(encoding="utf-8") == "begun\n"


def test_a_negative_time_limit_is_none(tmp_path: Path) -> None:
    """As with papermill's own engine."""
    assert texts("1", folder=tmp_path, execution_timeout=-1) == ["1"]


def test_a_widget_gets_a_kernel(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The notebook is run again with a kernel, whose widget state is kept; a warning says why."""
    done = run(notebook_of("print('once')", "import ipywidgets\nipywidgets.IntSlider(3)"), tmp_path)
    assert [output.text for output in done.cells[0].outputs] == ["once\n"]
    assert done.cells[1].outputs[0].data["text/plain"] == "IntSlider(value=3)"
    assert done.metadata.widgets["application/vnd.jupyter.widget-state+json"].state
    assert "needs a kernel for a comm, as widgets use" in caplog.text


def test_typed_input_gets_a_kernel(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """And then fails with the kernel's error, because nobody is there to type."""
    with pytest.raises(PapermillExecutionError) as raised:
        run(notebook_of("input('name?')"), tmp_path)
    assert raised.value.ename == "StdinNotImplementedError"
    assert "needs a kernel for input()" in caplog.text


def test_an_unknown_kernel_raises_what_papermill_raises(tmp_path: Path) -> None:
    """jupyter_client's own exception."""
    with pytest.raises(NoSuchKernel):
        run(notebook_of("1"), tmp_path, kernel_name="no-such-kernel")
