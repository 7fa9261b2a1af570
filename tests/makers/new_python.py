"""Make a fork of the test's process what a new Python is: nothing of the tests acts in it any more."""

from __future__ import annotations

import asyncio
import atexit
import builtins
import concurrent.futures.process
import concurrent.futures.thread
import contextvars
import faulthandler
import gc
import io
import logging
import multiprocessing.process
import os
import runpy
import signal
import sys
import tempfile
import threading
import types
import warnings
import weakref
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import resource_tracker, util
from typing import Any, cast


def run_as_new(words: Sequence[str], environment: Mapping[str, str] | None, ready: Callable[[], None]) -> int:
    """Run ``python [-P] [-W ignore] -m MODULE|-c CODE …``; the exit status, negative for a signal.

    ``ready`` is called before the command runs.
    """
    if environment is not None:
        os.environ.clear()
        os.environ.update(environment)
    gc.freeze()  # what the test's process has open is not the fork's to close
    _forget_ends()
    _forget_hooks()
    _forget_notebooks()
    _open_streams()
    place = min(words.index(word) for word in ("-m", "-c") if word in words)
    if "-W" in words[:place]:
        warnings.simplefilter("ignore")
    if "-P" not in words[:place]:
        sys.path.insert(0, os.getcwd() if words[place] == "-m" else "")
    added = [folder for folder in os.environ.get("PYTHONPATH", "").split(os.pathsep) if folder]
    sys.path[1:1] = [folder for folder in added if folder not in sys.path]
    sys.argv = [words[place], *words[place + 2 :]]
    sys.orig_argv = list(words)
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    ready()

    def run() -> None:
        if words[place] == "-c":
            exec(compile(words[place + 1], "<string>", "exec"), main.__dict__)
        else:
            cast(Any, runpy)._run_module_as_main(words[place + 1])

    return _ended(lambda: contextvars.Context().run(run))


def _ended(run: Callable[[], None]) -> int:
    """Run it, then do what Python does at its end; the exit status."""
    status = 0
    try:
        run()
    except SystemExit as exit_:
        if exit_.code is not None and not isinstance(exit_.code, int):
            print(exit_.code, file=sys.stderr)
        status = exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        status = 1
        if isinstance(error, KeyboardInterrupt):
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            status = -signal.SIGINT
    cast(Any, threading)._shutdown()
    cast(Any, atexit)._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        status = 120  # as Python's own end
    return status & 0xFF if status >= 0 else status


def _forget_ends() -> None:
    """What the test's process would do at its end, and the processes and threads that it has."""
    cast(Any, atexit)._clear()
    finalize = cast(Any, weakref.finalize)
    finalize._registry, finalize._registered_with_atexit = {}, False
    cast(Any, util)._finalizer_registry.clear()
    cast(Any, multiprocessing.process)._children = set()
    atexit.register(logging.shutdown)
    atexit.register(cast(Any, util)._exit_function)
    tracker = cast(Any, resource_tracker)._resource_tracker
    tracker._fd = tracker._pid = None
    cast(Any, concurrent.futures.process)._threads_wakeups.clear()
    cast(Any, concurrent.futures.thread)._threads_queues.clear()
    asyncio.set_event_loop_policy(None)  # and with it the test's loop
    tempfile.tempdir = None


def _forget_hooks() -> None:
    """What pytest set up to see what a test does."""
    faulthandler.disable()
    signal.set_wakeup_fd(-1)
    sys.excepthook, sys.unraisablehook = sys.__excepthook__, sys.__unraisablehook__
    threading.excepthook = threading.__excepthook__
    logging.root.handlers[:] = []
    logging.root.setLevel(logging.WARNING)
    logging.captureWarnings(False)
    warnings.resetwarnings()
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", category, append=True)
    cast(Any, warnings).showwarning = cast(Any, warnings)._showwarning_orig


def _forget_notebooks() -> None:
    """The shell in which a test ran cells, and what was imported because there was one."""
    if "inspection_lib.inprocess.shell" in sys.modules:
        sys.modules["inspection_lib.inprocess.shell"].prepared_shell.cache_clear()
    if "traitlets.config" in sys.modules:
        _forget_instances(sys.modules["traitlets.config"].SingletonConfigurable)
    for name in ("get_ipython", "display"):
        vars(builtins).pop(name, None)
    for name in [name for name in sys.modules if name.partition(".")[0] == "tqdm"]:
        del sys.modules[name]


def _forget_instances(kind: Any) -> None:
    kind._instance = None
    for below in kind.__subclasses__():
        _forget_instances(below)


def _open_streams() -> None:
    """Python's streams over descriptors 0 to 2, as it opens them by itself."""
    at_once = bool(os.environ.get("PYTHONUNBUFFERED"))
    modes: Sequence[tuple[str, str, str]] = (
        ("stdin", "r", "strict"),
        ("stdout", "w", "strict"),
        ("stderr", "w", "backslashreplace"),
    )
    stream: io.TextIOWrapper | None
    for descriptor, (name, mode, errors) in enumerate(modes):
        try:
            raw = open(descriptor, mode + "b", closefd=False)  # noqa: SIM115  (for as long as it runs)
        except OSError:
            stream = None  # closed
        else:
            lines = name == "stderr" or raw.isatty()
            stream = io.TextIOWrapper(raw, "utf-8", errors, line_buffering=lines, write_through=at_once)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
