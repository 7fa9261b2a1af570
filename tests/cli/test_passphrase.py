"""The passphrase of an inspector's key."""

from __future__ import annotations

import os

import pytest

from inspection_lib.cli.passphrase import passphrase_kept_aside, read_passphrase
from inspection_lib.language import Language
from tests.makers.machines import PASSPHRASE


def test_a_passphrase_is_in_no_environment_of_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook that prints its environment would put the passphrase into a report."""
    monkeypatch.setenv("INSPECTION_PASSPHRASE", PASSPHRASE)
    with passphrase_kept_aside():
        assert read_passphrase(Language.EN) == PASSPHRASE
        assert "INSPECTION_PASSPHRASE" not in os.environ
    assert os.environ["INSPECTION_PASSPHRASE"] == PASSPHRASE
