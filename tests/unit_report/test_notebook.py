"""The workbench's own notebooks, run with either engine."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from inspection_lib.errors import NotFoundError
from inspection_lib.inprocess import MAX_TEXT_CHARACTERS
from inspection_lib.system import can_fork
from inspection_lib.unit_report.notebook import limit_texts, notebook_parameters, run_notebook
from tests.conftest import CAMPAIGN, ROOT
from tests.inprocess.constructs import notebook_of
from tests.inprocess.notebooks import INPROCESS, KERNEL, bare

SHIPPED = sorted((ROOT / "notebooks").glob("*.ipynb"))
BATCH = "batch.ipynb"


@pytest.mark.slow
def test_the_batch_notebook_makes_reports_without_a_kernel(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """Its outputs differ from run to run (times, what was left to make), so only the report is looked at.

    With a kernel nbval runs it: tests/end_to_end/test_nbval.py.
    """
    path = next(path for path in SHIPPED if path.name == BATCH)
    parameters = {"units": ["060"], "store": sample_url, "output": str(tmp_path), "home": str(ROOT)}
    made = run_notebook(path, str(tmp_path / "out.ipynb"), parameters, engine=INPROCESS)
    text = "".join(output.get("text", "") for cell in made.cells for output in cell.get("outputs", []))
    assert "Đã lập 1 báo cáo, 0 không đổi" in text
    assert (tmp_path / CAMPAIGN / "060" / "report.html").is_file()


@pytest.mark.parametrize("name", ["site_visit.ipynb", "unit_report.ipynb"])
@pytest.mark.slow
def test_a_shipped_notebook_comes_out_as_with_a_kernel(
    name: str, tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """All of it but times and ids: one with widgets and one without.

    nbval runs all notebooks with a kernel, and tests/inprocess/test_cells.py compares what cells may hold.
    """
    path = ROOT / "notebooks" / name
    known = {
        "store": sample_url,
        "campaign": CAMPAIGN,
        "output": str(tmp_path),
        "made_at": "2017-12-31T08:00:00+07:00",
    }
    known |= {"home": str(ROOT), "unit": "060"}
    parameters = {name: value for name, value in known.items() if name in notebook_parameters(path)}
    ours, theirs = (
        bare(run_notebook(path, str(tmp_path / "out.ipynb"), parameters, engine=by))
        for by in (INPROCESS, KERNEL)
    )
    assert ours == theirs


@pytest.mark.skipif(not can_fork(), reason="a kernel keeps no limit of printed text")
def test_what_was_left_out_is_said_in_both_languages(tmp_path: Path) -> None:
    """A notebook is read by others later, so the line stands in Vietnamese and in English."""
    nbformat.write(notebook_of(f"print('x' * {MAX_TEXT_CHARACTERS + 1})"), tmp_path / "in.ipynb")
    executed = run_notebook(tmp_path / "in.ipynb", str(tmp_path / "out.ipynb"), {}, engine=INPROCESS)
    assert executed.cells[0].outputs[0].text[MAX_TEXT_CHARACTERS:] == f"\n[{limit_texts().text}]\n"
    assert limit_texts().text == (
        "Ô này in ra quá 10.000.000 ký tự: phần còn lại được lược bỏ. / "
        "This cell printed more than 10,000,000 characters: the rest of its text was left out."
    )


@pytest.mark.parametrize(
    "content",
    [
        *("half a noteb", "[]", "[" * 100_000, '{"nbformat": 4, "nbformat_minor": "5", "cells": []}'),
        *('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{}]}', '{"nbformat": [4]}'),
        '{"nbformat": 1, "cells": [{"cell_type": "x"}]}',
    ],
    ids=lambda text: text[:12],
)
def test_what_is_no_notebook_is_refused_in_words(tmp_path: Path, content: str) -> None:
    """Whatever nbformat raises."""
    path = tmp_path / "unit.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NotFoundError, match="cannot be read"):
        notebook_parameters(path)


def test_parameters_are_read_from_cells_without_ids(tmp_path: Path) -> None:
    """Older programs write none, and copied cells have one twice; nbformat would print a warning."""
    path = tmp_path / "unit.ipynb"
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "unit = '060'"}
    cells = [cell | {"outputs": [], "execution_count": None}] * 2
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert notebook_parameters(path) == {"unit": str}
