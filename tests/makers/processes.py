"""Python processes that are forks of the test's process: a new Python spends a second or more on imports.

Such a process has its own number, signals, limits, descriptors, environment and streams, and runs the same
code; only, it begins with the modules of the process that started it. What it starts, begins so too. That a
command can be started at all, and what it must load by itself, is proved by new processes: those in a block
of `new_processes`, those of modules without the fixture `forked_processes`, and all of them under `--trials`.

The kernel shows the command line and environment of the test's process for a fork: `command_line` and
`variable` show its own, and they know the forks of a fork, which the library makes, too.
"""

from __future__ import annotations

import contextlib
import ctypes
import inspect
import json
import os
import signal
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import util
from pathlib import Path
from typing import Any, NoReturn

import psutil
import pytest

from inspection_lib.inprocess import light_imports
from tests.makers.new_python import run_as_new

ENDS_OF_DATABASES = (".db", ".db-wal", ".db-shm", ".db-journal")
KNOWN_OPTIONS = {"-P", "-W", "ignore", "-Xfrozen_modules=off"}
SETTINGS_OF_A_FORK = {"PYTHONPATH", "PYTHONUNBUFFERED"}
"""Variables of Python that a fork can obey; others act at the start of a process only."""
PR_SET_NAME = 15
"""prctl's code for the name of a process. Its forks have it too, and whoever runs another program has not."""
LOADED_FIRST = {
    "jupyterlab": ("jupyterlab.labapp", "inspection_lib.visit.widget"),
    "inspection_lib.cli visit": ("inspection_lib.visit.home.server", "inspection_lib.visit.widget"),
}
"""What the servers of forms load, by the command: it is loaded once, for all forks. Kernels load `ipykernel`
themselves, which takes the place of a part of ipywidgets."""
_new = [0]
"""How many blocks of `new_processes` are open."""
_notes: list[Path] = []
"""The folder in which each fork notes its command line and its environment, named as the process is."""


@contextlib.contextmanager
def new_processes() -> Iterator[None]:
    """Every process that is started in this block is a new one, and what it starts."""
    _new[0] += 1
    try:
        yield
    finally:
        _new[0] -= 1


@contextlib.contextmanager
def forks_for_new_processes(notes: Path) -> Iterator[None]:
    """In this block a fork takes the place of a new Python wherever it can. ``notes`` is a folder for it."""
    begin, spawn = subprocess.Popen._execute_child, util.spawnv_passfds  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{__name__}._notes", [*_notes, notes])
        patch.setattr(subprocess.Popen, "_execute_child", _or_fork(begin))
        patch.setattr(util, "spawnv_passfds", _or_fork_of_pool(spawn))
        yield


def command_line(process: psutil.Process) -> list[str]:
    """The command line of a process. Raises psutil.Error."""
    return _note(process)["words"] or process.cmdline()


def variable(process: psutil.Process, name: str) -> str:
    """A variable of its environment at its beginning, "" for none. Raises psutil.Error."""
    note = _note(process)
    return str((note["environment"] if note["words"] else process.environ()).get(name, ""))


def _note(process: psutil.Process) -> dict[str, Any]:
    """What the fork noted whose name the process has."""
    with contextlib.suppress(OSError):
        name = Path(f"/proc/{process.pid}/comm").read_text(encoding="utf-8").strip()
        for folder in _notes:
            if (folder / name).exists():
                found: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
                return found
    return {"words": [], "environment": {}}


@dataclass(frozen=True)
class Beginning:
    """How a process begins: its command line, its streams (-1: those of its parent), what it keeps open."""

    words: Sequence[str]
    streams: tuple[int, int, int]
    kept: frozenset[int]
    folder: Any
    environment: Mapping[str, str] | None
    session: bool


def _or_fork(begin: Callable[..., None]) -> Callable[..., None]:
    """What `subprocess.Popen` does to begin a process; ``begin`` is what it does by itself."""
    signature = inspect.signature(begin)
    usual = {"preexec_fn": None, "close_fds": True, "shell": False, "executable": None, "umask": -1}

    def begin_process(popen: Any, *values: Any) -> None:
        how = signature.bind(popen, *values).arguments
        streams = (how["p2cread"], how["c2pwrite"], how["errwrite"])
        words = how["args"] if isinstance(how["args"], list | tuple) else ()
        beginning = Beginning(
            words, streams, frozenset(how["pass_fds"]), how["cwd"], how["env"], how["start_new_session"]
        )
        if any(how[name] != value for name, value in usual.items()) or not _can_be_fork(beginning):
            begin(popen, *values)
            return
        popen.pid = _fork(beginning)
        popen._child_created = True
        popen._close_pipe_fds(*(how[name] for name in _ENDS))

    return begin_process


_ENDS = ("p2cread", "p2cwrite", "c2pread", "c2pwrite", "errread", "errwrite")


def _or_fork_of_pool(spawn: Callable[..., int]) -> Callable[..., int]:
    """What `multiprocessing` does to begin a process of a pool; ``spawn`` is what it does by itself."""

    def begin_process(path: Any, words: Sequence[Any], kept: Sequence[int]) -> int:
        beginning = Beginning(
            [os.fsdecode(word) for word in words], (-1, -1, -1), frozenset(map(int, kept)), None, None, False
        )
        return _fork(beginning) if _can_be_fork(beginning) else spawn(path, words, kept)

    return begin_process


def _can_be_fork(beginning: Beginning) -> bool:
    """Whether it is this Python, with nothing that only its start could do, and no database is open."""
    words = [str(word) for word in beginning.words]
    if _new[0] or not words or words[0] != sys.executable or not {"-m", "-c"} & set(words[1:5]):
        return False
    options = words[1 : min(words.index(word) for word in ("-m", "-c") if word in words)]
    if not set(options) <= {"-P", "-W", "ignore", "-Xfrozen_modules=off"} or "resource_tracker" in " ".join(
        words[:4]
    ):
        return False
    environment = os.environ if beginning.environment is None else beginning.environment
    different = {name for name, value in environment.items() if os.environ.get(name) != value}
    if {name for name in different if name.startswith("PYTHON")} - SETTINGS_OF_A_FORK:
        return False
    path = environment.get("PYTHONPATH", "").split(os.pathsep)
    return not any(Path(folder, "sitecustomize.py").exists() for folder in path) and not _open_databases()


def _open_databases() -> list[str]:
    """SQLite must not be carried over a fork. The workbench opens a store only while it reads or writes."""
    return [name for name in _descriptors().values() if name.endswith(ENDS_OF_DATABASES)]


def _descriptors() -> dict[int, str]:
    """The descriptors of this process, and what each is."""
    found = {}
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            found[int(name)] = os.readlink(f"/proc/self/fd/{name}")
    return found


def _fork(beginning: Beginning) -> int:
    """Begin it, and wait until it has its streams and its session, as `subprocess` waits; its number."""
    _load_first(beginning.words)
    ready, tell = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python 3.12 warns of threads, which a fork does not have
        number = os.fork()
    if number == 0:
        _be(beginning, tell)
    os.close(tell)
    said = os.read(ready, 1000)
    os.close(ready)
    if said:
        os.waitpid(number, 0)
        raise OSError(*eval(said))
    return number


def _load_first(words: Sequence[str]) -> None:
    with warnings.catch_warnings(), light_imports():
        warnings.simplefilter("ignore")
        for command, modules in LOADED_FIRST.items():
            if f"-m {command}" in " ".join(map(str, words[:4])):
                for name in modules:
                    import_module(name)


def _be(beginning: Beginning, tell: int) -> NoReturn:
    """In the fork: get streams, folder and environment, run the command, and end."""
    status = 70
    try:
        try:
            _take_place(beginning, tell)
        except OSError as error:
            os.write(tell, repr((error.errno, error.strerror, error.filename)).encode())
            os._exit(status)
        status = run_as_new(
            [str(word) for word in beginning.words], beginning.environment, lambda: os.close(tell)
        )
    except BaseException:
        traceback.print_exc()
    finally:
        if status < 0:
            os.kill(os.getpid(), -status)
        os._exit(status)


def _take_place(beginning: Beginning, tell: int) -> None:
    """The surroundings that the kernel keeps for a process."""
    high = [os.dup(stream) if 0 <= stream < 3 else stream for stream in beginning.streams]
    for place, stream in enumerate(high):
        if stream >= 0:
            os.dup2(stream, place)
    for number in _descriptors():
        if number > 2 and number != tell and number not in beginning.kept:
            with contextlib.suppress(OSError):
                os.close(number)
    for number in beginning.kept:
        os.set_inheritable(number, True)
    name = f"{os.getpid()}-{os.urandom(3).hex()}"
    note = {
        "words": [str(word) for word in beginning.words],
        "environment": dict(beginning.environment or os.environ),
    }
    (_notes[-1] / name).write_text(json.dumps(note), encoding="utf-8")
    ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode())
    if beginning.session:
        os.setsid()
    if beginning.folder is not None:
        os.chdir(beginning.folder)
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        if signal.getsignal(number) not in (signal.SIG_IGN, signal.SIG_DFL):
            with contextlib.suppress(OSError, ValueError):
                signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.default_int_handler)
