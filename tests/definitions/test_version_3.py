"""The checklists on the law of 2026: every item shows its source or the mark, and ids keep their meaning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inspection_lib.definitions import read_checklist_with_problems
from inspection_lib.model import FindingTexts, LegalState
from tests.conftest import ROOT
from tests.makers.definitions import Shipped

FOLDER = ROOT / "checklists" / "definitions"
KINDS = ("department", "commune")
OLD, NEW = Shipped(("district", *KINDS), 2), Shipped(KINDS, 3)


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_cites_a_dated_document_or_is_marked(kind: str) -> None:
    """What is verified has number, date, article and a source; the rest carries the mark."""
    for item in NEW[kind].items:
        assert item.legal_basis, item.id
        for basis in item.legal_basis:
            if basis.verified:
                assert basis.document.date is not None, item.id
                assert basis.article is not None, item.id
                assert basis.source, item.id
                assert basis.document.source, item.id
                read = "not read" not in basis.document.source or "amended by" in basis.document.source
                assert read, item.id
            else:
                assert LegalState.TO_BE_VERIFIED in (basis.state, basis.document.state), item.id


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_states_what_is_wrong(kind: str) -> None:
    """A leader reads findings, not questions; no word of the drafts for evidence is left."""
    for item in NEW[kind].items:
        assert item.finding_texts != FindingTexts(), item.id
        assert item.na is not None, item.id
        assert "minh chứng" not in f"{item.question.vi} {item.recommendation.vi} {item.evidence}", item.id


def test_an_id_of_before_asks_what_it_asked() -> None:
    """Findings of 2017 are followed up by these ids."""
    before = {item.id: item.question for checklist in OLD.values() for item in checklist.items}
    own = {kind: {item.id: item.question for item in NEW[kind].items} for kind in KINDS}
    asked = [(name, question) for kind in KINDS for name, question in own[kind].items()]
    changed = [name for name, question in asked if before.get(name, question) != question]
    assert changed == []
    checks = {line.id for checklist in OLD.values() for line in checklist.checks}
    assert not checks & {line.id for checklist in NEW.values() for line in checklist.checks}


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_known_by_number_and_date(kind: str) -> None:
    """No ids: 76/NQ-CP of 2021 is not 76/NQ-CP of 2013."""
    text = (FOLDER / f"par-{kind}.v3.yaml").read_text(encoding="utf-8")
    documents = {basis.document for item in NEW[kind].items for basis in item.legal_basis}
    assert {document.id for document in documents} == {""}
    assert len({document.key for document in documents}) == len(documents)
    assert not re.search(r"document: [A-Z]", text)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "- document: {number: 80/2025/QH15, date: 2025-06-24}",
            "- document: {number: 80/2025/QH15, date: 2025-06-25}",
            "The legal document '80/2025/QH15 (2025-06-25)' is cited here and not listed",
        ),
        (
            "- number: 64/2025/QH15\n  kind: {vi: Luật, en: Law}\n  date: 2025-02-19",
            "- number: 84/2025/QH15\n  kind: {vi: Luật, en: Law}\n  date: 2025-06-25",
            "The legal document 84/2025/QH15 (2025-06-25) is listed twice",
        ),
        (
            "- document: {number: 80/2025/QH15, date: 2025-06-24}",
            "- document: L80",
            "'L80' is cited here and not listed",
        ),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """By number and date, as it is written."""
    text = (FOLDER / "par-commune.v3.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "par-commune.v3.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(problem in str(one) for one in read_checklist_with_problems(path)[1])


def test_a_fault_in_a_key_is_told_once(tmp_path: Path) -> None:
    """With the field of the key, and not once more as an id that does not fit."""
    text = (FOLDER / "par-commune.v3.yaml").read_text(encoding="utf-8")
    path = tmp_path / "par-commune.v3.yaml"
    old = "{number: 79/2025/NĐ-CP, date: 2025-04-01}"
    assert old in text
    path.write_text(text.replace(old, old.replace("2025-04-01", "x"), 1), encoding="utf-8")
    said = [str(one) for one in read_checklist_with_problems(path)[1] if "cites" not in str(one)]
    told = [one for one in said if "'x' does not fit date." in one]
    assert len(told) == 1
    assert "Write a day such as" in told[0]
    assert not [one for one in said if "constrained" in one]
