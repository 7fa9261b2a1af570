"""Every command that takes a unit takes its name, and none guesses between two units of one name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from inspection_lib.cli import program
from inspection_lib.record import open_store
from inspection_lib.workbench import DEFAULT_STORE
from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN, ROOT

NAME = "huyen PAC nam"
WHY = ("--actor", "Trưởng đoàn", "--note", "lý do")
TAKING: dict[str, tuple[str, ...]] = {
    "batch": ("--unit", NAME),
    "report": (NAME,),
    "mended": (
        NAME,
        "A01",
        "đã ban hành",
        "--evidence",
        "12/KH",
        "--made",
        "2017-07-01",
        "--actor",
        "Chủ tịch",
    ),
    "accept": (NAME, "A01", "--actor", "Trưởng đoàn"),
    "amend": ("--checklist", "par-district.v2", NAME),
    "history": (NAME,),
    "explain": (NAME, "A01"),
    "correct": (NAME, "A01", "2017-02-25", "--reason", "nhập nhầm", "--actor", "Trưởng đoàn"),
    "indicators": (NAME,),
    "form": (NAME,),
    "visit": (NAME,),
    "attach": (NAME, "A01", "--number", "12/KH-UBND"),
    "submit": (NAME,),
    "bundle": (NAME,),
    "contradictions": ("--unit", NAME),
    "decide": (NAME, "A01", "2017-02-25", *WHY),
    "sign": (NAME,),
    "redact": (NAME, "A01", "--reason", "theo đơn", "--actor", "Trưởng đoàn"),
    "draw": (NAME, "one_stop", "--number", "4711", "--tolerable", "5%"),
    "verify": ("--seal", CAMPAIGN, NAME, "a087", "1fa0", "d308", "69d8"),
}
"""The words of each command after the campaign."""
RECORDING = ("history", "correct", "contradictions", "submit", "amend", "bundle", "redact")
"""Those that are run to their end with a name here: each is quick and reads or writes the record."""


def words_of(name: str) -> tuple[str, ...]:
    if name == "draw":
        return ("sample", name, CAMPAIGN, *TAKING[name])
    return (name, *TAKING[name]) if name == "verify" else (name, CAMPAIGN, *TAKING[name])


def commands_with_units(command: Any, name: str = "") -> Iterator[str]:
    for own, below in getattr(command, "commands", {}).items():
        yield from commands_with_units(below, own)
    if any(each.name in ("unit_code", "unit_codes") for each in command.params):
        yield name


def test_the_list_has_every_command_that_takes_a_unit() -> None:
    """`verify --seal` takes its words together."""
    assert {*commands_with_units(typer.main.get_command(program())), "verify"} == TAKING.keys()


@pytest.fixture
def twins(command: Command) -> Command:
    """The command in a workbench in which two districts have one name, with an answer in the record."""
    command.enter("A01", "20/2/2017")
    shutil.copytree(ROOT / "checklists" / "indices", command.folder / "checklists" / "indices")
    units = command.folder / "checklists" / "units" / "backan-2017.csv"
    text = units.read_text(encoding="utf-8")
    units.write_text(text.replace(",Huyện Ba Bể,", ",Huyện Pác Nặm,"), encoding="utf-8")
    return command


def test_no_command_guesses_between_two_units_of_one_name(twins: Command) -> None:
    """Both codes are shown, the status is 1, and nothing is recorded."""
    store = twins.folder / "outputs" / "inspection.db"
    before = store.read_bytes()
    for name in TAKING:
        ran = twins(*words_of(name))
        assert ran.status == 1, (name, ran)
        assert "Several units are called 'huyen PAC nam'." in ran.err, (name, ran)
        assert "060" in ran.err, name
        assert "061" in ran.err, name
    assert store.read_bytes() == before


def test_what_is_recorded_by_name_is_recorded_under_the_code(command: Command) -> None:
    """Of each command that reads or writes the record, one after the other."""
    command.enter("A01", "20/2/2017")
    for name in RECORDING:
        ran = command(*words_of(name))
        assert NAME not in ran.out + ran.err, (name, ran)
    history = command.good("history", CAMPAIGN, NAME)
    assert history == command.good("history", CAMPAIGN, UNIT)
    assert "Corrected" in history
    assert "Taken out" in history
    store = open_store(DEFAULT_STORE, command.folder)
    assert list(dict(store.campaign_events(CAMPAIGN))) == [UNIT]
