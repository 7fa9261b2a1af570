"""What the fields mean that decisions name."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.checklist_tables.doubts import Doubt, doubt_fault
from inspection_lib.checklist_tables.field_words import FIELD_WORDS, LEGAL_EXAMPLE
from inspection_lib.definitions import read_yaml
from tests.checklist_tables.office_tables import a_book, read
from tests.checklist_tables.test_check import checked
from tools.field_list import mappings

NAMES = [name for name, _ in FIELD_WORDS]


def test_every_name_is_a_field_of_the_format() -> None:
    """And each stands once."""
    known = {field for _, mapping in mappings("checklist") for field in mapping.get("properties", {})}
    assert [name for name in NAMES if name not in known] == []
    assert len(set(NAMES)) == len(NAMES)


def test_every_field_that_a_decision_names_has_its_line() -> None:
    """Those on the file, and those on the words of an item."""
    faults = [*(doubt_fault(doubt) for doubt in Doubt)]
    faults += [one.fault for one in read(a_book([("STT", "Tiêu chí", "Điểm tối đa"), (1, "x", 1)])).decisions]
    texts = " ".join(str(part.text) for fault in faults for part in (fault.message, fault.remedy) if part)
    for name in (
        "floor",
        "below",
        "labels",
        "kind",
        "scoring",
        "valid_from",
        "defaults",
        "status",
        "unit_kind",
    ):
        assert name in texts
        assert name in NAMES
    assert "legal_documents" in texts
    assert "na: no" in texts


def test_the_example_of_a_legal_document_can_be_copied(tmp_path: Path) -> None:
    """Into a file made of a table, as it is: the check finds nothing, and the item cites the document."""
    path = tmp_path / "example.yaml"
    path.write_text(LEGAL_EXAMPLE, encoding="utf-8")
    example, problems = read_yaml(path, "example.yaml")
    assert problems == []
    assert isinstance(example.tree, dict)
    found = read(a_book([("STT", "Tiêu chí", "Điểm tối đa"), (1, "x", 1)]))
    defaults, more = found.tree["defaults"], example.tree["defaults"]
    assert isinstance(defaults, dict)
    assert isinstance(more, dict)
    found.tree.update({"unit_kind": "commune", **example.tree, "defaults": defaults | more})
    (item,) = checked(found, tmp_path).items
    (basis,) = item.legal_basis
    assert (basis.document.number, str(basis.article.vi)) == ("118/2025/NĐ-CP", "Điều 18")
