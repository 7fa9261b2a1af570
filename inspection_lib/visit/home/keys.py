"""The keys of this machine for the home page: which one signs a bundle, and what people see of them."""

from __future__ import annotations

from inspection_lib.errors import KeyFileError
from inspection_lib.keys import (
    DayKey,
    SigningKey,
    has_key,
    may_be_open,
    new_key,
    new_open_key,
    own_enrolment,
    own_keys,
)
from inspection_lib.language import message


def signing_key(day: DayKey, passphrase: str) -> SigningKey:
    """The key that signs a bundle; a passphrase that is given opens it for the rest of the day.

    Raises KeyFileError: there is no key, the passphrase is wrong, or it has to be typed.
    """
    if not has_key():
        raise KeyFileError(
            message("This machine has no key yet."),
            message("Make it once: press “Make a bundle for the stick”, and there “Make the key”."),
        )
    if passphrase:
        day.unlock(passphrase)
    key = day.current()
    if key is None:
        raise KeyFileError(message("Type the passphrase of your key."), None)
    return key


def make_key(role: str, passphrase: str) -> None:
    """Make the key of this machine's inspector; without a passphrase where the office allows it.

    Raises KeyFileError: there is a key, the passphrase is too short, or one is needed.
    """
    if may_be_open() and not passphrase:
        new_open_key(role)
    else:
        new_key(role, passphrase)


def signing_needs(day: DayKey) -> dict[str, object]:
    """What the page has to ask for before something is signed: a new key, the passphrase, or nothing."""
    there_is_one = has_key()
    return {
        "has_key": there_is_one,
        "asks": there_is_one and day.current() is None,
        "may_be_open": may_be_open(),
    }


def keys_shown() -> dict[str, object]:
    """What people see of this machine's keys; no secret is among it. The code takes a tenth of a second."""
    own, enrolment = own_keys(), own_enrolment()
    return {
        "machine": own.machine_name,
        "machine_digits": own.machine_digits,
        "machine_words": own.machine_words,
        "role": own.role or "",
        "digits": own.digits or "",
        "words": own.words or "",
        "code": enrolment.code if enrolment else "",
    }
