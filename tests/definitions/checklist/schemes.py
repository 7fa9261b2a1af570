"""The schemes of the tests: read, answered, and with a mistake in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from inspection_lib.answers import parse_answer
from inspection_lib.definitions import read_checklist_with_problems
from inspection_lib.errors import Problem
from inspection_lib.model import Checklist, Response
from tests.builders import a_response
from tests.conftest import ROOT

SCHEMES = ROOT / "tests" / "data" / "schemes"


def scheme(name: str) -> Checklist:
    """A scheme that `inspection check` takes without a problem or a warning."""
    checklist, problems = read_checklist_with_problems(SCHEMES / f"{name}.v1.yaml")
    assert not problems
    assert checklist is not None
    return checklist


def answers_to(checklist: Checklist, raws: Mapping[str, str]) -> dict[str, Response]:
    """Responses with the values of raw answers, each with a remark."""
    found = {}
    for item_id, raw in raws.items():
        item = checklist.item(item_id)
        assert item is not None
        found[item_id] = a_response(parse_answer(item, raw), "lý do")
    return found


def scheme_after(folder: Path, name: str, *changes: tuple[str, str]) -> list[Problem]:
    """The problems of a scheme after replacements."""
    text = (SCHEMES / f"{name}.v1.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / f"{name}.v1.yaml"
    path.write_text(text, encoding="utf-8")
    return read_checklist_with_problems(path)[1]
