"""The picture of the rooms shows the imports that are."""

from __future__ import annotations

import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.rooms import CELL, HEAD, LABEL, PICTURE, draw, draw_tree, rooms_in_order

SVG = "{http://www.w3.org/2000/svg}"


def dots(picture: str) -> list[tuple[int, int]]:
    """Row and column of each dot."""
    circles = ET.fromstring(picture).iter(f"{SVG}circle")
    return [
        ((int(one.attrib["cy"]) - HEAD) // CELL, (int(one.attrib["cx"]) - LABEL) // CELL) for one in circles
    ]


def test_the_picture_in_the_docs_is_up_to_date() -> None:
    """`python -m tools.rooms` writes it anew."""
    assert (ROOT / PICTURE).read_text(encoding="utf-8") == draw_tree(ROOT)


def test_no_room_imports_from_above() -> None:
    """Every dot lies right of the diagonal, and there are some."""
    found = dots(draw_tree(ROOT))
    assert len(found) > len(rooms_in_order(ROOT))
    assert all(column > row for row, column in found)


def test_a_dot_stands_for_an_import() -> None:
    """In the row of the room that imports, in the column of the other; the words say the same."""
    picture = draw(["attic", "hall", "cellar"], {"attic": {"cellar"}, "hall": {"cellar"}, "cellar": set()})
    assert dots(picture) == [(0, 2), (1, 2)]
    assert "<title>hall imports from cellar</title>" in picture


@pytest.mark.parametrize("layer", ["cli", "model", "errors", "inprocess"])
def test_the_rooms_stand_in_the_order_of_the_contract(layer: str) -> None:
    """Rooms that share a layer stand beside each other."""
    settings = tomllib.loads(Path(ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["importlinter"]["contracts"][0]["name"].startswith("Rooms")
    assert layer in rooms_in_order(ROOT)
