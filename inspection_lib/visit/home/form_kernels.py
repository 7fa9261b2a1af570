"""The kernels behind the forms: one for each unit that is open, and a warm one for the next.

A form is the notebook of its visit, run in a kernel. The cells that run are those of the template; a page can
send a kernel nothing but the form's messages.

Loads nbformat and jupyter_client.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from inspection_lib import errors
from inspection_lib.errors import InspectionError, StoreError
from inspection_lib.files import os_errors_as
from inspection_lib.language import Language, message
from inspection_lib.visit.home.early_kernel import EarlyKernel
from inspection_lib.visit.home.opening import VISITS
from inspection_lib.visit.home.settings import FormAsked, HomeSettings
from inspection_lib.visit.notebook_copy import visit_notebook
from inspection_lib.visit.notebook_run import (
    KernelEndedError,
    OpenedForm,
    read_notebook,
    run_notebook,
)
from inspection_lib.visit.server_process import START_SECONDS

NEXT_SPARE_AFTER = 20.0
"""Seconds until the next spare kernel is started, where no home page asked for one before: the form that
took the last one has opened by then, and somebody works in it, for minutes as a rule."""


@dataclass(frozen=True, slots=True)
class FormKernel:
    """A kernel with a form that is open in it."""

    kernel: str
    form: OpenedForm


class FormKernels:
    """Opens forms and knows which kernels they live in. All methods are called in the server's event loop."""

    def __init__(self, manager: Any, settings: HomeSettings, early: EarlyKernel | None = None) -> None:
        self.manager = manager
        self.settings = settings
        self._early = early
        self._open: dict[FormAsked, asyncio.Task[FormKernel]] = {}
        self._spare: asyncio.Task[str] | None = None
        self._begun: set[asyncio.Task[Any]] = set()

    async def keep_spare(self) -> None:
        """See that a warm kernel waits for the next form."""
        spare = self._spare
        is_there = spare is not None and await self._is_usable(spare)
        if not is_there and self._spare is spare:  # nobody else has started one meanwhile
            self._spare = asyncio.create_task(self._start())

    async def open(self, asked: FormAsked, *, hung: str = "") -> FormKernel:
        """The form of a unit: the one that is open, or a new one. Raises InspectionError.

        Several pages that ask at the same time get the same one. ``hung`` is a kernel that runs and answers
        a page no more: if the form is open in it, it is ended.
        """
        task = self._open.get(asked)
        if hung and task and _kernel_of(task) == hung:
            await self._end(hung)
        if task is None or not await self._is_usable(task):
            if self._open.get(asked) is task:
                self._open[asked] = asyncio.create_task(self._open_new(asked))
            task = self._open[asked]
        return await asyncio.shield(task)

    def begin(self, asked: FormAsked) -> None:
        """Begin to open a form that a page will ask for in a moment."""
        task = asyncio.create_task(self.open(asked))
        self._begun.add(task)
        task.add_done_callback(self._forget)

    def _forget(self, task: asyncio.Task[FormKernel]) -> None:
        self._begun.discard(task)
        if not task.cancelled():
            task.exception()  # the page that asks is told

    async def is_alive(self, kernel: str) -> bool:
        """Whether a kernel runs. One that was killed or ended meanwhile is forgotten."""
        if kernel not in self.manager:
            return False
        if await self.manager.get_kernel(kernel).is_alive():
            return True
        await self._end(kernel)
        return False

    async def _is_usable(self, task: asyncio.Task[Any]) -> bool:
        """Whether a task has a kernel that runs, or is still about to get one."""
        return not task.done() or await self.is_alive(_kernel_of(task))

    async def _open_new(self, asked: FormAsked) -> FormKernel:
        settings = self.settings
        kernel_started = asyncio.create_task(self._take_kernel())
        notebook = await asyncio.to_thread(
            visit_notebook,
            settings.workbench,
            asked.campaign_id,
            asked.unit_code,
            actor=settings.actor,
            store_url=settings.store_url,
            language=settings.language,
            only_open=asked.only_open,
        )
        path = settings.workbench.folder / notebook
        kernel = await kernel_started
        try:
            return await self._run(path, asked.unit_code, kernel)
        except KernelEndedError:  # killed meanwhile, or dead before: another one, unasked
            return await self._run(path, asked.unit_code, await self._take_kernel())

    async def _run(self, path: Path, unit_code: str, kernel: str) -> FormKernel:
        """Open the form in a kernel. One in which it did not open is ended."""
        process = self.manager.get_kernel(kernel).provisioner.process
        opened: list[OpenedForm] = []
        try:
            content = await asyncio.to_thread(read_notebook, path)
            opened = await asyncio.to_thread(
                run_notebook, path, content, kernel, START_SECONDS, lambda: process.poll() is None
            )
        finally:
            if not opened:
                await self._end(kernel)
        if not opened:
            raise not_opened(unit_code, content, self.settings.language)
        return FormKernel(kernel, opened[-1])

    async def _take_kernel(self) -> str:
        """The spare kernel, or a new one where there is none; the next spare is started afterwards."""
        await self.keep_spare()
        task, self._spare = self._spare, None
        assert task is not None
        try:
            return await task
        finally:
            asyncio.get_running_loop().call_later(NEXT_SPARE_AFTER, self._keep_spare_later)

    def _keep_spare_later(self) -> None:
        task = asyncio.create_task(self.keep_spare())
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)

    async def _start(self) -> str:
        """Start a kernel in the folder of visits; the first one runs already."""
        folder = self.settings.workbench.folder / VISITS
        with os_errors_as(
            StoreError, message("The folder {path} cannot be made: {cause}.", path=str(folder))
        ):
            folder.mkdir(parents=True, exist_ok=True)
        early, self._early = self._early, None
        own = {"kernel_id": early.id} if early and early.process.poll() is None else {}
        kernel: str = await self.manager.start_kernel(kernel_name="python3", path=VISITS, **own)
        return kernel

    async def _end(self, kernel: str) -> None:
        with contextlib.suppress(Exception):
            await self.manager.shutdown_kernel(kernel, now=True)


def _kernel_of(task: asyncio.Task[Any]) -> str:
    """The kernel that a task gave; "" where it gave none, or has not yet."""
    if not task.done() or task.cancelled() or task.exception() is not None:
        return ""
    result = task.result()
    return result if isinstance(result, str) else str(result.kernel)


def not_opened(unit_code: str, content: NotebookNode, language: Language) -> InspectionError:
    """The error for a notebook whose cells opened no form: with what the first failing cell said."""
    outputs = [output for cell in content.cells for output in cell.get("outputs", [])]
    causes = [_cause(output, language) for output in outputs if output.output_type == "error"]
    return InspectionError(
        message(
            "The form of unit {unit} cannot be opened: {cause}",
            unit=unit_code,
            cause=causes[0] if causes else "-",
        ),
        message("See what is wrong with the files, on the home page."),
    )


def _cause(output: NotebookNode, language: Language) -> str:
    """What an error in a notebook says: one of ours in the user's language, any other as it is."""
    kind, shown = getattr(errors, output.ename, None), output.traceback
    is_own = isinstance(kind, type) and issubclass(kind, InspectionError)
    if is_own and len(shown) == len(errors.SHOWN_LANGUAGES):
        return str(shown[errors.SHOWN_LANGUAGES.index(language)])
    return str(output.evalue)
