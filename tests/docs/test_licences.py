"""The licences of all locked packages are known, and none of them forbids the workbench's own."""

from __future__ import annotations

import re
from importlib.metadata import metadata

from tests.conftest import ROOT

LOCKED = [line.partition("==")[0] for line in (ROOT / "requirements.lock").read_text().splitlines() if line]
TABLES = re.findall(
    r"^\| ([\w, -]+) \|", (ROOT / "docs" / "licences.md").read_text(encoding="utf-8"), re.MULTILINE
)
NAMED = {package for cell in TABLES for package in cell.split(", ")}
PERMISSIVE = re.compile(r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|0BSD|Zlib|CC0)", re.IGNORECASE)
COPYLEFT = re.compile(r"GPL|MPL|General Public|Mozilla Public|Eclipse Public|EUPL|CDDL", re.IGNORECASE)
FORBIDDEN = re.compile(r"\bA?GPL|(?<!Lesser )General Public|Affero", re.IGNORECASE)


def licence(package: str) -> str:
    """The licence in a package's metadata: an expression, else the first line of a text and classifiers."""
    about = metadata(package)
    if expression := about.get("License-Expression"):
        return expression
    classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    return "; ".join([(about.get("License") or "").strip().partition("\n")[0], *classifiers])


def test_the_metadata_of_the_locked_packages_is_there() -> None:
    """Without it the other tests would pass and say nothing."""
    assert len(LOCKED) > 100
    assert {package for package in LOCKED if metadata(package)["Name"] is None} == set()


def test_every_licence_that_is_not_plainly_permissive_is_named() -> None:
    """A package with copyleft, or without a licence in its metadata, has a line in docs/licences.md."""
    unclear = {
        package.lower()
        for package in LOCKED
        if COPYLEFT.search(licence(package)) or not PERMISSIVE.search(licence(package))
    }
    assert unclear - NAMED == set()


def test_no_package_is_under_the_gpl() -> None:
    """The GPL and the AGPL would reach the workbench itself; the LGPL does not."""
    assert {package: licence(package) for package in LOCKED if FORBIDDEN.search(licence(package))} == {}
