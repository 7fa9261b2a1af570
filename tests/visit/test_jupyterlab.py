"""JupyterLab for a visit: how it is started, waited for and ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import psutil
import pytest

from inspection_lib.errors import InspectionError
from inspection_lib.language import Language
from inspection_lib.visit import visit_notebook
from inspection_lib.visit.desk import Desk
from inspection_lib.visit.jupyterlab import (
    Lab,
    check_port,
    run_before_opening,
    running_lab,
)
from tests.browser.conftest import command_line
from tests.conftest import CAMPAIGN
from tests.makers.ports import free_port
from tests.visit.conftest import STORE, UNIT
from tests.waiting import until


def test_a_port_that_is_taken_is_refused() -> None:
    """Before JupyterLab is started."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(InspectionError, match="is taken"):
            check_port(other.getsockname()[1])


def kernels_below(pid: int) -> list[psutil.Process]:
    """The kernels that a process started. JupyterLab starts other programs too, for a moment."""
    below = psutil.Process(pid).children(recursive=True)
    return [child for child in below if "ipykernel_launcher" in " ".join(command_line(child))]


def test_what_is_no_notebook_is_refused_before_a_kernel_is_asked(desk: Desk) -> None:
    """Here nbformat fails in its own way; the template that the copy was made of is damaged."""
    (desk.workbench.folder / "copy.ipynb").write_text(
        '{"nbformat": 1, "cells": [{"cell_type": "x"}]}', encoding="utf-8"
    )
    with subprocess.Popen([sys.executable, "-c", ""]) as nothing:
        lab = Lab(nothing, "http://127.0.0.1:9", "")
        with pytest.raises(InspectionError, match="cannot be read"):
            run_before_opening(desk.workbench, lab, "copy.ipynb")


@pytest.mark.slow
def test_a_kernel_that_does_not_answer_is_reported_in_words(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback of jupyter_client: the time limit and what to do. Here a signal stops the kernel."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "settings"))
    name = visit_notebook(desk.workbench, CAMPAIGN, UNIT, actor="", store_url=STORE, language=Language.VI)
    session = {"path": name, "name": name, "type": "notebook", "kernel": {"name": "python3"}}
    with running_lab(desk.workbench, port=free_port()) as lab:
        lab.call("api/sessions", session)
        (kernel,) = kernels_below(lab.process.pid)
        kernel.suspend()
        with pytest.raises(InspectionError, match=r"did not open within 0\.05 minutes"):
            run_before_opening(desk.workbench, lab, name, seconds=3)
        kernel.resume()
        run_before_opening(desk.workbench, lab, name)
    assert "VisitForm" in (desk.workbench.folder / name).read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_signal_while_it_starts_leaves_no_server_behind(desk: Desk, tmp_path: Path) -> None:
    """SIGTERM ends what was begun."""
    command = [sys.executable, "-m", "inspection_lib.cli", "visit", CAMPAIGN, UNIT, "--no-browser"]
    command += ["--store", STORE, "--home", str(desk.workbench.folder), "--port", str(free_port())]
    environment = dict(os.environ) | {"INSPECTION_CONFIG": str(tmp_path / "settings")}
    visit = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    while not (begun := psutil.Process(visit.pid).children(recursive=True)):
        assert visit.poll() is None
    visit.send_signal(signal.SIGTERM)
    visit.communicate()
    assert psutil.wait_procs(begun, timeout=60)[1] == []


@pytest.mark.slow
def test_the_token_is_in_no_command_line_and_a_signal_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    """The browser is started with a page of this user alone, which goes on to the form.

    SIGTERM then ends the server and its kernels, and the page goes.
    """
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/part && mv {tmp_path}/part {tmp_path}/opened\n')
    browser.chmod(0o755)
    command = [sys.executable, "-m", "inspection_lib.cli", "visit", CAMPAIGN, UNIT]
    command += ["--store", STORE, "--home", str(desk.workbench.folder), "--port", str(free_port())]
    own = {"INSPECTION_CONFIG": str(tmp_path / "settings"), "BROWSER": f"{browser} %s"}
    with subprocess.Popen(command, env=dict(os.environ) | own, stdout=subprocess.PIPE, text=True) as visit:
        assert visit.stdout is not None
        token = visit.stdout.readline().partition("token=")[2].split()[0]
        assert until((tmp_path / "opened").exists)
        opened = (tmp_path / "opened").read_text(encoding="utf-8").strip()
        page = Path(url2pathname(urlsplit(opened).path))
        assert page.stat().st_mode & 0o777 == 0o600
        assert f"token={token}" in page.read_text(encoding="utf-8")
        lines = [word for process in psutil.process_iter() for word in command_line(process)]
        assert not [word for word in (*lines, opened) if token in word]
        assert until(lambda: kernels_below(visit.pid))
        begun = psutil.Process(visit.pid).children(recursive=True)
        visit.send_signal(signal.SIGTERM)
    assert not page.exists()
    assert psutil.wait_procs(begun, timeout=60)[1] == []
