"""The office's file: which definitions, records and keys are in it."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from inspection_lib.errors import InspectionError, NotFoundError
from inspection_lib.keys import own_machine_name, trust
from inspection_lib.workbench import OWN_NAME, Workbench
from tests.workbench.preparations import (
    EARLIER,
    ONE,
    TWO,
    UNIT_THEN,
    Office,
    an_office,
    read,
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return an_office(tmp_path, monkeypatch)


def test_it_holds_what_the_campaign_needs_and_what_is_recorded(office: Office) -> None:
    """The plan, its units and checklists, settings, holidays; the record, and the office's keys."""
    trust("ab" * 32, "Thư ký")
    found = read(office.prepared())
    plan, units = f"checklists/plans/{EARLIER}.yaml", "checklists/units/backan-2017.csv"
    assert {"workbench.yaml", "checklists/holidays.csv", plan, units} <= found.files.keys()
    definitions = {path for path in found.files if path.startswith("checklists/definitions/")}
    assert definitions == {"checklists/definitions/par-district.v2.yaml"}
    assert all(path.endswith((".yaml", ".csv")) for path in found.files)
    (record,) = found.records
    assert (record.manifest.campaign, record.manifest.units) == (EARLIER, [UNIT_THEN])
    assert record.files == ()
    assert found.trusted == {"ab" * 32: "Thư ký", office.key.signer.key: "Văn phòng"}
    assert list(found.machine_keys.values()) == [OWN_NAME] == [own_machine_name()]
    assert [name.name for name in found.names] == [OWN_NAME]
    assert found.machines == (ONE, TWO)
    assert len({invitation.secret for invitation in found.invitations}) == 2


def test_it_brings_the_last_inspection_of_each_unit(office: Office) -> None:
    """A later campaign brings the record of the earlier one, with that one's plan and checklists."""
    plans = office.workbench.folder / "checklists" / "plans"
    later = plans / "2018-dot-1.yaml"
    text = (plans / f"{EARLIER}.yaml").read_text(encoding="utf-8").replace(EARLIER, "2018-dot-1")
    for year in ("-05-22", "-06-16", "-06-30"):
        text = text.replace(f"2017{year}", f"2018{year}")
    text = text.replace("{from: 2017-01-01, to: 2017-04-30}", "{from: 2018-01-01, to: 2018-04-30}")
    later.write_text(text.replace("par-district.v2", "par-district.v1"), encoding="utf-8")
    found = read(office.prepared(campaigns=["2018-dot-1"]))
    assert [record.manifest.campaign for record in found.records] == [EARLIER]
    assert found.campaigns == ("2018-dot-1",)
    wanted = {
        f"plans/{EARLIER}",
        "plans/2018-dot-1",
        "definitions/par-district.v1",
        "definitions/par-district.v2",
    }
    assert {f"checklists/{path}.yaml" for path in wanted} <= found.files.keys()


def test_parts_of_a_checklist_come_with_it(office: Office) -> None:
    """As it includes them."""
    folder = office.workbench.folder / "checklists" / "definitions"
    checklist = folder / "par-district.v2.yaml"
    part = folder / "parts" / "title.yaml"
    text = checklist.read_text(encoding="utf-8")
    title = re.search(r"^title:(\n? +.*(?:\n +.*)*)", text, re.MULTILINE)
    assert title is not None
    part.parent.mkdir()
    part.write_text(textwrap.dedent(title[1].lstrip("\n")), encoding="utf-8")
    checklist.write_text(text.replace(title[1], " {include: parts/title.yaml}", 1), encoding="utf-8")
    assert "checklists/definitions/parts/title.yaml" in read(office.prepared()).files


def test_a_campaign_that_is_not_there_is_named(office: Office) -> None:
    """With the nearest one; no invitation is made."""
    with pytest.raises(NotFoundError, match="2027"):
        office.prepared(campaigns=[EARLIER, "2027"])
    assert not (office.folder / "office-config" / "invitations.json").exists()


def test_a_file_outside_of_the_folder_is_not_given(office: Office, tmp_path: Path) -> None:
    """Its path would mean something else on another machine."""
    units = tmp_path / "units.csv"
    plan = office.workbench.folder / "checklists" / "plans" / f"{EARLIER}.yaml"
    own = Workbench(office.workbench.folder)
    units.write_bytes((plan.parent / "../units/backan-2017.csv").read_bytes())
    text = plan.read_text(encoding="utf-8").replace("../units/backan-2017.csv", "../../../units.csv")
    plan.write_text(text, encoding="utf-8")
    assert own.campaign(EARLIER).units
    with pytest.raises(InspectionError, match="outside of the workbench"):
        office.prepared()
