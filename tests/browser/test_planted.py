"""Somebody laid a notebook where the visit's copy lies: nothing of it runs, in the kernel or in the page."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from inspection_lib.language import Language
from inspection_lib.visit.notebook_copy import visit_notebook
from tests.browser.conftest import ACTOR, CAMPAIGN, Office, Visitor, open_in_lab, reload

UNIT = "061"


class Elsewhere(BaseHTTPRequestHandler):
    """Another machine; it notes who asks it for something."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *words: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Elsewhere.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def planted(folder: str, elsewhere: str) -> list[dict[str, object]]:
    """Cells that would do something if anybody ran or trusted them, and a note of the team."""
    note = f"""Ghi chú thật

<script>window.planted = 1</script>
<img src="x" onerror="window.planted = 2">
<iframe srcdoc="<script>parent.planted = 3</script>"></iframe>
<a href="javascript:window.planted = 4">nhấn vào đây</a>
<style>body {{ background: url({elsewhere}/style) }}</style>
<img src="{elsewhere}/picture"> ![ảnh]({elsewhere}/markdown)
<svg onload="window.planted = 5"></svg> <video src="{elsewhere}/video" autoplay></video>
"""
    script = "window.planted = 6"
    outputs = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"application/javascript": script, "text/html": f"<script>{script}</script>"},
        }
    ]
    code = f"open({folder + '/planted'!r}, 'w')"
    cell = {"cell_type": "code", "id": "more", "execution_count": 1, "source": code, "outputs": outputs}
    trusted: dict[str, object] = {"trusted": True, "tags": ["parameters"]}
    return [
        {"cell_type": "markdown", "id": "note", "metadata": trusted, "source": note},
        {**cell, "metadata": trusted},
    ]


def test_nothing_planted_runs(office: Office, visitor: Visitor, elsewhere: str) -> None:
    """The note is shown as text; no code, script, widget or address of another machine is used."""
    folder = office.workbench.folder
    name = visit_notebook(
        office.workbench, CAMPAIGN, UNIT, actor=ACTOR, store_url=office.store, language=Language.VI
    )
    notebook = json.loads((folder / name).read_text(encoding="utf-8"))
    notebook["cells"] = planted(str(folder), elsewhere) + notebook["cells"]
    (folder / name).write_text(json.dumps(notebook), encoding="utf-8")
    page = visitor.page()
    open_in_lab(page, office.open(UNIT))
    note = page.locator(".jp-MarkdownOutput", has_text="Ghi chú thật")
    note.wait_for()
    note.get_by_text("nhấn vào đây").click(no_wait_after=True)
    page.wait_for_function("[...document.images].every((one) => one.complete)")
    assert page.evaluate("window.planted") is None
    reload(page)
    note.wait_for()
    page.wait_for_function("[...document.images].every((one) => one.complete)")
    assert page.evaluate("window.planted") is None
    assert not (folder / "planted").exists()
    assert Elsewhere.asked == []
