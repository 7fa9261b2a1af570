"""One unit's report, made in this process's child."""

from __future__ import annotations

import json
from pathlib import Path

from inspection_lib.inprocess import forget_shell
from inspection_lib.language import in_english
from inspection_lib.unit_report.make import make_unit
from tests.unit_report.jobs import a_job


def test_a_unit_s_files_are_written_with_their_record(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """Three files, the rows of registers, and a record of sizes and of what they were made from."""
    job = a_job(tmp_path, store_url=sample_url, inputs=(("events", "ab"),))
    assert make_unit(job).fault is None
    forget_shell()
    record = json.loads((tmp_path / "060" / "made.json").read_text(encoding="utf-8"))
    assert record["inputs"] == {"events": "ab"}
    sizes = {path.name: path.stat().st_size for path in (tmp_path / "060").iterdir()}
    assert record["sizes"] == {name: size for name, size in sizes.items() if name != "made.json"}
    assert set(record["sizes"]) == {"register_rows.csv", "report.html", "report.json", "unit_report.ipynb"}


def test_a_code_that_names_no_folder_is_refused(tmp_path: Path) -> None:
    """Nothing is written outside the outputs."""
    fault = make_unit(a_job(tmp_path / "out", unit_code="../x")).fault
    assert fault is not None
    assert "cannot be a name of a file" in in_english(fault.message)
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_notebook_keeps_its_own_words(tmp_path: Path, sample_store: object) -> None:
    """Papermill hands on a text only; the message and the remedy are those of the error itself."""
    fault = make_unit(a_job(tmp_path, store_url=f"sqlite:///{tmp_path}/none.db")).fault
    forget_shell()
    assert fault is not None
    assert fault.remedy is not None
    assert "none.db" in in_english(fault.message)
    assert (tmp_path / "060" / "unit_report.failed.ipynb").is_file()
