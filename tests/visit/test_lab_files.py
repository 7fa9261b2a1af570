"""What JupyterLab may touch of a workbench: tried at the manager, and over the API of a real server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from tornado.web import HTTPError

from inspection_lib.visit.desk import Desk
from inspection_lib.visit.jupyterlab import Lab, running_lab
from inspection_lib.visit.lab_files import WorkbenchFiles
from tests.makers.ports import free_port

NOTEBOOK = {"type": "notebook", "content": {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}}
TEXT = {"type": "file", "format": "text", "content": "x"}
MINUTES = "outputs/c/060/bien-ban-kiem-tra.c.060.html"
RECORDS = ("outputs/inspection.db", "outputs/inspection.db.evidence/ab/cd", "outputs/c/060/report.html")
CLOSED = (
    *RECORDS,
    "outputs/inspection.db.evidence",
    "outputs/c",
    "outputs/c/060",
    "checklists",
    "checklists/plan.yaml",
    "config/machine.pem",
    "notebooks/../outputs/inspection.db",
    "notebooks/../../elsewhere.txt",
    "../elsewhere.txt",
    "notebooks/to_outputs/inspection.db",
    "notebooks/to_store",
    "notebooks/to_parent/elsewhere.txt",
    "outputs/visits/to_evidence/ab/cd",
    "notebooks/own.db",
    "notebooks/own.db-wal",
    "notebooks/own.db.evidence/ab",
    "outputs/visits\\..\\inspection.db",
    "/etc/passwd",
    "notebooks/a\0b",
)
"""Paths of the API behind which is something that nobody may read, write or delete."""


def fill(folder: Path) -> None:
    """A workbench in which everything lies that is not to be touched, and links to it."""
    own = [path for path in CLOSED if path.count("..") == 0 and "/to_" not in path and "\0" not in path]
    for name in (*own, "notebooks/a.ipynb", "outputs/visits/v.ipynb", MINUTES):
        path = folder / name.lstrip("/")
        if "." in path.name or path.name in ("cd", "ab"):
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_text(json.dumps(NOTEBOOK["content"]), encoding="utf-8")
    (folder.parent / "elsewhere.txt").write_text("elsewhere", encoding="utf-8")
    for link, there in (
        ("notebooks/to_outputs", "../outputs"),
        ("notebooks/to_store", "../outputs/inspection.db"),
        ("notebooks/to_parent", "../.."),
        ("outputs/visits/to_evidence", "../inspection.db.evidence"),
        ("notebooks/to_itself", "to_itself"),
    ):
        (folder / link).symlink_to(there)


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder, but for what a server writes about its notebooks."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    fill(folder)
    return folder


def run(call: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(call)


@pytest.mark.parametrize("path", CLOSED)
def test_a_closed_path_is_not_reached_by_any_method(home: Path, path: str) -> None:
    """Nothing is read, replaced, deleted, moved, copied or kept as a checkpoint."""
    files = WorkbenchFiles(root_dir=str(home))
    before = contents(home.parent)
    calls: list[Callable[[], Coroutine[Any, Any, Any]]] = [
        lambda: files.get(path),
        lambda: files.get(path, type="file", format="base64"),
        lambda: files.save(dict(TEXT), path),
        lambda: files.save({**TEXT, "chunk": 1}, path),
        lambda: files.save({"type": "directory"}, path),
        lambda: files.delete_file(path),
        lambda: files.rename_file(path, "notebooks/b.ipynb"),
        lambda: files.rename_file("notebooks/a.ipynb", path),
        lambda: files.copy(path, "notebooks"),
        lambda: files.copy("notebooks/a.ipynb", path),
        lambda: files.create_checkpoint(path),
        lambda: files.restore_checkpoint("checkpoint", path),
        lambda: files.delete_checkpoint("checkpoint", path),
        lambda: files.new(None, path),
    ]
    for call in calls:
        with pytest.raises(HTTPError) as refused:
            run(call())
        assert refused.value.status_code in (400, 403, 404)
    assert contents(home.parent) == before


@pytest.mark.parametrize("path", ["", "outputs", "notebooks", "outputs/visits", MINUTES])
def test_what_is_only_read_is_not_changed(home: Path, path: str) -> None:
    """The folders themselves stay, and nothing is put beside them; minutes are read only."""
    files = WorkbenchFiles(root_dir=str(home))
    before = contents(home)
    assert run(files.get(path, content=not path.endswith("html")))["path"] == path
    for call in (
        lambda: files.delete_file(path),
        lambda: files.rename_file(path or "outputs", "notebooks/moved"),
        lambda: files.save(dict(TEXT), path),
        lambda: files.create_checkpoint(path),
    ):
        with pytest.raises(HTTPError):
            run(call())
    for target in ("new.txt", "outputs/new.txt"):
        with pytest.raises(HTTPError):
            run(files.save(dict(TEXT), target))
    for folder in ("", "outputs"):
        with pytest.raises(HTTPError):
            run(files.copy("notebooks/a.ipynb", folder))
    assert contents(home) == before


def test_the_file_browser_lists_notebooks_alone(home: Path) -> None:
    """Neither the store nor the evidence is listed, nor a link that leads to them."""
    files = WorkbenchFiles(root_dir=str(home))
    listed = {
        folder: [child["name"] for child in run(files.get(folder))["content"]]
        for folder in ("", "outputs", "notebooks", "outputs/visits")
    }
    assert listed == {
        "": ["notebooks", "outputs"],
        "outputs": ["visits"],
        "notebooks": ["a.ipynb", "to_outputs"],
        "outputs/visits": ["v.ipynb"],
    }


def test_notebooks_are_worked_on_as_before(home: Path) -> None:
    """Saved, copied, renamed, brought back and deleted, in both folders; other files are uploaded."""
    files = WorkbenchFiles(root_dir=str(home))
    for folder in ("notebooks", "outputs/visits"):
        run(files.save(dict(NOTEBOOK), f"{folder}/new.ipynb"))
        kept = run(files.create_checkpoint(f"{folder}/new.ipynb"))
        run(files.restore_checkpoint(kept["id"], f"{folder}/new.ipynb"))
        copied = run(files.copy(f"{folder}/new.ipynb"))
        run(files.rename_file(copied["path"], f"{folder}/other.ipynb"))
        run(files.save(dict(TEXT), f"{folder}/note.txt"))
        for name in ("new.ipynb", "other.ipynb", "note.txt"):
            run(files.delete_file(f"{folder}/{name}"))
    assert [path.name for path in (home / "notebooks").glob("*.ipynb")] == ["a.ipynb"]


def asked(lab: Lab, method: str, path: str, body: object = None, token: str = "", cookie: str = "") -> int:
    """The status of a request, whose path is sent as it stands, and the cookies that it set."""
    headers = {"Content-Type": "application/json"}
    headers |= {"Authorization": f"token {token}"} if token else {"Cookie": cookie}
    connection = HTTPConnection(urlsplit(lab.address).netloc)
    connection.request(method, path, json.dumps(body) if body is not None else None, headers)
    status = connection.getresponse().status
    connection.close()
    return status


def cookies_of(lab: Lab) -> str:
    """The cookies of a browser that opens the address with the token."""
    connection = HTTPConnection(urlsplit(lab.address).netloc)
    connection.request("GET", f"/lab?token={lab.token}")
    reply = connection.getresponse()
    reply.read()
    connection.close()
    return "; ".join(value.partition(";")[0] for name, value in reply.getheaders() if name == "Set-Cookie")


def open_over_the_api(lab: Lab) -> list[tuple[str, str]]:
    """The requests for closed paths that the server answers."""
    found = []
    for path in CLOSED:
        for spelled in {quote(path), quote(path, safe="").replace(".", "%2e")}:
            tries = [
                ("GET", f"/files/{spelled}", None),
                ("GET", f"/api/contents/{spelled}", None),
                ("GET", f"/nbconvert/script/{spelled}", None),
                ("PUT", f"/api/contents/{spelled}", TEXT),
                ("POST", f"/api/contents/{spelled}/checkpoints", None),
                ("DELETE", f"/api/contents/{spelled}", None),
            ]
            found += [
                (one, there) for one, there, body in tries if asked(lab, one, there, body, lab.token) < 400
            ]
        if asked(lab, "PATCH", "/api/contents/notebooks/a.ipynb", {"path": path}, lab.token) < 400:
            found.append(("PATCH", path))
    return found


@pytest.mark.slow
def test_a_server_serves_notebooks_alone_and_forgets_its_cookies(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over the API: no terminals, no closed path by any spelling, no cookie of an earlier server."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    folder, port = desk.workbench.folder, free_port()
    fill(folder)
    before = contents(folder)
    with running_lab(desk.workbench, port=port) as lab:
        cookie = cookies_of(lab)
        assert asked(lab, "GET", "/api/contents", cookie=cookie) == 200
        assert asked(lab, "GET", f"/files/{MINUTES}", token=lab.token) == 200
        for path in ("/api/terminals", "/terminals/websocket/1", "/lsp/status"):
            assert asked(lab, "GET", path, token=lab.token) in (403, 404)
        assert asked(lab, "POST", "/api/terminals", token=lab.token) in (403, 404, 405)
        assert open_over_the_api(lab) == []
        assert asked(lab, "POST", "/api/contents", {"type": "file", "ext": ".txt"}, token=lab.token) >= 400
        assert asked(lab, "GET", "/api/contents") == 403
        kept = [path for path in (tmp_path / "config").rglob("*") if path.is_file()]
        assert {path.stat().st_mode & 0o077 for path in kept if lab.token.encode() in path.read_bytes()} == {
            0
        }
    assert contents(folder) == before
    with running_lab(desk.workbench, port=port) as lab:
        assert asked(lab, "GET", "/api/contents", cookie=cookie) == 403
        assert asked(lab, "GET", "/api/contents", cookie=cookies_of(lab)) == 200
