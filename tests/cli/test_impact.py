"""The command `impact`."""

from __future__ import annotations

from tests.cli.conftest import Command
from tests.cli.test_amendment import CHANGED, PLANNED, a_version_9, plan_names


def test_a_new_version_is_looked_at_before_units_move(command: Command) -> None:
    """Items, units with both scores, and what has to be given again; nothing is recorded."""
    plan_names(command.folder, PLANNED)
    command.enter("A01", "20/2/2017")
    command.enter(CHANGED, "0")
    newer = a_version_9(command.folder)
    said = command.good("impact", "--from", PLANNED, "--to", newer, "--language", "en")
    assert f"{CHANGED}: another question" in said
    assert f"1 answers have to be given again: {CHANGED}" in said
    assert "1 items differ; 1 units stand on par-district.v1." in said
    again = command.good("impact", "--from", PLANNED, "--to", newer, "--language", "en")
    assert again == said


def test_an_unknown_version_is_refused(command: Command) -> None:
    """With the nearest name. A workbench without a store has no units to look at."""
    assert "par-district.v2" in command.bad("impact", "--from", "par-district.v2", "--to", "par-distrikt.v2")
    said = command.good("impact", "--from", "par-district.v2", "--to", "par-district.v2", "--language", "en")
    assert "0 items differ; 0 units stand on par-district.v2." in said
