"""What runs in the warm parent of `benchmarks.forked_kernels` and in the ipykernels forked from it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from ipykernel.kernelapp import IPKernelApp
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from inspection_lib.inprocess import Send
from inspection_lib.workbench import load_shared, open_workbench

INLINE = "module://matplotlib_inline.backend_inline"
LATE = (
    "ipykernel.debugger",
    "IPython.core.debugger",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
)
"""What a kernel loads when it starts, beside its application and the cells."""
NO_POLLING = 1
"""What ipykernel takes for a parent that never goes: the fork dies with its zygote anyway."""


def warm_kernels(notebook: str, parameters: Mapping[str, str]) -> None:
    """In the zygote: run a notebook's cells once, so that all modules that they need are loaded.

    They run in a plain shell that is thrown away. No kernel is made and no message is sent, so no thread,
    event loop or socket exists when a kernel is forked.
    """
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # else the debugger of every kernel writes three lines
    for module in LATE:
        import_module(module)
    load_shared(open_workbench(parameters["home"]), parameters["campaign"])
    os.environ["MPLBACKEND"] = os.environ.get("MPLBACKEND") or INLINE
    shell = InteractiveShell.instance(config=_no_history())
    with tempfile.TemporaryDirectory() as output, contextlib.redirect_stdout(io.StringIO()):
        for cell in json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                shell.run_cell("".join(cell["source"])).raise_error()  # type: ignore[no-untyped-call]
                if "parameters" in cell["metadata"].get("tags", []):
                    shell.push({**parameters, "output": output})  # type: ignore[no-untyped-call]
    shell.restore_sys_module_state()  # type: ignore[no-untyped-call]
    InteractiveShell.clear_instance()


def be_kernel(send: Send, words: Sequence[str], folder: str, environment: Mapping[str, str]) -> None:
    """In a fork: be the kernel that ``words`` ask for; sends its pid when its sockets take messages."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    tempfile.tempdir = None
    if "matplotlib" in sys.modules:  # it has read the variable already
        sys.modules["matplotlib"].rcParams["backend"] = os.environ.get("MPLBACKEND") or INLINE
    app = SayingApp.instance(send=send, parent_handle=NO_POLLING, config=_no_history())
    app.initialize(list(words))  # type: ignore[no-untyped-call]
    app.start()  # type: ignore[no-untyped-call]


class SayingApp(IPKernelApp):
    """ipykernel's own application; it reports when its sockets are bound, so that clients need no retries."""

    def __init__(self, send: Send, **named: object) -> None:
        self._send = send
        super().__init__(**named)  # type: ignore[no-untyped-call]

    def log_connection_info(self) -> None:
        """Called when every socket is bound; the shell is made after it, while the client connects."""
        super().log_connection_info()  # type: ignore[no-untyped-call]
        self._send(os.getpid())


def _no_history() -> Config:
    """No history on the disk, which would take a thread and a file that all kernels share."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryAccessor.enabled = False
    return config


__all__ = ["be_kernel", "warm_kernels"]
