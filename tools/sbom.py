"""Write the bill of materials in CycloneDX's format: `python -m tools.sbom FILE`, or `make sbom`.

It names every package of requirements.lock that is installed here, what is inside of its wheel, the licences,
and which package needs which. What the tests alone need has the scope "excluded".
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.installed import OWN, ROOT, Package, installed
from tools.licences import Row, read_known, rows_of


def bill(packages: Iterable[Package]) -> Bom:
    """The bill of the workbench and these packages."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = Component(
        name=OWN,
        version=settings["version"],
        type=ComponentType.APPLICATION,
        bom_ref=OWN,
        licenses=[LicenseFactory().make_from_string(settings["license"])],
    )
    bom = Bom()
    bom.metadata.component = own
    known = read_known()
    components = {}
    for package in packages:
        rows = {row.part: row for row in rows_of(package, known)}
        components[package.name] = _component(package, rows)
    bom.components.update(components.values())
    starts = [Requirement(line) for line in settings["dependencies"]]
    bom.register_dependency(own, [components[canonicalize_name(one.name)] for one in starts])
    for name, component in components.items():
        bom.register_dependency(component, [components[other] for other in needs(name) & set(components)])
    return bom


def needs(name: str) -> set[str]:
    """The packages that a package needs on this machine, those of its extras left out."""
    lines = [Requirement(line) for line in distribution(name).requires or []]
    return {
        canonicalize_name(one.name)
        for one in lines
        if one.marker is None or one.marker.evaluate({"extra": ""})
    }


def _component(package: Package, rows: dict[str, Row]) -> Component:
    scopes = {"running": ComponentScope.REQUIRED, "tests": ComponentScope.EXCLUDED}
    versions = {part.name: part.version for part in package.parts}
    inside = [
        Component(
            name=row.part,
            version=versions.get(row.part) or None,
            bom_ref=f"{package.name}/{row.part}",
            licenses=[LicenseFactory().make_from_string(row.licence)],
        )
        for row in rows.values()
        if row.part
    ]
    url = PackageURL("pypi", name=package.name, version=package.version)
    return Component(
        name=package.name,
        version=package.version,
        purl=url,
        bom_ref=str(url),
        scope=scopes.get(package.needed_by, ComponentScope.OPTIONAL),
        licenses=[LicenseFactory().make_from_string(rows[""].licence)],
        components=inside,
    )


def main(words: list[str]) -> int:
    """Write the bill of what is installed."""
    path = Path(words[0] if words else ROOT / "dist" / "sbom.cdx.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(JsonV1Dot6(bill(installed())).output_as_string(indent=1) + "\n", encoding="utf-8")
    print(f"{path} is written", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
