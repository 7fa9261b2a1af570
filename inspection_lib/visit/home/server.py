"""The server of the home page: a Jupyter server with our own addresses and with no others.

What JupyterLab serves beside notebooks (files, terminals, sessions, extensions, settings of the machine) is
not there. The connection to a kernel carries messages of the form only, so no page can run code in it.

Loads jupyter_server: import this module on use.
"""

from __future__ import annotations

import logging
import secrets
import signal
from typing import Any

from jupyter_server.auth import IdentityProvider
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets.config import Config

from inspection_lib.system import ending_signals, is_superuser
from inspection_lib.visit.home.doors import CLOSED, FORM_MESSAGES
from inspection_lib.visit.home.form_kernels import FormKernels
from inspection_lib.visit.home.home_office import HomeOffice
from inspection_lib.visit.home.opening import Opened
from inspection_lib.visit.home.pages import addresses
from inspection_lib.visit.home.provisioner import register
from inspection_lib.visit.home.work import Work
from inspection_lib.visit.lab_files import WorkbenchFiles
from inspection_lib.visit.server_process import START_SECONDS

IDLE_SECONDS = 900
"""A kernel that no page has been connected to for so long is ended; opening its form starts another one."""


class HomeIdentity(IdentityProvider):
    """Lets in who has the token, or a cookie that was given for it. There is no page to log in."""

    def get_handlers(self) -> list[tuple[str, object]]:
        """No addresses of its own."""
        return []

    def clear_login_cookie(self, handler: object) -> None:
        """Leave a wrong cookie where it is.

        A page that was open before this server began asks with its old cookie. Its answer could come after
        another page has got the new cookie, and take that one away: every call would be refused from then on.
        """


class HomeServer(ServerApp):
    """A Jupyter server that listens already, reads no settings of the machine and has our addresses only."""

    name = "inspection-home"
    default_services = ()  # type: ignore[assignment]
    opened: Opened
    kernels: FormKernels
    office: HomeOffice
    work: Work

    def load_config_file(self, *_args: Any, **_named: Any) -> None:
        """Settings that lie on the machine could open a door."""

    def init_webapp(self) -> None:
        """The application, whose addresses are ours."""
        super().init_webapp()
        settings = self.opened.settings
        self.kernels = FormKernels(self.kernel_manager, settings, self.opened.early)
        self.office = HomeOffice(settings)
        self.work = Work(self.office)
        self.web_app.settings["home"] = self
        router = self.web_app.wildcard_router
        router.rules.clear()
        router.add_rules(addresses())

    def init_signal(self) -> None:
        """End at once and in order: nobody is asked in the terminal."""
        for number in (signal.SIGINT, *ending_signals()):
            signal.signal(number, lambda *_: self.io_loop.add_callback_from_signal(self.stop))

    def _find_http_port(self) -> None:
        """It is found already."""

    def _bind_http_server_tcp(self) -> bool:
        self.http_server.add_sockets([self.opened.listening])
        self.io_loop.add_callback(self.kernels.keep_spare)
        return True

    def write_server_info_file(self) -> None:
        """Nobody looks for this server there, and the file would hold the token."""

    def write_browser_open_files(self) -> None:
        """The command writes a page of its own."""


def serve(opened: Opened) -> None:
    """Serve the pages until a signal ends the process."""
    settings = opened.settings
    kernels: type = AsyncMappingKernelManager
    config = Config()
    config.IdentityProvider.token = opened.token
    config.IdentityProvider.cookie_options = {"samesite": "Lax"}
    config.MappingKernelManager.allowed_message_types = list(FORM_MESSAGES)
    config.MappingKernelManager.cull_idle_timeout = IDLE_SECONDS
    config.MappingKernelManager.cull_interval = 60
    # A kernel on a busy machine may answer late; a page says by itself when one hangs, and offers another.
    config.MappingKernelManager.kernel_info_timeout = START_SECONDS
    config.KernelManager.autorestart = False  # a page tells that its kernel has died, and starts another one
    config.ZMQChannelsWebsocketConnection.limit_rate = False  # a reply must not be left out
    register(opened.early)
    server = HomeServer.instance(
        config=config,
        root_dir=str(settings.workbench.folder),
        ip="127.0.0.1",
        port=settings.port,
        open_browser=False,
        allow_root=is_superuser(),
        allow_remote_access=False,
        allow_unauthenticated_access=False,
        contents_manager_class=WorkbenchFiles,
        kernel_manager_class=kernels,
        identity_provider_class=HomeIdentity,
        cookie_secret=secrets.token_bytes(32),
        tornado_settings={"headers": {"Content-Security-Policy": CLOSED}},
        log_level=logging.ERROR,
    )
    server.opened = opened
    server.initialize(argv=[], find_extensions=False)
    server.start()
