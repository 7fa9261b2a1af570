"""The contract on faces, over small graphs."""

from __future__ import annotations

import pytest
from grimp import ImportGraph

from tools.face_contract import FaceContract


def lines(*imports: tuple[str, str], doors: tuple[str, ...] = ()) -> list[str]:
    """What the contract prints for these imports (importer, imported); empty when it is kept."""
    graph = ImportGraph()
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported)
    options = {"package": "lib", "doors": list(doors), "type": "faces"}
    contract = FaceContract(name="Faces", session_options={}, contract_options=options)
    check = contract.check(graph, verbose=False)
    found: list[str] = check.metadata["lines"]
    assert check.kept == (not found)
    return found


def test_a_room_is_imported_by_its_name_and_within_itself_by_module() -> None:
    """Both are how it should be, and so is the library's own face."""
    assert (
        lines(
            ("lib.top.one", "lib.low"),
            ("lib.low.one", "lib.low.two"),
            ("lib", "lib.low.one"),
            ("lib.top", "lib"),
        )
        == []
    )


def test_an_import_of_what_lies_inside_is_named() -> None:
    """Also from the face of another room."""
    assert lines(("lib.top.one", "lib.low.one"), ("lib.top", "lib.low.deep.two")) == [
        "lib.top imports lib.low.deep.two",
        "lib.top.one imports lib.low.one",
    ]


@pytest.mark.parametrize(
    ("imported", "expected"),
    [("lib.low.one", []), ("lib.low", ["lib.low.one is a door that no other room uses"])],
)
def test_a_door_is_open_and_is_used(imported: str, expected: list[str]) -> None:
    """A door that nobody needs any more must go."""
    assert lines(("lib.top.one", imported), doors=("lib.low.one",)) == expected
