"""`inspection prepare` at the office, `inspection merge` on the laptop, and the laptop's first bundle."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inspection_lib.workbench import Workbench
from tests.cli.conftest import Command
from tests.conftest import CAMPAIGN
from tests.makers.machines import ROLE, a_table
from tests.workbench.preparations import small

UNIT = "060"


class Room:
    """Commands on two machines: each has its own folder, keys and passphrase."""

    def __init__(self, command: Command, folder: Path) -> None:
        self.command = command
        small(Workbench(command.folder))
        self.folders = {"office": command.folder, "laptop": folder / "laptop"}
        self.folders["laptop"].mkdir()
        self.stick = folder / "stick"
        self.stick.mkdir()

    def at(self, name: str) -> Command:
        """Work on a machine from now on."""
        self.command.monkeypatch.chdir(self.folders[name])
        self.command.monkeypatch.setenv("INSPECTION_CONFIG", str(self.stick.parent / f"{name}-config"))
        return self.command


@pytest.fixture
def desk(command: Command, tmp_path: Path) -> Room:
    return Room(command, tmp_path)


def test_from_the_offices_file_to_the_first_bundle(desk: Room) -> None:
    """Three commands on the laptop, one code by voice, and no passphrase where disks are protected."""
    names = ("--machine", "máy tính 1 của đoàn", "--machine", "máy tính 2 của đoàn")
    said = desk.at("office").good("prepare", CAMPAIGN, "-o", str(desk.stick), *names, "--protected-disks")
    assert "Prepared 2 machines" in said
    (path,) = desk.stick.iterdir()
    assert path.name.startswith(f"chuan-bi.{CAMPAIGN}.2")
    laptop = desk.at("laptop")
    laptop.monkeypatch.delenv("INSPECTION_PASSPHRASE")
    assert "máy tính 1 của đoàn, máy tính 2 của đoàn" in laptop.bad("merge", str(path))
    said = laptop.good("merge", str(path), "--machine", "máy tính 2 của đoàn")
    assert "--open" in said
    (code,) = re.findall(r"eight digits out: (\d{4} \d{4})", said)
    laptop.good("key", "new", "--role", ROLE, "--open")
    assert code in laptop.good("key", "show")
    laptop.good("import", CAMPAIGN, str(a_table(desk.folders["laptop"], UNIT, "A01", "15/1/2017")))
    bundle = str(desk.stick / "visit.zip")
    laptop.good("bundle", CAMPAIGN, UNIT, "-o", bundle)
    office = desk.at("office")
    asked = office.bad("merge", bundle)
    assert "máy tính 2 của đoàn" in asked
    assert code not in asked
    assert "another code" in office.bad("merge", bundle, "--confirm", "1234 5678")
    said = office.good("merge", bundle, "--confirm", code)
    assert "'máy tính 2 của đoàn' is known" in said
    assert "0 new events" in office.good("merge", bundle)
    assert "máy tính 2 của đoàn" in office.good("key", "machines")
    office.good("import", CAMPAIGN, str(a_table(desk.folders["office"], UNIT, "A02", "a")))
    office.good("prepare", CAMPAIGN, "-o", str(desk.stick))
    assert len(list(desk.stick.glob("chuan-bi.*.zip"))) == 2


def test_a_name_of_the_machine_is_shown(desk: Room) -> None:
    """`key name` gives one; without a campaign of this name nothing is prepared."""
    office = desk.at("office")
    assert "máy của sở" in office.good("key", "name", "máy của sở")
    assert "2027" in office.bad("prepare", "2027", "-o", str(desk.stick))
    assert list(desk.stick.iterdir()) == []


def test_a_preparation_and_a_file_that_is_none_in_one_command(desk: Room) -> None:
    """Each is told of by itself; the status is 1."""
    desk.at("office").good("prepare", CAMPAIGN, "-o", str(desk.stick), "--own-name", "máy của sở")
    (path,) = desk.stick.iterdir()
    laptop = desk.at("laptop")
    (desk.folders["laptop"] / "bad.zip").write_bytes(b"PK no archive")
    ran = laptop("merge", "bad.zip")
    assert (ran.status, ran.err.startswith("bad.zip: ")) == (1, True)
    (desk.folders["laptop"] / "bad.zip").unlink()
    (desk.stick / "bad.zip").write_bytes(b"no archive")
    ran = laptop("merge", str(path), str(desk.stick / "bad.zip"))
    assert ran.status == 1
    assert "Taken in from" in ran.out
    assert "bad.zip: " in ran.err
