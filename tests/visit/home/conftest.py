"""The office behind the home page, over a workbench of its own, and a server of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from inspection_lib.language import Language
from inspection_lib.model import Source
from inspection_lib.record import Recorder, create_store
from inspection_lib.visit.home.home_office import HomeOffice
from inspection_lib.visit.home.settings import HomeSettings
from inspection_lib.visit.home.tasks import Task
from inspection_lib.visit.home.work import Work
from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN
from tests.makers.ports import free_port
from tests.makers.workbenches import a_workbench
from tests.waiting import until

UNIT = "060"
STORE = "sqlite:///outputs/inspection.db"
ROLE = "Trưởng đoàn kiểm tra"
WHERE = {"campaign": CAMPAIGN, "unit": UNIT}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HomeOffice:
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    monkeypatch.delenv("INSPECTION_STICKS", raising=False)
    return HomeOffice(HomeSettings(a_workbench(tmp_path / "home"), STORE, Language.VI, ROLE, 8897))


@pytest.fixture
def work(office: HomeOffice) -> Iterator[Work]:
    found = Work(office)
    yield found
    found.uploads.close()


def contradict(office: HomeOffice) -> None:
    """Let two other machines answer one item in different ways, and take both in."""
    campaign = office.workbench.campaign(CAMPAIGN)
    store = create_store(STORE, office.workbench.folder)
    for name, raw in (("one", "20/2/2017"), ("two", "15/1/2017")):
        other = create_store(f"sqlite:///{name}.db", office.workbench.folder)
        checklists = office.workbench.checklists(campaign)
        recorder = Recorder(other, campaign, checklists, f"machine-{name}")
        recorder.answer(UNIT, "A01", Source.INSPECTOR, raw, actor="Thư ký")
        store.add_chains(other.events(CAMPAIGN, UNIT))


def answer(office: HomeOffice, raw: str = "15/1/2017") -> None:
    """Answer one item of the unit."""
    campaign = office.workbench.campaign(CAMPAIGN)
    office.recorder(campaign).answer(UNIT, "A01", Source.INSPECTOR, raw, actor=ROLE)


def done(work: Work, name: str, **content: object) -> Task:
    """Begin a task and wait until it has ended."""
    begun = work.begin({"work": name, **content})
    task = work.office.tasks.get(str(begun["id"]))
    assert task is not None
    assert until(lambda: task.is_done)
    return task


def said(task: Task) -> str:
    return "\n".join(line["text"] for line in task.lines)


@dataclass(frozen=True)
class RunningVisit:
    """A home page that the command serves."""

    process: subprocess.Popen[str]
    workbench: Workbench
    config: Path
    url: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def address(self) -> str:
        return f"http://{self.host}"

    @property
    def token(self) -> str:
        return self.url.partition("token=")[2]


def visit_command(folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "inspection_lib.cli", "visit", *words, "--home", str(folder)]


@contextmanager
def running_visit(
    folder: Path, config: Path, *words: str, more: Mapping[str, str] | None = None
) -> Iterator[RunningVisit]:
    """`inspection visit` in a process, until the block is left."""
    own = os.environ | {"INSPECTION_CONFIG": str(config)} | (more or {})
    port = [] if "--port" in words else ["--port", str(free_port())]
    command = visit_command(folder, *words, "--no-browser", *port)
    with subprocess.Popen(command, env=own, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = next(word for word in process.stdout.readline().split() if word.startswith("http"))
            yield RunningVisit(process, Workbench(folder), config, url)
        finally:
            process.terminate()
