"""Real ipykernels, forked from a warm parent that has imported what their cells need.

A provisioner for jupyter_client: whatever starts kernels through it (papermill, nbclient, nbconvert) gets
forked ones. Only the benchmark uses it; the workbench runs its notebooks without kernels, and docs/engine.md
says why. Linux only.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import EntryPoint
from typing import Any, ClassVar

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Type

from inspection_lib.inprocess import Update, WarmParent
from inspection_lib.unit_report.notebook import SocketKernelManager

PROVISIONER = "forked-provisioner"
LAUNCHER = ["-m", "ipykernel_launcher"]
LAST_SECONDS = 5.0
"""What a killed kernel may take to end."""


class Zygote:
    """The warm parent of kernels, which runs a notebook once before it forks any. Not for several threads."""

    def __init__(self, notebook: str, parameters: Mapping[str, str]) -> None:
        self._parent = WarmParent("benchmarks.kernel_zygote:warm_kernels", notebook, dict(parameters))
        self._processes: dict[int, int] = {}
        self._statuses: dict[int, int] = {}

    def fork(self, words: list[str], folder: str, environment: Mapping[str, str]) -> ForkedKernel:
        """A kernel whose sockets take messages."""
        ticket = self._parent.start("benchmarks.kernel_zygote:be_kernel", words, folder, dict(environment))
        while ticket not in self._processes:
            self._take(None)
            if self.status(ticket) is not None:
                raise RuntimeError("The kernel, or the process that it was forked from, ended at its start.")
        return ForkedKernel(self, ticket, self._processes[ticket])

    def status(self, ticket: int, seconds: float = 0) -> int | None:
        """The exit status of a kernel, negative for a signal; None if it still runs after ``seconds``."""
        deadline = time.monotonic() + seconds
        while ticket not in self._statuses and not self._parent.died:
            left = deadline - time.monotonic()
            self._take(max(left, 0))
            if left <= 0:
                break
        return self._statuses.get(ticket, -signal.SIGKILL if self._parent.died else None)

    def close(self) -> None:
        """End the warm parent and every kernel."""
        self._parent.close()

    def _take(self, seconds: float | None) -> None:
        for event in self._parent.events(seconds):
            if isinstance(event, Update):
                self._processes[event.ticket] = int(str(event.value))
            else:
                self._statuses[event.ticket] = event.status


class ForkedKernel:
    """A kernel's process with the interface of `subprocess.Popen`; the zygote is its parent."""

    stdin = stdout = stderr = None

    def __init__(self, zygote: Zygote, ticket: int, pid: int) -> None:
        self._zygote = zygote
        self._ticket = ticket
        self.pid = pid

    def poll(self) -> int | None:
        """The exit status; None while it runs."""
        return self._zygote.status(self._ticket)

    def wait(self, timeout: float = LAST_SECONDS) -> int:
        """The exit status, when it is there."""
        status = self._zygote.status(self._ticket, timeout)
        if status is None:
            raise subprocess.TimeoutExpired(LAUNCHER, timeout)
        return status

    def send_signal(self, signum: int) -> None:
        """Send a signal to the process, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """End it now."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class ForkedProvisioner(LocalProvisioner):
    """Forks a kernel where jupyter_client would start one of this Python; else it does as usual."""

    zygote: ClassVar[Zygote | None] = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel."""
        if self.zygote is None or cmd[1:3] != LAUNCHER:
            return await super().launch_kernel(cmd, **kwargs)
        folder = kwargs.get("cwd") or os.getcwd()
        kernel = self.zygote.fork(cmd[3:], str(folder), kwargs["env"])
        self.process = kernel  # type: ignore[assignment]  # as good as a Popen
        self.pid = self.pgid = kernel.pid
        self.cwd = folder
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and the processes it started, unless it has ended."""
        if await self.poll() is None:
            await super().send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and wait for its end: quicker than jupyter_client, which pauses before it looks."""
        await super().kill(restart)
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self.process:
                self.process.wait()


class ReadyClient(AsyncKernelClient):
    """A client for a kernel whose sockets are bound.

    jupyter_client's own waits 0.2 s until no message comes any more; this one need not.
    """

    def start_channels(self, *_channels: bool, **_named: bool) -> None:
        """No channel for typed input and no heartbeat: a dead kernel shows by its process."""
        super().start_channels(stdin=False, hb=False)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and what it publishes arrives; it greets whoever listens."""
        self.kernel_info()
        reply = await self.shell_channel.get_msg(timeout=timeout)
        await self.iopub_channel.get_msg(timeout=timeout)
        self._handle_kernel_info_reply(reply)


class ForkedKernelManager(SocketKernelManager):
    """A kernel over socket files, with a client that knows it to be there."""

    client_factory = Type(ReadyClient, klass=AsyncKernelClient)


@contextlib.contextmanager
def forked_kernels(notebook: str, parameters: Mapping[str, str]) -> Iterator[None]:
    """Have jupyter_client fork its kernels in this process; they and their warm parent are ended at the end.

    The warm parent runs ``notebook`` once, with ``parameters``.
    """
    factory = KernelProvisionerFactory.instance()
    before = factory.default_provisioner_name, ForkedProvisioner.zygote
    name = f"{ForkedProvisioner.__module__}:{ForkedProvisioner.__qualname__}"
    factory.provisioners[PROVISIONER] = EntryPoint(PROVISIONER, name, factory.GROUP_NAME)
    zygote = Zygote(notebook, parameters)
    factory.default_provisioner_name, ForkedProvisioner.zygote = PROVISIONER, zygote
    try:
        yield
    finally:
        factory.default_provisioner_name, ForkedProvisioner.zygote = before
        zygote.close()


__all__ = ["ForkedKernelManager", "ForkedProvisioner", "ReadyClient", "Zygote", "forked_kernels"]
