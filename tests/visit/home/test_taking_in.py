"""A laptop is prepared from the home page, hands in, and the office confirms it: no command is typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.keys import DayKey, own_enrolment, trusted_keys
from inspection_lib.language import Language
from inspection_lib.visit.home.home_office import HomeOffice
from inspection_lib.visit.home.settings import HomeSettings
from inspection_lib.visit.home.work import Work
from inspection_lib.workbench import Workbench
from tests.visit.home.conftest import ROLE, STORE, done, said
from tests.workbench.preparations import EARLIER, PASSPHRASE, TWO, UNIT_THEN, Office, an_office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("INSPECTION_STICKS", str(tmp_path / "stick"))
    (tmp_path / "stick").mkdir()
    return an_office(tmp_path, monkeypatch)


@contextmanager
def work_at(office: Office, name: str) -> Iterator[Work]:
    """The home page's work on a machine."""
    folder = office.at(name)
    folder.mkdir(exist_ok=True)
    (folder / "checklists").mkdir(exist_ok=True)
    work = Work(HomeOffice(HomeSettings(Workbench(folder), STORE, Language.VI, ROLE, 8897)))
    yield work
    work.uploads.close()


def test_a_laptop_is_prepared_hands_in_and_is_confirmed(office: Office, tmp_path: Path) -> None:
    """The page asks which machine this is, makes the key, and the office types the digits that it hears."""
    office.prepared().rename(tmp_path / "stick" / "chuan-bi.zip")
    with work_at(office, "laptop") as laptop:
        file = str(tmp_path / "stick" / "chuan-bi.zip")
        asked = done(laptop, "take_in", path=file)
        assert asked.has_failed
        assert TWO in asked.state()["machines"]  # type: ignore[operator]
        taken = done(laptop, "take_in", path=file, machine=TWO)
        assert not taken.has_failed, said(taken)
        enrolment = own_enrolment()
        assert enrolment is not None
        code = enrolment.code  # of this machine's key
        assert code in said(taken)
        keys = laptop.office.keys({})
        assert (keys["machine"], keys["code"], keys["digits"]) == (TWO, code, "")
        assert laptop.office.signing({})["has_key"] is False
        with pytest.raises(KeyFileError):
            laptop.office.new_key({"role": "Thư ký đoàn", "passphrase": PASSPHRASE, "again": "khác"})
        laptop.office.new_key({"role": "Thư ký đoàn", "passphrase": PASSPHRASE, "again": PASSPHRASE})
        wanted = {"campaign": EARLIER, "units": [UNIT_THEN], "folder": str(tmp_path / "stick")}
        first = done(laptop, "bundle", **wanted)
        assert not first.has_failed, said(first)
        assert laptop.office.signing({})["asks"] is False
        laptop.office.day_key = DayKey(laptop.workbench.settings().office.zone)  # started again
        assert done(laptop, "bundle", **wanted).has_failed  # nobody has typed the passphrase since
        assert not done(laptop, "bundle", **wanted, passphrase=PASSPHRASE).has_failed
        second = done(laptop, "bundle", **wanted)  # one passphrase a day
        assert not second.has_failed, said(second)
    with work_at(office, "office") as work:
        upload = work.uploads.begin("goi.zip")
        work.uploads.add(upload, 0, first.files[0].read_bytes())
        unknown = done(work, "take_in", upload=upload)
        assert unknown.has_failed
        assert unknown.state()["unconfirmed"] == TWO
        assert code not in said(unknown)
        assert done(work, "take_in", upload=upload, confirmed="0000 0000").has_failed
        right = done(work, "take_in", upload=upload, confirmed=code)
        assert not right.has_failed, said(right)
        assert "Thư ký đoàn" in {signer.role for signer in trusted_keys().values()}
        again = done(work, "take_in", path=str(second.files[0]))
        assert not again.has_failed, said(again)


def test_another_office_is_believed_after_its_digits_were_heard(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page shows no digits to copy; a machine whose name is not among the new ones chooses."""
    stick = tmp_path / "stick"
    office.prepared().rename(stick / "first.zip")
    other = an_office(tmp_path / "elsewhere", monkeypatch)
    other.prepared("máy A", "máy B").rename(stick / "other.zip")
    with work_at(office, "laptop") as laptop:
        assert not done(laptop, "take_in", path=str(stick / "first.zip"), machine=TWO).has_failed
        asked = done(laptop, "take_in", path=str(stick / "other.zip"))
        assert asked.state()["machines"] == ["máy A", "máy B"]
        asked = done(laptop, "take_in", path=str(stick / "other.zip"), machine="máy A")
        assert asked.state()["other_office"] is True
        digits = other.key.signer.fingerprint
        assert digits not in said(asked)
        heard = {"machine": "máy A", "office_digits": digits}
        taken = done(laptop, "take_in", path=str(stick / "other.zip"), **heard)
        assert not taken.has_failed, said(taken)
