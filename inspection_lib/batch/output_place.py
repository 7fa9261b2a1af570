"""The folder or URL that a run writes to: open it, keep other runs away, and say what is wrong with it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from inspection_lib.errors import ParameterError
from inspection_lib.files import (
    Folder,
    RemoteError,
    file_mode,
    holds_secret,
    is_url,
    make_folder,
    open_folder,
    os_errors_as,
)
from inspection_lib.language import message
from inspection_lib.unit_report import remote_fault


def open_place(place: str) -> Folder:
    """The folder at a path or URL.

    Raises ParameterError where it cannot keep reports, or holds a secret itself.
    """
    if holds_secret(place):
        raise ParameterError(
            message(
                "The output address ({kind}://...) holds a password or a key.", kind=place.partition("://")[0]
            ),
            message("Put it into the environment instead; docs/operations.md says how."),
        )
    if place.startswith("memory:"):
        raise ParameterError(
            message("What is written to {place} is gone when the command ends.", place=place),
            message("Name a folder, or the URL of a server."),
        )
    try:
        with usable(place):
            return open_folder(place)
    except (ImportError, ValueError) as error:
        raise ParameterError(
            message("The output {place} cannot be opened: {error}.", place=place, error=str(error)),
            message("Install the package that fsspec needs for this kind of URL, or name a folder."),
        ) from error


@contextlib.contextmanager
def only_run(place: str) -> Iterator[None]:
    """Hold the campaign's outputs, so that two runs do not mix their files. A URL cannot be held.

    Raises ParameterError while another run holds them.
    """
    if is_url(place):
        yield
        return
    from filelock import FileLock, Timeout  # on use: it takes 30 ms to load, and only a batch needs it

    path = Path(place) / ".batch.lock"
    with usable(place):
        lock = FileLock(path, timeout=0, mode=file_mode())
        make_folder(path.parent)
        try:
            lock.acquire()
        except Timeout as error:
            raise ParameterError(
                message("Another batch is writing to {place}.", place=place),
                message("Wait until it has ended, or stop it."),
            ) from error
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def usable(place: str) -> Iterator[None]:
    """Turn an OSError into a ParameterError that says what keeps the outputs from being read and written."""
    text = message("The output folder {place} cannot be written to: {cause}.", place=place)
    remedy = message(
        "Check the folder's rights and the disk's free space, or name another folder with --output."
    )
    try:
        with os_errors_as(ParameterError, text, remedy):
            yield
    except RemoteError as error:
        fault = remote_fault(error)
        raise ParameterError(fault.message, fault.remedy) from error
