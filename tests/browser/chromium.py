"""A Chromium that keeps what it stores in a folder, and can be killed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from playwright.sync_api import BrowserContext, Playwright
from playwright.sync_api import Error as PageError

from tests.conftest import PATIENCE


@contextmanager
def chromium(playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """A browser that keeps what it stores in a folder."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--use-fake-device-for-media-stream"],
        permissions=["microphone", "camera"],
        viewport={"width": 1280, "height": 900},
    )
    context.set_default_timeout(PATIENCE)
    yield context
    with suppress(PageError):
        context.close()


def kill_chromium(profile: Path) -> None:
    """SIGKILL of the whole browser: it has no time to write anything."""
    for process in psutil.process_iter(["cmdline"]):
        if f"--user-data-dir={profile}" in (process.info["cmdline"] or []):
            with suppress(psutil.Error):
                process.kill()
