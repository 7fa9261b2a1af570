"""The account of a run, `batch.json`: for every unit whether it was made, skipped, failed or not begun.

It also says what the index page was drawn from, so that `inspection verify` can draw it again, and holds its
own digest (`check`), which finds a change in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from inspection_lib.files import Folder, RemoteError, parse_object
from inspection_lib.language import Fault, Message
from inspection_lib.unit_report import JobResult

ACCOUNT = "batch.json"
WRITE_SECONDS = 2.0
"""Least seconds between two writes of the account while the batch runs."""


class UnitState(StrEnum):
    """What a run did with a unit."""

    MADE = "made"
    SKIPPED = "skipped"
    FAILED = "failed"
    NOT_BEGUN = "not_begun"
    BEGUN = "begun"


class RunState(StrEnum):
    """The state of a run. One that is `running` in the file while its process is gone was killed."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class UnitAccount:
    """One unit in a run.

    ``reason`` is why the unit is made or skipped, ``fault`` why it failed. ``seconds`` is elapsed time,
    ``cpu`` processor time in seconds, ``memory`` the most bytes; each is 0 where it is not known.
    """

    unit_code: str
    state: UnitState
    reason: Message | None = None
    fault: Fault | None = None
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0

    @property
    def explanation(self) -> Message | None:
        """Why the unit failed, or else why it is made or skipped."""
        return self.fault.message if self.fault else self.reason


@dataclass(slots=True)
class RunAccount:
    """The account of a run that goes on. ``translate`` gives a message in the language of the run.

    ``index`` are the pages of the index with their SHA-256, once they are written. ``stale`` are the units
    that the index shows as out of date. ``sources`` are the digests of the plan and the library.
    """

    folder: Folder
    campaign_id: str
    made_at: str
    settings: dict[str, str | int]
    translate: Callable[[Message], str]
    units: dict[str, UnitAccount]
    state: RunState = RunState.RUNNING
    sources: dict[str, str] = field(default_factory=dict)
    index: dict[str, str] = field(default_factory=dict)
    stale: list[str] = field(default_factory=list)
    _written: float = field(default=0.0, repr=False)

    def begun(self, unit_code: str) -> None:
        """A unit's job was started."""
        self.units[unit_code] = replace(self.units[unit_code], state=UnitState.BEGUN)

    def ended(self, result: JobResult) -> None:
        """A unit's job ended, well or not."""
        code = result.unit_code
        state = UnitState.FAILED if result.fault else UnitState.MADE
        reason = self.units[code].reason
        self.units[code] = UnitAccount(
            code, state, reason, result.fault, result.seconds, result.cpu, result.memory
        )

    def in_state(self, *states: UnitState) -> list[UnitAccount]:
        """The units in some states, in the order of the campaign."""
        return [unit for unit in self.units.values() if unit.state in states]

    def write_now_and_then(self) -> None:
        """Write `batch.json`, if the last time was `WRITE_SECONDS` ago or more. Raises OSError."""
        if time.monotonic() - self._written >= WRITE_SECONDS:
            self.write()

    def write(self) -> None:
        """Write `batch.json`. Raises OSError."""
        self._written = time.monotonic()
        content = self._content()
        content["check"] = account_digest(content)
        self.folder.write(ACCOUNT, json.dumps(content, ensure_ascii=False, indent=1) + "\n")

    def _content(self) -> dict[str, object]:
        counts = {state.value: len(self.in_state(state)) for state in UnitState}
        head = {
            "campaign": self.campaign_id,
            "made_at": self.made_at,
            "state": self.state.value,
            "settings": self.settings,
        }
        process = {"machine": socket.gethostname(), "process": os.getpid()}
        return {
            **head,
            **process,
            "counts": counts,
            **self.sources,
            "stale": self.stale,
            "index": self.index,
            "units": [self._unit(unit) for unit in self.units.values()],
        }

    def _unit(self, unit: UnitAccount) -> dict[str, object]:
        texts = {"reason": unit.explanation, "remedy": unit.fault and unit.fault.remedy}
        figures: dict[str, float] = {
            "seconds": round(unit.seconds, 3),
            "cpu": round(unit.cpu, 3),
            "memory": unit.memory,
        }
        return {
            "unit": unit.unit_code,
            "state": unit.state.value,
            **{key: self.translate(text) for key, text in texts.items() if text},
            **figures,
        }


def account_digest(content: Mapping[str, Any]) -> str:
    """The SHA-256 of everything in `batch.json` but the digest itself."""
    rest = {key: value for key, value in content.items() if key != "check"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def counts_of_killed_run(folder: Folder) -> dict[str, int] | None:
    """The units of the last run, counted by state, if it was killed and could not write its end; else None.

    Raises RemoteError.
    """
    try:
        found = parse_object(folder.read(ACCOUNT) or "")
        if found["state"] == RunState.RUNNING.value:
            return {str(state): int(count) for state, count in found["counts"].items()}
    except RemoteError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, OSError, OverflowError):
        pass
    return None
