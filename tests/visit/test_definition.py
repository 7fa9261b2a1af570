"""The definition of a form: the checklist as plain values."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from inspection_lib.language import Language, Text, open_catalogue
from inspection_lib.model import Campaign, Checklist, Exemption, NaPolicy
from inspection_lib.visit.definition import FormItem, define_form
from tests.builders import a_campaign, a_checklist, a_unit, an_item
from tests.definitions.checklist.schemes import scheme

VI = open_catalogue(Language.VI)


def test_a_form_has_every_item_once_in_the_order_of_the_checklist(
    campaign: Campaign, checklists: dict[str, Checklist]
) -> None:
    """For every kind of unit; the definition is JSON as it is."""
    for kind, checklist in checklists.items():
        unit = next(unit for unit in campaign.units if unit.kind == kind)
        form = define_form(campaign, unit, checklist, VI, "Thành viên đoàn")
        items = [item for area in form.areas for part in area.criteria for item in part.items]
        assert [item.id for item in items] == [item.id for item in checklist.items]
        assert json.loads(json.dumps(asdict(form)))["digest"] == checklist.digest


def test_an_exempt_unit_sees_the_reason() -> None:
    """Other units are asked."""
    exempt = replace(an_item("A"), exemptions=(Exemption(("060",), Text("Không có bộ phận này", "")),))
    unit, checklist = a_unit("060"), a_checklist([[exempt, an_item("B")]])
    assert [item.exempt for item in items_of(unit.code, checklist)] == ["Không có bộ phận này", ""]
    assert [item.exempt for item in items_of("061", checklist)] == ["", ""]


def test_an_item_that_applies_to_every_unit_takes_no_na() -> None:
    """The other items do: those of version 1 do not say."""
    policies = (NaPolicy.NO, NaPolicy.WITH_NOTE, None)
    items = [replace(an_item(f"A{number}"), na=policy) for number, policy in enumerate(policies)]
    assert [item.takes_na for item in items_of("060", a_checklist([items]))] == [False, True, True]


def test_templates_of_remarks_are_in_the_language_of_the_form() -> None:
    """In the order of the checklist; an item without any has none."""
    items = [replace(an_item("A"), remark_templates=(Text("Đã xem", "Seen"),)), an_item("B")]
    assert [item.remarks for item in items_of("060", a_checklist([items]))] == [("Đã xem",), ()]


def items_of(unit_code: str, checklist: Checklist) -> tuple[FormItem, ...]:
    """The items of a unit's form with one criterion."""
    unit = a_unit(unit_code)
    return define_form(a_campaign(unit), unit, checklist, VI, "").areas[0].criteria[0].items


def test_a_group_that_is_no_sum_says_how_it_comes_to_its_points() -> None:
    """A criterion whose items add up says nothing; computed items are not asked."""
    unit = a_unit()
    weakest, plain = (
        define_form(a_campaign(unit), unit, scheme(name), open_catalogue(Language.EN), "role")
        for name in ("pefa-m1", "tinh-toan")
    )
    assert weakest.areas[0].criteria[0].how.startswith("At most 4 points: its lowest part")
    assert (weakest.areas[0].how, plain.areas[0].criteria[0].how) == ("", "")
    assert [item.id for item in plain.areas[0].criteria[0].items] == ["STAFF", "FILES", "B-1"]


def test_groups_in_a_criterion_follow_it_with_their_depth_weight_and_minimum() -> None:
    """Each has its own items alone; a criterion of groups has none."""
    unit = a_unit()
    form = define_form(a_campaign(unit), unit, scheme("bon-cap"), open_catalogue(Language.EN), "role")
    shown = [(part.id, part.depth, part.how, len(part.items)) for part in form.areas[0].criteria]
    assert shown == [
        ("1.1", 1, "At most 6 points: the mean of its parts", 0),
        ("1.1.1", 2, "Weight 2 in the mean around it", 2),
        ("1.1.2", 2, "No points below 50 %", 1),
        ("1.2", 1, "", 1),
    ]
