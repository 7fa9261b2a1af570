"""The benchmark's forked kernels are real ones: what they make is what the engine without a kernel makes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode, write
from papermill import execute_notebook

from benchmarks.forked_kernels import ForkedKernelManager, forked_kernels
from inspection_lib.record import EventStore
from tests.conftest import CAMPAIGN, ROOT
from tests.inprocess.constructs import notebook_of

NOTEBOOK = str(ROOT / "notebooks" / "unit_report.ipynb")
FORKED = {
    "kernel_manager_class": ForkedKernelManager,
    "shutdown_kernel": "immediate",
    "kernel_name": "python3",
}


@pytest.fixture(scope="module")
def parameters(sample_store: EventStore, sample_url: str) -> dict[str, str]:
    """What the notebook is run with, but for its unit and folder."""
    return {
        "campaign": CAMPAIGN,
        "store": sample_url,
        "made_at": "2017-06-30T00:00:00+00:00",
        "home": str(ROOT),
    }


@pytest.fixture(scope="module")
def _forked(parameters: dict[str, str]) -> Iterator[None]:
    with forked_kernels(NOTEBOOK, {**parameters, "unit": "060"}):
        yield


def made(folder: Path, parameters: dict[str, str], **options: Any) -> str:
    """The report that the notebook writes."""
    folder.mkdir()
    executed = str(folder / "out.ipynb")
    execute_notebook(
        NOTEBOOK, executed, parameters=parameters | {"output": str(folder)}, progress_bar=False, **options
    )
    return (folder / "report.json").read_text(encoding="utf-8")


@pytest.mark.usefixtures("_forked")
@pytest.mark.parametrize("unit", ["060", "058"])
def test_a_forked_kernel_makes_the_report_that_the_engine_makes(
    unit: str, parameters: dict[str, str], tmp_path: Path
) -> None:
    """One of a commune, one of another kind than the unit that the parent was warmed up with."""
    asked = parameters | {"unit": unit}
    assert made(tmp_path / "kernel", asked, **FORKED) == made(
        tmp_path / "inprocess", asked, engine_name="inprocess"
    )


@pytest.mark.usefixtures("_forked")
def test_kernels_share_their_zygote_and_nothing_else(tmp_path: Path) -> None:
    """The second is a new process of the same parent, without the first one's names."""
    source = (
        "import os; print(os.getppid(), os.getpid(), type(get_ipython()).__name__, 'seen' in dir()); seen = 1"
    )
    first, second = (printed(run(notebook_of(source), tmp_path)) for _ in range(2))
    assert first[0] == second[0]
    assert first[1] != second[1]
    assert first[2:] == second[2:] == ["ZMQInteractiveShell", "False"]


@pytest.mark.usefixtures("_forked")
def test_a_forked_kernel_that_dies_is_told(tmp_path: Path) -> None:
    """As any kernel's death is."""
    with pytest.raises(DeadKernelError):
        run(notebook_of("import os; os._exit(3)"), tmp_path)


def test_nothing_is_left_behind(parameters: dict[str, str]) -> None:
    """The zygote takes a kernel along that nobody has ended."""
    before = psutil.Process().children(recursive=True)

    async def start() -> ForkedKernelManager:
        manager = ForkedKernelManager(kernel_name="python3")
        await manager.start_kernel()
        assert len(psutil.Process().children(recursive=True)) == len(before) + 2
        return manager

    async def stop(manager: ForkedKernelManager) -> None:
        assert not await manager.is_alive()
        await manager.cleanup_resources()

    with forked_kernels(NOTEBOOK, {**parameters, "unit": "060"}):
        manager = asyncio.run(start())
    assert psutil.Process().children(recursive=True) == before
    asyncio.run(stop(manager))
    assert not list(Path(manager.ip).parent.glob(f"{Path(manager.ip).name}*"))


def run(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """The notebook, run in a forked kernel."""
    write(notebook, folder / "in.ipynb")
    return execute_notebook(str(folder / "in.ipynb"), str(folder / "out.ipynb"), progress_bar=False, **FORKED)


def printed(notebook: NotebookNode) -> list[str]:
    """The words that its first cell printed."""
    text: str = notebook.cells[0].outputs[0].text
    return text.split()
