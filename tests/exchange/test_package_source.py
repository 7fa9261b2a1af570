"""A package that nobody recognises: what is shown of it, and that it takes nothing away from others."""

from __future__ import annotations

import hashlib

import pytest

from inspection_lib.errors import BundleError
from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import Entry, EventKind, Source
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import in_order
from tests.exchange.packages import (
    ACTOR,
    DEVICE,
    FIRST,
    PAPER,
    SECOND,
    UNIT,
    BuildOffice,
    Office,
    a_file,
    a_package,
    an_entry,
)

SECRET = "5e" * 16


@pytest.fixture
def office(offices: BuildOffice) -> Office:
    return offices("office")


@pytest.fixture
def laptop(offices: BuildOffice) -> Office:
    return offices("laptop")


def refusal(office: Office, *known_from: str, role: str = ACTOR) -> str:
    """What is said when a package of this role is refused."""
    entries = [an_entry(1, actor=role), {**a_file(2), "actor": role}, an_entry(3, "a", SECOND, actor=role)]
    entries[2]["answered_at"] = "2017-05-24T09:00:00.000Z"
    path = a_package(office, entries, (PAPER,))
    with pytest.raises(BundleError) as refused:
        office.merge(path, *known_from) if known_from else office.merge_unnamed(path)
    assert office.events() == []
    assert not office.evidence.folder.exists()
    catalogue = open_catalogue(Language.EN)
    fault = refused.value.fault
    return f"{catalogue.format(fault.message)} {catalogue.format(fault.remedy)}"


def test_it_is_shown_and_has_to_be_named(office: Office) -> None:
    """Device, unit, role, numbers and days; nothing is recorded."""
    said = refusal(office)
    for part in (
        DEVICE,
        f"unit {UNIT} (",
        f'"{ACTOR}"',
        "2 answers, 1 files",
        "from 2017-05-22 to 2017-05-24",
    ):
        assert part in said
    assert f'--from "{ACTOR}"' in said


def test_every_role_in_it_has_to_be_named(office: Office) -> None:
    """One role does not stand for another, nor an empty name for any."""
    for named in ("Thư ký", " ", ""):
        assert "Trưởng đoàn" in refusal(office, named, role="Trưởng đoàn")
    assert "Trưởng đoàn" in refusal(office, ACTOR, role="Trưởng đoàn")
    path = a_package(office, [an_entry(1), an_entry(2, "a", SECOND, actor="Trưởng đoàn")])
    with pytest.raises(BundleError):
        office.merge(path, "Trưởng đoàn")
    assert office.merge(path, "TRƯỞNG  đoàn", ACTOR).events == 3


def test_a_role_that_holds_a_command_is_not_offered_to_be_copied(office: Office) -> None:
    """People paste what is offered into a terminal."""
    for role in ('x"; rm -rf ~; "', "$(id)", "`id`", "a\nb", "!!"):
        said = refusal(office, role=role)
        assert "--from ROLE" in said
        assert '--from "' not in said


def test_one_without_a_role_needs_any_name(office: Office) -> None:
    """The oldest forms wrote none."""
    path = a_package(office, [an_entry(1, actor="")], actor="")
    with pytest.raises(BundleError):
        office.merge_unnamed(path)
    assert office.merge(path, "Thư ký").events == 2


def test_what_it_says_that_it_saw_replaces_nothing(office: Office, laptop: Office) -> None:
    """The answer of the office stands beside it, in whatever order they come."""
    seen = laptop.answer("2017-02-20")
    office.merge(
        a_package(office, [an_entry(1, seen=[seen]), an_entry(2, kind="withdrawn", raw="", seen=[seen])])
    )
    office.merge(a_package(office, [an_entry(3, kind="decided", seen=[seen])], device="1" * 16))
    office.merge_from(laptop)
    assert all(not event.replaces for event in office.events())
    assert office.contradictory() == [FIRST]


def test_it_takes_no_evidence_away_but_its_own(office: Office) -> None:
    """Detaching ends what the same tablet attached."""
    sha256 = hashlib.sha256(PAPER).hexdigest()
    reference = f"quét.pdf (sha256:{sha256[:12]})"
    piece = office.evidence.keep("quét.pdf", PAPER, received="2017-05-15")
    office.recorder.attach(UNIT, FIRST, Source.INSPECTOR, piece, actor=ACTOR)
    detach = {**an_entry(3, kind="detached", reference=reference)}
    del detach["raw"]
    for entries, files in (([detach], ()), ([a_file(2), detach], (PAPER,))):
        office.merge(a_package(office, entries, files, device=f"{len(entries)}" * 16))
        (kept,) = fold_attachments(in_order(office.events()))[FIRST, "inspector"]
        assert kept.sha256 == sha256
    own = {**a_file(2), "item": SECOND}
    away = {**detach, "item": SECOND, "client": f"{'0b1c' * 4}:4"}
    office.merge(a_package(office, [own, away], (PAPER,), device="3" * 16))
    assert not fold_attachments(in_order(office.events())).get((SECOND, "inspector"))


def test_it_does_not_go_on_with_the_chain_of_a_recognised_tablet(office: Office) -> None:
    """Whoever knows the tablet's name from the record cannot correct its answers."""
    office.merge_unnamed(a_package(office, [an_entry(1)], form=office.new_form()))
    office.merge(a_package(office, [an_entry(1), an_entry(2, "2017-03-03")]))
    assert office.contradictory() == [FIRST]


def test_nor_with_the_chain_of_an_unknown_one_without_its_secret(office: Office) -> None:
    """The salts of a chain come from a secret in the tablet's packages."""
    entries = [an_entry(1), an_entry(2, "2017-03-03")]
    office.merge(a_package(office, entries[:1], secret=SECRET))
    before = office.events()
    for also in ({"secret": "0a" * 16}, {}):
        with pytest.raises(BundleError, match="another device"):
            office.merge(a_package(office, entries, **also))
    assert office.events() == before
    assert (
        office.merge(a_package(office, [an_entry(1), an_entry(2, "2017-03-03")], secret=SECRET)).events == 1
    )


def test_whoever_has_it_recognised_and_not_sees_no_contradiction(office: Office, laptop: Office) -> None:
    """The laptop does not know the form; the office, which wrote it, gets a later package and the bundle."""
    form = office.new_form()
    first = a_package(office, [an_entry(1)], form=form, secret=SECRET)
    laptop.merge(first)
    later = a_package(office, [an_entry(1), an_entry(2, "2017-01-16")], form=form, secret=SECRET)
    office.merge_unnamed(later)
    office.merge_from(laptop)
    assert office.contradictory() == []
    assert office.stands(FIRST) == "2017-01-16"
    laptop.merge(later)
    laptop.merge_from(office)
    assert laptop.contradictory() == []
    assert laptop.stands(FIRST) == "2017-01-16"


def test_it_cannot_take_the_counters_of_a_form(office: Office) -> None:
    """A message of the form on this machine is recorded, though a package holds its counter."""
    office.merge(a_package(office, [an_entry(1, "2017-03-03")]))
    again = Entry(
        UNIT,
        EventKind.ANSWERED,
        SECOND,
        Source.INSPECTOR,
        "a",
        actor=ACTOR,
        answered_at="2017-05-22T09:00:01.000Z",
        client=str(an_entry(1)["client"]),
    )
    assert len(office.recorder.record([again])) == 1
    assert office.recorder.record([again]) == []
    assert office.stands(SECOND) == "a"
