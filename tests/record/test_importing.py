"""Imports under a name: what they replace, what is known, what is taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.model import Entry, EventKind, Place
from inspection_lib.record.chain import in_order, verify_chain
from inspection_lib.record.fold import fold_answers, submitted_at
from inspection_lib.record.recorder import Recorder
from tests.record.imports import Row, a_file, bring, count, found, places, type_in
from tests.record.machines import CHECKLIST, a_recorder, share

MAY = ("X", "no", "2017-05-24T08:05:00+07:00")
JUNE = ("X", "yes", "2017-06-02T08:05:00+07:00")
UNDATED = ("X", "no", "")


@pytest.fixture
def office(tmp_path: Path) -> Recorder:
    return a_recorder(tmp_path)


def test_an_event_says_where_its_answer_stood_and_one_more_keeps_the_import(office: Recorder) -> None:
    """File, digest and row of each answer; name, digest, account and number of rows of the import."""
    file = replace(a_file(MAY, name="v1.csv"), account='{"rows":1}', actor="Thư ký")
    office.import_files([file])
    opened, answered, imported = office.store.events("c", "060")
    assert opened.kind is EventKind.OPENED
    assert answered.place == Place("v1.csv", file.sha256, 2)
    assert (imported.kind, imported.place, imported.actor) == (
        EventKind.IMPORTED,
        Place("v1.csv", file.sha256),
        "Thư ký",
    )
    assert json.loads(imported.raw) == {"rows": 1, "repeated": {}, "account": '{"rows":1}'}
    verify_chain([opened, answered, imported])


@pytest.mark.parametrize(
    ("stands", "comes", "then"),
    [
        (MAY, JUNE, "yes"),
        (JUNE, MAY, "yes"),
        (JUNE, ("X", "no", "2017-06-01"), "yes"),
        (MAY, ("X", "yes", "2017-05-25"), "yes"),
    ],
)
def test_a_later_answer_replaces_an_older_one_does_not(
    office: Recorder, stands: Row, comes: Row, then: str
) -> None:
    """Both are recorded as imported; the older one is listed."""
    assert bring(office, a_file(stands)) == [True]
    (result,) = office.import_files([a_file(comes, name="2.csv")])
    assert found(office) == then
    assert [change.entry.place.row for change in (*result.older, *result.replaced) if change.entry.place] == [
        2
    ]
    assert bool(result.older) is (stands == JUNE)


@pytest.mark.parametrize(
    ("stands", "comes"),
    [
        (UNDATED, JUNE),
        (MAY, ("X", "yes", "")),
        (MAY, ("X", "yes", MAY[2])),
        (MAY, ("X", "yes", "2017-05-24")),
    ],
)
def test_where_nobody_can_say_which_is_later_the_file_is_refused_unless_told(
    office: Recorder, stands: Row, comes: Row
) -> None:
    """Without a time, or with equal or touching times: all is listed, and no row of the file is recorded."""
    bring(office, a_file(stands))
    before = count(office)
    file = a_file(comes, ("Y", "yes", "2017-06-02"), name="2.csv")
    (result,) = office.import_files([file])
    (change,) = result.undecided
    assert (change.entry.raw, [event.raw for event in change.standing]) == ("yes", ["no"])
    assert (result.is_refused, count(office), found(office), found(office, "Y")) == (True, before, "no", "")
    assert bring(office, file, replaces=True) == [True]
    assert (found(office), found(office, "Y")) == ("yes", "yes")


def test_replace_does_not_bring_back_what_is_older(office: Recorder) -> None:
    """`--replace` decides only where nobody can say which is later."""
    bring(office, a_file(JUNE))
    bring(office, a_file(MAY, name="2.csv"), replaces=True)
    assert found(office) == "yes"


def test_the_same_file_again_changes_nothing_whatever_came_since(office: Recorder) -> None:
    """Not even a file without times with `--replace`. Given twice in one command, it is one file."""
    file = a_file(UNDATED)
    assert bring(office, file, file) == [True]
    type_in(office, "yes")
    before = count(office)
    for replaces in (False, True):
        results = office.import_files([file], replace_undecided=replaces)
        assert [event.unit_code for result in results for event in result.known] == ["060"]
    assert (count(office), found(office)) == (before, "yes")


def test_a_file_whose_first_import_changed_nothing_is_known(office: Recorder) -> None:
    """It says what stands. Then the inspector corrects it, and the file comes again."""
    type_in(office, "no")
    file = a_file(UNDATED)
    assert bring(office, file) == [True]
    type_in(office, "yes")
    before = count(office)
    assert bring(office, file) == [True]
    assert (count(office), found(office)) == (before, "yes")


def test_of_one_answer_twice_in_one_command_the_latest_counts(office: Recorder) -> None:
    """In one file and across files, in any order."""
    one, two = a_file(JUNE, MAY, name="1.csv"), a_file(("X", "n/a", "2017-06-01"), name="2.csv")
    results = office.import_files([one, two])
    assert found(office) == "yes"
    assert [places(result.surpassed) for result in results] == [[(3, 2)], [(2, 2)]]
    assert not any(result.is_refused for result in results)


@pytest.mark.parametrize("when", ["", MAY[2], "2017-05-24"])
def test_two_answers_of_which_nobody_can_say_which_is_later_refuse_both_files(
    office: Recorder, when: str
) -> None:
    """Equal or missing times, in one file or in two; both places are named."""
    one, two, third = a_file(MAY, name="1"), a_file(("X", "yes", when), name="2"), a_file(("Y", "yes", ""))
    results = office.import_files([one, two, third])
    assert [result.is_refused for result in results] == [True, True, False]
    assert [places(result.doubled) for result in results] == [[(2, 2)], [(2, 2)], []]
    assert (found(office), found(office, "Y")) == ("", "yes")
    (single,) = office.import_files([a_file(MAY, ("X", "yes", when))])
    assert sorted(places(single.doubled)[0]) == [2, 3]


def test_a_refused_file_keeps_no_answer_of_another_back(office: Recorder) -> None:
    """Its later answer to X is not recorded, so the other file's counts."""
    type_in(office, "no", "Y")
    refused, good = a_file(JUNE, ("Y", "yes", "")), a_file(MAY, name="2.csv")
    assert bring(office, refused, good) == [False, True]
    assert found(office) == "no"


def test_a_dry_run_says_the_same_and_records_nothing(office: Recorder) -> None:
    """The results are those of the import that follows."""
    bring(office, a_file(MAY))
    files = [a_file(JUNE, ("Y", "no", ""), name="2.csv"), a_file(("Y", "yes", ""), name="3.csv")]
    before = count(office)
    dry = office.import_files(files, dry_run=True)
    assert count(office) == before
    assert office.import_files(files) == dry


def test_a_time_that_cannot_be_right_is_told_and_does_not_decide(office: Recorder) -> None:
    """A clock of 2037 does not replace what stands, and does not keep a later answer out."""
    bring(office, a_file(MAY))
    future = ("X", "yes", "2037-05-15T08:00:00Z")
    (result,) = office.import_files([a_file(future, name="2.csv")])
    assert ([entry.answered_at for entry in result.impossible], result.is_refused) == ([future[2]], True)


def test_an_answer_confirmed_in_the_form_is_not_replaced_by_an_older_file(office: Recorder) -> None:
    """The inspector gave the same answer anew today; a file of June is older than that."""
    bring(office, a_file(MAY))
    type_in(office, "no")
    type_in(office, "no")
    assert count(office) == 4
    bring(office, a_file(JUNE, name="2.csv"))
    assert found(office) == "no"


def test_taking_an_import_back_brings_what_stood_before(office: Recorder) -> None:
    """Of one item the earlier answer, of another none; the events stay, and the chain is whole."""
    first, second = a_file(MAY), a_file(JUNE, ("Y", "yes", "2017-06-02"), name="2.csv")
    bring(office, first)
    bring(office, second)
    (event,) = office.withdraw_import(second.sha256, actor="Thư ký")
    assert (event.kind, event.place) == (EventKind.IMPORT_WITHDRAWN, Place("2.csv", second.sha256))
    assert (found(office), found(office, "Y")) == ("no", "")
    verify_chain(office.store.events("c", "060"))
    assert office.withdraw_import(second.sha256) == []
    assert office.withdraw_import("0" * 64) == []


def test_a_file_that_was_taken_back_comes_again_only_when_told(office: Recorder) -> None:
    """Refused with the event that took it back; with `--replace` it is imported anew."""
    file = a_file(JUNE)
    bring(office, file)
    office.withdraw_import(file.sha256)
    (result,) = office.import_files([file])
    assert [event.kind for event in result.withdrawn] == [EventKind.IMPORT_WITHDRAWN]
    assert (result.is_refused, found(office)) == (True, "")
    assert bring(office, file, replaces=True) == [True]
    assert found(office) == "yes"
    office.withdraw_import(file.sha256)
    assert found(office) == ""


def test_a_later_correction_stays_when_the_import_under_it_is_taken_back(office: Recorder) -> None:
    """What the inspector entered since counts, whatever happens to the file."""
    file = a_file(MAY)
    bring(office, file)
    type_in(office, "yes")
    office.withdraw_import(file.sha256)
    assert found(office) == "yes"


def test_what_another_import_said_too_stands_on_its_own(office: Recorder) -> None:
    """Two files repeated an answer. The first is taken back, the answer stays, with the second's place."""
    first, second, third = (a_file(MAY, name=f"{number}.csv") for number in (1, 2, 3))
    for file in (first, second, third):
        bring(office, file)
    assert count(office) == 5
    office.withdraw_import(first.sha256)
    finding = fold_answers(CHECKLIST, in_order(office.store.events("c", "060")))["X"].finding
    assert finding is not None
    assert (finding.raw, finding.answered_at, finding.place) == (
        "no",
        MAY[2],
        Place("2.csv", second.sha256, 2),
    )
    office.withdraw_import(second.sha256)
    assert found(office) == "no"
    office.withdraw_import(third.sha256)
    assert found(office) == ""


def test_a_submission_is_taken_back_with_its_file(office: Recorder) -> None:
    """An empty record that counts as closed would score 0."""
    file = a_file(MAY)
    closing = Entry("060", EventKind.SUBMITTED, place=Place("f.csv", file.sha256, 3))
    file = replace(file, entries=(*file.entries, closing))
    bring(office, file)
    assert submitted_at(office.store.events("c", "060"))
    office.withdraw_import(file.sha256)
    assert submitted_at(office.store.events("c", "060")) == ""


def test_an_older_file_on_a_laptop_does_not_take_over_by_merging(tmp_path: Path) -> None:
    """Both answers stand until somebody decides. Meanwhile the one that was given later counts."""
    office, laptop = a_recorder(tmp_path, "office"), a_recorder(tmp_path, "laptop")
    bring(office, a_file(JUNE))
    bring(laptop, a_file(MAY, name="2.csv"))
    share(office, laptop)
    share(laptop, office)
    assert (found(office), found(laptop)) == ("yes", "yes")
    bring(office, a_file(("X", "n/a", "2017-05-30"), name="3.csv"))
    assert found(office) == "yes"


def test_an_import_is_known_and_taken_back_on_every_machine(tmp_path: Path) -> None:
    """The laptop merges the office's record: the file is known there, and its withdrawal travels."""
    office, laptop = a_recorder(tmp_path, "office"), a_recorder(tmp_path, "laptop")
    file = a_file(JUNE)
    bring(office, file)
    share(laptop, office)
    before = count(laptop)
    bring(laptop, file)
    assert count(laptop) == before
    type_in(laptop, "no", "Y")
    office.withdraw_import(file.sha256)
    share(laptop, office)
    assert (found(laptop), found(laptop, "Y")) == ("", "no")
