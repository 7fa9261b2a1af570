"""What the home page says where an error names a command of the terminal."""

from __future__ import annotations

import pytest

from inspection_lib.errors import InspectionError, InvalidFilesError, KeyFileError, Problem
from inspection_lib.language import Fault, Language, message, open_catalogue
from inspection_lib.visit.home.home_office import HomeOffice
from inspection_lib.visit.home.keys import signing_key
from inspection_lib.visit.home.page_faults import BUTTONS, names_command, page_fault, page_parts


def words(error: InspectionError) -> str:
    return " ".join(map(open_catalogue(Language.VI).format, page_parts(page_fault(error))))


def test_a_missing_key_is_made_with_a_button(office: HomeOffice) -> None:
    """The page names the button, and neither the command nor the file of the key."""
    with pytest.raises(KeyFileError) as refused:
        signing_key(office.day_key, "")
    assert "Tạo khóa" in words(refused.value)
    assert "inspection" not in words(refused.value)
    assert "key.age" not in words(refused.value)


def test_files_that_cannot_be_used_are_told_with_their_first_problem() -> None:
    """That files have problems tells nobody alone what to do."""
    problems = [
        Problem("x.yaml", line, Fault(message("'{key}' is there twice.", key=key)))
        for line, key in ((9, "b"), (2, "a"))
    ]
    assert words(InvalidFilesError(problems)) == "'a' xuất hiện hai lần ở đây."


def test_what_only_a_command_does_is_the_offices_work() -> None:
    """Nobody at a page is told to type: the sentence before the command says whose it is."""
    remedy = message("Move it with `inspection amend {campaign}`", campaign="2017-dot-1")
    _, whose, last = page_parts(Fault(message("It stands on an older checklist."), remedy))
    assert "at the office" in whose.text
    assert last == remedy
    plain = Fault(message("The inspection is closed."), message("Ask the inspection team: it knows."))
    assert page_parts(plain) == (plain.message, plain.remedy)


def test_the_buttons_stand_for_commands_and_name_none(office: HomeOffice) -> None:
    """Each remedy that is replaced named a command; a text of the catalogue keeps its place."""
    catalogue = office.catalogue()
    for command, button in BUTTONS.items():
        assert names_command(message(command))
        assert not names_command(button)
        assert catalogue.text(command) != command
