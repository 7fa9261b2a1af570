"""How long it takes from a command to a form that can be used, and what memory that takes.

The ways are compared in one run: the form in our own page, the same form in JupyterLab with one document on
the screen, and in Voila where the Python of an environment with Voila is named.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import psutil  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright

UNIT = "060"
ROLE = "Thành viên đoàn kiểm tra"
PATIENCE = 60_000
"""Ms until a form that does not come is a failure."""
READY = ".inspection-form[data-ready]"
ANSWERS = 60
CLICK = """async (item) => {
  const card = document.querySelector(`article[data-item="${item}"]`);
  card.scrollIntoView({ block: "nearest" });
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  const form = card.closest(".inspection-form");
  const start = performance.now();
  card.querySelector("input[type=radio]:not(:checked)").click();
  await new Promise((done) => {
    const look = () => form.dataset.saved === "true" && (observer.disconnect(), done());
    const observer = new MutationObserver(look);
    observer.observe(form, { attributes: true });
  });
  return performance.now() - start;
}"""
"""Answer an item with another of its choices; gives the ms until the form says that all is saved."""
PHOTO_SIZE = (2760, 2070)
PHOTO_QUALITY = 75
"""Noise of this size and quality makes a file of 3.5 MB, as a telephone's photo is, and dear to read."""
ATTACH = "from benchmarks.form_start import attach_photos; attach_photos()"
LAB = "from benchmarks.form_start import open_lab; open_lab()"


@dataclass(frozen=True, slots=True)
class Start:
    """One start.

    Seconds from the command; ms from a click to "saved", median and p95; MB of memory that processes have of
    their own (USS).
    """

    way: str
    address: float
    usable: float
    saved: float
    saved_p95: float
    tab: float
    server: float
    kernels: float
    processes: int


def open_lab() -> None:
    """What `inspection visit` was before the home page: JupyterLab with the form's notebook alone."""
    from inspection_lib.language import Language
    from inspection_lib.visit import visit_notebook
    from inspection_lib.visit.jupyterlab import run_before_opening, running_lab
    from inspection_lib.visit.server_process import signals_as_interrupt
    from inspection_lib.workbench import open_workbench

    workbench = open_workbench(os.environ["BENCH_HOME"])
    campaign = os.environ["BENCH_CAMPAIGN"]
    notebook = visit_notebook(
        workbench, campaign, UNIT, actor=ROLE, store_url=os.environ["BENCH_STORE"], language=Language.VI
    )
    with signals_as_interrupt(), running_lab(workbench, port=int(os.environ["BENCH_PORT"])) as lab:
        run_before_opening(workbench, lab, notebook)
        print(lab.url(notebook), flush=True)
        lab.process.wait()


def attach_photos() -> None:
    """Attach photos of noise to the unit's items, in turn, as inspectors would; no thumbnail is there yet."""
    from PIL import Image

    from inspection_lib.model import Source
    from inspection_lib.record import create_store, evidence_folder, utc_now
    from inspection_lib.workbench import open_recorder, open_workbench

    workbench = open_workbench(os.environ["BENCH_HOME"])
    campaign, url = workbench.campaign(os.environ["BENCH_CAMPAIGN"]), os.environ["BENCH_STORE"]
    recorder = open_recorder(workbench, campaign, create_store(url, workbench.folder))
    evidence, noise = evidence_folder(url, workbench.folder), Random(UNIT)  # noqa: S311  (noise)
    items = recorder.checklist_of(UNIT).items
    for number in range(int(os.environ["BENCH_PHOTOS"])):
        content = BytesIO()
        picture = Image.frombytes("RGB", PHOTO_SIZE, noise.randbytes(3 * PHOTO_SIZE[0] * PHOTO_SIZE[1]))
        picture.save(content, "JPEG", quality=PHOTO_QUALITY)
        kept = evidence.keep(f"anh {number + 1}.jpg", content.getvalue(), received=utc_now()[:10])
        recorder.attach(UNIT, items[number % len(items)].id, Source.INSPECTOR, kept, actor=ROLE)


def measure_starts(
    home: Path, campaign: str, rounds: int, voila: str = "", slower: float = 1, photos: int = 0
) -> list[Start]:
    """Start each way some times, in turn.

    ``slower`` lets the browser run that many times as slowly; ``photos`` are attached before.
    """
    ways = ["page", "lab", *(["voila"] if voila else [])]
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--site-per-process"]
        )
        with TemporaryDirectory() as config:  # a user of our own, whose key signs a store of our own
            if photos:
                own = {**_environment(home, campaign, 0, config), "BENCH_PHOTOS": str(photos)}
                subprocess.run([sys.executable, "-c", ATTACH], env=own, check=True)  # noqa: S603  (our own)
            for _ in range(rounds):
                for way in ways:
                    found.append(_start(browser, way, home, campaign, config, voila, slower))
                    print_start(found[-1])
        browser.close()
    return found


def _start(
    browser: Browser, way: str, home: Path, campaign: str, config: str, voila: str, slower: float
) -> Start:
    port = _free_port()
    begun = time.monotonic()
    with _running(
        _command(way, home, campaign, port, config, voila), _environment(home, campaign, port, config)
    ) as server:
        address = _address_of(server, way, port)
        known = time.monotonic() - begun
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN")
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if slower > 1:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(address)
        page.wait_for_selector(READY)
        usable = time.monotonic() - begun
        answers = _answer(page)
        tab = _tab_memory(browser, page)
        below = psutil.Process(server.pid).children(recursive=True)
        kernels = [one for one in below if "ipykernel" in " ".join(one.cmdline())]
        others = [psutil.Process(server.pid), *(one for one in below if one not in kernels)]
        start = Start(
            way,
            known,
            usable,
            median(answers),
            quantiles(answers, n=20)[-1],
            tab,
            _own_memory(others),
            _own_memory(kernels),
            len(below) + 1,
        )
        context.close()
    return start


def _command(way: str, home: Path, campaign: str, port: int, config: str, voila: str) -> Sequence[str]:
    if way == "page":
        command = [sys.executable, "-m", "inspection_lib.cli", "visit", campaign, UNIT, "--no-browser"]
        command += ["--actor", ROLE, "--home", str(home), "--port", str(port)]
        return [*command, "--store", _store(config)]
    if way == "lab":
        return [sys.executable, "-c", LAB]
    notebook = home / "outputs" / "visits" / f"{campaign}.{UNIT}.ipynb"
    return [voila, "-m", "voila", str(notebook), "--no-browser", f"--port={port}", "--show_tracebacks=True"]


def _store(config: str) -> str:
    return f"sqlite:///{config}/start.db"


def _environment(home: Path, campaign: str, port: int, config: str) -> Mapping[str, str]:
    own = {"BENCH_HOME": str(home), "BENCH_CAMPAIGN": campaign, "BENCH_PORT": str(port)}
    own |= {"BENCH_STORE": _store(config), "INSPECTION_CONFIG": config}
    return os.environ | own | {"PYTHONPATH": str(Path(__file__).parents[1])}


@contextmanager
def _running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A server that is ended with all its processes, whatever happens."""
    with subprocess.Popen(  # noqa: S603  (our own command)
        command, env=dict(environment), stdout=subprocess.PIPE, text=True
    ) as process:
        below: list[psutil.Process] = []
        try:
            yield process
        finally:
            if process.poll() is None:
                below = psutil.Process(process.pid).children(recursive=True)
                process.terminate()
            psutil.wait_procs(below, timeout=20)


def _address_of(server: subprocess.Popen[str], way: str, port: int) -> str:
    """The address of the form, once the command has said it."""
    if way == "voila":
        while server.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return f"http://127.0.0.1:{port}/"
            except OSError:
                time.sleep(0.02)
        raise OSError("Voila does not start")
    assert server.stdout is not None
    line = server.stdout.readline()
    return next(word for word in line.split() if word.startswith("http"))


def _answer(page: Page) -> list[float]:
    """Ms from a click to "saved", of many answers in turn on the cards that are shown."""
    cards = page.locator("article:visible:has(input[type=radio])")
    items = [str(card.get_attribute("data-item")) for card in cards.all()]
    return [float(page.evaluate(CLICK, items[number % len(items)])) for number in range(ANSWERS)]


def _tab_memory(browser: Browser, page: Page) -> float:
    """MB of the process that draws the page: the largest of the browser's that are for pages."""
    session = browser.new_browser_cdp_session()
    running = session.send("SystemInfo.getProcessInfo")["processInfo"]
    renderers = [one["id"] for one in running if one["type"] == "renderer"]
    session.detach()
    page.wait_for_timeout(1000)
    return float(max(psutil.Process(int(one)).memory_info().rss for one in renderers)) / 2**20


def _own_memory(processes: Sequence[psutil.Process]) -> float:
    return float(sum(one.memory_full_info().uss for one in processes)) / 2**20


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def print_start(start: Start) -> None:
    """Print one start."""
    print(
        f"{start.way:6} address {start.address:5.2f} s, usable {start.usable:5.2f} s,"
        f" saved in {start.saved:4.0f} ms (p95 {start.saved_p95:4.0f}),"
        f" tab {start.tab:4.0f} MB, server {start.server:4.0f} MB,"
        f" kernels {start.kernels:4.0f} MB, {start.processes} processes"
    )


def save_starts(starts: Sequence[Start], output: Path) -> None:
    """Write all starts as JSON."""
    output.mkdir(parents=True, exist_ok=True)
    values: list[dict[str, Any]] = [asdict(start) for start in starts]
    (output / "form_start.json").write_text(json.dumps(values, indent=1), encoding="utf-8")
