"""Every enum member that a page shows has a label in both languages."""

from __future__ import annotations

from enum import Enum

import pytest

import inspection_lib.model
from inspection_lib.answers import PersonalData
from inspection_lib.batch import UnitState
from inspection_lib.language import Language, open_catalogue
from inspection_lib.language.labels import ENGLISH
from inspection_lib.record import LogKind
from inspection_lib.report import (
    ActionState,
    FollowUpState,
    MendingState,
    RecordStep,
    ReportState,
    ReportStep,
    Uncertain,
)
from inspection_lib.workbench.impact import ItemChange

NOT_SHOWN = {
    "BandsBy",
    "ColumnKind",
    "Combine",
    "Comparison",
    "DaysAre",
    "DaysFrom",
    "FrameKind",
    "LimitSubject",
    "MeasureKind",
    "Money",
    "NaPolicy",
    "Operator",
    "PaperFormat",
    "PeriodEnd",
    "Reduce",
    "RoundingAt",
}
"""Enums that no page and no command prints."""
SHOWN = [
    *(
        value
        for name in inspection_lib.model.__all__
        if isinstance(value := getattr(inspection_lib.model, name), type)
        and issubclass(value, Enum)
        and name not in NOT_SHOWN
    ),
    ActionState,
    FollowUpState,
    ItemChange,
    LogKind,
    MendingState,
    PersonalData,
    RecordStep,
    ReportState,
    ReportStep,
    Uncertain,
    UnitState,
]


@pytest.mark.parametrize("enum", SHOWN)
def test_every_member_has_a_label(enum: type[Enum]) -> None:
    """Otherwise drawing a page would fail on it."""
    assert [member for member in enum if (enum.__name__, member.value) not in ENGLISH] == []


def test_every_label_belongs_to_a_member() -> None:
    """A label of a removed member would be left over."""
    members = {(enum.__name__, member.value) for enum in SHOWN for member in enum}
    assert set(ENGLISH) - members == set()


def test_a_label_is_in_the_language_of_its_catalogue() -> None:
    """Vietnamese by the catalogue, English as in the code."""
    outcome = inspection_lib.model.Outcome.NOT_APPLICABLE
    assert open_catalogue(Language.EN).label(outcome) == "Not applicable"
    assert open_catalogue(Language.VI).label(outcome) == "Không áp dụng"
