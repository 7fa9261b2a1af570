"""Packages of the form in which a unit scores itself."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from inspection_lib.errors import BundleError
from inspection_lib.exchange.package_file import package_hmac
from inspection_lib.keys import FormSecret, new_form_secret
from inspection_lib.language import in_english
from inspection_lib.model import Source
from inspection_lib.record.chain import in_order
from inspection_lib.record.fold import fold_answers
from tests.conftest import CAMPAIGN
from tests.exchange.packages import (
    FIRST,
    SECOND,
    UNIT,
    BuildOffice,
    Office,
    a_package,
    an_entry,
    pack,
    unpack,
)


@pytest.fixture
def office(offices: BuildOffice) -> Office:
    return offices("office")


def self_form(office: Office) -> FormSecret:
    with office.at_home():
        return new_form_secret(CAMPAIGN, UNIT, office.checklist.digest, Source.SELF)


def own(number: int, raw: str = "2017-01-15", **also: object) -> dict[str, object]:
    return an_entry(number, raw, source="self", actor="Văn phòng", **also)


def own_package(office: Office, *entries: dict[str, Any]) -> Path:
    return a_package(office, list(entries), form=self_form(office), source="self")


def answers(office: Office, item: str = FIRST) -> tuple[str, str]:
    """What the unit claims and what the inspectors found."""
    answer = fold_answers(office.checklist, in_order(office.events()))[item]
    return (answer.claim.raw if answer.claim else "", answer.finding.raw if answer.finding else "")


def test_a_self_score_is_named_so_and_stands_beside_the_inspectors_answer(office: Office) -> None:
    """It is recognised, said in words, and overrides nothing that inspectors answered."""
    office.answer("2017-03-20")
    merged = office.merge_unnamed(own_package(office, own(1)))
    assert merged.package
    assert in_english(merged.package).startswith("SELF-SCORE of unit 060")
    assert answers(office) == ("2017-01-15", "2017-03-20")
    assert office.contradictory() == []
    assert office.merge_unnamed(own_package(office, own(1))).events == 0


def test_whoever_has_the_unit_s_form_cannot_answer_as_an_inspector(office: Office) -> None:
    """Its secret fits no package of the inspectors, and entries of both are refused."""
    form = self_form(office)
    forged = a_package(office, [an_entry(1)], form=form)
    with pytest.raises(BundleError, match="changed or forged"):
        office.merge_unnamed(forged)
    mixed = a_package(office, [own(1), an_entry(2)], form=form, source="self")
    with pytest.raises(BundleError, match="mixes answers"):
        office.merge_unnamed(mixed)
    hidden = a_package(office, [own(1)], form=office.new_form())
    with pytest.raises(BundleError, match="mixes answers"):
        office.merge_unnamed(hidden)
    assert office.events() == []


@pytest.mark.parametrize("also", [{"kind": "decided"}, {"cause": "people"}])
def test_what_only_inspectors_do_is_not_in_it(office: Office, also: dict[str, object]) -> None:
    """No decisions, no causes."""
    with pytest.raises(BundleError):
        office.merge_unnamed(own_package(office, own(1, **also)))


def test_a_self_score_that_came_otherwise_is_not_contradicted_silently(office: Office) -> None:
    """Refused by item where the form did not show it. Equal answers do not contradict, nor what it showed."""
    claimed = office.recorder.answer(UNIT, FIRST, Source.SELF, "2017-03-20", actor="Văn phòng")[-1].digest
    with pytest.raises(BundleError, match=f"already, and differs: {FIRST}"):
        office.merge_unnamed(own_package(office, own(1), own(2, "a", item=SECOND)))
    assert office.merge_unnamed(own_package(office, own(3, "2017-03-20"))).events
    office.merge_unnamed(own_package(office, own(3, "2017-03-20"), own(4, "2017-01-17", seen=[claimed])))
    assert answers(office)[0] == "2017-01-17"


def test_a_changed_source_is_seen(office: Office) -> None:
    """The manifest is under the HMAC."""
    path = own_package(office)
    members = unpack(path)
    manifest = json.loads(members["manifest.json"])
    del manifest["source"]
    members["manifest.json"] = json.dumps(manifest).encode()
    digests = {
        name: hashlib.sha256(text).hexdigest() for name, text in members.items() if name != "package.hmac"
    }
    members["package.hmac"] = package_hmac(self_form(office).secret, digests).encode()
    with pytest.raises(BundleError, match="changed or forged"):
        office.merge_unnamed(pack(path, members))
