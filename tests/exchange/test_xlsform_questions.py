"""The questions of a form. That ODK accepts them: test_xlsform.py; that answers come back: test_odk.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspection_lib.exchange.xlsform_questions import Row, name_of, question_rows
from inspection_lib.language import Text
from inspection_lib.model import Condition, Exemption, Item, ItemKind, NaPolicy
from tests.builders import A_TEXT, a_checklist, an_item


def rows_of(item: Item) -> list[Row]:
    return list(question_rows(a_checklist([[an_item("A"), item]]), item))


@pytest.mark.parametrize(
    ("item_id", "name"), [("A01", "A01"), ("A.1-b", "A_1_b"), ("1a", "q1a"), ("Đ1", "q_1")]
)
def test_names_are_what_odk_allows(item_id: str, name: str) -> None:
    """Letters, digits and underscores, beginning with a letter."""
    assert name_of(an_item(item_id)) == name


@pytest.mark.parametrize(
    ("kind", "types", "excuse"),
    [
        (ItemKind.YES_NO, ["select_one yes_no"], "${B} = 'na'"),
        (ItemKind.LEVEL, ["select_one levels_B"], "${B} = 'na'"),
        (ItemKind.DATE, ["select_one done", "date"], "${B_state} = 'na'"),
        (ItemKind.RATIO, ["select_one excused", "integer", "integer"], "${B_na} = 'na'"),
        (ItemKind.COUNT, ["select_one excused", "integer", "integer"], "${B_na} = 'na'"),
        (ItemKind.OCCURRENCES, ["select_one excused", "integer"], "${B_na} = 'na'"),
        (ItemKind.NUMBER, ["select_one excused", "decimal"], "${B_na} = 'na'"),
        (ItemKind.TEXT, ["select_one excused", "text"], "${B_na} = 'na'"),
        (
            ItemKind.POINTS,
            ["select_one excused", "decimal"],
            "${B_na} = 'na' or (${B} != '' and ${B} < 1)",
        ),
    ],
)
def test_every_kind_of_item_has_its_controls(kind: ItemKind, types: list[str], excuse: str) -> None:
    """After them a remark, required if the item does not apply, the number of a document, and a photo."""
    first, *controls, note, document, photo, last = rows_of(an_item("B", kind=kind))
    assert [row["type"] for row in controls] == types
    assert note["required"] == excuse
    assert [row["type"] for row in (first, note, document, photo, last)] == [
        "begin_group",
        "text",
        "text",
        "image",
        "end_group",
    ]


def test_points_have_their_maximum() -> None:
    """A phone takes from 0 to the item's points, and asks for the reason of fewer."""
    given = next(row for row in rows_of(an_item("B", kind=ItemKind.POINTS)) if row["type"] == "decimal")
    assert given["constraint"] == ". >= 0 and . <= 1"


def test_what_is_counted_has_its_own_name() -> None:
    """The question for the number is the checklist's label."""
    label = Text("báo cáo chậm", "late reports")
    item = replace(an_item("B", kind=ItemKind.OCCURRENCES), labels=(("occurrence", label),))
    assert label in [row.get("label") for row in rows_of(item)]


def test_an_item_is_relevant_for_units_and_answers_that_it_is_for() -> None:
    """Exempt units and other answers to the item on which it depends hide it."""
    item = replace(
        an_item("B"), applies_when=Condition("A", ("yes",)), exemptions=(Exemption(("060", "061"), A_TEXT),)
    )
    assert rows_of(item)[0]["relevant"] == "${unit} != '060' and ${unit} != '061' and (${A} = 'yes')"
    assert rows_of(an_item("B"))[0]["relevant"] == ""


@pytest.mark.parametrize("kind", list(ItemKind))
def test_an_item_that_always_applies_offers_no_way_out(kind: ItemKind) -> None:
    """Version 2 of a checklist refuses N/A there, so the phone must not offer it and lose the whole visit."""
    rows = rows_of(replace(an_item("B", kind=kind), na=NaPolicy.NO))
    lists = {str(row["type"]) for row in rows}
    assert not lists & {"select_one excused", "select_one yes_no", "select_one done"}
    assert all("'na'" not in str(row.get(cell, "")) for row in rows for cell in ("required", "relevant"))
