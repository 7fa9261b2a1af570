"""Forms that LibreOffice opened and saved, in each format that it writes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.excel_forms.filled import answers_of, filled_file, read_filled, told
from tests.excel_forms.test_form_reader import ANSWERS

FORMATS = ("xlsx", "ods", "xls")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled form as LibreOffice saves it; skipped where LibreOffice is not installed."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("saved")
    source = filled_file(folder / "form.xlsx")
    for suffix in FORMATS:
        subprocess.run(
            [
                office,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                suffix,
                "--outdir",
                str(folder / "out"),
                str(source),
            ],
            check=True,
            capture_output=True,
        )
    return folder / "out"


@pytest.mark.slow
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_form_that_libreoffice_saved_is_read(saved: Path, suffix: str) -> None:
    """The hidden sheet, the lists and the answers survive; nothing is taken for a change."""
    form = read_filled(saved / f"form.{suffix}")
    assert told(form) == []
    assert answers_of(form) == ANSWERS | {"B2": "1.2340"}
