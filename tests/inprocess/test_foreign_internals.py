"""The undocumented names of other packages are there as they were seen.

Which one is not, and where it is used.
"""

from __future__ import annotations

import ast
import inspect
import platform
import re
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest

from inspection_lib import inprocess
from inspection_lib.inprocess.foreign_internals import INTERNALS, Internal

FOLDER = Path(inprocess.__file__).parent
OWN_FILE = "foreign_internals.py"
ALLOWED = {"_exit", "_session", "_replace"}
"""Names with an underscore that are documented (os._exit) or our own."""


def installed(package: str) -> str:
    """The installed version of a package, or of Python."""
    return platform.python_version() if package == "python" else version(package)


def found(internal: Internal) -> object:
    """The object at a place. An attribute that is set in `__init__` is found in the source of its class."""
    module, _, path = internal.place.partition(":")
    place: object = import_module(module)
    for name in path.split("."):
        if not hasattr(place, name) and isinstance(place, type):
            sources = "".join(inspect.getsource(kind) for kind in place.__mro__[:-1])
            if re.search(rf"self\.{name}\b\s*(:[^=\n]+)?=", sources):
                return None
        place = getattr(place, name)
    return place


def complaint(internal: Internal) -> str:
    """What is wrong with one name; "" for nothing."""
    where = f"{internal.package} {installed(internal.package)}: {internal.place}"
    advice = (
        f"It was seen in {internal.seen}; used for: {internal.use}. See inspection_lib/inprocess/{OWN_FILE}."
    )
    try:
        value = found(internal)
    except (ImportError, AttributeError):
        return f"{where} is gone. {advice}"
    if internal.parameters is not None:
        parameters = tuple(inspect.signature(value).parameters)  # type: ignore[arg-type]
        if parameters[: len(internal.parameters)] != internal.parameters:
            return f"{where} takes {parameters} now, not {internal.parameters}. {advice}"
    return ""


@pytest.mark.parametrize("internal", INTERNALS, ids=lambda internal: internal.place.partition(":")[2])
def test_a_name_is_as_it_was_seen(internal: Internal) -> None:
    """A release that removes or changes one is named, with the version, the use and the place to change."""
    assert complaint(internal) == ""


def test_a_missing_name_is_reported_in_clear_words() -> None:
    """The complaint has package, installed and seen version, name and use."""
    gone = Internal("papermill", "1.0", "papermill.engines:Engine.no_such_name", "nothing")
    assert complaint(gone) == (
        f"papermill {version('papermill')}: papermill.engines:Engine.no_such_name is gone. "
        "It was seen in 1.0; used for: nothing. See inspection_lib/inprocess/foreign_internals.py."
    )


def test_a_changed_function_is_reported_in_clear_words() -> None:
    """With its parameters of now and then."""
    changed = Internal("python", "3.11", "inspect:getsource", "nothing", ("no_such_parameter",))
    assert "inspect:getsource takes ('object',) now, not ('no_such_parameter',)." in complaint(changed)


def test_private_names_are_used_in_one_file_only() -> None:
    """No other file of the engine touches a private attribute of something that is not its own."""
    used = []
    for path in sorted(FOLDER.rglob("*.py")):
        if path.name == OWN_FILE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and re.match(r"_[a-z]", node.attr):
                owner = node.value.func if isinstance(node.value, ast.Call) else node.value
                own = isinstance(owner, ast.Name) and owner.id in ("self", "cls", "super")
                if not own and node.attr not in ALLOWED:
                    used.append(f"{path.name}:{node.lineno}: {node.attr}")
    assert used == []
    names = {internal.place.rpartition(".")[2].rpartition(":")[2] for internal in INTERNALS}
    private = {name for name in names if name.startswith("_")}
    defined = {
        f"{path.name}: {node.name}"
        for path in sorted(FOLDER.rglob("*.py"))
        if path.name != OWN_FILE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name in private
    }
    assert defined == set()
