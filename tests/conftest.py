"""Fixtures for all tests: the real workbench's folder, its files as values, and a store with the sample.

The suite runs in several processes at once (pytest-xdist). What is expensive and only read is made once in a
run (`made_once`); what a test writes to is its own.
"""

from __future__ import annotations

import gc
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from filelock import FileLock

from inspection_lib.imports.responses import read_responses
from inspection_lib.inprocess import light_imports
from inspection_lib.keys import machine_key
from inspection_lib.model import Campaign, Checklist
from inspection_lib.record import EventStore, Recorder, create_store, open_store
from inspection_lib.workbench import Workbench, folder
from tests.balance import balanced
from tests.trials import SEED, Trials, load_profile

if TYPE_CHECKING:
    # Processes of tests import this file, and few open a browser.
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parent.parent
CAMPAIGN = "2017-dot-1"
CAMPAIGN_2026 = "2026-dot-1"
PATIENCE = 180_000
"""Milliseconds that a test waits for a browser: a busy machine is no failure."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of the random trials; tests/trials.py explains them."""
    parser.addoption(
        "--trials", action="store_true", help="run random trials in full length, with a new seed"
    )
    parser.addoption(
        "--seed", type=int, help=f"the seed of random trials (default {SEED}; with --trials a new one)"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Settle the seed before Hypothesis reads its own and before xdist copies the options for its workers."""
    options = config.option
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(10**6) if options.trials else SEED
    if options.hypothesis_seed is None:
        options.hypothesis_seed = str(options.seed)
    load_profile(full=options.trials)
    keep_compiled_modules()
    with light_imports():
        import nbformat  # noqa: F401 - many tests do, and without this each worker would take a second more


def keep_compiled_modules() -> None:
    """Let Python keep what it compiles, in the processes of the run too.

    Containers often set PYTHONDONTWRITEBYTECODE. Each of the many processes that tests start would then
    compile the whole library again, a third of the time that a short command takes.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def pytest_report_header(config: pytest.Config) -> str:
    """The line that repeats this run's random trials."""
    length, options = ("in full length", "--trials ") if config.option.trials else ("a twentieth of each", "")
    return f"random trials: {length}; to repeat them: {options}--seed {config.option.seed}"


SLOW_FOLDERS = ("batch", "benchmarks", "browser", "inprocess")
"""Nearly every test in these folders starts processes, a server or a browser."""
SLOW_FIXTURES = {"browser", "server"}


@pytest.hookimpl(tryfirst=True)  # before pytest selects by marker
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that `make trials` runs and those that `make check` leaves out; balance the workers."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        random_examples = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if "trials" in fixtures or random_examples:
            item.add_marker(pytest.mark.trial)
        if fixtures & SLOW_FIXTURES or item.path.relative_to(ROOT / "tests").parts[0] in SLOW_FOLDERS:
            item.add_marker(pytest.mark.slow)
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1))
    items[:] = balanced(
        items, workers, lambda item: str(item.path), lambda item: bool(item.get_closest_marker("slow"))
    )


def pytest_collection_finish() -> None:
    """What was collected stays to the end: Python need not look through it again and again for garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def trials(request: pytest.FixtureRequest) -> Trials:
    """How often to repeat something random, and the random numbers; see tests/trials.py."""
    options = request.config.option
    return Trials(full=options.trials, seed=options.seed, test=request.node.nodeid)


class MadeOnce(Protocol):
    """The fixture `made_once`."""

    def __call__(self, name: str, make: Callable[[Path], object]) -> Path: ...


@pytest.fixture(scope="session")
def made_once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """`made_once(name, make)`: a folder that the first worker of a run fills with `make(folder)`.

    The other workers wait for it and use the same folder. Nobody may write to it: make a copy to write.
    """
    base = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        base = base.parent  # the folder of a worker lies in that of the run

    def folder_of(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = base / "once" / name, base / "once" / f"{name}.done"
        folder.parent.mkdir(exist_ok=True)
        with FileLock(f"{folder}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # another worker failed half-way
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session", autouse=True)
def _own_configuration(tmp_path_factory: pytest.TempPathFactory, made_once: MadeOnce) -> Iterator[None]:
    """Keys and the machine's name lie in a folder of this worker, never in the user's own.

    All workers have one machine's key, so that each can read the stores that another one made.
    """

    def make_key(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("INSPECTION_CONFIG", str(folder))
            machine_key()

    config = tmp_path_factory.mktemp("config")
    shutil.copytree(made_once("machine", make_key), config, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_CONFIG", str(config))
        yield


@pytest.fixture(autouse=True)
def environment_stays() -> Iterator[None]:
    """What a test leaves in the environment ends with it: a notebook's shell sets FORCE_COLOR and more."""
    before = dict(os.environ)
    yield
    if dict(os.environ) != before:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(scope="session")
def workbench() -> Workbench:
    """The repository as a workbench."""
    return Workbench(ROOT)


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Debian's Chromium. It lives for one module: while it runs, its own event loop does.

    The package `chromium-headless-shell` is the same engine without the windows around a page, and takes half
    the processor time. Where it is not installed, with `--trials`, and in a module whose ``WHOLE_BROWSER`` is
    true, it is the browser that people have: only that one has a camera and a microphone.
    """
    whole = request.config.option.trials or getattr(request.module, "WHOLE_BROWSER", False)
    shell = None if whole else shutil.which("chromium-headless-shell")
    chromium = shell or shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs Debian's chromium; `make browser` installs it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # a microphone and a webcam of its own, which a page gets only where a test allows it
        args = ["--no-sandbox", "--use-fake-device-for-media-stream"]
        launched = playwright.chromium.launch(executable_path=chromium, args=args)
        _make_patient(launched)
        yield launched
        launched.close()


def _make_patient(browser: Browser) -> None:
    """Let every page wait longer than the 30 seconds that playwright gives."""
    new_context, new_page = browser.new_context, browser.new_page

    def patient_context(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        return context

    def patient_page(**options: Any) -> Page:
        page = new_page(**options)
        page.set_default_timeout(PATIENCE)
        return page

    browser.new_context, browser.new_page = patient_context, patient_page  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def campaign(workbench: Workbench) -> Campaign:
    """The sample campaign."""
    return workbench.campaign(CAMPAIGN)


@pytest.fixture(scope="session")
def checklists(workbench: Workbench, campaign: Campaign) -> dict[str, Checklist]:
    """The three checklists."""
    return workbench.checklists(campaign)


@pytest.fixture(scope="session")
def sample_url(
    tmp_path_factory: pytest.TempPathFactory,
    made_once: MadeOnce,
    workbench: Workbench,
    campaign: Campaign,
    checklists: dict[str, Checklist],
) -> str:
    """The URL of a store with all sample responses; each worker has its own copy."""

    def fill(folder: Path) -> None:
        store = create_store(f"sqlite:///{folder}/sample.db", workbench.folder)
        recorder = Recorder(store, campaign, checklists)
        for path in sorted((ROOT / "checklists" / "responses" / CAMPAIGN).glob("*.csv")):
            imported, problems = read_responses(path, campaign, checklists)
            assert problems == []
            recorder.record(entry for _, entry in imported.entries)

    made = made_once("sample", fill)
    own = shutil.copytree(made, tmp_path_factory.mktemp("store"), dirs_exist_ok=True)
    return f"sqlite:///{own}/sample.db"


@pytest.fixture(scope="session")
def sample_store(sample_url: str, workbench: Workbench) -> EventStore:
    """The store at `sample_url`, open."""
    return open_store(sample_url, workbench.folder)


@pytest.fixture(scope="session", autouse=True)
def quick_passphrases() -> Iterator[None]:
    """In this process a passphrase costs milliseconds, not half a second and 128 MB at each use of a key.

    Commands that tests start as processes take the true cost, and so does `tests/keys/test_passphrases.py`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("inspection_lib.keys.passphrases.WORK_FACTOR", 10)
        yield


def once_for_all_copies(read: Callable[..., object]) -> Callable[..., object]:
    """A function that reads files of equal names and digests only once.

    ``read`` takes a path, what belongs to it, and digests of all the bytes that it reads. The workbench
    remembers what it has read by the whole path, and most tests have copies of the same definitions in a
    folder of their own. Nobody can change what was read, so all may share it. Errors are not kept.
    """
    kept: dict[tuple[object, ...], object] = {}

    def read_once(path: Path, *others: object) -> object:
        key = (path.name, *others)
        if key not in kept:
            kept[key] = read(path, *others)
        return kept[key]

    return read_once


@pytest.fixture(scope="session", autouse=True)
def definitions_are_read_once() -> Iterator[None]:
    """Checklists, plans and holidays: those that a test changes have other digests, and are read."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("_read_checklist", "_read_campaign", "_read_holidays"):
            patch.setattr(folder, name, once_for_all_copies(getattr(folder, name)))
        yield
