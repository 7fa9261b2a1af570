"""Mutants of every kind of file: refused in words or read, never a traceback, within the limits."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN, MadeOnce
from tests.makers.machines import PASSPHRASE
from tests.mutants.homes import Seeds, make_seeds
from tests.mutants.kinds import KINDS, Kind
from tests.mutants.limited import Outcome, run_limited
from tests.trials import Trials

MUTANTS = 2_000
IN_THE_SUITE = 4
PARTS = 4
"""The mutants of a kind are split into four tests: workers share them, and a stopped run loses little."""
LOG = Path(tempfile.gettempdir()) / "mutants" / "log.txt"


@pytest.fixture(scope="module")
def seeds(made_once: MadeOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeds]:
    """A small workbench with the report of a unit, and a valid file of each kind; its keys are in use."""

    def make(folder: Path) -> None:
        shutil.copytree(os.environ["INSPECTION_CONFIG"], folder / "config")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("INSPECTION_CONFIG", str(folder / "config"))
            made = make_seeds(folder / "home")
        (folder / "files").mkdir()
        for name, content in made.files.items():
            (folder / "files" / name).write_bytes(content)

    folder = made_once("mutants", make)
    config = shutil.copytree(folder / "config", tmp_path_factory.mktemp("mutants") / "config")
    files = {path.name: path.read_bytes() for path in (folder / "files").iterdir()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_CONFIG", str(config))
        yield Seeds(folder / "home", files | {"template": files["notebook"]})


@pytest.mark.parametrize("name", KINDS)
def test_what_the_mutants_are_made_of_is_taken(
    name: str, seeds: Seeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command takes the files that nobody changed: a mutant is not refused for another reason."""
    monkeypatch.setenv("INSPECTION_PASSPHRASE", PASSPHRASE)
    kind = KINDS[name]
    for number, (seed, place) in enumerate(kind.seeds.items()):
        home = tmp_path / str(number)
        shutil.copytree(seeds.home, home)
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        (home / place).write_bytes(seeds.files[seed])
        ran = run_limited(home, kind.steps(place, home), home / kind.store)
        said = (home / "out.txt").read_text(encoding="utf-8")
        assert not ran.wrong, said
        # The package is of another machine's form, and no export is signed: `verify` cannot check everything.
        assert set(ran.statuses) == ({0, 3} if name in ("package", "odk") else {0}), said


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", KINDS)
def test_a_mutant_is_refused_in_words_or_read(
    name: str, part: int, seeds: Seeds, trials: Trials, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback; status 0 or 1; 300 MB and 5 seconds at most; a refused file leaves the store as it was.

    What `check` passes of a checklist or a plan, every command takes. A trial has a number, and its seed and
    number make the mutant; `-k xlsx-3` runs a quarter of a kind. Every fault is written to `LOG` at once, and
    its mutant is kept beside it; in full length each part that is through is written there, too.
    """
    monkeypatch.setenv("INSPECTION_PASSPHRASE", PASSPHRASE)
    kind = KINDS[name]
    _read_before_the_fork(seeds.home, tmp_path / "home")
    length = (MUTANTS if trials.full else IN_THE_SUITE) // PARTS
    numbers = range(part * length, (part + 1) * length)
    faults: dict[str, str] = {}
    refused, seconds, memory = 0, 0.0, 0
    for number in numbers:
        chance = Random(f"{trials.seed} {name} {number}")
        seed, place = chance.choice(list(kind.seeds.items()))
        mutant = kind.change(chance, seeds.files[seed])
        ran = _run(seeds.home, tmp_path / "home", kind, place, mutant)
        refused += 1 in ran.statuses
        seconds, memory = max(seconds, ran.seconds), max(memory, ran.memory)
        fault = ran.wrong
        if not fault and kind.taken and ran.statuses[0] == 0 and any(ran.statuses[: kind.taken]):
            fault = f"`check` passes it, and then: {ran.statuses}"
        if fault:
            which = f"{name} {number} ({seed}), seed {trials.seed}"
            _log(f"FAULT {which}: {fault if fault[-160:] not in faults else fault[-160:]}")
            (LOG.parent / f"{name}-{trials.seed}-{number}-{seed}").write_bytes(mutant)
            faults.setdefault(fault[-160:], f"{which}: {fault[-3000:]}")
    if trials.full:
        _log(
            f"{name} {numbers[0]} to {numbers[-1]}, seed {trials.seed}: {refused} refused, "
            f"{len(faults)} kinds of fault; a step took {seconds:.1f} s and {memory >> 20} MB at most"
        )
    assert not faults, "\n\n".join(faults.values())


def _read_before_the_fork(seeds: Path, home: Path) -> None:
    """Read the checklist and the plan once here; a child reads them again only when they are the mutant."""
    shutil.copytree(seeds, home)
    workbench = Workbench(home)
    workbench.checklists(workbench.campaign(CAMPAIGN))
    workbench.calendar()
    shutil.rmtree(home)


def _run(seeds: Path, home: Path, kind: Kind, place: str, mutant: bytes) -> Outcome:
    shutil.copytree(seeds, home)
    (home / place).parent.mkdir(parents=True, exist_ok=True)
    (home / place).write_bytes(mutant)
    try:
        return run_limited(home, kind.steps(place, home), home / kind.store)
    finally:
        shutil.rmtree(home)


def _log(line: str) -> None:
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a", encoding="utf-8", errors="backslashreplace") as log:
        log.write(f"{line}\n")
