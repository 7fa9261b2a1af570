"""Run commands on one mutant in a forked child, whose memory and time are limited and measured."""

from __future__ import annotations

import functools
import json
import os
import resource
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import docx  # noqa: F401
import openpyxl  # noqa: F401
import PIL.PngImagePlugin  # noqa: F401
import typer.main

import inspection_lib.render.official.making
import inspection_lib.visit.jupyterlab  # noqa: F401
from inspection_lib.cli import main, program
from inspection_lib.errors import InspectionError
from inspection_lib.language import Language, open_catalogue

MEMORY = 300 * 2**20
SECONDS = 5.0
typer.main.get_command = functools.cache(typer.main.get_command)  # the half of a short command's time
typer.main.get_command(program())
# Half of what is left: Babel reads the data of a language when it writes the first number.
for _language in Language:
    open_catalogue(_language).number(1_000)
_STUCK = 60
_ADDRESSES = 3 * 2**30
Step = Sequence[str] | Callable[[], object]
"""The words of a command line, or a function below it."""


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant: the status of each step, and what is wrong ("" when nothing is).

    ``seconds`` are processor time of the longest step, ``memory`` the bytes that all steps added at most.
    """

    statuses: tuple[int, ...]
    wrong: str
    seconds: float = 0.0
    memory: int = 0


def run_limited(home: Path, steps: Sequence[Step], store: Path | None = None) -> Outcome:
    """Run the steps in ``home``, in a child. ``store`` must not change by a step that is refused."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        try:
            found = _run(home, steps, store)
        except BaseException:
            found = Outcome((), traceback.format_exc())
        os.write(writer, json.dumps(asdict(found)).encode())
        os._exit(0)
    os.close(writer)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(_STUCK)
    with os.fdopen(reader, "rb") as answer:
        written = answer.read()
    status = os.waitpid(child, 0)[1]
    signal.alarm(0)
    if status or not written:
        return Outcome((), f"the process ended with {status}")
    found = json.loads(written)
    return Outcome(**found | {"statuses": tuple(found["statuses"])})


def _run(home: Path, steps: Sequence[Step], store: Path | None) -> Outcome:
    os.chdir(home)
    out = os.open("out.txt", os.O_CREAT | os.O_RDWR | os.O_TRUNC)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    resource.setrlimit(resource.RLIMIT_AS, (_bytes("VmSize") + _ADDRESSES,) * 2)
    before_all = _bytes("VmRSS")
    statuses: list[int] = []
    longest, memory = 0.0, 0
    for step in steps:
        before, started = _rows(store), _seconds()
        status, wrong = _step(step)
        seconds = _seconds() - started
        memory = _bytes("VmHWM") - before_all
        longest = max(longest, seconds)
        statuses.append(status)
        if not wrong and status not in _statuses(step):
            wrong = f"status {status}"
        if not wrong and seconds > SECONDS:
            wrong = f"{seconds:.1f} seconds"
        if not wrong and memory > MEMORY:
            wrong = f"{memory >> 20} MB"
        if not wrong and status == 1 and _rows(store) != before:
            wrong = "refused, and the store has changed"
        sys.stdout.flush()
        sys.stderr.flush()
        if not wrong and (said := _orders()):
            wrong = f"printed {said!r}"
        if wrong:
            wrong = f"{step if not callable(step) else step.__name__}: {wrong[-20_000:]}"
            break
    return Outcome(tuple(statuses), wrong, longest, memory)


def _statuses(step: Step) -> tuple[int, ...]:
    """What a step may end with; `verify` has a third status: something could not be checked."""
    return (0, 1, 3) if not callable(step) and step[0] == "verify" else (0, 1)


def _step(step: Step) -> tuple[int, str]:
    try:
        if callable(step):
            step()
            return 0, ""
        sys.argv = ["inspection", *step]
        main()
    except SystemExit as exit_:
        return int(exit_.code or 0), ""
    except InspectionError as error:
        return 1, "" if callable(step) and str(error) else traceback.format_exc()
    except BaseException:
        return 3, traceback.format_exc()
    return 0, ""


def _seconds() -> float:
    """Processor time of this process and of those that it started and waited for."""
    return sum(os.times()[:4])


def _bytes(name: str) -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise AssertionError(name)


def _rows(store: Path | None) -> int:
    """A number that changes when anything in the store does."""
    if store is None or not store.exists():
        return 0
    with sqlite3.connect(store) as connection:
        return hash(tuple(connection.iterdump()))


def _orders() -> str:
    """The first order to a terminal that was printed."""
    text = Path("out.txt").read_bytes().decode("utf-8", "replace")
    return next(
        (text[max(0, at - 20) : at + 20] for at, letter in enumerate(text) if letter in "\x1b\x07\r\x9b\0"),
        "",
    )
