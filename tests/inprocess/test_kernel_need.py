"""What is known before a notebook runs: whether it needs a kernel."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import papermill  # noqa: F401  (loads the engine; see its docstring)
import pytest

from inspection_lib.inprocess.kernel_need import kernel_needed_for
from tests.inprocess.constructs import notebook_of


@pytest.mark.parametrize(
    ("argv", "needed"),
    [
        ([sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], ""),
        (["python", "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"], ""),
        (["/other/bin/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "the kernel other"),
        (
            [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--pylab"],
            "the kernel other",
        ),
        (["R", "--slave", "{connection_file}"], "the kernel other"),
    ],
)
def test_a_kernel_of_another_python_is_not_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str], needed: str
) -> None:
    """Only the command of this interpreter, without special options, means that no kernel is needed."""
    folder = tmp_path / "kernels" / "other"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "Other"}), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert kernel_needed_for(notebook_of(), "other", {}) == needed


def test_options_of_a_kernels_client_get_a_kernel() -> None:
    """They are not ignored."""
    assert (
        kernel_needed_for(notebook_of(), "python3", {"interrupt_on_timeout": True})
        == "the option interrupt_on_timeout"
    )
