"""Debian's Firefox, driven by Mozilla's own client of Marionette, the door that Firefox has for tests.

Playwright needs a Firefox of its own, which is a changed build and is not in Debian; Debian's it drives over
WebDriver BiDi only where that is newer than an ESR. Selenium needs geckodriver, which Debian does not have.
"""

from __future__ import annotations

import json
import socket
import subprocess
import warnings
from pathlib import Path
from typing import Any

import psutil

from tests.conftest import PATIENCE
from tests.waiting import until

with warnings.catch_warnings():
    # its own imports use old ways: telnetlib, distro.linux_distribution
    warnings.simplefilter("ignore", DeprecationWarning)
    from marionette_driver import By
    from marionette_driver.marionette import Marionette

SETTINGS = {
    "browser.aboutwelcome.enabled": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "vi-VN, vi",
}
"""Settings of a profile: nothing is asked at the start, and files go into a folder of the test."""
ERRORS = """return Services.console.getMessageArray()
  .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag))
  .filter((one) => one.category.startsWith("content javascript"))
  .map((one) => one.errorMessage)"""


class Firefox:
    """A Firefox with one window, and what a person does in it. What it stores lies in ``folder``."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program, self.profile, self.downloads = program, folder / "profile", folder / "downloads"
        self.profile.mkdir()
        self.downloads.mkdir()
        self.start()

    def start(self) -> None:
        """Start it; a profile that is there already is used again."""
        own = SETTINGS | {"browser.download.dir": str(self.downloads), "marionette.port": 0}
        self.port_file = self.profile / "MarionetteActivePort"
        self.port_file.unlink(missing_ok=True)
        lines = [f"user_pref({_js(name)}, {_js(value)});\n" for name, value in own.items()]
        (self.profile / "user.js").write_text("".join(lines), encoding="utf-8")
        command = [self.program, "--marionette", "--headless", "--remote-allow-system-access"]
        silent = subprocess.DEVNULL
        self.process = subprocess.Popen(
            [*command, "--profile", str(self.profile)], stdout=silent, stderr=silent
        )
        self.driver = Marionette(port=self._port())
        self.driver.start_session()
        self.driver.set_window_rect(width=1280, height=1000)
        self.driver.timeout.page_load = self.driver.timeout.script = PATIENCE / 1000

    def _port(self) -> int:
        """Wait until Firefox has written at which port it listens, and does."""
        assert until(lambda: self.port_file.is_file() and self.port_file.read_text().strip())
        port = int(self.port_file.read_text())

        def listens() -> bool:
            with socket.socket() as one:
                return one.connect_ex(("127.0.0.1", port)) == 0

        assert until(listens)
        return port

    def kill(self) -> None:
        """SIGKILL of all its processes: it has no time to write anything."""
        self.driver.client.close()
        self.driver.session = None  # else it connects once more at its end, to nobody
        own = [*psutil.Process(self.process.pid).children(recursive=True), psutil.Process(self.process.pid)]
        for each in own:
            each.kill()
        psutil.wait_procs(own)
        self.process.wait()

    def go(self, address: str) -> None:
        self.driver.navigate(address)

    def run(self, script: str, *given: object) -> Any:
        """What a script in the page returns."""
        return self.driver.execute_script(script, script_args=given, sandbox=None)

    def wait(self, script: str, *given: object) -> Any:
        """Wait until a script in the page returns something; gives it."""
        found: list[Any] = []

        def is_there() -> bool:
            found[:] = [self.run(script, *given)]
            return bool(found[0])

        assert until(is_there), script
        return found[0]

    def see(self, selector: str, words: str = "") -> Any:
        """Wait for a visible element with these words in it, and bring it into the middle of the page."""
        return self.wait(
            """const found = [...document.querySelectorAll(arguments[0])]
              .find((one) => one.checkVisibility() && one.textContent.includes(arguments[1]));
            found?.scrollIntoView({ block: "center" });
            return found""",
            selector,
            words,
        )

    def click(self, selector: str, words: str = "") -> None:
        self.see(selector, words).click()

    def type(self, text: str) -> None:
        """Press keys, wherever the focus is."""
        keys = self.driver.actions.sequence("key", "keyboard")
        for letter in text:
            keys = keys.key_down(letter).key_up(letter)
        keys.perform()

    def choose_file(self, selector: str, path: Path) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(str(path))

    def draw(self, selector: str) -> None:
        """Draw a line with the mouse held down."""
        pad = self.see(selector)
        mouse = self.driver.actions.sequence("pointer", "mouse", {"pointerType": "mouse"})
        mouse = mouse.pointer_move(-40, 0, origin=pad).pointer_down()
        for step in range(1, 9):
            mouse = mouse.pointer_move(8 * step - 40, (step % 3 - 1) * 10, origin=pad)
        mouse.pointer_up().perform()

    def downloaded(self) -> Path:
        """Wait for the one file that was saved."""

        def is_whole() -> bool:
            names = [path.suffix for path in self.downloads.iterdir()]
            return names == [".zip"] and all(path.stat().st_size for path in self.downloads.iterdir())

        assert until(is_whole)
        (path,) = self.downloads.iterdir()
        return path

    def errors(self) -> list[str]:
        """What went wrong in scripts of pages since the start."""
        with self.driver.using_context("chrome"):
            found: list[str] = self.driver.execute_script(ERRORS)
        return found


def _js(value: object) -> str:
    return json.dumps(value)
