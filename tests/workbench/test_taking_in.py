"""A laptop takes the office's file in: into an empty folder or its workbench, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspection_lib.errors import BundleError
from inspection_lib.exchange import make_bundle, merge_file
from inspection_lib.keys import (
    keep_enrolment,
    known_machines,
    load_key,
    may_be_open,
    new_key,
    own_enrolment,
    own_machine_name,
    trust,
    trusted_keys,
)
from inspection_lib.model import Source
from inspection_lib.record import create_store, evidence_folder, open_store
from inspection_lib.visit import contradictions_of
from inspection_lib.workbench import (
    DEFAULT_STORE,
    TakenIn,
    earlier_inspections,
    open_recorder,
    open_workbench,
    take_in_preparation,
)
from tests.workbench.preparations import (
    EARLIER,
    NOW,
    ONE,
    PASSPHRASE,
    TWO,
    UNIT_THEN,
    Office,
    an_office,
    changed,
    read,
)

PLAN = f"checklists/plans/{EARLIER}.yaml"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return an_office(tmp_path, monkeypatch)


def take_in(path: Path, folder: Path, **more: Any) -> TakenIn:
    return take_in_preparation(read(path), folder, **({"machine": TWO, "now": NOW} | more))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_an_empty_folder_becomes_a_workbench(office: Office) -> None:
    """With notebooks of this version, the record, the office's keys, the machine's name and a code."""
    path = office.prepared(protected_disks=True)
    folder = office.at("laptop")
    taken = take_in(path, folder)
    assert (taken.machine, taken.campaigns, taken.protected_disks) == (TWO, (EARLIER,), True)
    assert taken.office_digits == office.key.signer.fingerprint
    enrolment = own_enrolment()
    assert enrolment is not None
    assert taken.code == enrolment.code
    assert (own_machine_name(), may_be_open()) == (TWO, True)
    assert list(trusted_keys()) == [office.key.signer.key]
    assert len(known_machines()) == 1
    workbench = open_workbench(str(folder))
    assert (folder / "notebooks" / "site_visit.ipynb").is_file()
    assert workbench.campaign(EARLIER).unit(UNIT_THEN)
    store = open_store(DEFAULT_STORE, folder)
    assert store.events(EARLIER, UNIT_THEN) == office.store.events(EARLIER, UNIT_THEN)
    assert taken.events == len(store.events(EARLIER, UNIT_THEN)) > 0
    again = take_in(path, folder, machine="")
    assert (again.events, again.written, again.code) == (0, (), taken.code)


def test_what_was_found_last_time_is_there_without_the_offices_store(office: Office) -> None:
    """The form reads it as at the office: from the record of the earlier campaign."""
    plans = office.workbench.folder / "checklists" / "plans"
    text = (plans / f"{EARLIER}.yaml").read_text(encoding="utf-8").replace(EARLIER, "2018-dot-1")
    (plans / "2018-dot-1.yaml").write_text(
        text.replace("2017-", "2018-").replace("backan-2018", "backan-2017")
    )
    path = office.prepared(campaigns=["2018-dot-1"])
    folder = office.at("laptop")
    take_in(path, folder)
    workbench, store = open_workbench(str(folder)), open_store(DEFAULT_STORE, folder)
    earlier = earlier_inspections(workbench, store, workbench.campaign("2018-dot-1"), UNIT_THEN)
    assert earlier.own is not None
    assert earlier.own.answers["A01"].finding is not None


def test_two_new_laptops_confirm_each_other_and_differ_by_name(office: Office) -> None:
    """Without the office between them: both took the same file in. The contradiction names the machine."""
    path = office.prepared()
    folders = {name: office.at(name) for name in ("one", "two")}
    codes = {}
    for name, machine in (("one", ONE), ("two", TWO)):
        office.at(name)
        codes[name] = take_in(path, folders[name], machine=machine).code
        new_key("Thành viên", PASSPHRASE)
    bundles = {}
    for name, raw in (("one", "15/2/2017"), ("two", "16/2/2017")):
        office.at(name)
        workbench = open_workbench(str(folders[name]))
        recorder = open_recorder(
            workbench, workbench.campaign(EARLIER), open_store(DEFAULT_STORE, folders[name])
        )
        recorder.answer(UNIT_THEN, "A01", Source.INSPECTOR, raw, actor="Thành viên")
        bundles[name] = office.folder / f"{name}.zip"
        bundles[name].write_bytes(make_bundle(recorder, [UNIT_THEN], None, load_key(PASSPHRASE), NOW))
    evidence = evidence_folder(DEFAULT_STORE, folders["two"])
    merged = merge_file(bundles["one"], lambda _: recorder, evidence, str, warn=print, confirmed=codes["one"])
    assert (merged.introduced, merged.events) == (ONE, 1)
    assert len(contradictions_of(recorder, UNIT_THEN)) == 1


def test_a_laptop_has_to_say_which_machine_it_is(office: Office) -> None:
    """The names are listed. A name is found without capital letters; the only one needs no word."""
    path = office.prepared()
    folder = office.at("laptop")
    for machine in ("", "máy khác"):
        with pytest.raises(BundleError, match=f"{ONE}, {TWO}"):
            take_in(path, folder, machine=machine)
    assert not folder.exists()
    assert take_in(path, folder, machine="Máy tính 1 của ĐOÀN").machine == ONE
    only = office.prepared(TWO, made_at="2026-11-28T09:00:00.000000+00:00")
    office.at("laptop")
    with pytest.raises(BundleError, match=TWO):
        take_in(only, folder, machine="")
    office.at("fresh")
    assert take_in(only, office.folder / "fresh", machine="").machine == TWO


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-26T08:00:00+00:00", "in the future"),
        ("2027-01-28T08:00:00+00:00", "good until"),
    ],
)
def test_a_file_of_the_wrong_day_is_refused(office: Office, now: str, words: str) -> None:
    """Too early by more than a day: a clock is wrong. After 60 days: an old stick."""
    path = office.prepared()
    folder = office.at("laptop")
    with pytest.raises(BundleError, match=words):
        take_in(path, folder, now=now)
    assert not folder.exists()
    assert take_in(path, folder, now="2027-01-27T08:00:00+00:00").machine == TWO


def test_an_older_file_is_refused_after_a_newer_one(office: Office) -> None:
    """It would bring keys back that the office trusts no more."""
    old = office.prepared().rename(office.folder / "old.zip")
    new = office.prepared(made_at="2026-11-28T09:00:00.000000+00:00")
    folder = office.at("laptop")
    take_in(new, folder)
    with pytest.raises(BundleError, match="later file"):
        take_in(old, folder)


def test_the_file_of_another_office_is_refused_until_somebody_compared(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A laptop that knows an office, or trusts keys, believes no other file by itself."""
    folder = office.at("laptop")
    path = office.prepared()
    office.at("laptop")
    take_in(path, folder)
    before = contents(folder)
    other = an_office(tmp_path / "elsewhere", monkeypatch)
    foreign = other.prepared(made_at="2026-11-28T10:00:00.000000+00:00")
    office.at("laptop")
    with pytest.raises(BundleError, match=f"another office.*{other.key.signer.fingerprint}"):
        take_in(foreign, folder)
    with pytest.raises(BundleError, match="another office"):
        take_in(foreign, folder, office_digits=office.key.signer.fingerprint)
    assert contents(folder) == before
    trusting = office.at("trusting")
    trust("ab" * 32, "Thư ký")
    with pytest.raises(BundleError, match="another office"):
        take_in(foreign, trusting)
    office.at("laptop")
    taken = take_in(foreign, folder, office_digits=other.key.signer.fingerprint)
    assert taken.office_digits == other.key.signer.fingerprint


def test_a_file_that_somebody_signed_anew_gives_another_code(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new laptop believes the first file. If it was swapped on the way, the office refuses the code."""
    genuine = read(office.prepared())
    folder = office.at("laptop")
    thief = an_office(tmp_path / "elsewhere", monkeypatch)
    swapped = read(thief.prepared())
    office.at("laptop")
    stolen = tuple(replace(one, office=swapped.office) for one in genuine.invitations)
    code = take_in_preparation(replace(swapped, invitations=stolen), folder, machine=TWO, now=NOW).code
    office.at("laptop 2")
    kept = own_enrolment()
    assert kept is None
    office.at("laptop")
    enrolment = own_enrolment()
    assert enrolment is not None
    keep_enrolment(replace(enrolment, invitation=genuine.invitations[1]))
    again = own_enrolment()
    assert again is not None
    assert again.invitation.secret == stolen[1].secret
    assert again.code != code


def test_ones_own_change_is_not_overwritten_but_the_offices_is(office: Office) -> None:
    """A plan that the office changed replaces the one that it gave; one that was changed here stays."""
    folder = office.at("laptop")
    path = office.prepared()
    office.at("laptop")
    take_in(path, folder)
    plan = office.workbench.folder / PLAN
    plan.write_bytes(plan.read_bytes() + b"# second\n")
    second = office.prepared(made_at="2026-11-28T09:00:00.000000+00:00")
    office.at("laptop")
    assert take_in(second, folder).written == (PLAN,)
    own = (folder / PLAN).read_bytes() + b"# own\n"
    (folder / PLAN).write_bytes(own)
    (folder / "checklists" / "holidays.csv").unlink()
    plan.write_bytes(plan.read_bytes() + b"# third\n")
    third = office.prepared(made_at="2026-11-28T10:00:00.000000+00:00")
    office.at("laptop")
    before = contents(folder)
    with pytest.raises(BundleError, match=f"changed on this machine: {PLAN}"):
        take_in(third, folder)
    assert contents(folder) == before


def test_a_folder_that_holds_something_else_is_left_alone(office: Office) -> None:
    """Such as that of one's documents; a folder in the place of a file is one's own too."""
    path = office.prepared()
    folder = office.at("laptop")
    folder.mkdir()
    (folder / "letter.docx").write_bytes(b"x")
    with pytest.raises(BundleError, match="holds something else"):
        take_in(path, folder)
    assert [found.name for found in folder.iterdir()] == ["letter.docx"]
    (folder / "letter.docx").unlink()
    (folder / PLAN).mkdir(parents=True)
    with pytest.raises(BundleError, match="changed on this machine"):
        take_in(path, folder)


def test_nothing_is_written_through_a_link(office: Office, tmp_path: Path) -> None:
    """A link in the folder leads to another place: the file is refused."""
    path = office.prepared()
    folder = office.at("laptop")
    outside = tmp_path / "outside"
    outside.mkdir()
    folder.mkdir()
    (folder / "checklists").symlink_to(outside, target_is_directory=True)
    with pytest.raises(BundleError, match="outside the folder"):
        take_in(path, folder)
    assert list(outside.iterdir()) == []


def test_definitions_that_cannot_be_read_leave_nothing_behind(office: Office) -> None:
    """The office's program may be a newer one, or the file was made by hand."""
    plan = office.workbench.folder / PLAN
    path = office.prepared()
    good = read(path)
    bad = replace(good, files={**good.files, PLAN: plan.read_bytes() + b"unknown: yes\n"})
    folder = office.at("laptop")
    with pytest.raises(BundleError):
        take_in_preparation(bad, folder, machine=TWO, now=NOW)
    assert not (folder / "checklists").exists()
    assert own_enrolment() is None


def test_a_changed_file_is_refused_before_it_is_looked_at(office: Office) -> None:
    """Somebody without the office's key adds a trusted key."""
    path = office.prepared()

    def add(members: dict[str, bytes]) -> None:
        members["manifest.json"] = members["manifest.json"].replace(
            b'"trusted":{', b'"trusted":{"' + b"ab" * 32 + b'":"x",'
        )

    with pytest.raises(BundleError, match="forged"):
        read(changed(path, add))


def test_the_store_of_a_laptop_that_works_already_keeps_its_record(office: Office) -> None:
    """The second round: what the laptop recorded stays, the office's new record is added."""
    folder = office.at("laptop")
    path = office.prepared()
    office.at("laptop")
    take_in(path, folder)
    workbench = open_workbench(str(folder))
    store = create_store(DEFAULT_STORE, folder)
    open_recorder(workbench, workbench.campaign(EARLIER), store).answer(
        "061", "A01", Source.INSPECTOR, "15/1/2017", actor="a"
    )
    own = store.events(EARLIER, "061")
    office.at("office")
    recorder = open_recorder(office.workbench, office.workbench.campaign(EARLIER), office.store)
    recorder.answer("062", "A01", Source.INSPECTOR, "15/1/2017", actor="a")
    second = office.prepared(made_at="2026-11-28T09:00:00.000000+00:00")
    office.at("laptop")
    assert take_in(second, folder).events == 2
    assert store.events(EARLIER, "061") == own
