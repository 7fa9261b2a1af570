"""Packages of tablets: several laptops agree on one, and it cannot take away the answers of others."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from typing import Any

import pytest

from inspection_lib.errors import BundleError, InspectionError
from inspection_lib.language import Message, in_english
from inspection_lib.model import REMOVED, FactField
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import in_order
from inspection_lib.record.visit_facts import fold_facts
from tests.exchange.merging import merge_into
from tests.exchange.packages import (
    ACTOR,
    DEVICE,
    FIRST,
    PAPER,
    SECOND,
    TAB,
    BuildOffice,
    Office,
    a_file,
    a_package,
    an_entry,
)


@pytest.fixture
def office(offices: BuildOffice) -> Office:
    return offices("office")


@pytest.fixture
def laptop(offices: BuildOffice) -> Office:
    return offices("laptop")


def test_two_machines_that_merged_one_package_agree(office: Office, laptop: Office) -> None:
    """Both make the same events at different times, so that neither refuses the other's bundle as a fork."""
    laptop.answer("a", SECOND)
    entries = [an_entry(1), a_file(2), an_entry(3, "2017-01-16")]
    office.merge(a_package(office, entries[:2], (PAPER,)))
    for machine in (laptop, office):
        machine.merge(a_package(office, entries, (PAPER,)))
    office.merge_from(laptop)
    laptop.merge_from(office)
    assert office.events() == laptop.events()
    assert office.stands(FIRST) == "2017-01-16"


def test_personal_data_is_told_before_a_package_is_kept(office: Office) -> None:
    """The warning names unit and item, and does not repeat the text. The same package again: no warning."""
    note = "Gọi ông A, SĐT 0912 345 678"
    path = a_package(office, [an_entry(1, note=note), an_entry(2, "a", SECOND)])
    told: list[str] = []

    def warn(text: Message) -> None:
        told.append(in_english(text))
        assert not office.events()

    for _ in range(2):
        with office.at_home():
            merge_into(office.workbench, office.store, office.evidence, path, known_from=[ACTOR], warn=warn)
    assert told == ["060 A01 seems to hold a phone number. Is it needed?"]
    assert office.events()


def test_the_same_package_and_an_older_one_add_nothing(office: Office) -> None:
    """An entry is known by its client, in whichever package it comes."""
    entries = [an_entry(1), an_entry(2, "2017-01-16")]
    assert office.merge(a_package(office, entries)).events == 3
    assert office.merge(a_package(office, entries)).events == 0
    assert office.merge(a_package(office, entries[:1])).events == 0


def test_naming_another_items_answer_as_seen_replaces_nothing(office: Office) -> None:
    """A response replaces responses to its own item alone: nobody's answer vanishes silently."""
    seen = office.answer("a", SECOND)
    office.merge_unnamed(a_package(office, [an_entry(1, seen=[seen])], form=office.new_form()))
    assert office.stands(SECOND) == "a"


def test_what_the_tablet_saw_is_corrected_in_whatever_order_it_comes(office: Office, laptop: Office) -> None:
    """The tablet corrected a laptop's answer, and its package is merged first: there is no contradiction."""
    seen = laptop.answer("2017-02-20")
    office.merge_unnamed(a_package(office, [an_entry(1, seen=[seen])], form=office.new_form()))
    office.merge_from(laptop)
    assert office.contradictory() == []
    assert office.stands(FIRST) == "2017-01-15"


def test_what_the_tablet_did_not_see_stands_beside(office: Office) -> None:
    """Somebody answered meanwhile: both stand and wait for a decision."""
    office.answer("2017-02-20")
    office.merge(a_package(office, [an_entry(1)]))
    assert office.contradictory() == [FIRST]


def test_the_order_is_that_of_the_entries_whatever_the_tablets_clock_does(office: Office) -> None:
    """A clock that went back an hour does not bring back an older answer."""
    office.merge(
        a_package(office, [an_entry(1), an_entry(2, "2017-01-16", answered_at="2017-05-22T08:00:00.000Z")])
    )
    assert office.stands(FIRST) == "2017-01-16"


def test_an_entry_that_was_changed_since_is_refused(office: Office) -> None:
    """The same entry with another content: somebody edited a package. Nothing is dropped in silence."""
    office.merge(a_package(office, [an_entry(1)]))
    before = office.events()
    with pytest.raises(BundleError, match="other content"):
        office.merge(a_package(office, [an_entry(1, "2017-03-03"), an_entry(2)]))
    assert office.events() == before


@pytest.mark.parametrize(
    "entries",
    [
        [a_file(1), an_entry(2, "có lẽ")],
        [a_file(1), an_entry(2, item="NO")],
        [a_file(1), an_entry(2, answered_at="2017-99-99T09:00:00Z")],
        [a_file(1), an_entry(2), an_entry(2, "2017-01-16")],
        [a_file(1), an_entry(2, note="\0")],
    ],
)
def test_a_wrong_entry_keeps_the_files_out_too(office: Office, entries: list[dict[str, Any]]) -> None:
    """All is checked before anything is kept: neither an event nor a file of a refused package stays."""
    with pytest.raises(BundleError):
        office.merge(a_package(office, entries, (PAPER,)))
    assert office.events() == []
    assert not office.evidence.folder.exists()


def test_a_remark_may_hold_any_line_separator(office: Office) -> None:
    """Texts may hold U+2028, U+2029 and U+0085, which end lines elsewhere."""
    note = "một\u2028hai\u2029ba\u0085bốn"
    path = a_package(office, [an_entry(1, note=note), an_entry(2, "a", SECOND)])
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    lines = [
        json.dumps(json.loads(line), ensure_ascii=False)
        for line in members["entries.jsonl"].split(b"\n")
        if line
    ]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", members["manifest.json"])
        archive.writestr("entries.jsonl", "".join(f"{line}\n" for line in lines))
    office.merge(path)
    assert (office.stands(FIRST), office.stands(SECOND)) == ("2017-01-15", "a")


def test_a_file_of_another_kind_comes_by_its_name_alone(office: Office, laptop: Office) -> None:
    """A picture that the record does not take is named; the answers come in, alike on every machine."""
    picture = b"GIF89a demo"
    digest = hashlib.sha256(picture).hexdigest()
    odd = {**a_file(2), "name": "ảnh.gif", "sha256": digest, "size": len(picture)}
    path = a_package(office, [an_entry(1), odd], (picture,))
    merged = office.merge(path)
    assert (merged.files, merged.unfit) == (0, ("ảnh.gif",))
    assert office.stands(FIRST) == "2017-01-15"
    (piece,) = fold_attachments(in_order(office.events()))[FIRST, "inspector"]
    assert piece.reference == f"ảnh.gif (sha256:{digest[:12]})"
    laptop.merge(path)
    laptop.merge_from(office)
    assert laptop.events() == office.events()


def test_two_photos_of_one_name_are_two(office: Office) -> None:
    """Devices give every photo the same name. Detaching one by its reference leaves the other photos."""
    papers = [PAPER + bytes([number]) for number in range(3)]
    digests = [hashlib.sha256(paper).hexdigest() for paper in papers]
    items = (FIRST, FIRST, SECOND)
    entries = [
        {**a_file(number), "item": item, "sha256": digest, "size": len(PAPER) + 1}
        for number, (item, digest) in enumerate(zip(items, digests, strict=True), 1)
    ]
    back = {
        **entries[0],
        "kind": "detached",
        "client": f"{TAB}:9",
        "reference": f"quét.pdf (sha256:{digests[0][:12]})",
    }
    entries.append({key: value for key, value in back.items() if key not in ("sha256", "size", "name")})
    office.merge(a_package(office, entries, tuple(papers)))
    pieces = fold_attachments(in_order(office.events()))
    assert [piece.sha256 for piece in pieces[FIRST, "inspector"]] == [digests[1]]
    assert [piece.sha256 for piece in pieces[SECOND, "inspector"]] == [digests[2]]


def test_a_drawing_comes_with_the_name_of_its_photo(office: Office, laptop: Office) -> None:
    """It is a piece of its own. A drawing that is no picture, or is drawn on itself, is refused whole."""
    photo, drawing = (b"\xff\xd8\xff\xe0 " + name for name in (b"photo", b"drawing"))
    digests = [hashlib.sha256(content).hexdigest() for content in (photo, drawing)]
    entries = [
        {**a_file(number), "name": f"{number}.jpg", "sha256": digest, "size": 9}
        for number, digest in enumerate(digests, 1)
    ]
    entries[1]["drawn_on"] = digests[0]
    office.merge(a_package(office, entries, (photo, drawing)))
    pieces = fold_attachments(in_order(office.events()))[FIRST, "inspector"]
    assert [piece.sha256 for piece in pieces] == digests
    assert [piece.drawn_on for piece in pieces] == ["", digests[0]]
    assert all(office.evidence.holds(digest) for digest in digests)
    laptop.merge_from(office)
    assert laptop.events() == office.events()
    for wrong, files in (
        ([entries[0], {**entries[1], "drawn_on": digests[1]}], (photo, drawing)),
        ([{**a_file(1), "drawn_on": digests[0]}], (PAPER,)),
        ([{**entries[0], "drawn_on": "ảnh"}], (photo,)),
    ):
        with pytest.raises(InspectionError):
            laptop.merge(a_package(laptop, wrong, files))
    assert laptop.events() == office.events()


def test_a_secret_in_the_package_makes_the_texts_removable_and_the_events_the_same(
    office: Office, laptop: Office
) -> None:
    """Both machines have identical events with commitments; a longer package goes on with them."""
    secret = {"secret": "5e" * 16}
    office.merge(a_package(office, [an_entry(1)], **secret))
    laptop.merge(a_package(laptop, [an_entry(1), an_entry(2, "2017-01-20")], **secret))
    office.merge(a_package(office, [an_entry(1), an_entry(2, "2017-01-20")], **secret))
    assert office.events() == laptop.events()
    assert all(event.commitments for event in office.events())
    office.merge_from(laptop)
    with pytest.raises(BundleError):
        office.merge(a_package(office, [an_entry(3)], secret="5e"))


def test_a_package_comes_again_after_a_text_was_removed(office: Office) -> None:
    """What the record still knows is compared. The removed text does not come back."""
    package = a_package(office, [an_entry(1, note="Bà Hoa nói")], secret="5e" * 16)
    office.merge(package)
    with sqlite3.connect(office.folder / "office.db") as database:
        database.execute("DELETE FROM event_texts WHERE name = 'note'")
        database.execute("DELETE FROM chain_ends")
    office.store.adopt(office.recorder.origin, "2026-11-28")
    assert office.merge(package).events == 0
    assert [event.note for event in office.events()] == ["", REMOVED]
    with pytest.raises(BundleError):
        office.merge(a_package(office, [an_entry(1, "2017-01-16")], secret="5e" * 16))


def test_a_tablet_whose_clock_was_wrong_is_named(office: Office) -> None:
    """Its answer is recorded with its time, beside what the office answered."""
    office.answer("2017-01-20")
    merged = office.merge(a_package(office, [an_entry(1, answered_at="1970-05-22T09:00:01.000Z")]))
    ((machine, moment),) = merged.clocks
    assert (machine, moment[:4]) == (f"t-{DEVICE}", "1970")
    assert office.contradictory() == [FIRST]
    assert office.merge(a_package(office, [an_entry(2)], device="1" * 16)).clocks == ()


def test_a_tablet_whose_clock_is_ahead_is_refused_until_it_is_set(office: Office) -> None:
    """In the year 2099 its whole chain would stay there. Once it is set, the package is taken in."""
    ahead = an_entry(1, answered_at="2099-05-22T09:00:01.000Z")
    with pytest.raises(BundleError, match="more than a day in the future"):
        office.merge(a_package(office, [ahead]))
    assert office.events() == []
    merged = office.merge(a_package(office, [ahead, an_entry(2, "2017-01-20")]))
    assert merged.events == 3
    assert office.events()[-1].recorded_at[:4] == "2017"


def a_fact(number: int, field: str, note: str, item: str = "") -> dict[str, Any]:
    """A fact of the visit as the form writes it."""
    entry = an_entry(number, item=item, source="visit", kind="noted", field=field, note=note, seen=[])
    return {key: value for key, value in entry.items() if key != "raw"}


def a_signature(number: int, before: list[dict[str, Any]]) -> dict[str, Any]:
    """A signature over the entries before it."""
    lines = "".join(f"{json.dumps(entry)}\n" for entry in before)
    digest = hashlib.sha256(lines.encode()).hexdigest()
    value = {"office": "Chủ tịch", "strokes": [[1, 2, 3, 4]], "entries": len(before), "digest": digest}
    return a_fact(number, "signed_unit", json.dumps(value))


def test_facts_of_the_visit_and_a_signature_come_with_a_package(office: Office, laptop: Office) -> None:
    """Two laptops agree on them; whoever recognises the tablet has each fact once."""
    entries = [an_entry(1), a_fact(2, "explained", "Do thiếu người", FIRST)]
    entries.append(a_signature(3, entries))
    form = office.new_form()
    path = a_package(office, entries, form=form)
    office.merge_unnamed(path)
    laptop.merge(path)
    office.merge_from(laptop)
    facts = fold_facts(in_order(office.events()))
    noted = facts.noted[FIRST, FactField.EXPLAINED]
    assert (noted.value, noted.others, noted.actor) == ("Do thiếu người", (), ACTOR)
    (signed,) = facts.signatures
    assert (signed.is_known, signed.changes) == (True, ())
    assert signed.signature is not None
    assert signed.signature.strokes == ((1, 2, 3, 4),)
    assert office.stands(FIRST) == "2017-01-15"
    assert office.merge_unnamed(path).events == 0


def test_a_package_whose_entries_do_not_fit_its_signature_is_refused(office: Office) -> None:
    """An answer was changed after the signature, on the stick."""
    entries = [an_entry(1), a_fact(2, "begun", "2017-05-22T08:00")]
    signed = [*entries, a_signature(3, entries)]
    signed[0] = an_entry(1, "2017-01-16")
    with pytest.raises(BundleError) as refused:
        office.merge(a_package(office, signed))
    assert "signature" in in_english(refused.value.message)
    assert office.events() == []


def test_a_fact_without_its_field_cannot_be_read(office: Office) -> None:
    """Neither a note without a field, nor an answer with one."""
    for wrong in (an_entry(1, kind="noted", source="visit"), an_entry(1, field="begun")):
        with pytest.raises(BundleError):
            office.merge(a_package(office, [wrong]))
