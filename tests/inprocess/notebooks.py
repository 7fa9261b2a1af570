"""Run notebooks of cells with an engine, and look at what came out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill import execute_notebook
from papermill.exceptions import PapermillExecutionError

import inspection_lib
from inspection_lib.unit_report.notebook import SocketKernelManager
from tests.inprocess.constructs import notebook_of

KERNEL, INPROCESS, THISPROCESS = None, "inprocess", "thisprocess"
"""papermill's names of its own engine and of the two that are tested."""


def run(notebook: NotebookNode, folder: Path, engine: str | None = INPROCESS, **options: Any) -> NotebookNode:
    """Run a notebook in a folder and read the file that it left; an error that papermill raises goes on."""
    nbformat.write(notebook, folder / "in.ipynb")
    kernel = {"kernel_manager_class": SocketKernelManager, "shutdown_kernel": "immediate"}
    paths = str(folder / "in.ipynb"), str(folder / "out.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        # with this variable a kernel does not read what subprocesses write
        patch.delenv("PYTEST_CURRENT_TEST", raising=False)
        execute_notebook(
            *paths, engine_name=engine, progress_bar=False, **({"cwd": folder} | kernel | options)
        )
    return nbformat.read(folder / "out.ipynb", as_version=4)


def texts(*sources: str, folder: Path, **options: Any) -> list[str]:
    """The text or the result of each cell, for cells with one output each."""
    cells = run(notebook_of(*sources), folder, **options).cells
    return [
        "".join(output.get("text") or output.data["text/plain"] for output in cell.outputs) for cell in cells
    ]


def stopped(notebook: NotebookNode, folder: Path, engine: str | None, **options: Any) -> tuple[Any, Any]:
    """What a run raised, as type and text, and the file that it left."""
    raised: Any = None
    try:
        run(notebook, folder, engine, **options)
    except (PapermillExecutionError, DeadKernelError, CellTimeoutError) as error:
        raised = type(error), bare(str(error))
    return raised, bare(nbformat.read(folder / "out.ipynb", as_version=4))


def bare(value: Any) -> Any:
    """A notebook, or part of it, without what differs from run to run.

    Times, ids, process numbers, addresses.
    """
    if isinstance(value, dict):
        left_out = (
            "id",
            "start_time",
            "end_time",
            "duration",
            "input_path",
            "output_path",
            "widgets",
            "model_id",
        )
        kept = {name: inner for name, inner in value.items() if name not in left_out}
        timing = kept.get("execution")
        return {
            name: bare(inner) if name != "execution" else sorted(timing)
            for name, inner in _merged(kept).items()
        }
    if isinstance(value, list):
        return [bare(inner) for inner in value]
    return re.sub(r"ipykernel_\d+|0x[0-9a-f]{6,}", "…", value) if isinstance(value, str) else value


def _merged(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell whose text on one stream is one output: a kernel splits it where time has passed."""
    merged: list[Any] = []
    for output in cell.get("outputs", []):
        last = merged[-1] if merged else {}
        if output["output_type"] == last.get("output_type") == "stream" and output["name"] == last["name"]:
            merged[-1] = last | {"text": last["text"] + output["text"]}
        else:
            merged.append(dict(output))
    return cell | {"outputs": merged} if "outputs" in cell else cell


def left_running() -> list[psutil.Process]:
    """The processes below the warm parents: [] where no notebook left one behind."""
    return [below for child in psutil.Process().children() for below in child.children(recursive=True)]


def warm_parents() -> list[psutil.Process]:
    """The processes that this one started."""
    return psutil.Process().children()


def python(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, with this library; it has to succeed."""
    environment = os.environ | {
        "PYTHONPATH": str(Path(inspection_lib.__file__).parent.parent),
        "PYTHONSAFEPATH": "1",
    }
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False, cwd=folder, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done
