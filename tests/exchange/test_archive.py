"""Archives from somebody else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from inspection_lib.errors import BundleError
from tests.conftest import CAMPAIGN
from tests.exchange.machines import UNIT, Build, Machine, an_office, merge


def test_cut_foreign_and_double_archives_are_refused(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """A cut download, a file that is no archive, two members of one name and a link are refused."""
    content = laptop.bundle()
    office = an_office(build, laptop)
    double = io.BytesIO(content)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(double, "a") as archive:
        archive.writestr("manifest.json", "{}")
    linked = io.BytesIO(content)
    with zipfile.ZipFile(linked, "a") as archive:
        link = zipfile.ZipInfo("evidence/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    for bad in (content[:-200], b"", b"not a zip", double.getvalue(), linked.getvalue()):
        with pytest.raises(BundleError):
            merge(office, bad, tmp_path)
    assert office.store.events(CAMPAIGN, UNIT) == []


def test_an_unusual_compression_is_refused(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """LZMA may ask for gigabytes before the first byte is out; the writers use stored and deflated."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(laptop.bundle())) as archive,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as other,
    ):
        for name in archive.namelist():
            other.writestr(name, archive.read(name))
    office = an_office(build, laptop)
    with pytest.raises(BundleError, match="unusual way"):
        merge(office, packed.getvalue(), tmp_path)
