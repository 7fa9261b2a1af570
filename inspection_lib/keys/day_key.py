"""One passphrase a day: a running program holds the inspector's key until the day ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from inspection_lib.keys.inspectors import load_key
from inspection_lib.keys.open_key import open_key
from inspection_lib.keys.signing import Signer, SigningKey


def _now() -> datetime:
    return datetime.now(UTC)


class DayKey:
    """The inspector's key in the memory of one program, from the passphrase until the end of the day.

    The day is that of the office's time ``zone``. Nothing is written: when the program ends, the key is
    gone. Python cannot wipe memory, so a program of the same login that reads this one's memory finds it.
    """

    def __init__(self, zone: ZoneInfo, now: Callable[[], datetime] = _now) -> None:
        self._zone = zone
        self._now = now
        self._opened: tuple[date, SigningKey] | None = None

    def unlock(self, passphrase: str) -> Signer:
        """Open the key for the rest of the day. Raises KeyFileError: there is none, or another passphrase."""
        key = load_key(passphrase)
        self._opened = (self._today(), key)
        return key.signer

    def current(self) -> SigningKey | None:
        """The key while it is open; None when the passphrase has to be typed.

        A key that needs no passphrase is always open. On another day than that of the passphrase, a later or
        an earlier one, the key is forgotten. Raises KeyFileError as `open_key`.
        """
        if self._opened and self._opened[0] != self._today():
            self.lock()
        return self._opened[1] if self._opened else open_key()

    def lock(self) -> None:
        """Forget the key."""
        self._opened = None

    def _today(self) -> date:
        return self._now().astimezone(self._zone).date()


def signing_key(passphrase: Callable[[], str]) -> SigningKey:
    """The inspector's key for one command. ``passphrase`` is called only where the key needs one.

    Raises KeyFileError where there is no key, and for a wrong passphrase.
    """
    return open_key() or load_key(passphrase())
