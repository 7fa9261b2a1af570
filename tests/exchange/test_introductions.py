"""A prepared laptop's first bundle: the office confirms the machine with the code that the laptop shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from inspection_lib.errors import BundleError, UnconfirmedMachineError
from inspection_lib.exchange.acceptance import Merged
from inspection_lib.exchange.archive import read_archive
from inspection_lib.exchange.bundle import signed_archive
from inspection_lib.exchange.manifest import MANIFEST, SIGNATURE
from inspection_lib.exchange.merge import merge_file
from inspection_lib.keys import (
    Enrolment,
    Signer,
    SigningKey,
    keep_enrolment,
    known_machines,
    load_key,
    machine_key,
    machine_names,
    new_invitation,
    new_key,
    own_enrolment,
    trusted_keys,
)
from inspection_lib.language import Language, open_catalogue
from tests.exchange.machines import PASSPHRASE, Build, Machine

NAME = "máy tính 2 của đoàn"
Take = Callable[..., Merged]


@pytest.fixture
def office(build: Build, laptop: Machine, tmp_path: Path) -> Take:
    """An office that prepared the laptop; gives what takes a bundle in there."""
    machine = build("office")
    invitation = new_invitation(NAME, machine.recorder.now(), machine_key().key)
    build("laptop")
    keep_enrolment(Enrolment("Sở Nội vụ", invitation, protected_disks=False, trusted={}, machines={}))

    def take(content: bytes, **more: str) -> Merged:
        build("office")
        path = tmp_path / "visit.zip"
        path.write_bytes(content)
        return merge_file(path, lambda _: machine.recorder, machine.evidence, str, warn=print, **more)

    assert laptop.recorder.origin != machine.recorder.origin
    return take


def the_code(build: Build) -> str:
    build("laptop")
    enrolment = own_enrolment()
    assert enrolment is not None
    return enrolment.code


def test_the_first_bundle_waits_for_the_code(office: Take, laptop: Machine, build: Build) -> None:
    """Without it nothing is recorded and nobody trusted; with it both, and the next bundle needs none."""
    code = the_code(build)
    content = laptop.bundle()
    with pytest.raises(UnconfirmedMachineError) as raised:
        office(content)
    error = raised.value
    assert (error.machine, error.role) == (NAME, "Thành viên đoàn kiểm tra")
    assert code not in str(error.fault)
    assert code.replace(" ", "") not in repr(vars(error))
    assert trusted_keys() == known_machines() == {}
    merged = office(content, confirmed=code)
    assert (merged.events, merged.files, merged.introduced) == (3, 1, NAME)
    assert [machine.name for machine in known_machines().values()] == [NAME]
    assert [signer.fingerprint for signer in trusted_keys().values()] == [error.digits]
    label = machine_names().label(laptop.recorder.origin)
    assert open_catalogue(Language.VI).write(label) == NAME
    build("laptop")
    again = laptop.bundle()
    assert (office(again).events, office(again).introduced) == (0, "")


@pytest.mark.parametrize("typed", ["1234 5678", "x", "0"])
def test_another_code_is_refused(office: Take, laptop: Machine, build: Build, typed: str) -> None:
    """The words say what it may mean. Nothing is recorded."""
    build("laptop")
    with pytest.raises(BundleError, match="another code") as raised:
        office(laptop.bundle(), confirmed=typed)
    assert not isinstance(raised.value, UnconfirmedMachineError)
    assert "pretends" in str(raised.value.fault)
    assert trusted_keys() == {}


def test_who_found_the_stick_cannot_use_the_laptops_code(office: Take, laptop: Machine, build: Build) -> None:
    """He has the invitation and a machine of his own. The office hears the laptop's code."""
    code = the_code(build)
    kept = own_enrolment()
    assert kept is not None
    finder = build("finder")
    new_key("Thành viên đoàn kiểm tra", PASSPHRASE)
    keep_enrolment(kept)
    finder.answer("A01", "20/2/2017")
    foreign = finder.bundle()
    with pytest.raises(BundleError, match="another code"):
        office(foreign, confirmed=code)
    build("laptop")
    office(laptop.bundle(), confirmed=code)
    with pytest.raises(BundleError, match="used already"):
        office(foreign, confirmed=code)


def signed_again(content: bytes, by: SigningKey, **parts: object) -> bytes:
    """The members of a bundle under a manifest with other parts, signed by a key."""
    archive = read_archive("x", content)
    manifest = json.loads(archive.open(MANIFEST)) | parts
    members = {name: archive.open(name) for name in archive.names() - {MANIFEST, SIGNATURE}}
    return signed_archive(manifest, members, by)


def test_an_introduction_that_was_copied_into_another_bundle_is_refused(
    office: Take, laptop: Machine, build: Build
) -> None:
    """Somebody signs the laptop's bundle with his own key: the proof is about another one."""
    code = the_code(build)
    content = laptop.bundle()
    build("thief")
    own = machine_key()
    thief = SigningKey(Signer("Thành viên đoàn kiểm tra", own.key), own.private)
    with pytest.raises(BundleError, match="forged"):
        office(signed_again(content, thief, key=own.key), confirmed=code)


def test_parts_that_no_older_version_knows_stand_in_version_3_alone(
    office: Take, laptop: Machine, build: Build
) -> None:
    """A bundle of an unprepared machine without a name is one of version 2, as before."""
    build("plain")
    new_key("Thành viên đoàn kiểm tra", PASSPHRASE)
    plain = json.loads(read_archive("x", laptop.bundle()).open(MANIFEST))
    assert plain["version"] == 2
    assert not {"machines", "introduction"} & plain.keys()
    build("laptop")
    content = laptop.bundle()
    prepared = json.loads(read_archive("x", content).open(MANIFEST))
    assert prepared["version"] == 3
    assert [part["name"] for part in prepared["machines"]] == [NAME]
    with pytest.raises(BundleError, match="manifest cannot be read"):
        office(signed_again(content, load_key(PASSPHRASE), version=2))


def test_nobody_on_the_way_names_another_machine(office: Take, laptop: Machine, build: Build) -> None:
    """A trusted sender signs a bundle in which the laptop has another name: that name is not kept."""
    code = the_code(build)
    content, key = laptop.bundle(), load_key(PASSPHRASE)
    build("liar")
    own, origin = machine_key(), laptop.recorder.origin
    lie = json.dumps(["inspection-machine-name", origin, "máy khác"], ensure_ascii=False).encode()
    name = {"origin": origin, "name": "máy khác", "key": own.key, "signature": own.sign(lie).hex()}
    office(signed_again(content, key, machines=[name]), confirmed=code)
    label = open_catalogue(Language.VI).write(machine_names().label(origin))
    assert "chưa có tên" in label
