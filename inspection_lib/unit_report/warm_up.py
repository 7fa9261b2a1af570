"""Prepare a warm parent for units: load everything, and make one report as a rehearsal."""

from __future__ import annotations

import contextlib
import gc
import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace

from inspection_lib.errors import InspectionError
from inspection_lib.files import is_url, load_remote
from inspection_lib.inprocess import (
    light_imports,
    limited_memory,
    load_engine,
    replace_shell,
    require_one_thread,
)
from inspection_lib.unit_report.job import Job
from inspection_lib.workbench import load_shared, open_workbench


def prepare_for_units(sample: Job | None) -> None:
    """Load what makes a report; with a sample, make that report once into a folder that is thrown away.

    Making a report imports modules, compiles templates and fills caches, and every fork begins with all of
    that. Whatever goes wrong here is passed over: it goes wrong again in the unit's own process, which
    reports it. A notebook that leaves a thread behind or ends this process cannot be rehearsed; RuntimeError
    tells of a thread.
    """
    gc.set_threshold(50_000, 20, 20)  # what is loaded is no garbage, and each search looks at all of it
    with light_imports():  # before their first import, so `make` is imported here
        from inspection_lib.unit_report import worker
        from inspection_lib.unit_report.make import make_unit, process_exporter
    worker.load()
    load_engine()
    process_exporter()
    if sample is None:
        return
    if is_url(sample.output):
        load_remote(sample.output)
    with contextlib.suppress(InspectionError):
        load_shared(open_workbench(sample.workbench_folder), sample.campaign_id)
    with (
        _silenced(),
        _surroundings_restored(),
        tempfile.TemporaryDirectory(prefix="inspection-warm-", ignore_cleanup_errors=True) as folder,
    ):
        with limited_memory(sample.memory):
            make_unit(replace(sample, output=folder))
        require_one_thread()
    replace_shell()


@contextlib.contextmanager
def _silenced() -> Iterator[None]:
    """Discard what is written meanwhile: the unit's own process writes it again, to the unit's log."""
    saved = [os.dup(number) for number in (1, 2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    yield
    for number, copy in enumerate(saved, 1):
        os.dup2(copy, number)
        os.close(copy)


@contextlib.contextmanager
def _surroundings_restored() -> Iterator[None]:
    """Undo what the notebook changes in this process's folder and environment: no other unit may see it."""
    folder, environment = os.getcwd(), dict(os.environ)
    yield
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
