"""What licences ask for, and what is refused."""

from __future__ import annotations

import pytest

from tools.installed import Package, Part
from tools.licences import Kind, Known, kind_of, problems, rows_of


@pytest.mark.parametrize(
    ("licence", "kind"),
    [
        ("MIT", Kind.PERMISSIVE),
        ("BSD License AND Apache Software License", Kind.PERMISSIVE),
        ("GPL-3.0-or-later", Kind.GPL),
        ("AGPL-3.0-only", Kind.GPL),
        ("GNU General Public License v3 (GPLv3)", Kind.GPL),
        ("GNU Affero General Public License v3", Kind.GPL),
        ("GPLv2+", Kind.GPL),
        ("MIT AND GPL-2.0-only", Kind.GPL),
        ("Apache-2.0 OR GPL-2.0-only", Kind.PERMISSIVE),
        ("(MIT OR GPL-2.0-only) AND (MPL-2.0 OR GPL-2.0-only)", Kind.COPYLEFT),
        ("(MIT AND (GPL-2.0-only OR AGPL-3.0-only)) OR LGPL-2.1-only", Kind.COPYLEFT),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", Kind.EXCEPTION),
        ("GPL-3.0-or-later WITH Bison-exception-2.2", Kind.GPL),
        ("GNU Library or Lesser General Public License (LGPL)", Kind.COPYLEFT),
        ("LGPL-3.0-only", Kind.COPYLEFT),
        ("SSPL-1.0", Kind.UNKNOWN),
        ("Proprietary", Kind.UNKNOWN),
        ("LicenseRef-not-MIT", Kind.UNKNOWN),
        ("", Kind.UNKNOWN),
    ],
)
def test_what_a_licence_asks_for(licence: str, kind: Kind) -> None:
    """Of alternatives the mildest counts, of licences that hold together the strictest."""
    assert kind_of(licence) is kind


def a_package(
    licence: str = "MIT",
    needed_by: str = "running",
    code: tuple[str, ...] = (),
    parts: tuple[Part, ...] = (),
    gpl_files: tuple[str, ...] = (),
) -> Package:
    return Package("one", "1.0", licence, needed_by, code, parts, gpl_files)


def found(package: Package, **known: dict[str, str] | dict[str, dict[str, str]]) -> list[str]:
    read = Known(**known)
    return problems([package], rows_of(package, read), read)


def test_the_gpl_is_refused_wherever_it_is() -> None:
    """In a package, a library in its wheel, a part that the wheel lists, and a file of licences."""
    gpl = "GPL-3.0-or-later"
    assert "needed by: running" in found(a_package(gpl))[0]
    assert "libx: GPL" in found(a_package(code=("libx",)), inside={"one": {"libx": gpl}})[0]
    assert "crate: GPL" in found(a_package(parts=(Part("crate", "1", gpl),)))[0]
    assert "COPYING names the GPL" in found(a_package(gpl_files=("COPYING",)))[0]
    assert "static: GPL" in found(a_package(), static={"one": {"static": gpl}})[0]
    assert found(a_package(gpl, needed_by="the extra `s3`")) != []


def test_tools_of_the_tests_and_linking_exceptions_pass() -> None:
    """They are listed on the page and forbid nothing."""
    assert found(a_package("GPL-3.0-or-later", needed_by="tests")) == []
    excepted = {"one": {"libgfortran": "GPL-3.0-or-later WITH GCC-exception-3.1"}}
    assert found(a_package(code=("libgfortran",)), inside=excepted) == []
    assert found(a_package(gpl_files=("COPYING",)), texts={"one": "the text of the MPL"}) == []


def test_what_nobody_has_read_is_refused() -> None:
    """A package, a library or a part without a licence, also in a tool of the tests."""
    for package in (
        a_package(""),
        a_package(needed_by="tests", code=("libx",)),
        a_package(parts=(Part("crate", "1", ""),)),
    ):
        assert "unknown licence" in found(package)[0]


def test_what_was_read_and_is_gone_is_told() -> None:
    """So the file says what is true of this lock."""
    assert "packages.one is no longer needed" in found(a_package(), packages={"one": "MIT"})[0]
    assert "inside.one.libx" in found(a_package(), inside={"one": {"libx": "MIT"}})[0]
    assert "texts.one" in found(a_package(), texts={"one": "why"})[0]
    assert "not_inside.one.x" in found(a_package(), not_inside={"one": {"x": "an option"}})[0]


def test_a_part_that_is_not_in_the_wheel_is_left_out() -> None:
    """A list of parts may name options that the wheel was built without."""
    listed = a_package(parts=(Part("libimagequant", "4", "GPL-3.0-or-later"),))
    assert found(listed, not_inside={"one": {"libimagequant": "an option"}}) == []


def test_pillow_is_built_without_libimagequant() -> None:
    """Its list names the library, which is under the GPL; tools/licences.toml says that it is not there."""
    from PIL import features

    assert not features.check("libimagequant")
