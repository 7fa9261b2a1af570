"""A workbench for one test of the batch, where the real command runs a notebook that may misbehave."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any

import nbformat
import psutil
from nbformat.v4 import new_code_cell

from inspection_lib.report import report_from_json
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.commands import run_with_children
from tests.makers.executors import reports_made_here
from tests.waiting import until

HEALED = "healed"
"""A file of this name in the workbench ends the misbehaviour, without a change to the notebook."""
RUN_SECONDS = 600.0
"""A command that takes longer hangs, also on a busy machine."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+(Z|\+00:00)")
WAIT = """
import time
Path(home, f"entered.{unit}").touch()
while not Path(home, "healed").exists(): time.sleep(0.05)
""".strip()
"""A misbehaviour: the unit is noted as entered, and waits until it is healed."""
WAIT_AFTER_FIRST = f"""
if not list(Path(home).glob("entered.*")):
    Path(home, f"entered.{{unit}}").touch()
else:
{indent(WAIT, "    ")}
""".strip()
"""A misbehaviour: the first unit is made, every later one waits. For one job at a time, and no rehearsal."""


@dataclass(frozen=True)
class StartedRun:
    """A command that was started; what it prints goes to files, which can be read while it runs."""

    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def out(self) -> str:
        """What it has printed."""
        return (self.folder / "stdout").read_text(encoding="utf-8")

    @property
    def errors(self) -> str:
        """What it has printed to its error stream."""
        return (self.folder / "stderr").read_text(encoding="utf-8")

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to its process group, as a terminal does."""
        os.killpg(self.process.pid, number)

    def finish(self) -> int:
        """Wait for its end; the exit status."""
        return self.process.wait(RUN_SECONDS)


@dataclass(frozen=True)
class BatchSetup:
    """A workbench, its store, its outputs and the folder for temporary files, all below one folder."""

    folder: Path
    store_url: str

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
        places = (
            "--store",
            self.store_url,
            "--output",
            str(self.folder / "out"),
            "--home",
            str(self.workbench),
        )
        return [sys.executable, "-m", "inspection_lib.cli", "batch", CAMPAIGN, *places, *words]

    def environment(self) -> dict[str, str]:
        """The command's environment."""
        return os.environ | {"COLUMNS": "200", "TMPDIR": str(self.scratch), "PYTHONPATH": str(ROOT)}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a batch to its end, in the process of the tests: a new one takes half of a short batch's time.

        Its warm parent and its units are processes as always. What these print is caught too.
        """
        return run_with_children(ROOT, self.environment(), *self.command(*words)[3:])

    def run_here(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a batch to its end without any process, for a test that is not about processes."""
        with reports_made_here():
            return self.run(*words)

    def run_apart(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a batch to its end, in a process of its own."""
        return subprocess.run(
            self.command(*words),
            capture_output=True,
            text=True,
            check=False,
            env=self.environment(),
            timeout=RUN_SECONDS,
        )

    def start(self, *words: str) -> StartedRun:
        """Start a batch, in a process group of its own as a terminal does."""
        with (self.folder / "stdout").open("wb") as out, (self.folder / "stderr").open("wb") as errors:
            process = subprocess.Popen(
                self.command(*words),
                stdout=out,
                stderr=errors,
                env=self.environment(),
                start_new_session=True,
            )
        return StartedRun(process, self.folder)

    def heal(self) -> None:
        """End the misbehaviour: units that wait go on."""
        (self.workbench / HEALED).touch()

    def entered(self) -> set[str]:
        """The units whose notebook began to wait."""
        return {path.name.removeprefix("entered.") for path in self.workbench.glob("entered.*")}

    def account(self) -> dict[str, Any]:
        """The content of `batch.json`."""
        found: dict[str, Any] = json.loads((self.out / "batch.json").read_text(encoding="utf-8"))
        return found

    def states(self) -> dict[str, str]:
        """The state of each unit in `batch.json`."""
        return {unit["unit"]: unit["state"] for unit in self.account()["units"]}

    def reason(self, unit: str) -> str:
        """The reason that `batch.json` gives for a unit."""
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
        """The processes of this setup, known by their command line or by their TMPDIR."""
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
        """The processes that do not go away."""
        until(lambda: not self.processes(), 60)
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


def make_setup(
    folder: Path, store_url: str, misbehaviour: str = "", *, registers: bool = False
) -> BatchSetup:
    """A setup at a folder.

    ``misbehaviour`` is code that the notebook runs before it makes a report, until healed.
    """
    setup = BatchSetup(folder, store_url)
    ignore = None if registers else shutil.ignore_patterns("registers", "responses")
    shutil.copytree(ROOT / "checklists", setup.workbench / "checklists", ignore=ignore)
    shutil.copyfile(ROOT / "workbench.yaml", setup.workbench / "workbench.yaml")
    shutil.copytree(ROOT / "notebooks", setup.workbench / "notebooks")
    setup.scratch.mkdir()
    if misbehaviour:
        path = setup.workbench / "notebooks" / "unit_report.ipynb"
        notebook = nbformat.read(path, as_version=4)
        code = f"from pathlib import Path\nif not Path(home, {HEALED!r}).exists():\n"
        code += indent(misbehaviour, "    ")
        place = [cell.id for cell in notebook.cells].index("import")
        notebook.cells.insert(place, new_code_cell(code, id="misbehaviour"))
        nbformat.write(notebook, path)
    return setup


def chosen(*units: str) -> list[str]:
    """The options that choose units."""
    return [word for unit in units for word in ("--unit", unit)]


def kill(*processes: psutil.Process) -> None:
    """Kill processes at once, without a chance to react."""
    for process in processes:
        try:
            process.send_signal(signal.SIGKILL)
        except psutil.NoSuchProcess:
            continue


def half_written(setup: BatchSetup) -> list[str]:
    """Files of the outputs that are not whole, or of another unit than their folder's."""
    wrong = []
    for path in setup.out.rglob("*.*"):
        if path.suffix == ".parquet":
            content = path.read_bytes()
            if not content.startswith(b"PAR1") or not content.endswith(b"PAR1"):
                wrong.append(str(path))
            continue
        text = path.read_text(encoding="utf-8") if path.is_file() and not path.name.startswith(".") else ""
        if path.suffix in (".json", ".ipynb"):
            try:
                json.loads(text)
            except ValueError:
                wrong.append(str(path))
        if path.suffix == ".html" and not text.rstrip().endswith("</html>"):
            wrong.append(str(path))
    return wrong + crossed(setup)


def crossed(setup: BatchSetup) -> list[str]:
    """Reports, pages and notebooks that are of another unit than their folder's."""
    wrong = []
    for unit in setup.made():
        folder = setup.out / unit
        page = (folder / "report.html").read_text(encoding="utf-8")
        report = report_from_json(setup.report(unit))
        notebook = json.loads((folder / "unit_report.ipynb").read_text(encoding="utf-8"))
        if report.unit.code != unit or report.unit.name.vi.casefold() not in page.casefold():
            wrong.append(f"{unit}: report.json")
        marks = {word.split('"')[1] for word in page.split() if word.startswith("data-unit=")}
        if f'<meta name="inspection-unit" content="{unit}">' not in page or marks - {unit}:
            wrong.append(f"{unit}: page {marks}")
        if notebook["metadata"]["papermill"]["parameters"]["unit"] != unit:
            wrong.append(f"{unit}: notebook")
    return wrong


def by_unit(faults: dict[str, str]) -> str:
    """Code that does something else for each unit."""
    return "\n".join(f"if unit == {unit!r}:\n{indent(code, '    ')}" for unit, code in faults.items())


def cells(setup: BatchSetup, unit: str) -> list[Any]:
    """Source, count and outputs of a unit's notebook, without times and folders."""
    text = (setup.out / unit / "unit_report.ipynb").read_text(encoding="utf-8")
    text = re.sub(r"/[^\"' ]*/tmp/inspection-[^\"'\\ ]*", "somewhere", MOMENT.sub("then", text))
    text = text.replace(str(setup.workbench), "home").replace(str(setup.workbench.resolve()), "home")
    text = re.sub(r"\d\d:\d\d, \d+/\d+/\d{4}", "then", text)
    return [
        (cell["source"], cell.get("execution_count"), cell.get("outputs"))
        for cell in json.loads(text)["cells"]
    ]


def some_wait(setup: BatchSetup, made: int, waiting: int) -> bool:
    """Whether a run has made some units, and others wait."""
    return len(setup.made()) >= made and len(setup.entered() - setup.made()) >= waiting
