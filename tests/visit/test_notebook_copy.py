"""The notebook of a visit."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import nbformat
import pytest

from inspection_lib.errors import StoreError
from inspection_lib.language import Language
from inspection_lib.visit import visit_notebook
from inspection_lib.visit.desk import Desk
from tests.conftest import CAMPAIGN
from tests.visit.conftest import STORE, UNIT


def open_again(desk: Desk, change: Callable[[dict[str, Any]], object], actor: str = "") -> dict[str, Any]:
    """The visit's notebook after somebody changed the copy and the visit was opened again."""
    path = desk.workbench.folder / a_copy(desk, actor)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    a_copy(desk, actor)
    renewed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    nbformat.validate(renewed)
    return renewed


def a_copy(desk: Desk, actor: str = "") -> str:
    return visit_notebook(desk.workbench, CAMPAIGN, UNIT, actor=actor, store_url=STORE, language=Language.VI)


def a_note(**also: object) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "ours", "metadata": {}, "source": ["Ghi chú của đoàn"], **also}


def test_a_note_that_somebody_added_stays(desk: Desk) -> None:
    """Opening the visit again renews the parameters and keeps the team's own notes, once."""
    count = len(json.loads((desk.workbench.folder / a_copy(desk)).read_text(encoding="utf-8"))["cells"])
    for _ in range(2):
        cells = open_again(desk, lambda notebook: None, "Trưởng đoàn")["cells"]
        assert any("Trưởng đoàn" in line for cell in cells for line in cell["source"])
    assert len(cells) == count
    cells = open_again(desk, lambda notebook: notebook["cells"].append(a_note()))["cells"]
    cells = open_again(desk, lambda notebook: None)["cells"]
    assert len(cells) == count + 1
    assert cells[-1]["source"] == "Ghi chú của đoàn"


PLANTED = {
    "cell_type": "code",
    "id": "planted",
    "metadata": {"trusted": True},
    "execution_count": 1,
    "source": ["import os; os.system('touch planted')"],
    "outputs": [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/html": "<script>planted()</script>", "application/javascript": "planted()"},
        }
    ],
}
WIDGET = {"application/vnd.jupyter.widget-state+json": {"state": {"planted": {}}, "version_major": 2}}


def plant_in_own_cells(notebook: dict[str, Any]) -> None:
    """Change cells that bear the ids of the template's."""
    for cell in notebook["cells"]:
        cell["source"] = ["planted"]
        cell["metadata"] = {"planted": True}
        if cell["cell_type"] == "code":
            cell["outputs"] = PLANTED["outputs"]


@pytest.mark.parametrize(
    "plant",
    [
        lambda notebook: notebook["cells"].append(PLANTED),
        lambda notebook: notebook["cells"].insert(0, PLANTED),
        lambda notebook: notebook["cells"].append({**PLANTED, "cell_type": "raw"}),
        lambda notebook: notebook["cells"].append({**PLANTED, "id": "form"}),
        lambda notebook: notebook["metadata"].update(widgets=WIDGET, planted=True),
        lambda notebook: notebook["metadata"].update(
            kernelspec={"name": "planted", "display_name": "planted"}
        ),
        lambda notebook: notebook["cells"].append(a_note(metadata={"planted": 1}, planted=2, source="x")),
        lambda notebook: notebook["cells"].append(
            a_note(source="x", attachments={"a.svg": {"image/svg+xml": "<svg onload=planted()>"}})
        ),
        lambda notebook: notebook["cells"].append(
            a_note(source="x", attachments={"a.png": {"image/png": "planted!", "text/html": "planted"}})
        ),
        plant_in_own_cells,
    ],
)
def test_what_somebody_planted_is_neither_run_nor_shown(
    desk: Desk, plant: Callable[[dict[str, Any]], object]
) -> None:
    """Code, outputs, states of widgets, metadata and pictures with scripts do not come into the new copy."""
    renewed = open_again(desk, plant)
    assert "planted" not in json.dumps(renewed)
    assert {tuple(cell["outputs"]) for cell in renewed["cells"] if cell["cell_type"] == "code"} == {()}


def test_pictures_in_notes_stay(desk: Desk) -> None:
    """What was pasted into a note is evidence of somebody's work."""
    picture = {"ảnh.png": {"image/png": b64encode(b"\x89PNG picture").decode()}}
    cells = open_again(desk, lambda notebook: notebook["cells"].append(a_note(attachments=picture)))["cells"]
    assert cells[-1]["attachments"] == picture


def test_a_copy_with_code_of_others_is_kept_beside(desk: Desk) -> None:
    """Nothing is lost: it is renamed, so that no program opens it by itself."""
    open_again(desk, lambda notebook: notebook["cells"].append(PLANTED))
    folder = desk.workbench.folder / "outputs" / "visits"
    (aside,) = folder.glob("*.old")
    assert "os.system" in aside.read_text(encoding="utf-8")
    open_again(desk, lambda notebook: None)
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize(
    "content",
    [
        "half a noteb",
        "[" * 100_000,
        '{"cells": 1}',
        '{"cells": [1]}',
        '{"cells": [{"id": "x"}]}',
        '{"cells": [{"cell_type": "markdown", "id": "x"}]}',
        '{"cells": [{"cell_type": "markdown", "id": "x", "source": [1]}]}',
        '{"cells": [{"cell_type": "markdown", "id": "x", "source": "x", "attachments": [1]}]}',
        '{"cells": [{"cell_type": "markdown", "id": ["x"], "source": "x"}]}',
        '{"cells": [{"cell_type": "markdown", "id": "x", "metadata": {}, "source": "\\ud800"}]}',
    ],
)
def test_a_notebook_that_cannot_be_read_is_put_aside(desk: Desk, content: str) -> None:
    """Nothing in it is lost: it is renamed, and a new copy takes its place."""
    path = desk.workbench.folder / a_copy(desk)
    path.write_text(content, encoding="utf-8")
    a_copy(desk)
    assert json.loads(path.read_text(encoding="utf-8"))["cells"]
    (aside,) = path.parent.glob("*.bad")
    assert aside.read_text(encoding="utf-8") == content


def test_the_notebook_of_what_is_open_is_a_file_of_its_own(desk: Desk) -> None:
    """Both forms of a unit can be open side by side; an older template says what it lacks."""
    named = {"actor": "", "store_url": STORE, "language": Language.VI}
    path = visit_notebook(desk.workbench, CAMPAIGN, UNIT, only_open=True, **named)
    assert path != a_copy(desk)
    text = (desk.workbench.folder / path).read_text(encoding="utf-8")
    assert "only_open = True  # " in text
    assert "only_open = False  # " in (desk.workbench.folder / a_copy(desk)).read_text(encoding="utf-8")
    template = desk.workbench.folder / "notebooks" / "site_visit.ipynb"
    template.write_text(
        template.read_text(encoding="utf-8").replace("only_open", "open_form"), encoding="utf-8"
    )
    with pytest.raises(StoreError, match="older"):
        visit_notebook(desk.workbench, CAMPAIGN, UNIT, only_open=True, **named)
