"""What `inspection check` says of `replaces` in a later version of a checklist."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.language import in_english
from inspection_lib.workbench import Workbench, check_paths
from tests.conftest import ROOT

HEAD = """
id: small
version: {version}
unit_kind: commune
title: A
valid_from: 2026-01-01
status: A
points: 4
rounding: {{decimals: 2, half: up, at: item}}
bands: [{{id: all, from: 0, title: A}}]
defaults: {{severity: high, days_to_mend: 30, appraiser: A, recommendation: A}}
areas:
  - id: A
    title: A
    points: 4
    criteria:
      - id: A.I
        title: A
        points: 4
        items:
"""
ITEM = "{{id: {id}, kind: yes_no, question: Q, points: {points}, scoring: {{rule: yes_no}}{more}}}"


def checked(folder: Path, items: dict[str, str]) -> list[tuple[int, str]]:
    """The warnings about version 3, whose items say this; version 2 is missing, version 1 has A1 and A2."""
    definitions = folder / "checklists" / "definitions"
    definitions.mkdir(parents=True)
    old = {"A1": "", "A2": ""}
    for version, asked in ((1, old), (3, items)):
        lines = [
            f"          - {ITEM.format(id=one, points=4 // len(asked), more=more)}\n"
            for one, more in asked.items()
        ]
        text = HEAD.format(version=version) + "".join(lines)
        (definitions / f"small.v{version}.yaml").write_text(text, encoding="utf-8")
    (folder / "workbench.yaml").write_text((ROOT / "workbench.yaml").read_text(encoding="utf-8"))
    (folder / "checklists" / "holidays.csv").touch()
    found = check_paths(Workbench(folder), [definitions / "small.v3.yaml"])
    assert [str(problem) for problem in found if not problem.warning] == []
    return [(problem.line, in_english(problem.fault.message)) for problem in found]


def test_an_id_that_the_version_before_does_not_have_is_named_with_its_line(tmp_path: Path) -> None:
    """The version before is the newest lower one at hand, here the first."""
    found = checked(tmp_path, {"B1": ", replaces: [A1, A9]", "A2": ""})
    line = HEAD.count("\n") + 1
    assert found == [(line, "Item B1 continues 'A9', which small.v1 does not have.")]


@pytest.mark.parametrize(
    "items",
    [
        {"B1": ", replaces: [A1]", "B2": ", replaces: [A1]", "A2": "", "B4": ""},  # split
        {"B1": ", replaces: [A1, A2]", "B2": ""},  # merged
        {"B1": ", replaces: [A1]", "B2": ", replaces: []"},  # A2 is dropped, B2 is said to be new
        {"A1": "", "B2": ""},  # a checklist that never speaks of what it continues
        {"A1": ""},
    ],
)
def test_splits_and_what_is_said_on_purpose_are_no_mistakes(tmp_path: Path, items: dict[str, str]) -> None:
    """Nothing is said of them."""
    assert checked(tmp_path, items) == []


def test_a_renaming_that_may_have_been_forgotten_is_said(tmp_path: Path) -> None:
    """B2 may be A2 under a new id."""
    ((_, said),) = checked(tmp_path, {"B1": ", replaces: [A1]", "B2": ""})
    assert "small.v1: A2." in said
    assert said.endswith("do not say what they continue: B2.")
