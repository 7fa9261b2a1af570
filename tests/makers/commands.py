"""The command `inspection`, run in the process of the tests: starting one takes longer than most commands."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from inspection_lib.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


def run_here(folder: Path, environment: Mapping[str, str], *words: str) -> Ran:
    """Run a command to its end, in a folder. An exception that `main` lets through fails the test.

    Not for `batch`, whose processes print too: `run_with_children`.
    """
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = _status(patch, environment, words)
    return Ran(status, out.getvalue(), err.getvalue())


def run_with_children(
    folder: Path, environment: Mapping[str, str], *words: str
) -> subprocess.CompletedProcess[str]:
    """Run a command that starts processes; what all of them print at descriptors 1 and 2 is caught."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with pytest.MonkeyPatch.context() as patch, _printed_to(1, out), _printed_to(2, err):
            patch.chdir(folder)
            patch.setattr(tempfile, "tempdir", None)  # TMPDIR is asked again
            status = _status(patch, environment, words)
        return subprocess.CompletedProcess(words, status, _text(out), _text(err))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _status(patch: pytest.MonkeyPatch, environment: Mapping[str, str], words: Sequence[str]) -> int:
    """Run a command as `main` does; its exit status."""
    patch.setattr(sys, "argv", ["inspection", *words])
    for name, value in environment.items():
        patch.setenv(name, value)
    with pytest.raises(SystemExit) as exited:
        main()
    return int(exited.value.code or 0)


@contextlib.contextmanager
def _printed_to(descriptor: int, file: IO[bytes]) -> Iterator[None]:
    """Lead a descriptor, and Python's stream over it, into a file."""
    kept = os.dup(descriptor)
    os.dup2(file.fileno(), descriptor)
    redirect = contextlib.redirect_stdout if descriptor == 1 else contextlib.redirect_stderr
    try:
        with open(descriptor, "w", encoding="utf-8", buffering=1, closefd=False) as stream, redirect(stream):
            yield
    finally:
        os.dup2(kept, descriptor)
        os.close(kept)
