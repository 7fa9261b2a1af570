"""All ways to run jobs make the same reports; reused processes hold the same limits."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.batch.setups import MOMENT, BatchSetup, cells, chosen, half_written, make_setup
from tests.conftest import ROOT

UNITS = ("06.STP", "060", "01834", "01837")
"""A department, a district and two communes, with all kinds of registers."""
NO_UNIX = "import sys\nfor name in ('fcntl', 'resource'):\n    sys.modules[name] = None\n"
"""What Python runs first in a process where these cannot be imported, as on Windows."""


@pytest.fixture(scope="module")
def setup(tmp_path_factory: pytest.TempPathFactory, sample_url: str, sample_store: object) -> BatchSetup:
    """Four units, made by default with four processes at once."""
    setup = make_setup(tmp_path_factory.mktemp("workers"), sample_url, registers=True)
    done = setup.run(*chosen(*UNITS), "--jobs", "4")
    assert done.returncode == 0, done.stderr
    return setup


def another(setup: BatchSetup, folder: Path, *words: str) -> BatchSetup:
    """The same workbench and store with outputs of its own, where a batch was run with other options."""
    folder.mkdir(exist_ok=True)
    (folder / "home").symlink_to(setup.workbench)
    (folder / "tmp").mkdir()
    other = BatchSetup(folder, setup.store_url)
    done = other.run(*words)
    assert done.returncode == 0, done.stderr
    return other


def report(setup: BatchSetup, unit: str) -> Any:
    """A unit's report.json without the moment of its making."""
    return json.loads(MOMENT.sub("then", setup.report(unit)))


def test_many_units_at_once_are_each_their_own(setup: BatchSetup) -> None:
    """No report, page or notebook carries another unit's code or name."""
    assert setup.made() == set(UNITS)
    assert half_written(setup) == []
    for unit in UNITS:
        page = (setup.out / unit / "report.html").read_text(encoding="utf-8")
        assert re.findall(r'data-unit="([^"]*)"', page) == [unit]
    assert setup.left() == []


def test_reused_processes_make_the_same_and_need_nothing_of_unix(setup: BatchSetup, tmp_path: Path) -> None:
    """Each of two processes makes several units: the same reports and, but for times, the same notebooks.

    Here neither `fcntl` nor `resource` can be imported; with them the other tests of reused processes run.
    The process that opens a pool keeps one more until its own end, so it is not the one of the tests.
    """
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(NO_UNIX, encoding="utf-8")
    pool = BatchSetup(tmp_path, setup.store_url)
    (tmp_path / "home").symlink_to(setup.workbench)
    (tmp_path / "tmp").mkdir()
    done = subprocess.run(
        pool.command(*chosen(*UNITS), "--executor", "pool", "--jobs", "2"),
        env=pool.environment() | {"PYTHONPATH": f"{tmp_path / 'site'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for unit in UNITS:
        assert report(pool, unit) == report(setup, unit)
        assert cells(pool, unit) == cells(setup, unit)
    assert half_written(pool) == []
    assert "đã lập" in (pool.out / UNITS[2] / "batch.log").read_text(encoding="utf-8")
    assert pool.left() == []


def test_kernels_make_the_same(setup: BatchSetup, tmp_path: Path) -> None:
    """With papermill's own engine a report is the same, and no kernel is left."""
    kernels = another(setup, tmp_path / "kernels", *chosen("060"), "--engine", "kernel")
    assert report(kernels, "060") == report(setup, "060")
    assert half_written(kernels) == []
    assert kernels.left() == []


def test_one_process_makes_the_same_as_several(setup: BatchSetup, tmp_path: Path) -> None:
    """How many run at once changes no report and no notebook."""
    alone = another(setup, tmp_path / "alone", *chosen("060", "01837"), "--jobs", "1")
    for unit in ("060", "01837"):
        assert report(alone, unit) == report(setup, unit)
        assert cells(alone, unit) == cells(setup, unit)


def test_reused_processes_that_die_or_hang_fail_their_unit_alone(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """A dead process and one over its time are replaced; the units between are made; nothing is left."""
    code = "import os, signal, time\nwhile unit == '01837': time.sleep(1)\n"
    code += "if unit == '01834': os.kill(os.getpid(), signal.SIGSEGV)"
    setup = make_setup(tmp_path, sample_url, code)
    units = chosen("01834", "01837", "01840", "01843")
    done = setup.run_apart(*units, "--executor", "pool", "--jobs", "2", "--time-limit", "30")
    assert done.returncode == 1
    assert setup.states() == dict.fromkeys(("01834", "01837"), "failed") | dict.fromkeys(
        ("01840", "01843"), "made"
    )
    assert "quá giới hạn 30 giây" in setup.reason("01837")
    assert "SIGSEGV" in setup.reason("01834")
    assert setup.left() == []


HUNGRY = """
held = int(open('/proc/self/statm').read().split()[1]) * 4096
print('held', held)
hoard = []
while unit == '01837' or len(hoard) < 5: hoard.append(b'x' * 50_000_000)
"""


def held_at_begin(setup: BatchSetup, unit: str) -> int:
    """The bytes that the process held when the unit's notebook began, as it printed them."""
    return int(
        (setup.out / unit / "unit_report.ipynb")
        .read_text(encoding="utf-8")
        .split('"held ')[1]
        .split("\\n")[0]
    )


def test_a_reused_process_holds_the_limit_of_memory_for_each_unit(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """One that takes all memory fails alone; the process lets go of what each held.

    The next run makes the rest.
    """
    setup = make_setup(tmp_path, sample_url, HUNGRY.strip())
    units = chosen("01834", "01837", "01840", "01843")
    done = setup.run_apart(*units, "--executor", "pool", "--jobs", "1", "--memory-limit", "600")
    assert done.returncode == 1
    assert setup.states() == {"01834": "made", "01837": "failed", "01840": "made", "01843": "made"}
    assert "nhiều bộ nhớ" in setup.reason("01837")
    first, *later = (held_at_begin(setup, unit) for unit in ("01834", "01840", "01843"))
    assert max(later) - first < 150_000_000
    before = setup.made()
    setup.heal()
    done = setup.run_here(*units)
    assert done.returncode == 0, done.stderr
    assert {unit for unit, state in setup.states().items() if state == "skipped"} == before
    assert setup.states()["01837"] == "made"
    assert setup.left() == []
