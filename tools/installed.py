"""What `make setup` installed: packages, what their wheels bring along, and what needs them.

A wheel often holds more than its package: C libraries, programs, crates of Rust, scripts of browsers. They
are found in four places: files of machine code, the bills of materials (CycloneDX) that wheels carry
(PEP 770), JupyterLab's list of its scripts, and files of licences.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path, PurePath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
OWN = "inspection-workbench"
EXTRAS = ("dask", "lab", "papers", "postgres", "s3")
"""Extras of the workbench that its users install; `test` and `bench` are for who changes it."""
MACHINE_CODE = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""First bytes of programs and libraries: Linux, Windows, macOS (two kinds)."""
OTHER_CODE = (".jar", ".wasm", ".a")
EXTENSION = re.compile(r"\.(cpython-[\w-]+|abi3)\.so$|\.pyd$")
"""A module of Python in machine code: it belongs to the package itself."""
LICENCE_FILE = re.compile(r"licen[sc]e|copying|notice|copyright|third.?party", re.IGNORECASE)
NO_TEXT = (".py", ".pyc", ".pyi", ".js", ".so", ".json", ".map")


@dataclass(frozen=True, order=True)
class Part:
    """Something of others inside a wheel. ``licence`` is "" where the wheel does not say it."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True)
class Package:
    """An installed package.

    ``licence`` is what its metadata say; ``needed_by`` is running, an extra, or tests.
    """

    name: str
    version: str
    licence: str
    needed_by: str
    code: tuple[str, ...]
    parts: tuple[Part, ...]
    gpl_files: tuple[str, ...]


@cache
def installed() -> tuple[Package, ...]:
    """All packages but the workbench itself and pip, in the order of their names."""
    names = {canonicalize_name(one.name) for one in distributions()} - {OWN, "pip"}
    return tuple(_package(distribution(name), name) for name in sorted(names))


Files = Sequence[tuple[PurePath, Path]]
"""The files of a package: as its wheel names them, and where they lie."""


def _package(found: Distribution, name: str) -> Package:
    files = _files(found)
    return Package(
        name,
        found.version,
        licence_of(found),
        needed_by().get(name, "tests"),
        tuple(sorted(set(_machine_code(files)))),
        tuple(sorted({*_listed_parts(found, files), *_scripts(files)})),
        tuple(sorted(_gpl_files(files))),
    )


def licence_of(found: Distribution) -> str:
    """The licence in a package's metadata: an expression, the classifiers, or the first line of a text."""
    about = found.metadata
    if "License-Expression" in about:
        return about["License-Expression"]
    classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    named = [line.rpartition(" :: ")[2] for line in classifiers if line.count(" :: ") > 1]
    return " AND ".join(named) or (about.get_all("License") or [""])[0].strip().partition("\n")[0]


@cache
def needed_by() -> Mapping[str, str]:
    """What needs each package, directly or through others: `running`, or the extra."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, str] = {}
    starts = {"running": settings["dependencies"]}
    starts |= {f"the extra `{extra}`": settings["optional-dependencies"][extra] for extra in EXTRAS}
    for need, lines in starts.items():
        waiting = [Requirement(line) for line in lines]
        seen: set[tuple[str, str]] = set()
        while waiting:
            requirement = waiting.pop()
            name = canonicalize_name(requirement.name)
            for extra in ("", *requirement.extras):
                if (name, extra) not in seen:
                    seen.add((name, extra))
                    found.setdefault(name, need)
                    waiting += _requirements(name, extra)
    return found


def _requirements(name: str, extra: str) -> list[Requirement]:
    lines = [Requirement(line) for line in distribution(name).requires or []]
    return [one for one in lines if one.marker is None or one.marker.evaluate({"extra": extra})]


def _files(found: Distribution) -> Files:
    there = [(file, Path(str(file.locate()))) for file in found.files or []]
    return [(file, path) for file, path in there if path.is_file()]


def _machine_code(files: Files) -> Iterator[str]:
    """Names of programs and libraries, without what changes from version to version."""
    for file, path in files:
        if EXTENSION.search(file.name):
            continue
        if file.suffix in OTHER_CODE or _is_machine_code(path):
            yield plain_name(file.name)


def _is_machine_code(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4).startswith(MACHINE_CODE)


def plain_name(file: str) -> str:
    """`libtiff` of `libtiff-20b7e810.so.6.3.0`: without the digest, the version and the ending."""
    return re.sub(r"(-[0-9a-f]{8})*(\.so[.\d]*|\.a|\.dll|\.exe|\.dylib|\.jar|\.wasm)?$", "", file).rstrip("-")


def _listed_parts(found: Distribution, files: Files) -> Iterator[Part]:
    """The components of the bills of materials in a wheel; tools of its build are left out."""
    for file, path in files:
        if "sboms" in file.parts and file.suffix == ".json":
            for one in json.loads(path.read_text(encoding="utf-8")).get("components", []):
                if one.get("scope") != "excluded" and canonicalize_name(one["name"]) != found.name.lower():
                    yield Part(one["name"], str(one.get("version") or ""), _licence_of_component(one))


def _licence_of_component(component: Mapping[str, object]) -> str:
    named = []
    for entry in component.get("licenses") or []:  # type: ignore[attr-defined]
        licence = entry.get("license", {})
        named.append(entry.get("expression") or licence.get("id") or licence.get("name") or "")
    return " AND ".join(f"({one})" if " OR " in one else one for one in named)


def _scripts(files: Files) -> Iterator[Part]:
    """The scripts that JupyterLab's own pages are made of."""
    for file, path in files:
        if file.name == "third-party-licenses.json":
            for one in json.loads(path.read_text(encoding="utf-8"))["packages"]:
                yield Part(one["name"], str(one.get("versionInfo") or ""), one.get("licenseId") or "")


def _gpl_files(files: Files) -> Iterator[str]:
    """Files of licences that name the GPL or AGPL, in whatever sense. Somebody has to read them."""
    for file, path in files:
        if LICENCE_FILE.search(file.name) and file.suffix not in NO_TEXT:
            text = " ".join(path.read_text(encoding="utf-8", errors="replace").split())
            if re.search(r"\bA?GPL|(?<!Lesser )(?<!Library )General Public License", text, re.IGNORECASE):
                yield file.name
