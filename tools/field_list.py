"""Bring docs/fields.md up to date: `python -m tools.field_list`.

The page begins with an introduction that is written by hand. Below the line `MARKER` it lists every field of
the files that people write, from the JSON Schemas: a meaning is written once, beside the field.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inspection_lib.workbench import EDITOR_SCHEMAS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "fields.md"
MARKER = "<!-- Written by `python -m tools.field_list`; what stands above is written by hand. -->"

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""


def updated(page: str) -> str:
    """The page with the fields as the formats have them now. ValueError without the marker."""
    by_hand, marker, _ = page.partition(MARKER)
    if not marker:
        raise ValueError(f"{PAGE} lacks the line {MARKER}")
    parts = [part for name in EDITOR_SCHEMAS for part in _page_of(name)]
    return f"{by_hand}{MARKER}\n" + "\n".join(parts) + "\n"


def mappings(name: str) -> Iterator[tuple[str, Schema]]:
    """Every mapping of a file with its fields: the title and the schema. The whole file comes first."""
    schema = json.loads(EDITOR_SCHEMAS[name]())
    yield "", schema
    for title, part in schema.get("$defs", {}).items():
        if title == "TextYaml":
            part = next(form for form in part["anyOf"] if "properties" in form)
        if "properties" in part:
            yield title.removesuffix("Yaml"), part
        for where in (part.get("properties", {}), schema["properties"] if title == "ItemYaml" else {}):
            yield from _choices(where)


def _choices(properties: dict[str, Schema]) -> Iterator[tuple[str, Schema]]:
    """The mappings that a field chooses from by the name of a rule."""
    for one in properties.values():
        for choice in one.get("oneOf", one.get("items", {}).get("oneOf", [])):
            if "rule" not in choice.get("properties", {}):
                continue  # a document by its id or by its key
            yield f"rule {choice['properties']['rule']['const']}", choice


def _page_of(name: str) -> Iterator[str]:
    yield f"\n## {name}.json"
    for title, part in mappings(name):
        yield f"\n### {title or 'The whole file'}\n"
        if said := " ".join(str(part.get("description", "")).split()):
            yield f"{said}\n"
        yield "| field | needed | meaning | example |"
        yield "|---|---|---|---|"
        for field, one in part["properties"].items():
            needed = "yes" if field in part.get("required", []) else "-"
            example = json.dumps(one["examples"][0], ensure_ascii=False).replace("|", "\\|")
            yield f"| `{field}` | {needed} | {one['description']} | `{example}` |"


def main() -> None:
    """Write the page and print how many lines it has."""
    page = updated(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(page, encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {page.count(chr(10))} lines", file=sys.stderr)


if __name__ == "__main__":
    main()
