"""The secrets of the one-file forms that this machine wrote, by which their packages are recognised.

A tablet has no key. So each form carries a secret of its own, and the package that is saved with it has an
HMAC made with that secret. Nothing is kept for a form: its secret is computed anew from one key of this
machine (`forms.key`, never in the workbench's folder), the form's id, and what the form is about. The secret
of a form for one unit therefore fits no package for another unit.

Whoever has the form's file has its secret too: a recognised package comes from that file, not from a certain
person. Other machines do not recognise it. A form with which a unit scores itself has another secret than
that of the inspectors for the same unit: whoever has the first cannot make a package of the second.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass

from inspection_lib.errors import KeyFileError
from inspection_lib.files import config_folder
from inspection_lib.keys.key_files import keep_first, read_kept
from inspection_lib.language import message
from inspection_lib.model import Source

_FILE = "forms.key"
_KEY_BYTES = 32
_NONCE_DIGITS = 16
"""Hexadecimal digits of a form's id that are random. Those after them show that this machine made the id."""


@dataclass(frozen=True, slots=True)
class FormSecret:
    """The id of a form, 32 hexadecimal digits, and its secret, 64."""

    id: str
    secret: str


def new_form_secret(
    campaign_id: str, unit_code: str, checklist_digest: str, source: Source = Source.INSPECTOR
) -> FormSecret:
    """A secret for a new form: for one unit, one version of its checklist, and those who answer in it.

    Raises KeyFileError when the machine's key for forms cannot be kept or read.
    """
    try:
        key = _read_key()
    except FileNotFoundError:
        key = _checked(keep_first(_FILE, secrets.token_hex(_KEY_BYTES).encode()))
    nonce = secrets.token_hex(_NONCE_DIGITS // 2)
    about = _about(campaign_id, unit_code, checklist_digest, source)
    return FormSecret(_id_of(key, nonce), _mac(key, "secret", nonce, *about))


def secret_of_form(
    form_id: str,
    campaign_id: str,
    unit_code: str,
    checklist_digest: str,
    source: Source = Source.INSPECTOR,
) -> str | None:
    """The secret of a form that this machine wrote; None when another machine wrote it.

    Raises KeyFileError when the machine's key for forms cannot be read.
    """
    try:
        key = _read_key()
    except FileNotFoundError:
        return None
    nonce = form_id[:_NONCE_DIGITS]
    is_own = hmac.compare_digest(_id_of(key, nonce).encode(), form_id.encode())
    about = _about(campaign_id, unit_code, checklist_digest, source)
    return _mac(key, "secret", nonce, *about) if is_own else None


def _about(campaign_id: str, unit_code: str, checklist_digest: str, source: Source) -> tuple[str, ...]:
    """What a secret is computed from. That of the inspectors names no source, as in earlier versions."""
    own = () if source is Source.INSPECTOR else (source.value,)
    return (campaign_id, unit_code, checklist_digest, *own)


def _read_key() -> bytes:
    try:
        return _checked(read_kept(_FILE))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _unusable() from error


def _checked(content: bytes) -> bytes:
    try:
        key = bytes.fromhex(content.decode("ascii"))
    except ValueError as error:
        raise _unusable() from error
    if len(key) != _KEY_BYTES:
        raise _unusable()
    return key


def _unusable() -> KeyFileError:
    return KeyFileError(
        message("The key for forms in {path} cannot be read.", path=str(config_folder() / _FILE)),
        message(
            "Restore it from a copy. Without one, delete it: packages of the forms that were written before "
            "are then no longer recognised."
        ),
    )


def _id_of(key: bytes, nonce: str) -> str:
    return nonce + _mac(key, "id", nonce)[:_NONCE_DIGITS]


def _mac(key: bytes, *words: str) -> str:
    return hmac.new(key, json.dumps(words).encode(), hashlib.sha256).hexdigest()
