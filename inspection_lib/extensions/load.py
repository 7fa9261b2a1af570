"""Load the extensions of a workbench: the files in its `extensions/`, and installed packages.

Extensions are code of the office and run with its rights. They are loaded from the workbench's own folder and
from what is installed, never from a bundle or a link that leads out of the folder.
"""

from __future__ import annotations

import hashlib
import sys
import traceback
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from inspection_lib.errors import Problem
from inspection_lib.extensions.soundness import faults_of
from inspection_lib.extensions.values import Extension, Extensions, LoadedExtension
from inspection_lib.language import Fault, Message, message
from inspection_lib.model import ExtensionOrigin

EXTENSIONS = "extensions"
"""The folder of a workbench in which its extensions lie, one file each."""
GROUP = "inspection_workbench.extensions"
"""The group of entry points by which an installed package offers its `Extension`."""
VARIABLE = "EXTENSION"
"""The name under which a file holds its `Extension`."""
Found = tuple[LoadedExtension | None, tuple[Problem, ...]]


def read_extensions(folder: Path) -> tuple[Extensions, list[Problem]]:
    """The extensions of a workbench's folder and of installed packages, and what is wrong with others."""
    found = [*_of_folder(folder / EXTENSIONS), *_installed()]
    problems = [problem for _, own in found for problem in own]
    loaded: dict[str, LoadedExtension] = {}
    for one in (one for one, _ in found if one):
        name = one.origin.name
        if name in loaded:
            text = message(
                "Two extensions have the name '{name}': {one} and {other}.",
                name=name,
                one=loaded[name].place,
                other=one.place,
            )
            problems.append(Problem(one.place, 0, Fault(text, message("Give each a name of its own."))))
        else:
            loaded[name] = one
    extensions = tuple(loaded[name] for name in sorted(loaded))
    return Extensions(extensions), [*problems, *_same_suffixes(extensions)]


def _same_suffixes(extensions: Sequence[LoadedExtension]) -> Iterator[Problem]:
    """That two readers take files of one ending: nobody could tell which of them is meant."""
    taken: dict[str, str] = {}
    for one in extensions:
        for suffix, own in one.formats():
            if suffix in taken:
                text = message(
                    "Both {one} and {other} read files that end in {suffix}.",
                    one=taken[suffix],
                    other=own.name,
                    suffix=suffix,
                )
                yield Problem(one.place, 0, Fault(text, message("Give one of them another ending.")))
            taken.setdefault(suffix, own.name)


def _of_folder(folder: Path) -> Iterator[Found]:
    for path in sorted(folder.glob("*.py")):
        place = f"{EXTENSIONS}/{path.name}"
        if not path.resolve().is_relative_to(folder.resolve()):
            text = message("The file lies outside of the folder {folder}.", folder=EXTENSIONS)
            yield None, (_problem(place, text),)
            continue
        try:
            content = path.read_bytes()
        except OSError as error:
            yield None, (_problem(place, message("It cannot be read: {cause}.", cause=str(error.strerror))),)
            continue
        yield _of_file(path, place, content)


@lru_cache(maxsize=64)
def _of_file(path: Path, place: str, content: bytes) -> Found:
    """The extension in a file. The bytes that are digested are those that run."""
    digest = hashlib.sha256(content).hexdigest()
    name = f"inspection_extension_{path.stem}_{digest[:12]}"
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module  # dataclasses and pydantic look their module up there
    try:
        exec(compile(content, str(path), "exec"), module.__dict__)  # noqa: S102 - code of the office's own
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # whatever a file raises, also SystemExit, is told and stops nothing
        return None, (_broken(place, error, _line(error, path)),)
    return _checked(getattr(module, VARIABLE, None), place, digest)


@lru_cache(maxsize=1)
def _installed() -> tuple[Found, ...]:
    """The extensions of installed packages: these do not change while a process runs."""
    return tuple(_of_package(entry) for entry in sorted(entry_points(group=GROUP)))


def _of_package(entry: EntryPoint) -> Found:
    place = f"{entry.name} = {entry.value}"
    try:
        value = entry.load()
        digest = _digest_of_package(entry.module)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return None, (_broken(place, error, 0),)
    return _checked(value, place, digest)


def _digest_of_package(module: str) -> str:
    """The SHA-256 of all Python files of the package that holds a module; of a lone module its file."""
    spec = find_spec(module.partition(".")[0])
    origin = Path(spec.origin) if spec and spec.origin else Path()
    root = origin.parent
    files = sorted(root.rglob("*.py")) if origin.name == "__init__.py" else [origin]
    total = hashlib.sha256()
    for path in files:
        total.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _checked(value: object, place: str, digest: str) -> Found:
    if not isinstance(value, Extension):
        text = message("It holds no extension under the name {name}.", name=VARIABLE)
        return None, (_problem(place, text, message("Write {name} = Extension(...).", name=VARIABLE)),)
    try:
        faults = tuple(faults_of(value))
    except Exception as error:  # parts may be of any type
        return None, (_broken(place, error, 0),)
    if faults:
        return None, tuple(_problem(place, fault) for fault in faults)
    return LoadedExtension(value, ExtensionOrigin(value.name, value.version, digest), place), ()


def _problem(place: str, text: Message, remedy: Message | None = None) -> Problem:
    return Problem(place, 0, Fault(text, remedy))


def _broken(place: str, error: BaseException, line: int) -> Problem:
    text = message("The extension cannot be loaded: {error}.", error=f"{type(error).__name__}: {error}")
    return Problem(place, line, Fault(text, message("Correct the file, or take it away.")))


def _line(error: BaseException, path: Path) -> int:
    """The last line of the file that an error passed; 0 if it passed none."""
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    lines = [
        frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)
    ]
    return (lines[-1] or 0) if lines else 0
