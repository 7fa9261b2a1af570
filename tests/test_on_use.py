"""The names of a room's face are loaded when somebody asks for them."""

from __future__ import annotations

import ast
import builtins
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import ROOT

FACES = sorted(
    path
    for path in (ROOT / "inspection_lib").rglob("__init__.py")
    if "with loaded_on_use" in path.read_text("utf-8")
)


def blocks(face: Path) -> tuple[list[ast.stmt], set[str]]:
    """The code of a face beside its imports on use, and the names of these."""
    body = ast.parse(face.read_text("utf-8")).body
    (put_off,) = (part for part in body if isinstance(part, ast.With))
    imports = [part for part in put_off.body if isinstance(part, ast.ImportFrom)]
    assert len(imports) == len(put_off.body)
    return [part for part in body if part is not put_off], {
        one.name for part in imports for one in part.names
    }


def test_a_module_is_loaded_when_its_name_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once, and an unknown name is an error that names it."""
    (tmp_path / "shed").mkdir()
    (tmp_path / "shed" / "tools.py").write_text("spade = object()\n")
    text = "from inspection_lib.on_use import loaded_on_use\n"
    text += "with loaded_on_use(globals()):\n    from shed.tools import spade\n"
    (tmp_path / "shed" / "__init__.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    shed = import_module("shed")
    assert "shed.tools" not in sys.modules
    assert "spade" in dir(shed)
    spade = shed.spade
    assert spade is sys.modules["shed.tools"].spade is vars(shed)["spade"]
    with pytest.raises(AttributeError, match="rake"):
        _ = shed.rake
    with pytest.raises(ImportError, match="rake"):
        exec("from shed import rake")
    for name in ("shed", "shed.tools"):
        monkeypatch.delitem(sys.modules, name)


def test_imports_are_as_before_after_a_block_that_failed() -> None:
    """Only the block's own imports are put off."""
    before = builtins.__import__
    code = "with loaded_on_use({}):\n    import json\n    assert json.dumps\n    1 / 0"
    with pytest.raises(ZeroDivisionError):
        exec(code)
    assert builtins.__import__ is before


@pytest.mark.parametrize("face", FACES, ids=lambda path: path.parent.name)
def test_a_face_can_be_asked_for_each_of_its_names(face: Path) -> None:
    """Each module has the name. The face's own code uses none, and no module of the room has the same."""
    rest, names = blocks(face)
    room = import_module(".".join(face.parent.relative_to(ROOT).parts))
    assert names <= {*room.__all__}
    for name in room.__all__:
        assert getattr(room, name) is not None
    used = {node.id for part in rest for node in ast.walk(part) if isinstance(node, ast.Name)}
    assert not names & used
    modules = {path.stem for path in face.parent.glob("*.py")} | {
        path.parent.name for path in face.parent.glob("*/*.py")
    }
    assert not names & modules
