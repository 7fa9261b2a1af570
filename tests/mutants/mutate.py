"""Change valid files in random ways: bytes, values of a tree, parts of a zip."""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any
from xml.sax.saxutils import escape

DEEP = "@@DEEP@@"
"""Stands in a tree for brackets that no writer could write; `with_brackets` puts them in."""
HOSTILE: tuple[Any, ...] = (
    *("", " ", "\0", "\x1b[31m", "\x07", "a\rb", "\u202egpj", "\u2028", "\ufeff", "\ud800", "\uffff", "\x85"),
    *(
        "=1+1",
        "@SUM(A1)",
        "+1",
        "-1",
        "\t=1",
        "'",
        '"',
        "''",
        "<script>alert(1)</script>",
        "]]>",
        "&amp;",
        "--",
    ),
    *(
        "../../x",
        "q/../../x",
        "/etc/passwd",
        "C:\\x",
        "đơn-vị",
        "a b",
        ".",
        "..",
        "con",
        "a" * 300,
        "A" * 200_000,
    ),
    *(
        "9" * 5_000,
        "1e999999",
        "1E+999999999",
        "-1e-999999999",
        "NaN",
        "Infinity",
        "-Infinity",
        "0",
        "-0",
        "1e5",
    ),
    *("99999999999999999999", "0.1234567890123456789", "1.000.000", "1,5", "٣", "½", "0x10", "1_000"),
    *("2017-02-30", "0000-00-00", "9999-12-31", "0001-01-01", "31/12/9999", "2017-01-01T25:00:00Z"),
    *(
        "{share}",
        "{0.__class__}",
        "{",
        "}",
        "{}",
        "%s",
        "${x}",
        "$x$",
        "{{x}}",
        "null",
        "yes",
        "no",
        "~",
        "na",
    ),
    *(
        "a;b",
        "a|b",
        "a,b",
        "060",
        "A01",
        "A01.numerator",
        "inspector",
        DEEP,
        "x" * 40_000,
        "\n",
        "a\nb",
        "ế" * 70,
    ),
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        2**63,
        2**200,
        1.5,
        float("nan"),
        float("inf"),
        1e308,
        [],
        {},
        [[]],
        [{}],
        [None],
    ),
    *({"vi": "x"}, {"a": {"b": {"c": "d"}}}, ["a"] * 50),
)
"""Values that somebody may write in place of any other."""


def of_bytes(chance: Random, content: bytes) -> bytes:
    """Bytes flipped, cut, doubled, emptied or mixed."""
    changed = bytearray(content)
    start = chance.randrange(len(changed) or 1)
    end = min(len(changed), start + chance.choice((1, 2, 8, 100, 5_000)))
    match chance.randrange(7):
        case 0:
            for _ in range(chance.choice((1, 1, 1, 2, 8, 50))):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
        case 1:
            del changed[start:]
        case 2:
            del changed[start:end]
        case 3:
            changed[start:start] = changed[start:end] * chance.choice((1, 1, 2, 1_000))
        case 4:
            changed[start:end] = bytes(end - start)
        case 5:
            changed[start:start] = chance.randbytes(chance.choice((1, 4, 64)))
        case _:
            other = chance.randrange(len(changed))
            changed[start:end] = changed[other : other + end - start]
    return bytes(changed)


def of_tree(chance: Random, tree: Any, times: int = 0) -> Any:
    """A copy of a tree of lists and dictionaries with values replaced, removed, doubled or moved."""
    changed = copy.deepcopy(tree)
    for _ in range(times or chance.choice((1, 1, 1, 2, 5))):
        places = list(_places(changed))
        if not places:
            return chance.choice(HOSTILE)
        holder, key = chance.choice(places)
        match chance.randrange(9):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder.insert(key, copy.deepcopy(holder[key]))
            case 1 | 2:
                other, its_key = chance.choice(places)
                holder[key] = copy.deepcopy(other[its_key]) if its_key in _keys(other) else ""
            case 3 if isinstance(holder, dict):
                holder[str(chance.choice(HOSTILE))[:300]] = holder.pop(key)
            case 4 if isinstance(holder[key], str):
                at = chance.randrange(len(holder[key]) + 1)
                holder[key] = holder[key][:at] + str(chance.choice(HOSTILE)) + holder[key][at:]
            case _:
                holder[key] = copy.deepcopy(chance.choice(HOSTILE))
    return changed


def _keys(holder: Any) -> Any:
    return holder if isinstance(holder, dict) else range(len(holder))


def _places(tree: Any) -> Any:
    for key in list(_keys(tree)) if isinstance(tree, (dict, list)) else ():
        yield tree, key
        yield from _places(tree[key])


def with_brackets(chance: Random, text: str, opened: str = "[") -> bytes:
    """The text as bytes, with `DEEP` replaced by brackets inside each other; lone surrogates stay."""
    depth = chance.choice((50, 70, 500, 100_000))
    closed = {"[": "]", "{": "}"}[opened]
    brackets = opened * depth + (closed * depth if chance.random() < 0.5 else "")
    return text.replace(f'"{DEEP}"', brackets).replace(DEEP, brackets).encode("utf-8", "surrogatepass")


def of_json(chance: Random, content: bytes) -> bytes:
    """A JSON text with its tree changed, or its bytes."""
    if chance.random() < 0.25:
        return of_bytes(chance, content)
    tree = of_tree(chance, json.loads(content))
    return with_brackets(chance, json.dumps(tree, ensure_ascii=chance.random() < 0.5))


def of_json_lines(chance: Random, content: bytes) -> bytes:
    """Lines of JSON, some changed, doubled, removed or in another order."""
    lines = content.splitlines() or [b"{}"]
    at = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            chance.shuffle(lines)
        case _:
            lines[at] = of_json(chance, lines[at])
    return b"\n".join(lines) + b"\n"


def of_xml(chance: Random, content: bytes) -> bytes:
    """An XML text with a text or an attribute replaced, or its bytes changed."""
    if chance.random() < 0.25:
        return of_bytes(chance, content)
    text = content.decode()
    found = list(re.finditer(r'(?<=>)[^<>]+(?=<)|(?<==")[^"<>]*(?=")', text))
    if not found:
        return of_bytes(chance, content)
    place = chance.choice(found)
    value = escape(str(chance.choice(HOSTILE)), {'"': "&quot;"})
    text = text[: place.start()] + value + text[place.end() :]
    if chance.random() < 0.05:
        text = text.replace("?>", '?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>', 1)
    return with_brackets(chance, text)


def of_csv(chance: Random, content: bytes) -> bytes:
    """A CSV text with cells, rows or quotation marks changed, or its bytes."""
    if chance.random() < 0.3:
        return of_bytes(chance, content)
    rows = [line.split(",") for line in content.decode().splitlines()]  # quotation marks are changed too
    changed = of_tree(chance, rows)
    lines = [",".join(map(str, row)) if isinstance(row, list) else str(row) for row in changed]
    text = chance.choice(("\n", "\r\n", "\n")).join(lines) if isinstance(changed, list) else str(changed)
    raw = with_brackets(chance, text)
    return raw if chance.random() < 0.9 else raw.decode("utf-8", "replace").encode("utf-16")


Member = Callable[[Random, str, bytes], bytes]


def of_zip(
    chance: Random, content: bytes, member: Member, finish: Callable[[dict[str, bytes]], None] | None = None
) -> bytes:
    """A zip with one member changed, renamed, removed, doubled or packed tightly; or its bytes changed.

    ``finish`` may put right what says how the members are, so that the change is not seen at once.
    """
    if chance.random() < 0.25:
        return of_bytes(chance, content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(members))
    match chance.randrange(10):
        case 0:
            del members[name]
        case 1:
            members[str(chance.choice(HOSTILE))[:300] or "x"] = members.pop(name)
        case 2:
            members[name] = bytes(chance.choice((10, 70_000, 30 * 2**20)))
        case 3:
            members[f"{name}x"] = members[name]
        case _:
            members[name] = member(chance, name, members[name])
    if finish and chance.random() < 0.9:
        finish(members)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, own in members.items():
            archive.writestr(zipfile.ZipInfo(name.encode("utf-8", "replace").decode()), own)
    return written.getvalue()
