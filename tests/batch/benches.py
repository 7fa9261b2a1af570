"""A workbench of its own for a test of the batch: a workbench whose notebook may misbehave, the real command, its processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any

import nbformat
import psutil
from nbformat.v4 import new_code_cell

from inspection_lib.report import report_from_json
from tests.conftest import CAMPAIGN, ROOT

HEALED = "healed"
"""A file of this name in the workbench ends the misbehaviour, without a change to the notebook."""


@dataclass(frozen=True)
class Bench:
    """A workbench, its store, its outputs and the folder for temporary files, all below one folder."""

    folder: Path
    store: str

    @property
    def workbench(self) -> Path:
        """The workbench's folder."""
        return self.folder / "home"

    @property
    def out(self) -> Path:
        """The campaign's outputs."""
        return self.folder / "out" / CAMPAIGN

    @property
    def scratch(self) -> Path:
        """TMPDIR of the command."""
        return self.folder / "tmp"

    def command(self, *words: str) -> list[str]:
        """The command line of a batch here."""
        places = ("--store", self.store, "--output", str(self.folder / "out"), "--home", str(self.workbench))
        return [sys.executable, "-m", "inspection_lib.cli", "batch", CAMPAIGN, *places, *words]

    def environment(self) -> dict[str, str]:
        """The command's environment."""
        return os.environ | {"COLUMNS": "200", "TMPDIR": str(self.scratch), "PYTHONPATH": str(ROOT)}

    def run(self, *words: str, seconds: float = 100) -> subprocess.CompletedProcess[str]:
        """Run a batch to its end."""
        return subprocess.run(
            self.command(*words),
            capture_output=True,
            text=True,
            check=False,
            env=self.environment(),
            timeout=seconds,
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a batch, in a group of its own as a terminal does."""
        return subprocess.Popen(
            self.command(*words),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment(),
            start_new_session=True,
        )

    def account(self) -> dict[str, Any]:
        """What `batch.json` says."""
        found: dict[str, Any] = json.loads((self.out / "batch.json").read_text(encoding="utf-8"))
        return found

    def states(self) -> dict[str, str]:
        """The state of each unit in `batch.json`."""
        return {unit["unit"]: unit["state"] for unit in self.account()["units"]}

    def reason(self, unit: str) -> str:
        """What `batch.json` says of a unit."""
        return next(
            str(found.get("reason", "")) for found in self.account()["units"] if found["unit"] == unit
        )

    def made(self) -> set[str]:
        """The units that have a record of their report."""
        return {path.parent.name for path in self.out.glob("*/made.json")}

    def report(self, unit: str) -> str:
        """A unit's `report.json`."""
        return (self.out / unit / "report.json").read_text(encoding="utf-8")

    def processes(self) -> list[psutil.Process]:
        """What runs of this bench: known by its command line, or by its folder for temporary files."""
        found = []
        for process in psutil.process_iter():
            try:
                known = str(self.folder) in " ".join(process.cmdline())
                known = known or process.environ().get("TMPDIR", "").startswith(str(self.folder))
                if known and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return found

    def left(self) -> list[str]:
        """The processes that are still there after some seconds."""
        until(lambda: not self.processes(), 6)
        return [f"{process.pid} {process.cmdline()}" for process in self.processes()]

    def units_running(self) -> list[psutil.Process]:
        """The processes of units: children of the warm parent."""
        return [
            process
            for process in self.processes()
            if "inspection_lib.inprocess" in " ".join(parent_line(process))
        ]

    def warm_parent(self) -> psutil.Process:
        """The warm parent."""
        units = {process.pid for process in self.units_running()}
        warm = [
            p
            for p in self.processes()
            if "inspection_lib.inprocess" in " ".join(p.cmdline()) and p.pid not in units
        ]
        return warm[0]


def parent_line(process: psutil.Process) -> list[str]:
    """The command line of a process's parent."""
    try:
        parent = process.parent()
        return parent.cmdline() if parent else []
    except psutil.Error:
        return []


def until(true: Callable[[], object], seconds: float) -> bool:
    """Wait until something is true, so many seconds at most."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return bool(true())


def open_bench(folder: Path, store: str, misbehaviour: str = "", *, registers: bool = False) -> Bench:
    """A bench at a folder. ``misbehaviour`` is code that the notebook runs before it makes the report, until it is healed."""
    bench = Bench(folder, store)
    ignore = None if registers else shutil.ignore_patterns("registers", "responses")
    shutil.copytree(ROOT / "checklists", bench.workbench / "checklists", ignore=ignore)
    shutil.copytree(ROOT / "notebooks", bench.workbench / "notebooks")
    bench.scratch.mkdir()
    if misbehaviour:
        path = bench.workbench / "notebooks" / "unit_report.ipynb"
        notebook = nbformat.read(path, as_version=4)
        code = f"from pathlib import Path\nif not Path(workbench, {HEALED!r}).exists():\n{indent(misbehaviour, '    ')}"
        place = [cell.id for cell in notebook.cells].index("import")
        notebook.cells.insert(place, new_code_cell(code, id="misbehaviour"))
        nbformat.write(notebook, path)
    return bench


def chosen(*units: str) -> list[str]:
    """The options that choose units."""
    return [word for unit in units for word in ("--unit", unit)]


def finish(process: subprocess.Popen[str], seconds: float = 60) -> tuple[int, str, str]:
    """The exit status of a command that was started, and what it said."""
    out, err = process.communicate(timeout=seconds)
    return process.returncode, out, err


def kill(*processes: psutil.Process) -> None:
    """Kill -9, all in one go."""
    for process in processes:
        try:
            process.send_signal(signal.SIGKILL)
        except psutil.NoSuchProcess:
            continue


def half_written(bench: Bench) -> list[str]:
    """Files of the outputs that are not whole, or of another unit than their folder's."""
    wrong = []
    for path in bench.out.rglob("*.*"):
        text = path.read_text(encoding="utf-8") if path.is_file() and not path.name.startswith(".") else ""
        if path.suffix in (".json", ".ipynb"):
            try:
                json.loads(text)
            except ValueError:
                wrong.append(str(path))
        if path.suffix == ".html" and not text.rstrip().endswith("</html>"):
            wrong.append(str(path))
    return wrong + crossed(bench)


def crossed(bench: Bench) -> list[str]:
    """Reports, pages and notebooks that are of another unit than their folder's."""
    wrong = []
    for unit in bench.made():
        folder = bench.out / unit
        page = (folder / "report.html").read_text(encoding="utf-8")
        report = report_from_json(bench.report(unit))
        notebook = json.loads((folder / "unit_report.ipynb").read_text(encoding="utf-8"))
        if report.unit.code != unit or report.unit.name.vi not in page:
            wrong.append(f"{unit}: report.json")
        marks = {word.split('"')[1] for word in page.split() if word.startswith("data-unit=")}
        if f'<meta name="inspection-unit" content="{unit}">' not in page or marks - {unit}:
            wrong.append(f"{unit}: page {marks}")
        if notebook["metadata"]["papermill"]["parameters"]["unit"] != unit:
            wrong.append(f"{unit}: notebook")
    return wrong
