"""The doors of the home page's server: tried over HTTP and over the websocket of a real one."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from inspection_lib.visit.home.doors import CLOSED
from tests.browser.conftest import command_line
from tests.conftest import CAMPAIGN, CAMPAIGN_2026
from tests.makers.commands import Ran, run_here
from tests.makers.workbenches import a_workbench
from tests.visit.home.conftest import UNIT, WHERE, RunningVisit, running_visit, visit_command
from tests.visit.test_lab_files import CLOSED as CLOSED_FILES
from tests.visit.test_lab_files import fill
from tests.waiting import until

pytestmark = pytest.mark.slow
FORM = f"/form/{CAMPAIGN}/{UNIT}"
ADDRESSES = ("/", FORM, f"/campaign/{CAMPAIGN_2026}", "/served/home.js", "/served/form.css", "/made/x")
OWN = ("--store", "sqlite:///outputs/visit.db")
"""The usual store is no store here: `fill` has put something else in its place."""
FOREIGN = (
    *("/api", "/api/kernels", "/api/contents", "/api/sessions", "/api/status", "/api/kernelspecs", "/tree"),
    *("/lab", "/login", "/logout", "/metrics", "/static/favicon.ico", "/terminals/1", "/nbconvert/html/x"),
)
"""Addresses of a usual Jupyter server, which are not there."""


class Browser:
    """A browser without pages: its cookies, and what it was told."""

    def __init__(self, visit: RunningVisit) -> None:
        self.visit = visit
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, content: object = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        own = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        body = (
            content
            if isinstance(content, bytes)
            else json.dumps(content).encode()
            if content is not None
            else None
        )
        connection = HTTPConnection(self.visit.host)
        connection.request(method, path, body, own)
        reply = connection.getresponse()
        read = reply.read()
        connection.close()
        for name, value in reply.getheaders():
            if name == "Set-Cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        connection.close()
        return reply.status, dict(reply.getheaders()), read

    def log_in(self) -> None:
        status, headers, _ = self.ask("GET", f"/?token={self.visit.token}")
        assert (status, headers["Location"]) == (302, "/")
        assert self.ask("GET", "/")[0] == 200

    def call(self, name: str, content: object, **headers: str) -> tuple[int, Any]:
        own = {"X_XSRFToken": self.cookies.get("_xsrf", ""), "Origin": self.visit.address} | headers
        status, _, read = self.ask("POST", f"/call/{name}", content, **own)
        return status, json.loads(read) if status == 200 else None


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningVisit]:
    folder = a_workbench(tmp_path_factory.mktemp("office")).folder
    fill(folder)
    with running_visit(folder, tmp_path_factory.mktemp("config"), *OWN) as running:
        yield running


@pytest.fixture
def browser_of_visit(visit: RunningVisit) -> Browser:
    browser = Browser(visit)
    browser.log_in()
    return browser


def test_without_token_or_cookie_nothing_opens(visit: RunningVisit) -> None:
    """Neither a page nor what it loads, nor a call; there is no page to log in."""
    stranger = Browser(visit)
    assert {stranger.ask("GET", path)[0] for path in (*ADDRESSES, *FOREIGN)} == {403}
    assert stranger.call("units", {"campaign": CAMPAIGN})[0] == 403
    assert stranger.ask("GET", f"/?token={'0' * 48}")[0] == 403
    assert stranger.cookies.get("_xsrf") is None
    assert "bằng lệnh hoặc biểu tượng" in stranger.ask("GET", "/")[2].decode()


def test_another_host_is_refused(browser_of_visit: Browser) -> None:
    """A name of the network that leads to this machine opens nothing, also with the cookie."""
    for path in ADDRESSES:
        assert browser_of_visit.ask("GET", path, Host="evil.example")[0] == 403
    assert browser_of_visit.call("units", {"campaign": CAMPAIGN}, Host="evil.example")[0] == 403


def test_what_changes_something_comes_from_our_own_pages(browser_of_visit: Browser) -> None:
    """With the mark against foreign pages, and from this origin."""
    picked = {**WHERE, "picked": True}
    port = browser_of_visit.visit.host.partition(":")[2]
    for wrong in (
        {"X_XSRFToken": ""},
        {"X_XSRFToken": "2|aa|bb|1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://localhost:{int(port) + 1}"},
    ):
        assert browser_of_visit.call("pick", picked, **wrong)[0] in (403, 404)
        own = {"X_XSRFToken": browser_of_visit.cookies["_xsrf"], "Origin": browser_of_visit.visit.address}
        assert browser_of_visit.ask("POST", "/upload?name=a.zip", b"x", **(own | wrong))[0] in (403, 404)
    assert browser_of_visit.call("units", {"campaign": CAMPAIGN})[1]["mine"] == []
    assert browser_of_visit.call("pick", picked) == (200, {"mine": [UNIT]})
    browser_of_visit.call("pick", picked | {"picked": False})


def test_pages_run_nothing_inline_and_stand_in_no_frame(browser_of_visit: Browser) -> None:
    """The policy is the same everywhere, and the pages keep to it."""
    assert "unsafe" not in CLOSED
    for path in (*ADDRESSES, "/nothing"):
        _, headers, read = browser_of_visit.ask("GET", path)
        assert headers["Content-Security-Policy"] == CLOSED
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cache-Control"] == "no-store"
        if path in ADDRESSES[:3]:
            page = read.decode()
            assert " style=" not in page
            assert "onload" not in page
            assert page.count("<script") == 2
            assert browser_of_visit.visit.token not in page


def test_the_rest_of_jupyter_is_not_there(browser_of_visit: Browser) -> None:
    """No file, no kernel, no session, no setting over any address of a usual server."""
    for path in FOREIGN:
        assert browser_of_visit.ask("GET", path)[0] == 404
    own = {"X_XSRFToken": browser_of_visit.cookies["_xsrf"], "Origin": browser_of_visit.visit.address}
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        for path in ("/api/kernels", "/api/sessions", "/api/contents/notebooks/a.ipynb", "/api/shutdown"):
            assert browser_of_visit.ask(method, path, {}, **own)[0] in (404, 405)
    for name in ("settings", "__init__", "begin_", "tell"):
        assert browser_of_visit.call(name, {})[0] == 404


def test_of_the_workbenchs_files_only_papers_are_served(browser_of_visit: Browser) -> None:
    """A page of them is shut in an origin of its own, from which nothing here can be asked."""
    folder = browser_of_visit.visit.workbench.folder
    paper = f"outputs/{CAMPAIGN}/{UNIT}/report.html"
    (folder / paper).parent.mkdir(parents=True, exist_ok=True)
    (folder / paper).write_text("<p>x</p>", encoding="utf-8")
    (folder / "outputs" / CAMPAIGN / "link").mkdir(exist_ok=True)
    (folder / "outputs" / CAMPAIGN / "link" / "report.html").symlink_to("../../inspection.db")
    status, headers, read = browser_of_visit.ask("GET", f"/files/{paper}")
    assert (status, read) == (200, b"<p>x</p>")
    assert headers["Content-Security-Policy"].startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in headers["Content-Security-Policy"]
    wrong = [path for path in CLOSED_FILES if not path.endswith("report.html") and "\0" not in path]
    for path in (
        *wrong,
        f"outputs/{CAMPAIGN}/link/report.html",
        "notebooks/a.ipynb",
        "outputs/visits/v.ipynb",
    ):
        assert browser_of_visit.ask("GET", f"/files/{path.replace(chr(92), '%5C')}")[0] == 404


async def sent_to(visit: RunningVisit, browser: Browser, kernel: str, comm: str, **headers: str) -> list[str]:
    """Send a kernel code and a message of the form; gives the kinds of what comes until the form replies."""
    own = {"Cookie": "; ".join(f"{name}={value}" for name, value in browser.cookies.items())} | headers
    address = f"ws://{visit.host}/api/kernels/{kernel}/channels?session_id=x"
    socket = await websocket_connect(HTTPRequest(address, headers=own))

    def packed(kind: str, content: dict[str, object], number: int) -> str:
        header = {"msg_id": f"m{number}", "msg_type": kind, "session": "x", "username": "", "version": "5.3"}
        said = {"header": header | {"date": "2026-01-01T00:00:00Z"}, "parent_header": {}, "metadata": {}}
        return json.dumps(said | {"content": content, "channel": "shell", "buffers": []})

    code = "import pathlib; pathlib.Path('planted').write_text('x')"
    run = {
        "code": code,
        "silent": False,
        "store_history": False,
        "user_expressions": {},
        "allow_stdin": False,
    }
    await socket.write_message(packed("execute_request", run, 1))
    opened = {"comm_id": "y", "target_name": "jupyter.widget", "data": {}}
    await socket.write_message(packed("comm_open", opened, 2))
    hello = {"method": "custom", "content": {"type": "hello", "client": ""}}
    await socket.write_message(packed("comm_msg", {"comm_id": comm, "data": hello}, 3))
    kinds: list[str] = []
    replied = False
    while (message := await socket.read_message()) is not None:
        read = json.loads(message)
        if not replied:
            kinds.append(read["header"]["msg_type"])
            replied = kinds[-1] == "comm_msg" and read["content"]["comm_id"] == comm
            if replied:
                socket.close()  # read on until it is closed: a socket left open is a warning in a later test
    assert replied
    return kinds


def test_a_page_sends_a_kernel_nothing_but_messages_of_the_form(browser_of_visit: Browser) -> None:
    """Code is not passed on, from whomever it comes; another origin does not even get a connection."""
    visit = browser_of_visit.visit
    _, opened = browser_of_visit.call("open", WHERE)
    kernel, comm = opened["kernel"], opened["comm"]
    assert opened["definition"]["unit"] == UNIT
    kinds = asyncio.run(sent_to(visit, browser_of_visit, kernel, comm, Origin=visit.address))
    assert "execute_input" not in kinds
    assert not list(visit.workbench.folder.rglob("planted"))
    for wrong in ({"Origin": "http://evil.example"}, {"Origin": visit.address, "Cookie": ""}):
        with pytest.raises(HTTPClientError) as refused:
            asyncio.run(sent_to(visit, browser_of_visit, kernel, comm, **wrong))
        assert refused.value.code == 403
    assert browser_of_visit.call("open", WHERE)[1]["kernel"] == kernel


def test_a_killed_kernel_is_told_and_replaced(browser_of_visit: Browser) -> None:
    """The page learns that it has ended, and gets another one when it opens the form again."""
    _, opened = browser_of_visit.call("open", WHERE)
    kernel = opened["kernel"]
    assert browser_of_visit.call("alive", {"kernel": kernel})[1] == {"alive": True}
    below = psutil.Process(browser_of_visit.visit.process.pid).children(recursive=True)
    lines = [(one, " ".join(command_line(one))) for one in below]
    named = [one for one, line in lines if kernel in line]
    # the first kernel of a visit is loaded before it has a name
    (process,) = named or [one for one, line in lines if "visit.home.ipykernel_launcher" in line]
    process.kill()
    assert until(lambda: browser_of_visit.call("alive", {"kernel": kernel})[1] == {"alive": False})
    again = browser_of_visit.call("open", WHERE)[1]
    assert again["kernel"] != kernel
    assert browser_of_visit.call("alive", {"kernel": again["kernel"]})[1] == {"alive": True}


def test_a_kernel_that_is_killed_while_a_form_opens_is_told_at_once(browser_of_visit: Browser) -> None:
    """One is replaced by another unasked, after two the page is told; each within seconds, not minutes."""
    folder = browser_of_visit.visit.workbench.folder
    template = folder / "notebooks" / "site_visit.ipynb"
    whole = template.read_text(encoding="utf-8")
    notebook = json.loads(whole)
    lives = folder / "lives"
    lives.write_text("3")
    dying = f"""import os, pathlib
lives = pathlib.Path({str(lives)!r})
left = int(lives.read_text()) - 1
lives.write_text(str(left))
if left:
    os.kill(os.getpid(), 9)"""
    cell = {"cell_type": "code", "id": "dies", "metadata": {}, "source": dying, "outputs": []}
    notebook["cells"].insert(0, cell)
    template.write_text(json.dumps(notebook), encoding="utf-8")
    first, second = (browser_of_visit.call("open", WHERE | {"unit": "061"})[1] for _ in range(2))
    assert ("dừng khi đang mở" in first["error"], bool(second["comm"])) == (True, True)
    template.write_text(whole, encoding="utf-8")


def test_a_second_command_opens_the_page_of_the_first(visit: RunningVisit, tmp_path: Path) -> None:
    """It ends at once; of another workbench or store it says in words that the port is taken."""
    port = visit.host.partition(":")[2]
    config = {"INSPECTION_CONFIG": str(visit.config)}

    def second(folder: Path, *words: str) -> Ran:
        return run_here(folder, config, "visit", *words, "--no-browser", "--port", port)

    command = visit_command(visit.workbench.folder, CAMPAIGN, UNIT, *OWN, "--no-browser", "--port", port)
    found = subprocess.run(command, env=os.environ | config, capture_output=True, text=True)
    assert (found.returncode, f"{FORM}?token={visit.token}" in found.stdout) == (0, True)
    assert "999" in second(visit.workbench.folder, CAMPAIGN, "999", *OWN).err
    only_open = second(visit.workbench.folder, CAMPAIGN, UNIT, *OWN, "--open").out
    assert f"/open/{CAMPAIGN}/{UNIT}?" in only_open
    other = a_workbench(tmp_path / "other").folder
    for refused in (second(other), second(visit.workbench.folder, "--store", "sqlite:///other.db")):
        assert refused.status == 1
        assert str(visit.workbench.folder) in refused.err
    assert visit.process.poll() is None


def test_no_cookie_opens_a_later_server_and_nothing_is_left_behind(tmp_path: Path) -> None:
    """Also where the command was killed: the server notices, and ends itself and its kernels."""
    folder = a_workbench(tmp_path / "home").folder
    with running_visit(folder, tmp_path / "config") as first:
        old = Browser(first)
        old.log_in()
        port = first.host.partition(":")[2]
        kept = [path for path in (tmp_path / "config").rglob("*") if path.is_file()]
        secret = [path for path in kept if first.token.encode() in path.read_bytes()]
        assert secret
        assert {path.stat().st_mode & 0o077 for path in secret} == {0}
        lines = [word for process in psutil.process_iter() for word in command_line(process)]
        assert not [word for word in lines if first.token in word]
        below = psutil.Process(first.process.pid).children(recursive=True)
        first.process.send_signal(signal.SIGKILL)
        first.process.wait()
        assert psutil.wait_procs(below, timeout=60)[1] == []
    with running_visit(folder, tmp_path / "config", "--port", port) as later:
        old.visit, kept_cookies = later, dict(old.cookies)
        assert old.ask("GET", "/")[0] == 403
        # a page of the first server may ask at the moment in which another one gets its cookie of the later
        assert old.cookies == kept_cookies
        assert later.process.poll() is None


def test_a_unit_that_is_not_inspected_starts_no_server(tmp_path: Path) -> None:
    """The error names it, and no process stays."""
    command = visit_command(a_workbench(tmp_path / "home").folder, CAMPAIGN, "999", "--no-browser")
    own = os.environ | {"INSPECTION_CONFIG": str(tmp_path / "config")}
    with subprocess.Popen([*command, "--port", "0"], env=own, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "999" in process.stderr.read()
    assert process.returncode == 1
