"""Commands of a visit: form, visit, lab, attach, submit."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

import pytest

from inspection_lib.record import open_store
from inspection_lib.workbench import DEFAULT_STORE
from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN
from tests.makers.machines import ROLE
from tests.makers.ports import free_port


def test_the_form_is_one_file(command: Command) -> None:
    """It holds what was answered already."""
    command.enter("A01", "2017-01-15")
    assert "form.html" in command.good("form", CAMPAIGN, UNIT, "--actor", ROLE)
    page = (command.folder / "form.html").read_text(encoding="utf-8")
    assert '"raw": "2017-01-15"' in page


def test_a_form_of_an_unknown_unit_is_refused(command: Command) -> None:
    """No file is written."""
    assert "999" in command.bad("form", CAMPAIGN, "999")
    assert not (command.folder / "form.html").exists()


@pytest.mark.parametrize("words", [("visit", CAMPAIGN, UNIT, "--actor", ROLE), ("lab",)])
@pytest.mark.slow
def test_a_server_runs_until_the_user_stops_it(command: Command, words: tuple[str, ...]) -> None:
    """The address is printed when it can be opened; Ctrl-C ends with status 0."""
    own = dict(os.environ) | {"PYTHONUNBUFFERED": "1"}
    started = [sys.executable, "-m", "inspection_lib.cli", *words, "--no-browser", "--port", str(free_port())]
    with subprocess.Popen(started, cwd=command.folder, env=own, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
    assert "http://127.0.0.1:" in line
    assert (f"/form/{CAMPAIGN}/{UNIT}?" in line) == (words[0] == "visit")


@pytest.mark.parametrize("words", [("visit", CAMPAIGN, UNIT), ("lab",)])
def test_a_port_that_is_taken_is_refused(command: Command, words: tuple[str, ...]) -> None:
    """The other program is left alone."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert port in command.bad(*words, "--no-browser", "--port", port)


def test_what_is_open_is_a_form_of_one_unit(command: Command) -> None:
    """Without a unit nothing is started."""
    assert "--open shows the form of one unit" in command.bad("visit", CAMPAIGN, "--open")


def test_evidence_is_attached_once(command: Command) -> None:
    """A file and a document's number; the same file again is known already."""
    command.enter("A01", "2017-01-15")
    (command.folder / "plan.pdf").write_bytes(b"%PDF-1.7 plan")
    words = ("attach", CAMPAIGN, UNIT, "A01", "plan.pdf", "--actor", ROLE)
    assert "1 pieces of evidence attached, 0 known" in command.good(*words)
    assert "0 pieces of evidence attached, 1 known" in command.good(*words)
    number = ("attach", CAMPAIGN, UNIT, "A01", "--number", "12/KH-UBND", "--made", "15/1/2017")
    assert "1 pieces" in command.good(*number, "--actor", ROLE)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ((), "There is nothing to attach."),
        (("--number", "12/KH", "--made", "yesterday"), "'yesterday' is not a day."),
        (
            ("--number", "12/KH", "--valid-from", "2017-06-01", "--valid-to", "2017-01-01"),
            "The period ends before it begins",
        ),
    ],
)
def test_evidence_that_makes_no_sense_is_refused(
    command: Command, options: tuple[str, ...], error: str
) -> None:
    """Nothing is recorded."""
    command.enter("A01", "2017-01-15")
    store = open_store(DEFAULT_STORE, command.folder)
    before = store.events(CAMPAIGN, UNIT)
    assert error in command.bad("attach", CAMPAIGN, UNIT, "A01", *options)
    assert store.events(CAMPAIGN, UNIT) == before


@pytest.mark.parametrize("words", [(UNIT, "A01"), ("999", "A01", "--number", "12/KH")])
def test_a_wrong_attach_makes_no_store(command: Command, words: tuple[str, ...]) -> None:
    """Nothing to attach, or an unknown unit: no empty store is left behind."""
    command.bad("attach", CAMPAIGN, *words)
    assert not (command.folder / "outputs" / "inspection.db").exists()


def test_a_folder_without_files_is_refused(command: Command) -> None:
    """The error names it."""
    (command.folder / "empty").mkdir()
    assert "empty" in command.bad("attach", CAMPAIGN, UNIT, "A01", "empty")


def test_a_record_is_submitted_once_and_only_on_purpose_with_open_points(command: Command) -> None:
    """Open points keep it from being submitted; --anyway submits it; a second time adds nothing."""
    command.enter("A01", "2017-01-15")
    error = command.bad("submit", CAMPAIGN, UNIT, "--actor", ROLE)
    assert "Asked and not answered" in error
    assert "--anyway" in error
    ran = command("submit", CAMPAIGN, UNIT, "--actor", ROLE, "--anyway")
    assert (ran.status, "is submitted" in ran.out) == (0, True)
    assert "submitted already" in command.good("submit", CAMPAIGN, UNIT, "--actor", ROLE)


def test_several_records_are_submitted_by_one_command(command: Command) -> None:
    """One with open points keeps no other one back; the status says that not all are submitted."""
    command.enter("A01", "2017-01-15")
    assert command("submit", CAMPAIGN, UNIT, "--anyway").status == 0
    ran = command("submit", CAMPAIGN, "061", UNIT, "061")
    assert (ran.status, ran.err.count("Not submitted.")) == (1, 1)
    assert f"The record of unit {UNIT} was submitted already" in ran.out
    ran = command("submit", CAMPAIGN, "061", "066", "--anyway")
    assert (ran.status, ran.out.count("is submitted.")) == (0, 2)


def test_without_a_store_there_is_nothing_to_submit(command: Command) -> None:
    """The store is not created by this command."""
    assert command.bad("submit", CAMPAIGN, UNIT)
    assert not (command.folder / "outputs" / "inspection.db").exists()


def test_names_that_look_like_personal_data_are_told_and_kept(command: Command) -> None:
    """By their place on the command line; the number itself is in no message."""
    file = command.folder / "CCCD 019184000123.pdf"
    file.write_bytes(b"%PDF-1.4\n%%EOF\n")
    ran = command("attach", CAMPAIGN, "060", "A01", str(file), "--number", "gọi 0912345678")
    assert "2 pieces of evidence attached" in ran.out
    assert ran.err.splitlines() == [
        "warning: FILE 1 seems to hold the number of an ID card. Is it needed?",
        "warning: --number seems to hold a phone number. Is it needed?",
    ]
