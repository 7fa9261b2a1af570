"""Packages of several units in one file: each is taken in by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspection_lib.errors import BundleError
from inspection_lib.keys import new_form_secret
from inspection_lib.language import in_english
from inspection_lib.model import EventKind
from tests.conftest import CAMPAIGN
from tests.exchange.packages import (
    FIRST,
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


def a_set(office: Office, **packages: Path) -> Path:
    """A file with packages, each in the folder of its name."""
    listed = {"format": "inspection-forms", "version": 1, "campaign": CAMPAIGN, "folders": list(packages)}
    members = {"packages.json": json.dumps(listed).encode()}
    for folder, path in packages.items():
        members |= {f"{folder}/{name}": content for name, content in unpack(path).items()}
    return pack(office.folder / "set.zip", members)


def of_unit(office: Office, unit: str, device: str, raw: str = "2017-01-15") -> Path:
    """A recognised package of one unit, with an answer to the same item."""
    with office.at_home():
        form = new_form_secret(CAMPAIGN, unit, office.checklist.digest)
    return a_package(office, [an_entry(1, raw)], form=form, unit=unit, device=device).rename(
        office.folder / f"{unit}.zip"
    )


def test_units_with_equal_items_keep_their_own_answers(office: Office) -> None:
    """Two units answer one item differently; the same file again adds nothing."""
    path = a_set(
        office, one=of_unit(office, UNIT, "1a" * 8), two=of_unit(office, "061", "2b" * 8, "2017-02-16")
    )
    merged = office.merge_unnamed(path)
    assert merged.unit_codes == (UNIT, "061")
    raws = {
        unit: [one.raw for one in office.store.events(CAMPAIGN, unit) if one.kind is EventKind.ANSWERED]
        for unit in merged.unit_codes
    }
    assert raws == {UNIT: ["2017-01-15"], "061": ["2017-02-16"]}
    said = [in_english(part.package) for part in merged.parts if part.package]
    assert [code in text for code, text in zip(raws, said, strict=True)] == [True, True]
    assert office.merge_unnamed(path).events == 0


def test_a_package_that_is_given_to_another_unit_is_refused_and_keeps_no_other_back(office: Office) -> None:
    """Its HMAC is for one unit. What is right in the file is taken in."""
    stolen = of_unit(office, UNIT, "1a" * 8)
    members = unpack(stolen)
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps(manifest | {"unit": "061"}).encode()
    path = a_set(office, good=of_unit(office, "062", "3c" * 8), bad=pack(stolen, members))
    merged = office.merge_unnamed(path)
    assert merged.unit_codes == ("062",)
    [refused] = merged.refused
    assert "changed or forged" in in_english(refused.message)
    assert "[bad]" in refused.file
    assert office.store.events(CAMPAIGN, "061") == []


def test_another_version_of_the_checklist_refuses_its_own_package_alone(office: Office) -> None:
    """The other unit's package is taken in."""
    other = a_package(office, [an_entry(1)], unit="061", digest="0" * 64).rename(office.folder / "old.zip")
    merged = office.merge_unnamed(a_set(office, good=of_unit(office, UNIT, "1a" * 8), old=other))
    assert (merged.unit_codes, len(merged.refused)) == ((UNIT,), 1)
    assert "another version of checklist" in in_english(merged.refused[0].message)


def test_a_part_of_no_folder_refuses_the_whole_file(office: Office) -> None:
    """So does a list that cannot be read."""
    path = a_set(office, one=of_unit(office, UNIT, "1a" * 8))
    members = unpack(path)
    for also in ({"x/entries.jsonl": b""}, {"packages.json": b"{}"}):
        with pytest.raises(BundleError):
            office.merge_unnamed(pack(path, members | also))
    assert office.stands(FIRST) == ""
