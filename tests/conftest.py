"""What tests share: the real workbench's folder, its files as values, and a store filled with the sample responses."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from inspection_lib.imports.responses import read_responses
from inspection_lib.model import Campaign, Checklist, UnitKind
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import EventStore, create_store
from inspection_lib.workbench import Workbench

ROOT = Path(__file__).parent.parent
CAMPAIGN = "2017-dot-1"


@pytest.fixture(scope="session")
def workbench() -> Workbench:
    """The repository as a workbench."""
    return Workbench(ROOT)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. It lives for one module: while it runs, its own event loop does."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs Debian's chromium; `make browser` installs it")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def campaign(workbench: Workbench) -> Campaign:
    """The sample campaign."""
    return workbench.campaign(CAMPAIGN)


@pytest.fixture(scope="session")
def checklists(workbench: Workbench, campaign: Campaign) -> dict[UnitKind, Checklist]:
    """The three checklists."""
    return workbench.checklists(campaign)


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a store that nobody else uses."""
    return f"sqlite:///{tmp_path_factory.mktemp('store')}/sample.db"


@pytest.fixture(scope="session")
def sample_store(
    sample_url: str, workbench: Workbench, campaign: Campaign, checklists: dict[UnitKind, Checklist]
) -> EventStore:
    """A store with all sample responses."""
    store = create_store(sample_url, workbench.folder)
    recorder = Recorder(store, campaign, checklists)
    for path in sorted((ROOT / "checklists" / "responses" / CAMPAIGN).glob("*.csv")):
        entries, problems = read_responses(path, campaign, checklists)
        assert problems == []
        recorder.record(entries)
    return store
