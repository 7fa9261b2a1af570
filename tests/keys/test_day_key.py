"""One passphrase a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.day_key import DayKey, signing_key
from inspection_lib.keys.enrolment import keep_enrolment
from inspection_lib.keys.inspectors import new_key
from inspection_lib.keys.open_key import new_open_key
from tests.keys.enrolments import an_enrolment

PASSPHRASE = "mật khẩu dài"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 28, 7, 30, tzinfo=ZONE).astimezone(UTC)

    def __call__(self) -> datetime:
        return self.now


def test_the_key_is_open_until_the_day_of_the_office_ends(config: Path) -> None:
    """At 23:59 in Vietnam (16:59 UTC) it is open, at 0:00 it is not; and nothing was written meanwhile."""
    signer = new_key("Thành viên", PASSPHRASE)
    clock = Clock()
    day = DayKey(ZONE, clock)
    assert day.current() is None
    before = {path.name: path.read_bytes() for path in config.iterdir()}
    with pytest.raises(KeyFileError, match="cannot be opened"):
        day.unlock("another one")
    assert day.current() is None
    assert day.unlock(PASSPHRASE) == signer
    clock.now = datetime(2026, 11, 28, 23, 59, tzinfo=ZONE).astimezone(UTC)
    key = day.current()
    assert key is not None
    assert key.signer == signer
    clock.now += timedelta(minutes=1)
    assert day.current() is None
    clock.now -= timedelta(hours=3)
    assert day.current() is None, "setting the clock back opens nothing"
    assert {path.name: path.read_bytes() for path in config.iterdir()} == before


def test_it_can_be_locked(config: Path) -> None:
    """Such as when somebody else takes the laptop."""
    new_key("Thành viên", PASSPHRASE)
    day = DayKey(ZONE)
    day.unlock(PASSPHRASE)
    day.lock()
    assert day.current() is None
    assert config.is_dir()


def test_a_key_without_a_passphrase_is_always_open(config: Path) -> None:
    """Nobody is asked, neither by a running program nor by a command."""
    keep_enrolment(an_enrolment(protected_disks=True))
    signer = new_open_key("Thành viên")
    key = DayKey(ZONE).current()
    assert key is not None
    assert key.signer == signer
    assert signing_key(lambda: pytest.fail("asked")).signer == signer
    assert config.is_dir()


def test_without_a_key_a_command_says_so(config: Path) -> None:
    """The passphrase is asked for, and opens nothing."""
    with pytest.raises(KeyFileError, match="no key"):
        signing_key(lambda: PASSPHRASE)
    assert DayKey(ZONE).current() is None
    assert not (config / "key.age").exists()
