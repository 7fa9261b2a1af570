"""The bill of materials keeps to CycloneDX's schema and names all that is installed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tools.installed import OWN, installed
from tools.sbom import main


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("bill") / "sbom.cdx.json"
    assert main([str(path)]) == 0
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bill(text: str) -> Any:
    return json.loads(text)


def test_it_keeps_to_the_schema(text: str) -> None:
    """The strict one of version 1.6, which allows no other keys."""
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_it_names_every_package_with_version_licence_and_scope(bill: Any) -> None:
    """Users run what is required; extras are optional; tools of the tests are excluded."""
    listed = {one["name"]: one for one in bill["components"]}
    assert {name: one["version"] for name, one in listed.items()} == {
        package.name: package.version for package in installed()
    }
    assert all(one["licenses"] and one["purl"].startswith("pkg:pypi/") for one in listed.values())
    scopes = {name: listed[name]["scope"] for name in ("pandas", "psycopg", "pytest")}
    assert scopes == {"pandas": "required", "psycopg": "optional", "pytest": "excluded"}


def test_it_names_what_is_inside_of_a_wheel(bill: Any) -> None:
    """Numpy's wheel brings OpenBLAS and libgfortran along."""
    (numpy,) = (one for one in bill["components"] if one["name"] == "numpy")
    inside = {part["name"]: part["licenses"] for part in numpy["components"]}
    assert inside["libgfortran"] == [{"expression": "GPL-3.0-or-later WITH GCC-exception-3.1"}]
    assert "libscipy_openblas64_" in inside


def test_it_says_which_package_needs_which(bill: Any) -> None:
    """From the workbench down."""
    needs = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    names = {one["bom-ref"]: one["name"] for one in bill["components"]}
    assert "papermill" in {names[ref] for ref in needs[OWN]}
    (papermill,) = (ref for ref, name in names.items() if name == "papermill")
    assert "nbclient" in {names[ref] for ref in needs[papermill]}
