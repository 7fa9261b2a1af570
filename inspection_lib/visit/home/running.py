"""Run the home page for one user: one server, which a second command finds again.

Nothing here loads Jupyter: the server is a process of its own.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import socket
import subprocess
import time
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from inspection_lib.errors import InspectionError, StoreError
from inspection_lib.files import os_errors_as, parse_object, read_limited, write_whole
from inspection_lib.language import message
from inspection_lib.model import limits
from inspection_lib.visit.home.settings import HomeSettings, settings_line
from inspection_lib.visit.lab_settings import lab_folder
from inspection_lib.visit.server_process import (
    START_SECONDS,
    Server,
    address_of,
    call,
    check_port,
    running,
    signals_as_interrupt,
    start_page,
    too_slow,
    wait_until_answering,
    write_start_page,
)

TITLE = "Kiểm tra"
"""What the page that goes on to the home page shows for a moment."""


@dataclass(frozen=True, slots=True)
class RunningHome:
    """A home page that runs: where, and for which workbench and store."""

    address: str
    token: str
    workbench: str
    store_url: str

    def url(self, path: str) -> str:
        """The address of a page for a browser."""
        return f"{self.address}{path}?token={self.token}"


def page_of(campaign_id: str = "", unit_code: str = "", *, only_open: bool = False) -> str:
    """The path of the form of a unit; of the home page for a campaign, or for all, without one.

    ``only_open``: of the form with what is open alone.
    """
    if not unit_code:
        return f"/campaign/{quote(campaign_id, safe='')}" if campaign_id else "/"
    form = "open" if only_open else "form"
    return f"/{form}/{quote(campaign_id, safe='')}/{quote(unit_code, safe='')}"


def run_home(
    settings: HomeSettings,
    start: Callable[[], subprocess.Popen[bytes]],
    find_page: Callable[[], str],
    on_address: Callable[[str], None],
    *,
    browser: bool = True,
) -> int:
    """Serve the home page until the user stops it, and return the exit status.

    ``start`` starts the process of the server, or gives the one that was begun. ``find_page`` gives the path
    of the page that is opened, and raises InspectionError where there is none; it is called while the server
    starts. ``on_address`` gets the address when it can be opened. Where the server of this workbench runs
    already, its page is opened and that is all. Raises InspectionError when something else has the port.
    """
    if known := find_running(settings):
        _open_in(known, settings.port, find_page(), on_address, browser=browser)
        return 0
    check_port(settings.port)
    token = secrets.token_hex(24)
    try:
        with (
            signals_as_interrupt(),
            running(Server, start, port=settings.port, token=token) as server,
            _noted(settings, token) as own,
        ):
            _tell(server, settings_line(settings, token))
            page = find_page()
            _wait_until_listening(server, settings.port)
            on_address(own.url(page))
            with start_page(settings.port, own.url(page), TITLE) as started:
                if browser:
                    webbrowser.open(started.as_uri())
                wait_until_answering(server, "call/about", START_SECONDS, {})
                return server.process.wait()
    except KeyboardInterrupt:
        return 0


def _tell(server: Server, line: str) -> None:
    """Tell the server what it serves. Its input stays open: where it ends, the server does."""
    assert server.process.stdin is not None
    with contextlib.suppress(OSError):  # it has ended already, which is told later
        server.process.stdin.write(line.encode())
        server.process.stdin.flush()


def find_running(settings: HomeSettings) -> RunningHome | None:
    """The home page that runs at the port for this user; None where there is none.

    Raises InspectionError when it is that of another workbench or another store.
    """
    known = _read(_note_of(settings.port))
    if known is None:
        return None
    try:
        call(known.address, known.token, "call/about", {}, seconds=5)
    except (OSError, ValueError):
        return None
    if (known.workbench, known.store_url) != (str(settings.workbench.folder), settings.store_url):
        raise InspectionError(
            message(
                "At port {port} the workbench {folder} is open already, with the store {store}.",
                port=str(settings.port),
                folder=known.workbench,
                store=known.store_url,
            ),
            message("End it there, or open this one beside it with another --port."),
        )
    return known


def _open_in(
    known: RunningHome, port: int, page: str, on_address: Callable[[str], None], *, browser: bool
) -> None:
    on_address(known.url(page))
    if browser:
        webbrowser.open(write_start_page(port, known.url(page), TITLE).as_uri())


def _wait_until_listening(server: Server, port: int) -> None:
    """Wait until connections are taken: a browser that comes before the server answers waits for it."""
    deadline = time.monotonic() + START_SECONDS
    while server.process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise too_slow(START_SECONDS) from None
            time.sleep(0.02)
    raise InspectionError(
        message("The home page does not start."),
        message("Read its output above; install the workbench again if a part is missing."),
    )


def _note_of(port: int) -> Path:
    return lab_folder() / f"home-{port}.json"


@contextlib.contextmanager
def _noted(settings: HomeSettings, token: str) -> Iterator[RunningHome]:
    """A note for this user alone by which a second command finds the server."""
    own = RunningHome(address_of(settings.port), token, str(settings.workbench.folder), settings.store_url)
    path = _note_of(settings.port)
    content = {name: getattr(own, name) for name in RunningHome.__slots__}
    with os_errors_as(
        StoreError, message("The settings of JupyterLab cannot be kept in {path}: {cause}.", path=str(path))
    ):
        write_whole(path, json.dumps(content, ensure_ascii=False), mode=0o600)
    try:
        yield own
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def _read(path: Path) -> RunningHome | None:
    try:
        found = parse_object(read_limited(path, limits.JSON_BYTES))
        return RunningHome(*(str(found[name]) for name in RunningHome.__slots__))
    except (OSError, ValueError, KeyError):
        return None
