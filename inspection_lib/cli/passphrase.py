"""The passphrase of an inspector's key: kept out of the environment, typed where none is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import typer

from inspection_lib.language import Language, message, open_catalogue

_VARIABLE = "INSPECTION_PASSPHRASE"
_given: ContextVar[str] = ContextVar("passphrase", default="")


@contextmanager
def passphrase_kept_aside() -> Iterator[None]:
    """Take the passphrase out of the environment while a command runs; `read_passphrase` still knows it.

    Processes that the command starts, notebooks above all, inherit the environment and might print it.
    """
    passphrase = os.environ.pop(_VARIABLE, "")
    before = _given.set(passphrase)
    try:
        yield
    finally:
        _given.reset(before)
        if passphrase:
            os.environ[_VARIABLE] = passphrase


def read_passphrase(language: Language, *, confirm: bool = False) -> str:
    """The passphrase from the variable INSPECTION_PASSPHRASE, otherwise typed at the terminal.

    With ``confirm`` the user types it twice.
    """
    prompt = open_catalogue(language).format(message("Passphrase"))
    return _given.get() or str(typer.prompt(prompt, hide_input=True, confirmation_prompt=confirm))
