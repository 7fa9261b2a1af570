"""A submission as entries: what each kind of item says, and what holds it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspection_lib.exchange.odk_media import MediaFile, media_of
from inspection_lib.exchange.odk_table import Submission
from inspection_lib.exchange.odk_visit import Visit, attaching_entry, device_of, visit_of
from inspection_lib.exchange.xlsform_questions import name_of
from inspection_lib.language import Fault
from inspection_lib.model import (
    Attachment,
    Campaign,
    Checklist,
    EventKind,
    Item,
    ItemKind,
    NaPolicy,
)
from inspection_lib.workbench import Workbench
from tests.makers.submissions import PHOTO

OWN = {"unit": "060", "actor": "Thành viên đoàn", "end": "2017-05-24T10:00:00.000+07:00"}


@pytest.fixture
def checklist(workbench: Workbench) -> Checklist:
    """A version that is frozen, and that says nothing about N/A."""
    return workbench.checklist("par-district.v1")


def item_of(checklist: Checklist, kind: ItemKind) -> Item:
    return next(item for item in checklist.items if item.kind is kind)


def with_item(checklist: Checklist, item: Item) -> Checklist:
    """The checklist with another version of one item."""
    areas = tuple(
        replace(
            area,
            criteria=tuple(
                replace(
                    criterion, own_items=tuple(item if own.id == item.id else own for own in criterion.items)
                )
                for criterion in area.criteria
            ),
        )
        for area in checklist.areas
    )
    return replace(checklist, areas=areas)


def visit(
    checklist: Checklist, campaign: Campaign, cells: dict[str, str], instance: str = "uuid:1"
) -> tuple[Visit | None, list[Fault]]:
    media = media_of([MediaFile("media/a.jpg", lambda: PHOTO)], [("a.jpg", instance)], [instance])
    return visit_of(Submission(2, instance, OWN | cells), checklist, campaign, media)


@pytest.mark.parametrize(
    ("kind", "cells", "raw"),
    [
        (ItemKind.YES_NO, {"": "yes"}, "yes"),
        (ItemKind.YES_NO, {"": "na", "_note": "Đơn vị mới thành lập"}, "n/a"),
        (ItemKind.RATIO, {"_a": "8", "_b": "10"}, "8/10"),
        (ItemKind.RATIO, {"_na": "na", "_note": "Đơn vị mới thành lập"}, "n/a"),
        (ItemKind.DATE, {"_state": "done", "": "2017-01-15"}, "2017-01-15"),
        (ItemKind.DATE, {"_state": "not_done"}, "not_done"),
        (ItemKind.TEXT, {"": "Đã xem"}, "Đã xem"),
    ],
)
def test_an_answer_is_recorded_as_the_phone_has_it(
    checklist: Checklist, campaign: Campaign, kind: ItemKind, cells: dict[str, str], raw: str
) -> None:
    """One entry, at the phone's time, by the role that filled it in."""
    item = item_of(checklist, kind)
    found, faults = visit(
        checklist, campaign, {f"{name_of(item)}{ending}": cell for ending, cell in cells.items()}
    )
    assert faults == []
    assert found is not None
    (entry,) = found.entries
    assert (entry.kind, entry.item_id, entry.raw) == (EventKind.ANSWERED, item.id, raw)
    assert (entry.answered_at, entry.actor) == (OWN["end"], OWN["actor"])


def test_a_remark_and_a_document_need_no_answer(checklist: Checklist, campaign: Campaign) -> None:
    """Both are recorded by themselves."""
    name = name_of(checklist.items[0])
    found, _ = visit(checklist, campaign, {f"{name}_note": "Chưa xem", f"{name}_doc": "12/KH-UBND"})
    assert found is not None
    assert [entry.kind for entry in found.entries] == [EventKind.REMARKED, EventKind.ATTACHED]


def test_a_photo_keeps_its_number_whatever_else_is_filled_in(
    checklist: Checklist, campaign: Campaign
) -> None:
    """So a later import knows it again."""
    name = name_of(checklist.items[1])
    found, _ = visit(checklist, campaign, {f"{name}_photo": "a.jpg"})
    assert found is not None
    (photo,) = found.photos
    assert (photo.client, photo.read and photo.read()) == (f"{found.device}:12", PHOTO)
    entry = attaching_entry(found, photo, Attachment(sha256="0" * 64, name="a.jpg"))
    assert (entry.kind, entry.item_id, entry.client) == (EventKind.ATTACHED, photo.item_id, photo.client)


def test_a_photo_that_cannot_be_taken_is_a_remark(checklist: Checklist, campaign: Campaign) -> None:
    """It is no fault of the submission."""
    name = name_of(checklist.items[0])
    found, faults = visit(checklist, campaign, {f"{name}_photo": "late.jpg"})
    assert faults == []
    assert found is not None
    assert found.photos[0].read is None
    assert "late.jpg" in str(found.remarks[0])


@pytest.mark.parametrize(
    ("changes", "instance", "why"),
    [
        ({"A01_state": "done", "A01": "hôm qua"}, "uuid:1", "does not fit"),
        ({"end": ""}, "uuid:1", "does not say when"),
        ({}, "", "has no id"),
    ],
)
def test_a_submission_that_does_not_fit_is_no_visit(
    checklist: Checklist, campaign: Campaign, changes: dict[str, str], instance: str, why: str
) -> None:
    """Its faults are told."""
    found, faults = visit(checklist, campaign, changes, instance)
    assert found is None
    assert why in " ".join(map(str, faults))


def test_doubts_are_told(checklist: Checklist, campaign: Campaign) -> None:
    """N/A without a reason, and a year that is typed wrong; both are recorded under version 1."""
    name = name_of(item_of(checklist, ItemKind.RATIO))
    cells = {f"{name}_na": "na", "A01_state": "done", "A01": "2037-05-15"}
    found, _ = visit(checklist, campaign, cells)
    assert found is not None
    assert len(found.entries) == 2
    told = " ".join(map(str, found.remarks))
    assert "no reason is given" in told
    assert "2037-05-15, is far from the inspected period" in told


def test_not_applicable_without_a_reason_is_refused_where_the_checklist_asks_for_one(
    checklist: Checklist, campaign: Campaign
) -> None:
    """As version 2 does."""
    item = item_of(checklist, ItemKind.RATIO)
    strict = replace(item, na=NaPolicy.WITH_NOTE)
    _, faults = visit(with_item(checklist, strict), campaign, {f"{name_of(item)}_na": "na"})
    assert "no reason is given" in str(faults[0])


def test_a_submission_without_answers_is_told(checklist: Checklist, campaign: Campaign) -> None:
    """Nothing of it is recorded, and that should not go unnoticed."""
    found, _ = visit(checklist, campaign, {})
    assert found is not None
    assert [str(remark) for remark in found.remarks] == ["The submission answers nothing."]


def test_an_edited_submission_is_another_device(checklist: Checklist) -> None:
    """And one that the server says more about is the same: its state does not change what was filled in."""
    first = device_of(Submission(2, "uuid:1", OWN | {"A02": "a"}), checklist)
    assert (
        device_of(Submission(9, "uuid:1", OWN | {"A02": "a", "ReviewState": "approved"}), checklist) == first
    )
    assert device_of(Submission(2, "uuid:1", OWN | {"A02": "b"}), checklist) != first
