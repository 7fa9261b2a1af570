"""Print the state of the house: rooms, circles, long files, long lines, modules without a test. `make house`.

Exit status 1 where something is not as it should be. The limits are settled in docs/house.md, which also
holds the table of the modules that need no test of their own, each with its reason.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import grimp

PACKAGE = "inspection_lib"
REASONS = "docs/house.md"
MOST_LINES = 330
MOST_CHARACTERS = 110
FILES = (".py", ".js", ".mjs")
"""Endings of the files whose length counts."""
LINES = (*FILES, ".css")
"""Endings of the files whose lines count."""
SKIPPED = {"node_modules", "outputs", "build", "site"}
"""Folders of things that a tool made; hidden folders are skipped too."""
GENERATED = "/built"


@dataclass(frozen=True)
class Room:
    """A package, or a single module, that lies directly in the library."""

    name: str
    files: int
    lines: int


@dataclass(frozen=True)
class Check:
    """What one check found; nothing found is as it should be."""

    title: str
    found: tuple[str, ...]


def own_files(root: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    """The project's files with these endings, in order; generated ones are left out."""
    for path in sorted(root.rglob("*")):
        folders = path.relative_to(root).parts[:-1]
        if path.suffix not in endings or GENERATED in path.parent.as_posix():
            continue
        if not any(name in SKIPPED or name.startswith(".") for name in folders):
            yield path


def text_lines(path: Path) -> list[str]:
    """The lines of a file."""
    return path.read_text(encoding="utf-8").splitlines()


def rooms(root: Path) -> tuple[Room, ...]:
    """The rooms in alphabetical order, with their Python files."""
    found = []
    for place in sorted((root / PACKAGE).iterdir()):
        if (place / "__init__.py").is_file():
            files = list(place.rglob("*.py"))
            found.append(Room(place.name, len(files), sum(len(text_lines(path)) for path in files)))
        elif place.suffix == ".py" and place.stem != "__init__":
            found.append(Room(place.stem, 1, len(text_lines(place))))
    return tuple(found)


def circles(imports: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """The groups of names that import each other, directly or through others, but not a name itself."""
    reached = {name: reachable(imports, name) for name in imports}
    groups = {
        tuple(sorted({name} | {other for other in found if name in reached.get(other, ())}))
        for name, found in reached.items()
    }
    return sorted(group for group in groups if len(group) > 1)


def reachable(imports: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """All that a name imports, directly or over others."""
    found: set[str] = set()
    waiting = list(imports.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += imports.get(name, ())
    return found


def module_imports(root: Path) -> dict[str, set[str]]:
    """What each module imports from the library. Imports for type checkers alone are left out."""
    sys.path.insert(0, str(root))
    try:
        graph = grimp.build_graph(PACKAGE, exclude_type_checking_imports=True, cache_dir=None)
    finally:
        sys.path.remove(str(root))
    return {module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules}


def room_of(module: str) -> str:
    """The room of a module; the library's own face is a room of its own."""
    return ".".join(module.split(".")[:2])


def room_imports(modules: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """What each room imports from other rooms."""
    found: dict[str, set[str]] = {room_of(module): set() for module in modules}
    for module, others in modules.items():
        found[room_of(module)] |= {room_of(other) for other in others} - {room_of(module)}
    return found


def check_circles(modules: Mapping[str, set[str]]) -> tuple[Check, Check]:
    """Circles between rooms, and circles of modules within one room."""
    inside = {
        module: {other for other in others if room_of(other) == room_of(module)}
        for module, others in modules.items()
    }
    return (
        Check("circles between rooms", tuple(", ".join(one) for one in circles(room_imports(modules)))),
        Check("circles within rooms", tuple(", ".join(one) for one in circles(inside))),
    )


def check_long_files(root: Path) -> Check:
    """Files with more lines than are allowed."""
    found = ((path.relative_to(root), len(text_lines(path))) for path in own_files(root, FILES))
    return Check(
        f"files over {MOST_LINES} lines",
        tuple(f"{path}: {count}" for path, count in found if count > MOST_LINES),
    )


def check_long_lines(root: Path) -> Check:
    """Lines with more characters than are allowed."""
    return Check(
        f"lines over {MOST_CHARACTERS} characters",
        tuple(
            f"{path.relative_to(root)}:{number}: {len(line)}"
            for path in own_files(root, LINES)
            for number, line in enumerate(text_lines(path), start=1)
            if len(line) > MOST_CHARACTERS
        ),
    )


def modules_without_test(root: Path) -> set[str]:
    """The modules with no test at their mirrored place: `record/chain.py` has `tests/record/test_chain.py`.

    A package's `__init__.py` that defines no function and no class only hands names on: it needs none.
    """
    return {
        path.relative_to(root).as_posix()
        for path in own_files(root / PACKAGE, (".py",))
        if (path.stem != "__init__" or defines_something(path)) and not mirrored_test(root, path).is_file()
    }


def mirrored_test(root: Path, module: Path) -> Path:
    """Where the test of a module stands."""
    folder = root / "tests" / module.relative_to(root / PACKAGE).parent
    return folder / f"test_{module.stem.strip('_')}.py"


def defines_something(path: Path) -> bool:
    """Whether a file holds a function or a class."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return any(isinstance(node, kinds) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def reasons(root: Path) -> dict[str, str]:
    """The modules of the page's table, with the reason why each has no test of its own."""
    page = root / REASONS
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    rows = re.findall(rf"^\| `({PACKAGE}/[^`]+)` \|([^|]*)\|", text, flags=re.MULTILINE)
    return {module: reason.strip() for module, reason in rows}


def check_tests(root: Path) -> Check:
    """Modules without a test and without a reason, and reasons that are no longer needed."""
    without, known = modules_without_test(root), reasons(root)
    found = [f"{module}: no test, and no reason in {REASONS}" for module in without if not known.get(module)]
    found += [f"{module}: has a test or is gone; {REASONS} still names it" for module in set(known) - without]
    return Check("modules without a test at their mirrored place, and without a reason", tuple(sorted(found)))


def check_house(root: Path) -> tuple[Check, ...]:
    """All checks of a tree."""
    circle_checks = check_circles(module_imports(root))
    return (*circle_checks, check_long_files(root), check_long_lines(root), check_tests(root))


def main(words: list[str]) -> int:
    """Print the rooms and the checks of the tree at ``words[0]``, by default this one."""
    root = Path(words[0] if words else Path(__file__).parent.parent).resolve()
    print(f"{'room':<16} files  lines")
    for room in rooms(root):
        print(f"{room.name:<16} {room.files:5} {room.lines:6}")
    checks = check_house(root)
    for check in checks:
        print(f"{check.title}: {len(check.found)}")
        for one in check.found:
            print(f"  {one}")
    print(f"modules that need no test of their own, with a reason in {REASONS}: {len(reasons(root))}")
    return 1 if any(check.found for check in checks) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
