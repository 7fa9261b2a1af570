"""How messages and errors are printed."""

from __future__ import annotations

import pytest

from inspection_lib.cli.options import print_error, print_message
from inspection_lib.language import Fault, Language, message, open_catalogue

VI = open_catalogue(Language.VI)


def test_a_message_goes_to_stdout_and_an_error_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """Both in the user's language; an error with its place and its remedy."""
    print_message(VI, message("Nothing is wrong."))
    print_error(VI, "060", Fault(message("There is no such file."), message("Check the name.")))
    out, err = capsys.readouterr()
    assert out == VI.text("Nothing is wrong.") + "\n"
    assert err == f"060: {VI.text('There is no such file.')} {VI.text('Check the name.')}\n"


def test_an_error_without_place_and_remedy_is_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    """No colon and no space are left over."""
    print_error(VI, "", Fault(message("There is no such file.")))
    assert capsys.readouterr().err == VI.text("There is no such file.") + "\n"
