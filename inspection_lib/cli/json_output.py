"""Values as JSON for programs, and the JSON Schema of each kind of value that a command can print so."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

from pydantic import TypeAdapter

from inspection_lib.cli.options import write_out

_ORDERS = re.compile("[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Letters that give orders to a terminal or cannot be seen. JSON escapes those below the space by itself."""
_NOT_ASCII = re.compile("[^\0-\x7e]")


def print_json(value: Any) -> None:
    """Print a dataclass of frozen values as indented JSON. Letters that a terminal would obey are escaped."""
    content = TypeAdapter(type(value)).dump_json(value, indent=1).decode()
    escaped = _ORDERS if _prints_unicode() else _NOT_ASCII
    write_out(escaped.sub(lambda found: json.dumps(found[0])[1:-1], content))


def _prints_unicode() -> bool:
    """Whether stdout takes every letter. A text without an encoding is one that stays in this process."""
    return (sys.stdout.encoding or "utf-8").lower().startswith("utf")


def schema_text(kind: type, title: str) -> str:
    """The JSON Schema of what `print_json` prints of a kind of value."""
    schema = TypeAdapter(kind).json_schema(mode="serialization")
    schema |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
