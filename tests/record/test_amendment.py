"""Records that move to a newer version of their checklist."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inspection_lib.errors import AmendmentError, FrozenChecklistError, InspectionError, NotFoundError
from inspection_lib.language import Text
from inspection_lib.model import (
    Area,
    Campaign,
    Checklist,
    EventKind,
    Item,
    ItemKind,
    NaPolicy,
    Source,
)
from inspection_lib.record import EventStore, Recorder, create_store, in_order, verify_chain
from inspection_lib.record.acceptance import accept_chains
from inspection_lib.record.amendment import find_unfit_answers
from inspection_lib.record.fold import fold_answers, recorded_checklist, recorded_versions
from tests.builders import a_checklist, a_fact, a_ratio_item, an_item

UNIT = "060"
LEVELS = (("0", Text("chưa", "no")), ("1", Text("có", "yes")))


def a_level(item_id: str, levels: tuple[tuple[str, Text], ...] = LEVELS) -> Item:
    return replace(an_item(item_id, kind=ItemKind.LEVEL), levels=levels)


ITEMS = (
    an_item("KEPT"),
    an_item("ASKED"),
    a_level("LEVEL"),
    a_ratio_item("RATIO"),
    a_fact("GONE"),
    an_item("NA"),
)
V1 = a_checklist([ITEMS])


def version_2(*changes: Item, without: tuple[str, ...] = (), added: tuple[Item, ...] = ()) -> Checklist:
    """Version 2 of the checklist: some items changed, left out or added."""
    new = {item.id: item for item in changes}
    items = tuple(new.get(item.id, item) for item in ITEMS if item.id not in without) + added
    (area,) = V1.areas
    (criterion,) = area.criteria
    points = sum((item.points for item in items), Decimal(0))
    changed = Area(area.id, area.title, points, (replace(criterion, own_items=items),))
    return replace(V1, version=2, digest="digest2", areas=(changed,), points=points)


V2 = version_2(
    replace(ITEMS[1], question=Text("Câu hỏi khác", "Another question")),
    a_level("LEVEL", (LEVELS[0], ("1", Text("có, có niêm yết", "yes, posted")))),
    replace(ITEMS[5], na=NaPolicy.NO),
    without=("GONE",),
    added=(an_item("NEW"),),
)


def a_recorder(
    store: EventStore, campaign: Campaign, planned: Checklist = V1, origin: str = "office"
) -> Recorder:
    versions = {V1.name: V1, V2.name: V2}

    def find(name: str) -> Checklist:
        if name not in versions:
            raise NotFoundError("unknown")
        return versions[name]

    return Recorder(store, campaign, {"district": planned}, origin, find_version=find)


@pytest.fixture
def recorder(campaign: Campaign, tmp_path: object) -> Recorder:
    """A recorder with answers under version 1 to every item but NEW."""
    made = a_recorder(create_store(f"sqlite:///{tmp_path}/office.db", tmp_path), campaign)
    fill(made)
    return made


def fill(recorder: Recorder) -> None:
    answers = {"KEPT": "yes", "ASKED": "no", "LEVEL": "1", "RATIO": "5/6", "GONE": "yes", "NA": "N/A"}
    for item_id, raw in answers.items():
        recorder.answer(UNIT, item_id, Source.INSPECTOR, raw, actor="Thư ký", note="lý do")


def events_of(recorder: Recorder) -> list[object]:
    return in_order(recorder.store.events(recorder.campaign.id, UNIT))


def test_answers_that_mean_the_same_stay_and_the_others_are_withdrawn(recorder: Recorder) -> None:
    """A changed question, a level with another meaning, and N/A where it is no longer taken."""
    (amendment,) = recorder.amend([UNIT], V2, actor="Trưởng đoàn")
    assert [answer.item_id for answer in amendment.again] == ["ASKED", "LEVEL", "NA"]
    assert (amendment.carried, amendment.dropped, amendment.added) == (2, ("GONE",), ("NEW",))
    events = events_of(recorder)
    verify_chain(events)
    assert recorded_checklist(events) == (V2.name, V2.digest)
    answers = fold_answers(V2, events)
    assert {item_id for item_id, answer in answers.items() if answer.finding} == {"KEPT", "RATIO"}
    assert fold_answers(V1, events)["GONE"].finding is not None, "it stays in the record"


def test_looking_first_records_nothing(recorder: Recorder) -> None:
    """The dry run gives the same plan."""
    before = events_of(recorder)
    (looked,) = recorder.amend([UNIT], V2, dry_run=True)
    assert events_of(recorder) == before
    (moved,) = recorder.amend([UNIT], V2)
    assert looked == moved


def test_amending_again_changes_nothing(recorder: Recorder) -> None:
    """The record stands on the version already, and all its answers fit."""
    recorder.amend([UNIT], V2)
    before = events_of(recorder)
    (again,) = recorder.amend([UNIT], V2)
    assert not again.changes_something
    assert events_of(recorder) == before


def test_an_answer_under_the_new_version_is_recorded_whatever_the_plan_names(recorder: Recorder) -> None:
    """The plan still names version 1; the unit stands on version 2."""
    recorder.amend([UNIT], V2)
    recorder.answer(UNIT, "NEW", Source.INSPECTOR, "yes", actor="Thư ký")
    with pytest.raises(NotFoundError, match="GONE"):
        recorder.answer(UNIT, "GONE", Source.INSPECTOR, "no", actor="Thư ký")


def test_a_unit_without_a_record_is_left_out(recorder: Recorder) -> None:
    """It begins with the version that the plan names."""
    assert recorder.amend(["061"], V2) == []
    assert recorder.store.events(recorder.campaign.id, "061") == []


@pytest.mark.parametrize(
    "other", [replace(V1, id="another", version=3), replace(V2, unit_kinds=("commune",))]
)
def test_only_a_version_of_the_same_checklist_is_taken(recorder: Recorder, other: Checklist) -> None:
    """Nothing is recorded for any unit."""
    before = events_of(recorder)
    with pytest.raises(AmendmentError, match="cannot move"):
        recorder.amend([UNIT], other)
    assert events_of(recorder) == before


def test_no_record_moves_back(recorder: Recorder) -> None:
    """An older version is refused."""
    recorder.amend([UNIT], V2)
    with pytest.raises(AmendmentError, match=r"k\.v2 and cannot move to k\.v1"):
        recorder.amend([UNIT], V1)


def test_a_changed_file_of_a_version_is_still_refused(recorder: Recorder, campaign: Campaign) -> None:
    """Versions move; a version that was answered does not change."""
    changed = replace(V1, digest="other")
    with pytest.raises(FrozenChecklistError):
        a_recorder(recorder.store, campaign, changed).answer(UNIT, "KEPT", Source.INSPECTOR, "no", actor="x")


def other_machine(campaign: Campaign, tmp_path: object, planned: Checklist = V1) -> Recorder:
    store = create_store(f"sqlite:///{tmp_path}/laptop.db", tmp_path)
    return a_recorder(store, campaign, planned, "laptop")


def test_answers_of_a_machine_that_did_not_know_are_merged(
    recorder: Recorder, campaign: Campaign, tmp_path: object
) -> None:
    """What fits the new version stands; what does not is withdrawn when the record is amended again."""
    laptop = other_machine(campaign, tmp_path)
    laptop.answer(UNIT, "KEPT", Source.INSPECTOR, "yes", actor="Thành viên")
    laptop.answer(UNIT, "NA", Source.INSPECTOR, "N/A", actor="Thành viên", note="lý do")
    recorder.amend([UNIT], V2)
    accept_chains(recorder, laptop.store.events(campaign.id, UNIT))
    assert recorded_checklist(events_of(recorder)) == (V2.name, V2.digest)
    (amendment,) = recorder.amend([UNIT], V2)
    assert [answer.item_id for answer in amendment.again] == ["NA"]
    assert fold_answers(V2, events_of(recorder))["NA"].finding is None


def test_an_amendment_travels_to_other_machines(
    recorder: Recorder, campaign: Campaign, tmp_path: object
) -> None:
    """A laptop that has version 1 takes the office's events in and stands on version 2 then."""
    laptop = other_machine(campaign, tmp_path)
    laptop.answer(UNIT, "KEPT", Source.INSPECTOR, "yes", actor="Thành viên")
    recorder.amend([UNIT], V2)
    accept_chains(laptop, recorder.store.events(campaign.id, UNIT))
    assert recorded_versions(events_of(laptop)) == [(V1.name, V1.digest), (V2.name, V2.digest)]
    laptop.answer(UNIT, "NEW", Source.INSPECTOR, "yes", actor="Thành viên")


def test_two_versions_without_an_amendment_do_not_mix(
    recorder: Recorder, campaign: Campaign, tmp_path: object
) -> None:
    """Nobody has looked at what changes, so neither side may count the other's answers as its own."""
    laptop = other_machine(campaign, tmp_path, V2)
    laptop.answer(UNIT, "KEPT", Source.INSPECTOR, "yes", actor="Thành viên")
    for here, there in ((recorder, laptop), (laptop, recorder)):
        before = events_of(here)
        with pytest.raises(InspectionError, match="stands on checklist"):
            accept_chains(here, there.store.events(campaign.id, UNIT))
        assert events_of(here) == before
    recorder.amend([UNIT], V2)
    accept_chains(recorder, laptop.store.events(campaign.id, UNIT))


def test_a_version_that_nobody_has_here_is_refused(
    recorder: Recorder, campaign: Campaign, tmp_path: object
) -> None:
    """And one whose file differs."""
    laptop = other_machine(campaign, tmp_path, replace(V1, version=7))
    laptop.answer(UNIT, "KEPT", Source.INSPECTOR, "yes", actor="Thành viên")
    with pytest.raises(InspectionError, match="checklist"):
        accept_chains(recorder, laptop.store.events(campaign.id, UNIT))


def test_the_event_of_an_amendment_says_who_and_which_version(recorder: Recorder) -> None:
    """As the history of the unit shows it."""
    recorder.amend([UNIT], V2, actor="Trưởng đoàn")
    (event,) = [event for event in events_of(recorder) if event.kind is EventKind.AMENDED]
    assert (event.raw, event.actor) == (f"{V2.name} {V2.digest}", "Trưởng đoàn")


@pytest.mark.parametrize(
    ("before", "after", "fits"),
    [
        (Text("Có kế hoạch", "Has a plan"), Text("Có kế hoạch", ""), True),
        (Text("Có kế hoạch", ""), Text("Có kế hoạch", "Has a plan"), True),
        (Text("", "Has a plan"), Text("", "has a plan"), True),
        (Text("", "Has a plan"), Text("", "Has a budget"), False),
        (Text("Có kế hoạch", ""), Text("", "Has a plan"), False),
    ],
)
def test_a_language_that_comes_or_goes_leaves_an_answer_as_it_is(
    recorder: Recorder, before: Text, after: Text, *, fits: bool
) -> None:
    """Without a language in common nobody can tell whether the question is the same."""
    old, new = (a_checklist([[replace(an_item("KEPT"), question=question)]]) for question in (before, after))
    events = recorder.store.events(recorder.campaign.id, UNIT)
    assert (find_unfit_answers(old, new, events) == ()) is fits
