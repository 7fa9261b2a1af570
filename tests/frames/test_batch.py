"""A batch writes the Parquet files, and loads nothing for them when nothing was made."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from inspection_lib import frames
from inspection_lib.frames import FRAMES_RECORDS
from inspection_lib.workbench import Workbench
from tests.batch.setups import BatchSetup, chosen, make_setup
from tests.conftest import CAMPAIGN

UNIT = "06.SNV"


def imported(setup: BatchSetup, *words: str) -> list[str]:
    """Run the command; gives the modules that its processes loaded, warm parents and workers among them."""
    environment = setup.environment() | {"PYTHONPROFILEIMPORTTIME": "1"}
    done = subprocess.run(
        setup.command(*chosen(UNIT), *words), capture_output=True, text=True, check=True, env=environment
    )
    return re.findall(r"\| +(\S+)$", done.stderr, re.MULTILINE)


@pytest.mark.slow
def test_a_batch_writes_the_frames_once(tmp_path: Path, sample_url: str, sample_store: object) -> None:
    """The first process alone loads pyarrow, and only where a report was made."""
    setup = make_setup(tmp_path, sample_url)
    loaded = imported(setup)
    assert "papermill.iorw" in loaded
    assert loaded.count("pyarrow") == 1
    found = frames.scores(
        CAMPAIGN, workbench=Workbench(setup.workbench), output=str(setup.out.parent), store=sample_url
    )
    assert list(found.index) == [(CAMPAIGN, UNIT)]
    assert found.attrs["stale"] == ()
    records = setup.out / FRAMES_RECORDS
    written = os.stat(records).st_mtime_ns
    assert "pyarrow" not in imported(setup)
    assert os.stat(records).st_mtime_ns == written


@pytest.mark.slow
def test_a_batch_of_public_copies_writes_no_frames(
    tmp_path: Path, sample_url: str, sample_store: object
) -> None:
    """Answers and events hold remarks and roles."""
    setup = make_setup(tmp_path, sample_url)
    assert "pyarrow" not in imported(setup, "--public")
    assert not (setup.out / FRAMES_RECORDS).exists()
