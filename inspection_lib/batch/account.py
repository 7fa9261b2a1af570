"""The account of a run: `batch.json`, which says of every unit whether it was made, skipped, failed or not begun."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from inspection_lib.files import Folder, RemoteError
from inspection_lib.language import Message
from inspection_lib.unit_report import Made

ACCOUNT = "batch.json"
SECONDS_BETWEEN = 2.0
"""How often at most the account is written while the batch runs."""


class UnitState(StrEnum):
    """What became of a unit in a run."""

    MADE = "made"
    SKIPPED = "skipped"
    FAILED = "failed"
    NOT_BEGUN = "not_begun"
    BEGUN = "begun"


class RunState(StrEnum):
    """How a run stands. One that says `running` and whose process is gone was killed."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class UnitAccount:
    """One unit in a run: why it was made or not, and what it took (``cpu`` in seconds, ``memory`` in bytes, 0 if unknown)."""

    unit: str
    state: UnitState
    reason: Message | None = None
    remedy: Message | None = None
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0


@dataclass(slots=True)
class Account:
    """A run as it goes on. ``say`` writes a message in the language of the run."""

    folder: Folder
    campaign: str
    made_at: str
    settings: dict[str, str | int]
    say: Callable[[Message], str]
    units: dict[str, UnitAccount]
    state: RunState = RunState.RUNNING
    _written: float = field(default=0.0, repr=False)

    def begun(self, unit: str) -> None:
        """A unit's job was started."""
        self.units[unit] = replace(self.units[unit], state=UnitState.BEGUN)

    def ended(self, made: Made) -> None:
        """A unit's job ended, well or not."""
        state = UnitState.FAILED if made.trouble else UnitState.MADE
        reason = made.trouble or self.units[made.unit].reason
        self.units[made.unit] = UnitAccount(
            made.unit, state, reason, made.remedy, made.seconds, made.cpu, made.memory
        )

    def in_state(self, *states: UnitState) -> list[UnitAccount]:
        """The units in some states, in the order of the campaign."""
        return [unit for unit in self.units.values() if unit.state in states]

    def write(self, *, at_most_often: bool = False) -> None:
        """Write `batch.json`; with ``at_most_often`` only when the last time is some seconds ago. Raises OSError."""
        now = time.monotonic()
        if at_most_often and now - self._written < SECONDS_BETWEEN:
            return
        self._written = now
        self.folder.write(ACCOUNT, json.dumps(self._content(), ensure_ascii=False, indent=1) + "\n")

    def _content(self) -> dict[str, object]:
        counts = {state.value: len(self.in_state(state)) for state in UnitState}
        head = {
            "campaign": self.campaign,
            "made_at": self.made_at,
            "state": self.state.value,
            "settings": self.settings,
        }
        process = {"machine": socket.gethostname(), "process": os.getpid()}
        return {
            **head,
            **process,
            "counts": counts,
            "units": [self._unit(unit) for unit in self.units.values()],
        }

    def _unit(self, unit: UnitAccount) -> dict[str, object]:
        texts = {"reason": unit.reason, "remedy": unit.remedy}
        figures = {"seconds": round(unit.seconds, 3), "cpu": round(unit.cpu, 3), "memory": unit.memory}
        return {
            "unit": unit.unit,
            "state": unit.state.value,
            **{key: self.say(text) for key, text in texts.items() if text},
            **figures,
        }


def broken_off(folder: Folder) -> dict[str, int] | None:
    """The counts of the last run by state, if it was killed before it could say how it ended; else None.

    Raises RemoteError.
    """
    try:
        found = json.loads(folder.read(ACCOUNT) or "")
        if found["state"] == RunState.RUNNING.value:
            return {str(state): int(count) for state, count in found["counts"].items()}
    except RemoteError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        pass
    return None
