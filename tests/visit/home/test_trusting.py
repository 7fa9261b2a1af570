"""A store that another machine wrote: the page asks for the digits of that machine before it trusts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import KeyFileError, UnknownMachineError
from inspection_lib.keys import (
    fingerprint_of,
    known_machines,
    machine_key,
    name_own_machine,
    new_key,
    own_keys,
    trusted_keys,
)
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.visit.home.home_office import HomeOffice
from inspection_lib.visit.home.page_faults import page_fault
from inspection_lib.visit.home.trusting import unknown_machines
from inspection_lib.visit.home.work import Work
from tests.conftest import CAMPAIGN
from tests.visit.home.conftest import ROLE, UNIT, WHERE, answer, done, said

NAME = "máy tính 2 của đoàn"


@pytest.fixture
def other(office: HomeOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The key of another machine, which wrote the store of this one."""
    answer(office)
    key = machine_key().key
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "this"))
    return key


def test_the_page_names_the_machine_and_no_digits(office: HomeOffice, other: str, work: Work) -> None:
    """Neither in a call nor in a task: they can only come from that machine."""
    with pytest.raises(UnknownMachineError) as refused:
        office.units({"campaign": CAMPAIGN})
    assert unknown_machines([refused.value, refused.value]) == [{"key": other, "name": ""}]
    fault = page_fault(refused.value)
    catalogue = open_catalogue(Language.VI)
    assert fault.remedy is not None
    texts = [catalogue.format(fault.message), catalogue.format(fault.remedy), said(done(work, "check"))]
    assert "Tin một máy khác" in texts[1]
    assert "Tin một máy khác" in texts[2]
    for text in texts:
        assert other not in text
        assert fingerprint_of(other) not in text


@pytest.mark.parametrize("how", ["digits", "words", "together"])
def test_a_machine_is_trusted_by_what_it_shows(
    office: HomeOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """The sixteen digits or the eight syllables of its home page, however they are typed."""
    answer(office)
    shown, key = own_keys(), machine_key().key
    typed = {
        "digits": shown.machine_digits,
        "words": f" {shown.machine_words.upper()} ",
        "together": shown.machine_digits.replace(" ", ""),
    }[how]
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "this"))
    assert office.trust({"key": key, "name": f" {NAME} ", "said": typed}) == {"name": NAME}
    assert [(one.key, one.name) for one in known_machines().values()] == [(key, NAME)]
    assert office.unit(WHERE)["begun"]
    assert office.units({"campaign": CAMPAIGN})["unknown"] == []


@pytest.mark.parametrize(
    ("key", "name", "typed"),
    [
        ("", NAME, "0000 0000 0000 0000"),
        ("", NAME, ""),
        ("", "  ", None),
        ("zz", NAME, None),
        ("ab12", NAME, ""),
    ],
)
def test_without_the_right_digits_and_a_name_nothing_is_trusted(
    office: HomeOffice, other: str, key: str, name: str, typed: str | None
) -> None:
    """Nor is what is no key: the list of machines stays empty."""
    right = fingerprint_of(other)
    with pytest.raises(KeyFileError):
        office.trust({"key": key or other, "name": name, "said": right if typed is None else typed})
    assert known_machines() == {}


def test_a_machine_is_offered_under_the_name_that_it_signed(office: HomeOffice) -> None:
    """Where its name came here, with a bundle for instance."""
    own, what = name_own_machine(NAME), message("x")
    assert unknown_machines([UnknownMachineError(what, what, own.key)]) == [{"key": own.key, "name": NAME}]


def test_a_signer_is_trusted_by_what_their_page_shows(
    office: HomeOffice, work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their bundle comes in after the digits of its key were typed, which the page never shows."""
    monkeypatch.setenv("INSPECTION_STICKS", str(tmp_path))
    answer(office)
    signer = new_key(ROLE, "mat khau dai")
    wanted = {"campaign": CAMPAIGN, "units": [UNIT], "folder": str(tmp_path), "passphrase": "mat khau dai"}
    file = str(done(work, "bundle", **wanted).files[0])
    asked = done(work, "take_in", path=file)
    assert asked.state()["untrusted"] == ROLE
    assert signer.fingerprint not in said(asked)
    assert "Khóa của máy này" in said(asked)
    assert done(work, "take_in", path=file, signer="0000 0000 0000 0000").has_failed
    assert trusted_keys() == {}
    taken = done(work, "take_in", path=file, signer=own_keys().words)
    assert not taken.has_failed, said(taken)
    assert list(trusted_keys()) == [signer.key]
