"""Draw which room imports which, from the import graph: `python -m tools.rooms` writes docs/rooms.svg.

The order of the rooms is that of the contract in pyproject.toml, from the roof down. So every dot lies right
of the diagonal: a dot left of it would be a room that imports from above. The picture follows the reader's
light or dark screen.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.house import PACKAGE, module_imports, room_imports

PICTURE = "docs/rooms.svg"
CELL, LABEL, HEAD = 24, 110, 100
"""Pixels: one cell's side, the room for the names on the left, the room for the names on top."""
STYLE = """
  svg { font: 13px system-ui, sans-serif; }
  text { fill: #1f2328; }
  line { stroke: #d1d9e0; }
  .own { fill: #d1d9e0; }
  .import { fill: #0969da; }
  .background { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    line { stroke: #3d444d; }
    .own { fill: #3d444d; }
    .import { fill: #4493f8; }
    .background { fill: #0d1117; }
  }
"""


def rooms_in_order(root: Path) -> tuple[str, ...]:
    """The rooms from the roof down, as the first contract of import-linter names them."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return tuple(name.strip() for layer in layers for name in layer.split("|"))


def draw(rooms: Sequence[str], imports: Mapping[str, set[str]]) -> str:
    """An SVG: a row for each room, with a dot under each room that it imports from."""
    width, height = LABEL + CELL * len(rooms) + 10, HEAD + CELL * len(rooms) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">',
        '<title id="title">Which room (row) imports from which (column)</title>',
        f"<style>{STYLE}</style>",
        f'<rect class="background" width="{width}" height="{height}"/>',
    ]
    for row, room in enumerate(rooms):
        middle = HEAD + CELL * row + CELL // 2
        parts.append(f'<line x1="{LABEL}" x2="{width - 10}" y1="{middle}" y2="{middle}"/>')
        parts.append(f'<text x="{LABEL - 8}" y="{middle + 4}" text-anchor="end">{room}</text>')
        left = LABEL + CELL * row + CELL // 2
        parts.append(f'<line x1="{left}" x2="{left}" y1="{HEAD}" y2="{height - 10}"/>')
        parts.append(f'<text transform="translate({left + 4} {HEAD - 8}) rotate(-60)">{room}</text>')
        parts.append(f'<rect class="own" x="{left - 6}" y="{middle - 6}" width="12" height="12"/>')
    for row, room in enumerate(rooms):
        for column, other in enumerate(rooms):
            if other in imports.get(room, ()):
                place = f'cx="{LABEL + CELL * column + CELL // 2}" cy="{HEAD + CELL * row + CELL // 2}"'
                title = f"<title>{room} imports from {other}</title>"
                parts.append(f'<circle class="import" {place} r="6">{title}</circle>')
    return "\n".join([*parts, "</svg>", ""])


def draw_tree(root: Path) -> str:
    """The picture of a tree with a pyproject.toml and the library."""
    found = room_imports(module_imports(root))
    cut = len(PACKAGE) + 1
    imports = {room[cut:]: {other[cut:] for other in others} for room, others in found.items()}
    return draw(rooms_in_order(root), imports)


def main() -> int:
    """Write the picture of this tree."""
    root = Path(__file__).parent.parent
    (root / PICTURE).write_text(draw_tree(root), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
