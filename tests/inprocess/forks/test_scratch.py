"""Folders for temporary files: those of processes that were killed are deleted, and no others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from inspection_lib.inprocess.forks.scratch import PREFIX, Scratch, sweep
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_a_folder_of_a_killed_process_is_swept_and_that_of_a_running_one_is_not(tmp_path: Path) -> None:
    """The next opener does it."""
    opener = "from inspection_lib.inprocess.forks.scratch import Scratch; import time\n"
    opener += "scratch = Scratch(); print(scratch.name, flush=True); time.sleep(600)"
    running = []
    for _ in range(2):
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", opener],
                stdout=subprocess.PIPE,
                text=True,
                cwd=ROOT,
                env={"TMPDIR": str(tmp_path)},
            )
        )
    folders = []
    for process in running:
        assert process.stdout is not None
        folders.append(Path(process.stdout.readline().strip()))
    for folder in folders:
        (folder / "left").write_text("x", encoding="utf-8")
    running[0].kill()
    running[0].communicate()
    own = Scratch()
    assert [folder.exists() for folder in folders] == [False, True]
    running[1].kill()
    running[1].communicate()
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [Path(own.name).name]
    own.cleanup()
    assert list(tmp_path.iterdir()) == []


def test_links_and_files_are_left_alone(tmp_path: Path) -> None:
    """Somebody could put a link to a folder of the user there."""
    target = tmp_path / "mine"
    target.mkdir()
    (tmp_path / f"{PREFIX}link").symlink_to(target)
    (tmp_path / f"{PREFIX}file").write_text("x", encoding="utf-8")
    (target / "kept").write_text("x", encoding="utf-8")
    sweep(tmp_path)
    assert (target / "kept").exists()
    assert (tmp_path / f"{PREFIX}file").exists()
