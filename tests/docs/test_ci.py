"""The workflow for a host with other systems cannot run here: this looks whether what it calls is there."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.docs.test_docs import commands

WORKFLOW = ROOT / ".github" / "workflows" / "test.yml"


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    """The jobs by name."""
    found: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    return found


def lines(jobs: dict[str, Any]) -> list[str]:
    """All commands of all jobs."""
    return [
        line
        for job in jobs.values()
        for step in job["steps"]
        for line in str(step.get("run", "")).splitlines()
    ]


def test_it_names_every_system_and_version(jobs: dict[str, Any]) -> None:
    """Linux, Windows and macOS; from the lowest Python that the package allows."""
    systems = {job["runs-on"] for job in jobs.values()} | {
        *jobs["other-systems"]["strategy"]["matrix"]["system"]
    }
    assert {"ubuntu-latest", "windows-latest", "macos-latest"} <= systems
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name in ("quick", "other-systems"):
        versions = jobs[name]["strategy"]["matrix"]["python"]
        assert versions == ["3.11", "3.12", "3.13", "3.14"]
        assert project["requires-python"] == f">={versions[0]}"


def test_every_action_is_pinned_to_a_major_version(jobs: dict[str, Any]) -> None:
    """And no address of an index stands in it."""
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used)
    assert "://" not in WORKFLOW.read_text(encoding="utf-8")


def test_what_it_calls_exists(jobs: dict[str, Any]) -> None:
    """Targets of make, commands of the workbench, scripts, modules."""
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    for line in lines(jobs):
        words = line.split()
        if words[0] == "make":
            assert words[1] in targets
        elif words[0] == "inspection":
            assert words[1] in commands()
        elif words[:2] == ["python", "-m"] and words[2] != "pip":
            assert (ROOT / words[2].replace(".", "/") / "__main__.py").is_file()
        elif words[0].startswith("."):
            assert (ROOT / words[0]).is_file()
