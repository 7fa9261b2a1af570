"""Each check of `make house` finds what it is for, in a small made-up tree."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.house import (
    Room,
    check_long_files,
    check_long_lines,
    check_tests,
    circles,
    rooms,
)


def write(root: Path, name: str, text: str = "") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A library of two rooms and a module, all as it should be."""
    for room in ("attic", "cellar"):
        write(tmp_path, f"inspection_lib/{room}/__init__.py")
    write(tmp_path, "inspection_lib/__init__.py")
    write(tmp_path, "inspection_lib/attic/window.py", "from inspection_lib.cellar.door import NAME\n")
    write(tmp_path, "inspection_lib/cellar/door.py", "NAME = 1\n")
    write(tmp_path, "inspection_lib/stairs.py", "\n")
    for name in ("attic/test_window", "cellar/test_door", "test_stairs"):
        write(tmp_path, f"tests/{name}.py")
    return tmp_path


def house(root: Path) -> tuple[int, str]:
    """Run the script on a tree, in a process of its own: the made-up library has the name of the real one."""
    command = [sys.executable, "-m", "tools.house", str(root)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    return ran.returncode, ran.stdout


def test_a_house_in_order_has_status_0(tree: Path) -> None:
    """Every check is printed with nothing found."""
    status, output = house(tree)
    assert status == 0, output
    assert "circles between rooms: 0\ncircles within rooms: 0\nfiles over 330 lines: 0\n" in output


def test_the_rooms_are_counted(tree: Path) -> None:
    """Packages and single modules, with files and lines."""
    assert rooms(tree) == (Room("attic", 2, 1), Room("cellar", 2, 1), Room("stairs", 1, 1))


def test_rooms_that_import_each_other_are_found(tree: Path) -> None:
    """A circle between rooms need not be one of modules; imports for type checkers alone do not count."""
    write(tree, "inspection_lib/cellar/coal.py", "import inspection_lib.attic.roof\n")
    write(tree, "inspection_lib/attic/roof.py")
    write(tree, "tests/cellar/test_coal.py")
    write(tree, "tests/attic/test_roof.py")
    status, output = house(tree)
    assert status == 1
    assert "circles between rooms: 1\n  inspection_lib.attic, inspection_lib.cellar\n" in output
    assert "circles within rooms: 0\n" in output
    only_types = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import inspection_lib.attic.roof\n"
    write(tree, "inspection_lib/cellar/coal.py", only_types)
    assert house(tree)[0] == 0


def test_modules_that_import_each_other_are_found(tree: Path) -> None:
    """Also where the import stands inside a function."""
    write(tree, "inspection_lib/attic/roof.py", "import inspection_lib.attic.window\n")
    write(tree, "inspection_lib/attic/window.py", "def f() -> None:\n    import inspection_lib.attic.roof\n")
    write(tree, "tests/attic/test_roof.py")
    status, output = house(tree)
    assert status == 1
    assert "circles within rooms: 1\n  inspection_lib.attic.roof, inspection_lib.attic.window\n" in output


@pytest.mark.parametrize(
    ("imports", "found"),
    [
        ({"a": ["b"], "b": ["c"], "c": []}, []),
        ({"a": ["a"]}, []),
        ({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}, [("a", "b", "c")]),
        ({"a": ["b"], "b": ["a", "c"], "c": ["d"], "d": ["c"]}, [("a", "b"), ("c", "d")]),
    ],
)
def test_a_circle_is_what_leads_back(imports: dict[str, list[str]], found: list[tuple[str, ...]]) -> None:
    """Names that only lead into a circle, or only out of it, are not part of it."""
    assert circles(imports) == found


@pytest.mark.parametrize("name", ["tests/attic/test_window.py", "inspection_lib/attic/form.js"])
def test_a_long_file_is_found(tree: Path, name: str) -> None:
    """330 lines are allowed, 331 are not; tests and JavaScript count."""
    write(tree, name, "\n" * 330)
    assert check_long_files(tree).found == ()
    write(tree, name, "\n" * 331)
    assert check_long_files(tree).found == (f"{name}: 331",)


@pytest.mark.parametrize("name", ["benchmarks/a.py", "inspection_lib/attic/form.js", "docs/page.css"])
def test_a_long_line_is_found(tree: Path, name: str) -> None:
    """110 characters are allowed, 111 are not; letters count, not bytes."""
    write(tree, name, "ạ" * 110)
    assert check_long_lines(tree).found == ()
    write(tree, name, "\n" + "a" * 111)
    assert check_long_lines(tree).found == (f"{name}:2: 111",)


@pytest.mark.parametrize(
    "folder", [".venv/lib", "node_modules/x", "outputs", "inspection_lib/attic/static/built"]
)
def test_what_a_tool_made_is_left_out(tree: Path, folder: str) -> None:
    """Installed packages, outputs and bundles are no part of the house."""
    write(tree, f"{folder}/a.js", "a" * 111 + "\n" * 331)
    assert check_long_lines(tree).found == check_long_files(tree).found == ()


def test_a_module_without_a_test_needs_a_reason(tree: Path) -> None:
    """The test must stand at the mirrored place; a row of the table without a reason is none."""
    (tree / "tests/attic/test_window.py").rename(tree / "tests/test_window.py")
    expected = "inspection_lib/attic/window.py: no test, and no reason in docs/house.md"
    assert check_tests(tree).found == (expected,)
    write(tree, "docs/house.md", "| `inspection_lib/attic/window.py` |  |\n")
    assert check_tests(tree).found == (expected,)
    write(tree, "docs/house.md", "| module | why |\n|---|---|\n| `inspection_lib/attic/window.py` | none |\n")
    assert check_tests(tree).found == ()


def test_a_package_that_defines_something_needs_a_test(tree: Path) -> None:
    """A face that only hands names on needs none."""
    write(tree, "inspection_lib/attic/__init__.py", "from inspection_lib.attic import window\n")
    assert check_tests(tree).found == ()
    write(tree, "inspection_lib/attic/__init__.py", "def f() -> None: ...\n")
    assert check_tests(tree).found == (
        "inspection_lib/attic/__init__.py: no test, and no reason in docs/house.md",
    )
    write(tree, "tests/attic/test_init.py")
    assert check_tests(tree).found == ()


@pytest.mark.parametrize("module", ["inspection_lib/attic/window.py", "inspection_lib/attic/gone.py"])
def test_a_reason_that_is_no_longer_needed_is_found(tree: Path, module: str) -> None:
    """The module has got its test, or is gone."""
    write(tree, "docs/house.md", f"| `{module}` | too small |\n")
    (found,) = check_tests(tree).found
    assert found == f"{module}: has a test or is gone; docs/house.md still names it"
    assert house(tree)[0] == 1
