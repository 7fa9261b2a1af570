"""The notebook of a visit."""

from __future__ import annotations

import json

from inspection_lib.language import Language
from inspection_lib.visit import visit_notebook
from inspection_lib.visit.desk import Desk
from tests.conftest import CAMPAIGN
from tests.visit.conftest import STORE, UNIT


def test_a_cell_that_somebody_added_stays(desk: Desk) -> None:
    """Opening the visit again renews the parameters and keeps the team's own cells."""
    name = visit_notebook(
        desk.workbench, CAMPAIGN, UNIT, actor="Thư ký", store_url=STORE, language=Language.VI
    )
    path = desk.workbench.folder / name
    notebook = json.loads(path.read_text(encoding="utf-8"))
    count = len(notebook["cells"])
    notebook["cells"].append(
        {"cell_type": "markdown", "id": "ours", "metadata": {}, "source": ["Ghi chú của đoàn"]}
    )
    path.write_text(json.dumps(notebook), encoding="utf-8")
    visit_notebook(desk.workbench, CAMPAIGN, UNIT, actor="Trưởng đoàn", store_url=STORE, language=Language.VI)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert len(cells) == count + 1
    assert cells[-1]["source"] == ["Ghi chú của đoàn"]
    assert any("Trưởng đoàn" in line for cell in cells for line in cell["source"])


def test_a_notebook_that_cannot_be_read_is_put_aside(desk: Desk) -> None:
    """Nothing in it is lost: it is renamed, and a new copy takes its place."""
    name = visit_notebook(desk.workbench, CAMPAIGN, UNIT, actor="", store_url=STORE, language=Language.VI)
    path = desk.workbench.folder / name
    path.write_text("half a noteb", encoding="utf-8")
    visit_notebook(desk.workbench, CAMPAIGN, UNIT, actor="", store_url=STORE, language=Language.VI)
    assert json.loads(path.read_text(encoding="utf-8"))["cells"]
    (aside,) = path.parent.glob("*.bad")
    assert aside.read_text(encoding="utf-8") == "half a noteb"
