"""What the process of the server does before it has loaded Jupyter: it listens, and tells the first kernel.

A browser that comes meanwhile waits.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
from dataclasses import dataclass

from inspection_lib.system import only_listener
from inspection_lib.visit.home.early_kernel import EarlyKernel, begin_kernel
from inspection_lib.visit.home.settings import HomeSettings, read_settings
from inspection_lib.visit.lab_settings import lab_environment, lab_folder

VISITS = "outputs/visits"
"""The folder of the notebooks of visits, in which kernels run."""
WAITING = 128
"""So many connections wait until the server takes them."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A server that listens: what it serves, for whom, and a kernel that starts already."""

    settings: HomeSettings
    token: str
    listening: socket.socket
    early: EarlyKernel | None


def open_server(line: str, kernel: subprocess.Popen[bytes] | None) -> Opened:
    """Listen at the port that a line of settings names, and tell a loading kernel where it works.

    Raises OSError if the port is taken, and StoreError if the settings of Jupyter cannot be kept.
    """
    settings, token = read_settings(line)
    listening = listen(settings.port)
    own = lab_environment(token)
    own.pop("JUPYTER_TOKEN")  # no kernel inherits it
    os.environ.update(own)
    early = None
    if kernel is not None:
        with contextlib.suppress(OSError):  # the server starts one later, and says what is wrong
            early = begin_kernel(kernel, lab_folder() / "runtime", settings.workbench.folder / VISITS)
    return Opened(settings, token, listening, early)


def listen(port: int) -> socket.socket:
    """A socket that listens at a port for this machine alone. Raises OSError if the port is taken."""
    listening = socket.socket()
    only_listener(listening)
    listening.bind(("127.0.0.1", port))
    listening.listen(WAITING)
    listening.setblocking(False)
    return listening
