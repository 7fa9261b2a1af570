"""The licences of all that is installed are known; the lock holds digests and no addresses."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.markers import Marker
from packaging.utils import canonicalize_name

from tests.conftest import ROOT
from tools.installed import OWN, installed
from tools.licences import PAGE, updated

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = [pin for pin in re.split(r"\n(?=\S)", LOCK.strip()) if pin]
PIN = re.compile(
    r"(?P<name>[\w.-]+)==[\w.+!-]+(?: ; (?P<marker>[^\\\n]+?))?(?: \\\n    --hash=sha256:[0-9a-f]{64})+"
)


def test_every_pin_has_digests_and_nothing_else() -> None:
    """No address, no index, no local path: pip takes the index that the machine is configured for."""
    assert len(PINS) > 190
    assert [pin for pin in PINS if not PIN.fullmatch(pin)] == []


def test_all_that_is_installed_is_locked() -> None:
    """With `--require-hashes` nothing else could come in; this shows that the setup used it on this lock."""
    pins = [found for pin in PINS if (found := PIN.fullmatch(pin))]
    here = [pin for pin in pins if not pin["marker"] or Marker(pin["marker"]).evaluate()]
    assert {canonicalize_name(pin["name"]) for pin in here} == {package.name for package in installed()}
    setup = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert setup.count("--require-hashes --requirement requirements.lock") == BY_UV_OR_BY_PIP
    assert setup.count("--require-hashes --requirement tools/uv.lock") == 1
    assert setup.count("pip install --") == setup.count("--require-hashes") + len(LEFT_OUT)


BY_UV_OR_BY_PIP = 2
LOCAL, PLOOMBER = "--no-deps --no-build-isolation --editable .", "ploomber-engine"
LEFT_OUT = (LOCAL, PLOOMBER)
"""Installed without digests: the workbench itself, and a benchmark's tool with an environment of its own."""


def test_what_builds_the_workbench_is_locked() -> None:
    """Without build isolation pip builds with the setuptools of the lock, whose digest was checked."""
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    assert [line.partition(">")[0] for line in needed] == ["setuptools"]
    assert any(pin.startswith("setuptools==") for pin in PINS)
    assert LOCAL in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made() -> tuple[str, list[str]]:
    """The page as it would be written now, and what must not stay."""
    return updated(PAGE.read_text(encoding="utf-8"))


def test_no_licence_forbids_mit(made: tuple[str, list[str]]) -> None:
    """No GPL in what users run, and no licence that nobody has read."""
    assert made[1] == []


def test_the_page_names_all_that_is_installed(made: tuple[str, list[str]]) -> None:
    """`make licences` brings it up to date."""
    assert made[0] == PAGE.read_text(encoding="utf-8")
    names = {package.name for package in installed()}
    assert {name for name in names if f"| {name} |" not in made[0]} == set()
    assert OWN not in names
