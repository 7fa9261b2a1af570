"""The command `inspection`, run in the process of the tests: starting one takes longer than most commands."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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

    Not for commands that fork, such as `batch`: they need a process of their own.
    """
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["inspection", *words])
        for name, value in environment.items():
            patch.setenv(name, value)
        streams = contextlib.redirect_stdout(out), contextlib.redirect_stderr(err)
        with streams[0], streams[1], pytest.raises(SystemExit) as exited:
            main()
    return Ran(int(exited.value.code or 0), out.getvalue(), err.getvalue())
