"""The account of a run, `batch.json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspection_lib.batch import UnitAccount, UnitState, counts_of_killed_run
from inspection_lib.batch.account import ACCOUNT, RunAccount, RunState
from inspection_lib.files import LocalFolder
from inspection_lib.language import Fault, Language, message, open_catalogue
from inspection_lib.unit_report import JobResult

FAULT = Fault(message("The disk is full."), message("Wait."))


@pytest.fixture
def account(tmp_path: Path) -> RunAccount:
    """A run of two units that have to be made, and one that is skipped."""
    reason, unchanged = message("there is no report yet"), message("nothing has changed")
    units = [UnitAccount(code, UnitState.NOT_BEGUN, reason) for code in ("060", "061")]
    units.append(UnitAccount("062", UnitState.SKIPPED, unchanged))
    translate = open_catalogue(Language.EN).format
    return RunAccount(
        LocalFolder(tmp_path),
        "c-1",
        "2017-06-30",
        {"jobs": 2},
        translate,
        {unit.unit_code: unit for unit in units},
    )


def content(folder: Path) -> dict[str, object]:
    """The account in the folder."""
    found: dict[str, object] = json.loads((folder / ACCOUNT).read_text(encoding="utf-8"))
    return found


def test_an_account_has_every_unit_with_its_state_and_reason(account: RunAccount, tmp_path: Path) -> None:
    """A made unit keeps the reason why it was made; a failed one has its fault's message and remedy."""
    account.begun("060")
    account.begun("061")
    account.ended(JobResult("060", 1.25, None, 0.5, 7))
    account.ended(JobResult("061", 2.0, FAULT))
    account.write()
    found = content(tmp_path)
    assert found["counts"] == {"made": 1, "skipped": 1, "failed": 1, "not_begun": 0, "begun": 0}
    nothing = {"seconds": 0.0, "cpu": 0.0, "memory": 0}
    assert found["units"] == [
        {
            "unit": "060",
            "state": "made",
            "reason": "there is no report yet",
            "seconds": 1.25,
            "cpu": 0.5,
            "memory": 7,
        },
        {
            "unit": "061",
            "state": "failed",
            "reason": "The disk is full.",
            "remedy": "Wait.",
            "seconds": 2.0,
            "cpu": 0.0,
            "memory": 0,
        },
        {"unit": "062", "state": "skipped", "reason": "nothing has changed", **nothing},
    ]


def test_an_account_is_not_written_again_at_once(account: RunAccount, tmp_path: Path) -> None:
    """Thousands of units end within seconds of each other; the file is written now and then."""
    account.write()
    account.begun("060")
    account.write_now_and_then()
    assert content(tmp_path)["counts"]["begun"] == 0  # type: ignore[index]


def test_a_killed_run_is_known_by_its_account(account: RunAccount, tmp_path: Path) -> None:
    """An account that still says `running` was left by a process that could not write its end."""
    folder = LocalFolder(tmp_path)
    assert counts_of_killed_run(folder) is None
    account.write()
    assert counts_of_killed_run(folder) == {
        "made": 0,
        "skipped": 1,
        "failed": 0,
        "not_begun": 2,
        "begun": 0,
    }
    account.state = RunState.DONE
    account.write()
    assert counts_of_killed_run(folder) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": "running"}', '{"state": "running", "counts": 3}'])
def test_an_account_that_cannot_be_read_says_nothing(tmp_path: Path, text: str) -> None:
    """The run goes on without it."""
    (tmp_path / ACCOUNT).write_text(text, encoding="utf-8")
    assert counts_of_killed_run(LocalFolder(tmp_path)) is None
