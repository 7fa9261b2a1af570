"""Mutants of every kind of file: refused in words or read, never a traceback, within the limits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.makers.machines import PASSPHRASE
from tests.mutants.homes import UNIT, Seeds, make_seeds
from tests.mutants.kinds import KINDS
from tests.mutants.limited import run_limited
from tests.trials import Trials

MUTANTS = int(__import__("os").environ.get("MUTANTS", "2000"))
IN_THE_SUITE = 20
_KEPT = Path("/tmp/mutants")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory, sample_url: str) -> Seeds:
    """A small workbench, and the report of a unit that the batch made."""
    from inspection_lib.inprocess import forget_shell
    from inspection_lib.unit_report.make import make_unit
    from tests.unit_report.jobs import a_job

    made = make_seeds(tmp_path_factory.mktemp("mutants") / "home")
    made.files["template"] = made.files["notebook"]
    made.files["account"] = (
        b'{"state": "running", "counts": {"made": 3, "failed": 1}, "units": [{"unit": "060"}]}'
    )
    out = tmp_path_factory.mktemp("report")
    fault = make_unit(a_job(out, store_url=sample_url)).fault
    forget_shell()
    assert fault is None
    made.files["report"] = (out / UNIT / "report.json").read_bytes()
    made.files["made"] = (out / UNIT / "made.json").read_bytes()
    return made


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
        assert (ran.wrong, set(ran.statuses)) == ("", {0}), said


@pytest.mark.parametrize("name", KINDS)
def test_a_mutant_is_refused_in_words_or_read(
    name: str, seeds: Seeds, trials: Trials, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback; status 0 or 1; 300 MB and 5 seconds at most; a refused file leaves the store as it was.

    What `check` passes of a checklist or a plan, every command takes.
    """
    monkeypatch.setenv("INSPECTION_PASSPHRASE", PASSPHRASE)
    kind, chance = KINDS[name], trials.random()
    number = MUTANTS if trials.full else IN_THE_SUITE
    wrong: dict[str, str] = {}
    refused = 0
    for trial in range(number):
        seed, place = chance.choice(list(kind.seeds.items()))
        mutant = kind.change(chance, seeds.files[seed])
        home = tmp_path / "home"
        shutil.copytree(seeds.home, home)
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        (home / place).write_bytes(mutant)
        ran = run_limited(home, kind.steps(place, home), home / kind.store)
        shutil.rmtree(home)
        refused += 1 in ran.statuses
        said = ran.wrong
        if not said and kind.checked and ran.statuses[0] == 0 and any(ran.statuses):
            said = f"`check` passes it, and then: {ran.statuses}"
        if said:
            wrong.setdefault(said[-160:], f"trial {trial} ({seed}): {said[-1500:]}")
            if trials.full:
                _KEPT.mkdir(exist_ok=True)
                (_KEPT / f"{name}-{trials.seed}-{trial}-{seed}").write_bytes(mutant)
    print(f"{name}: {number} mutants, {refused} refused, {len(wrong)} kinds of fault")
    assert not wrong, "\n\n".join(wrong.values())
