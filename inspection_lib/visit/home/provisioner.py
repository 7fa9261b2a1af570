"""How the server's kernels are started: as usual, but for the first one, which runs already.

Loads jupyter_client.
"""

from __future__ import annotations

import os
from importlib.metadata import EntryPoint
from typing import Any, ClassVar

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from inspection_lib.visit.home.early_kernel import ARGUMENTS, EarlyKernel

_NAME = "inspection-home"


class HomeProvisioner(LocalProvisioner):
    """Starts a kernel's process, or takes the one that was started before."""

    early: ClassVar[EarlyKernel | None] = None

    @property
    def is_early(self) -> bool:
        """Whether this kernel runs already."""
        return self.early is not None and self.early.id == self.kernel_id and self.process is None

    async def pre_launch(self, **named: Any) -> dict[str, Any]:
        """The command of a kernel; the ports of one that runs stand in its file."""
        if self.is_early and self.parent is not None:
            self.parent.load_connection_file()
            self.ports_cached = True  # else others would be chosen
        prepared: dict[str, Any] = await super().pre_launch(**named)
        return prepared | {"cmd": [*prepared["cmd"], *ARGUMENTS]}

    async def launch_kernel(self, cmd: list[str], **named: Any) -> KernelConnectionInfo:
        """Start the process, unless it runs."""
        if not self.is_early:
            return await super().launch_kernel(cmd, **named)
        assert self.early is not None
        self.process = self.early.process
        self.pid = self.process.pid
        self.pgid = os.getpgid(self.pid) if hasattr(os, "getpgid") else None
        return self.connection_info


def register(early: EarlyKernel | None) -> None:
    """Let the server's kernels be started here; ``early`` is the one that runs."""
    HomeProvisioner.early = early
    factory = KernelProvisionerFactory.instance()
    place = f"{HomeProvisioner.__module__}:{HomeProvisioner.__name__}"
    factory.provisioners[_NAME] = EntryPoint(_NAME, place, KernelProvisionerFactory.GROUP_NAME)
    factory.default_provisioner_name = _NAME
