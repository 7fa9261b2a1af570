"""Judge the licences of all that is installed, and write docs/licences.md: `python -m tools.licences`.

Exit status 1 where something is under the GPL or AGPL that users run, unless it has a linking exception, and
where nobody knows a licence. What somebody has read stands in tools/licences.toml.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from fnmatch import fnmatchcase

from tools.installed import ROOT, Package, installed

PAGE = ROOT / "docs" / "licences.md"
KNOWN = ROOT / "tools" / "licences.toml"
READ_IT = "Read it, and write what you found into tools/licences.toml."
MARK = "<!-- From here on the page is written by `python -m tools.licences`. -->"


class Kind(IntEnum):
    """What a licence asks for, from the mildest to the one that nobody knows."""

    PERMISSIVE = 0
    COPYLEFT = 1
    EXCEPTION = 2
    GPL = 3
    UNKNOWN = 4


_GPL = re.compile(r"\bA?GPL|(?<!Lesser )General Public|Affero", re.IGNORECASE)
_COPYLEFT = re.compile(r"LGPL|Lesser|\bMPL|Mozilla Public|\bEPL|Eclipse|EUPL|CDDL", re.IGNORECASE)
_PERMISSIVE = re.compile(
    r"^\W*(0BSD|Apache|BSD|BSL-1|CC-BY-4|CC0|FTL|IJG|ISC|MIT|OFL|OLDAP|PSF|PostgreSQL|Python Software|"
    r"Unicode|Unlicense|WTFPL|X11|Zlib|lib(png|tiff))",
    re.IGNORECASE,
)
_LINKING_EXCEPTIONS = ("GCC-exception", "Classpath-exception")


def kind_of(licence: str) -> Kind:
    """What an SPDX expression or a name asks for. Of alternatives (OR) one takes the mildest."""
    text = licence.strip()
    if text.startswith("(") and _closing(text) == len(text) - 1:
        return kind_of(text[1:-1])
    if len(parts := _split(text, " OR ")) > 1:
        return min(map(kind_of, parts))
    if len(parts := _split(text, " AND ")) > 1:
        return max(map(kind_of, parts))
    if _GPL.search(text):
        excepted = any(f"WITH {exception}" in text for exception in _LINKING_EXCEPTIONS)
        return Kind.EXCEPTION if excepted else Kind.GPL
    if _COPYLEFT.search(text):
        return Kind.COPYLEFT
    return Kind.PERMISSIVE if _PERMISSIVE.search(text) else Kind.UNKNOWN


def _closing(text: str) -> int:
    """The place of the bracket that closes the first one."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place
    return -1


def _split(text: str, word: str) -> list[str]:
    """The parts between a word that stands in no brackets."""
    parts, start, depth = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and text.startswith(word, place):
            parts.append(text[start:place])
            start = place + len(word)
    return [*parts, text[start:]]


@dataclass
class Known:
    """The content of tools/licences.toml. ``used`` grows, so that what is no longer needed can be told."""

    packages: Mapping[str, str] = field(default_factory=dict)
    inside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    static: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    not_inside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    used: set[tuple[str, ...]] = field(default_factory=set)

    def package(self, package: Package) -> str:
        """The licence of a package; what its metadata say goes first, as far as they say anything."""
        if kind_of(package.licence) is Kind.UNKNOWN and package.name in self.packages:
            self.used.add(("packages", package.name))
            return self.packages[package.name]
        return package.licence

    def part(self, package: str, name: str) -> str:
        """The licence of something inside a wheel, "" if nobody has read it. A longer name goes first."""
        patterns = sorted(self.inside.get(package, {}), key=len, reverse=True)
        for pattern in patterns:
            if fnmatchcase(name, pattern) or name.startswith(pattern):
                self.used.add(("inside", package, pattern))
                return self.inside[package][pattern]
        return ""

    def is_absent(self, package: str, name: str) -> bool:
        """Whether somebody found out that the wheel does not hold what its list names."""
        if name in self.not_inside.get(package, {}):
            self.used.add(("not_inside", package, name))
            return True
        return False

    def unused(self) -> Iterator[str]:
        """Entries that nothing needed. Static parts are never asked for and stay."""
        wanted: set[tuple[str, ...]] = {("packages", name) for name in self.packages}
        wanted |= {("texts", name) for name in self.texts}
        for table, entries in (("inside", self.inside), ("not_inside", self.not_inside)):
            wanted |= {(table, package, name) for package, names in entries.items() for name in names}
        for entry in sorted(wanted - self.used):
            yield f"tools/licences.toml: {'.'.join(entry)} is no longer needed"


@dataclass(frozen=True)
class Row:
    """One thing with its licence: ``part`` is "" for a package itself."""

    package: str
    part: str
    licence: str
    needed_by: str

    @property
    def kind(self) -> Kind:
        """What its licence asks for."""
        return kind_of(self.licence)


def read_known() -> Known:
    """What somebody has read."""
    return Known(**tomllib.loads(KNOWN.read_text(encoding="utf-8")))


def rows_of(package: Package, known: Known) -> list[Row]:
    """The package, then what is inside of its wheel."""
    rows = [Row(package.name, "", known.package(package), package.needed_by)]
    named = set(package.code)
    for part in package.parts:
        if known.is_absent(package.name, part.name):
            continue
        licence = part.licence if kind_of(part.licence) is not Kind.UNKNOWN else ""
        rows.append(
            Row(package.name, part.name, licence or known.part(package.name, part.name), package.needed_by)
        )
    rows += [Row(package.name, name, known.part(package.name, name), package.needed_by) for name in named]
    static = known.static.get(package.name, {})
    rows += [Row(package.name, name, licence, package.needed_by) for name, licence in static.items()]
    return sorted(set(rows), key=lambda row: (row.package, row.part))


def problems(packages: Sequence[Package], rows: Sequence[Row], known: Known) -> list[str]:
    """What must not stay: the GPL in what users run, and what nobody knows."""
    found = []
    for row in rows:
        what = f"{row.package}: {row.part}".removesuffix(": ")
        if row.kind is Kind.UNKNOWN:
            found.append(f"{what}: unknown licence '{row.licence}'. {READ_IT}")
        elif row.kind is Kind.GPL and row.needed_by != "tests":
            found.append(f"{what}: {row.licence}, and it is needed by: {row.needed_by}")
    for package in packages:
        if package.gpl_files and package.name not in known.texts:
            names = ", ".join(package.gpl_files)
            found.append(f"{package.name}: {names} names the GPL. {READ_IT}")
        elif package.gpl_files:
            known.used.add(("texts", package.name))
    return [*found, *known.unused()]


def node_licences() -> list[str]:
    """The licences of the tools of the form's scripts; they check and bundle, and are in no bundle."""
    content = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    return sorted({one.get("license", "") for path, one in content["packages"].items() if path})


def tables(packages: Sequence[Package], rows: Sequence[Row], known: Known) -> str:
    """The part of the page that changes with what is installed."""
    own = [row for row in rows if not row.part]
    inside = [row for row in rows if row.part]
    code = {(package.name, name) for package in packages for name in package.code}
    shown = [row for row in inside if row.kind > Kind.PERMISSIVE or (row.package, row.part) in code]
    texts = [(package, known.texts.get(package.name, "")) for package in packages if package.gpl_files]
    return "\n".join(
        [
            MARK,
            "",
            "## Packages whose licence asks for more",
            "",
            *_table(("package", "licence", "needed by"), _cells(row for row in own if row.kind)),
            "",
            "## Inside of wheels",
            "",
            f"{len(inside)} parts were found. These are all programs and libraries in machine code, and of",
            "the others (crates of Rust, scripts of JupyterLab's pages) those whose licence asks for more.",
            "",
            *_table(("package", "part", "licence", "needed by"), _grouped(shown)),
            "",
            "## Files of licences that name the GPL",
            "",
            *_table(("package", "file", "why"), [(p.name, ", ".join(p.gpl_files), why) for p, why in texts]),
            "",
            "## The tools of the form's scripts",
            "",
            f"`package-lock.json` names these licences: {', '.join(node_licences())}.",
            "",
            "## All packages",
            "",
            *_table(("package", "licence", "needed by"), _cells(own)),
            "",
        ]
    )


def _cells(rows: Iterator[Row] | Sequence[Row]) -> list[tuple[str, ...]]:
    return [(row.package, row.licence, row.needed_by) for row in rows]


def _grouped(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """One line for the parts of a wheel with one licence; many names are cut."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        groups.setdefault((row.package, row.licence, row.needed_by), []).append(row.part)
    lines = []
    for (package, *rest), names in groups.items():
        more = f" and {len(names) - 8} more" if len(names) > 8 else ""
        lines.append((package, ", ".join(names[:8]) + more, *rest))
    return lines


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *lines)]


def updated(page: str) -> tuple[str, list[str]]:
    """The page with its tables made anew, and what must not stay."""
    packages, known = installed(), read_known()
    rows = [row for package in packages for row in rows_of(package, known)]
    return page.partition(MARK)[0] + tables(packages, rows, known), problems(packages, rows, known)


def main() -> int:
    """Write the page and print what must not stay."""
    page, found = updated(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(page, encoding="utf-8")
    for problem in found:
        print(problem)
    print(f"{PAGE.relative_to(ROOT)} is written; {len(found)} problems", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
