"""The first kernel, started before the server has loaded anything: both need a second, at the same time.

Its process begins to load before the server knows what it serves (`ipykernel_launcher`), and is told then.
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
LAUNCHER = "inspection_lib.visit.home.ipykernel_launcher"
_PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


@dataclass(frozen=True, slots=True)
class EarlyKernel:
    """A kernel that was started: its id among the server's kernels, and its process."""

    id: str
    process: subprocess.Popen[bytes]


def load_kernel() -> subprocess.Popen[bytes]:
    """Start a process that loads a kernel and waits on its standard input. Raises OSError."""
    command = [sys.executable, "-P", "-Xfrozen_modules=off", "-m", LAUNCHER]
    return subprocess.Popen(  # noqa: S603  (our own command)
        command,
        env=os.environ | {"JPY_PARENT_PID": str(os.getpid())},  # it ends when the server does
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def begin_kernel(process: subprocess.Popen[bytes], runtime: Path, folder: Path) -> EarlyKernel:
    """Let a process that was loaded be a kernel in a folder, with this process's environment. Raises OSError.

    Its connection file lies where the server looks for it.
    """
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
    told = {
        "arguments": ["-f", str(file), *ARGUMENTS],
        "environment": {name: value for name, value in os.environ.items() if name.startswith("JUPYTER")},
        "folder": str(folder),
    }
    assert process.stdin is not None
    with process.stdin as its_input:
        its_input.write(json.dumps(told).encode() + b"\n")
    process.stdin = None  # the provisioner would close it again
    return EarlyKernel(kernel, process)


def _free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody uses at the moment."""
    with contextlib.ExitStack() as probes:
        opened = [probes.enter_context(socket.socket()) for _ in range(count)]
        for probe in opened:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in opened]
