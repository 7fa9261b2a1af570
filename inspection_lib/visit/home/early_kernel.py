"""The first kernel, started before the server has loaded Jupyter: both need a second, at the same time.

Nothing here loads Jupyter.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.files import write_whole

ARGUMENTS = (
    "--IPKernelApp.exec_lines=import inspection_lib.visit.widget",
    "--IPKernelApp.log_level=ERROR",
)
"""Arguments of every kernel for a form: it loads what a form needs before it is asked for one."""
_PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


@dataclass(frozen=True, slots=True)
class EarlyKernel:
    """A kernel that was started: its id among the server's kernels, and its process."""

    id: str
    process: subprocess.Popen[bytes]


def start_kernel(runtime: Path, folder: Path) -> EarlyKernel:
    """Start a kernel in a folder. Its connection file lies where the server looks for it. Raises OSError."""
    kernel = str(uuid.uuid4())
    file = runtime / f"kernel-{kernel}.json"
    connection: dict[str, object] = {
        **dict(zip(_PORTS, _free_ports(len(_PORTS)), strict=True)),
        "ip": "127.0.0.1",
        "key": secrets.token_hex(32),
        "transport": "tcp",
        "signature_scheme": "hmac-sha256",
        "kernel_name": "python3",
    }
    runtime.mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps(connection), mode=0o600)
    command = [
        sys.executable,
        "-Xfrozen_modules=off",
        "-m",
        "ipykernel_launcher",
        "-f",
        str(file),
    ]
    process = subprocess.Popen(  # noqa: S603  (our own command)
        [*command, *ARGUMENTS],
        cwd=folder,
        env=os.environ | {"JPY_PARENT_PID": str(os.getpid())},  # it ends when the server does
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    return EarlyKernel(kernel, process)


def _free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody uses at the moment."""
    with contextlib.ExitStack() as probes:
        opened = [probes.enter_context(socket.socket()) for _ in range(count)]
        for probe in opened:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in opened]
