"""Version 2 of the three checklists: what it shares with version 1, the form of its statements, its law.

tests/report/test_true_statements.py fills the statements and reads them back.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest

from inspection_lib.judging import Deduction, Levels, text_for
from inspection_lib.language import Text
from inspection_lib.model import (
    BandsBy,
    Item,
    ItemKind,
    LegalState,
    NaPolicy,
    Outcome,
)
from tests.conftest import ROOT
from tests.makers.definitions import Shipped

FOLDER = ROOT / "checklists" / "definitions"
FROZEN = {
    "commune": "e327efea11a2c1c3938627c520a44934abb5cdffd41da3bbf6977a7edcf95a48",
    "department": "f725097471226d148d2b55fe01f6864c8a7c3d52ae62aa5710b64d97fe88440a",
    "district": "1740aa09237337da85014d5606136babf834f4bbbf3e8945da19860515a6b76e",
}
OLD, NEW = Shipped(tuple(FROZEN), 1), Shipped(tuple(FROZEN), 2)
OUTCOMES = (Outcome.FAIL, Outcome.PARTIAL, Outcome.UNANSWERED)
NO_TEXT = Text("", "")
ABOVE = r"\btrên đây\b|nội dung trên\b|yêu cầu trên\b|\bthe above\b|^One of (these|them)\b|minh chứng"
PARTS = {
    ItemKind.RATIO: {"numerator", "denominator", "share", "minimum"},
    ItemKind.COUNT: {"numerator", "denominator", "share"},
    ItemKind.OCCURRENCES: {"value"},
    ItemKind.NUMBER: {"value", "minimum"},
    ItemKind.LEVEL: {"level"},
    ItemKind.DATE: {"day", "due"},
    ItemKind.YES_NO: set[str](),
    ItemKind.TEXT: set[str](),
}


@pytest.mark.parametrize("kind", NEW)
def test_version_1_stays_byte_for_byte(kind: str) -> None:
    """Records that were answered by it hold its digest."""
    assert sha256((FOLDER / f"par-{kind}.v1.yaml").read_bytes()).hexdigest() == FROZEN[kind]


@pytest.mark.parametrize("kind", NEW)
def test_version_2_asks_and_scores_what_version_1_did(kind: str) -> None:
    """Only texts, N/A, the law and the bands' rule differ, so answers carry over.

    More is compared: some items with a register, and one more rule across items. These carry no points.
    """
    compared = {item.id for item in OLD[kind].items if item.cross_check}

    def core(item: Item) -> Item:
        rule = item.rule
        if isinstance(rule, Levels):
            rule = replace(rule, levels=tuple(replace(level, label=NO_TEXT) for level in rule.levels))
        return Item(
            item.id,
            NO_TEXT,
            item.kind,
            item.points,
            rule,
            item.rule_name,
            severity=item.severity,
            days_to_mend=item.days_to_mend,
            evidence_required=item.evidence_required,
            applies_when=item.applies_when,
            exemptions=item.exemptions,
            cap=item.cap,
            cross_check=item.cross_check if item.id in compared else None,
        )

    old, new = OLD[kind], NEW[kind]
    assert [core(item) for item in new.items] == [core(item) for item in old.items]
    assert new.checks[: len(old.checks)] == old.checks
    for name in ("bands", "points", "rounding", "unit_kinds", "valid_from", "valid_to"):
        assert getattr(new, name) == getattr(old, name), name
    assert (new.version, new.bands_by, old.bands_by) == (2, BandsBy.EXACT, BandsBy.ROUNDED)


@pytest.mark.parametrize("kind", NEW)
def test_a_statement_is_a_sentence_of_its_own(kind: str) -> None:
    """It asks nothing, points to nothing above; its placeholders fit the kind and are alike in both."""
    for item in NEW[kind].items:
        assert item.na in (NaPolicy.NO, NaPolicy.WITH_NOTE), item.id
        for outcome in OUTCOMES:
            text = text_for(item.finding_texts, outcome)
            if text is None:
                continue
            names = [set(re.findall(r"{(\w*)}", side)) for side in (text.vi, text.en)]
            allowed = PARTS[item.kind] if outcome is not Outcome.UNANSWERED else set[str]()
            assert names[0] == names[1] <= allowed, item.id
            for side in (text.vi, text.en):
                assert side[0].isupper(), item.id
                assert side[-1] not in "?.: ", item.id
                assert not re.search(ABOVE, side), item.id


@pytest.mark.parametrize("kind", NEW)
def test_no_text_points_to_the_above(kind: str) -> None:
    """A label is printed alone, where nothing stands above it. Evidence has one name."""
    for item in NEW[kind].items:
        labels = [label for _, label in item.levels]
        for text in (item.question, item.recommendation, *labels, *item.evidence):
            assert not re.search(ABOVE, text.vi), item.id
            assert not re.search(ABOVE, text.en), item.id


@pytest.mark.parametrize("kind", NEW)
def test_every_level_without_points_is_named_by_its_own_statement(kind: str) -> None:
    """Two levels of 0 points would share one statement, which is true of one of them only."""
    for item in NEW[kind].items:
        if isinstance(item.rule, Levels):
            points = [level.points for level in item.rule.levels]
            assert points.count(Decimal(0)) == 1, item.id
            between = [value for value in points if 0 < value < max(points)]
            partial = item.finding_texts.partial
            assert partial is not None
            assert len(between) == 1 or "{level}" in partial.vi, item.id


@pytest.mark.parametrize("kind", NEW)
def test_deductions_say_the_number_of_cases(kind: str) -> None:
    """Without it the statement would be true of any number."""
    for item in NEW[kind].items:
        if isinstance(item.rule, Deduction):
            assert item.finding_texts.fail
            assert "{value}" in item.finding_texts.fail.vi


@pytest.mark.parametrize("kind", NEW)
def test_what_is_verified_names_a_source_that_was_read(kind: str) -> None:
    """Nothing from memory, nothing that was only cited somewhere."""
    for item in NEW[kind].items:
        for basis in item.legal_basis:
            for state, source in ((basis.document.state, basis.document.source), (basis.state, basis.source)):
                if state is LegalState.VERIFIED:
                    assert source
                    assert not re.search("from memory|text not read|not found", source)


@pytest.mark.parametrize(
    ("document", "valid_from", "valid_to"),
    [
        ("ND20", date(2008, 3, 3), None),
        ("ND64", date(2007, 5, 18), date(2026, 7, 1)),
        ("ND43", date(2011, 10, 1), date(2022, 8, 15)),
        ("TT05", date(2014, 3, 24), date(2017, 12, 15)),
        ("ND59", date(2012, 10, 1), None),
        ("ND130", date(2005, 11, 6), date(2026, 5, 1)),
    ],
)
def test_the_days_in_force_are_put_right(document: str, valid_from: date, valid_to: date | None) -> None:
    """Those that version 1 had from memory and that a source corrected or confirmed."""
    found = {
        (basis.document.valid_from, basis.document.valid_to)
        for checklist in NEW.values()
        for item in checklist.items
        for basis in item.legal_basis
        if basis.document.id == document
    }
    assert found == {(valid_from, valid_to)}


@pytest.mark.parametrize(
    ("item_id", "article"),
    [("A05", "Điều 35"), ("C02", "Điều 30"), ("G09", "Chương III")],
)
def test_no_item_cites_an_article_that_does_not_carry_it(item_id: str, article: str) -> None:
    """Articles that bind ministries and provinces are no basis for a unit's duty."""
    for checklist in NEW.values():
        item = checklist.item(item_id)
        for basis in item.legal_basis if item else ():
            assert basis.article is None or article not in basis.article.vi
