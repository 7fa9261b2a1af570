"""The benchmark's command in the process of the test; each way still has processes of its own."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest

from benchmarks.__main__ import main
from tests.conftest import ROOT
from tests.makers.commands import Ran


def run(*words: str) -> Ran:
    """`python -m benchmarks` with some words, at the checkout."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["benchmarks", *words])
        patch.chdir(ROOT)
        try:
            main()
        except SystemExit as ended:  # as Python does: words are an error, and are printed
            status = ended.code if isinstance(ended.code, int) else 1
            print(ended.code if isinstance(ended.code, str) else "", file=err)
    return Ran(status, out.getvalue(), err.getvalue())
