"""The photos of an export: which file belongs to which submission."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from inspection_lib.errors import EvidenceError
from inspection_lib.exchange.odk_media import Media, MediaFile, files_in_folder, media_of, stored_name

ONE, TWO = "uuid:8d2bcd9e-0b5d-4f39-a7f5-0c2a1f3e4b5c", "uuid:11111111-2222-3333-4444-555555555555"


def media(paths: Sequence[str], photos: Sequence[tuple[str, str]]) -> Media:
    files = [MediaFile(path, lambda path=path: path.encode()) for path in paths]  # type: ignore[misc]
    return media_of(files, photos, [ONE, TWO])


def folder(instance: str) -> str:
    return f"may-1/attachments/0a1b2c3d/{instance.removeprefix('uuid:')}"


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("image (1)-11_10_42.png", "image_1-11_10_42.png"),
        ("ảnh số 1.jpg", "ảnh_số_1.jpg"),
        ("a&b,c.jpg", "abc.jpg"),
        ("plain-1.jpg", "plain-1.jpg"),
    ],
)
def test_the_server_changes_names(name: str, stored: str) -> None:
    """Spaces become `_`, signs are left out, letters of any language stay."""
    assert stored_name(name) == stored


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a.jpg", "media/a.jpg"),
        ("a.jpg", "a.jpg"),
        ("image (1).png", "media/image (1).png"),
        ("image (1).png", "media/image_1.png"),
        ("image (1).png", "media/image_1_aB3dE5g.png"),
        ("image.png", f"{folder(ONE)}/image.png"),
        (unicodedata.normalize("NFD", "ảnh.jpg"), "media/ảnh.jpg"),
        ("may-1/attachments/a.jpg", "media/a.jpg"),
    ],
)
def test_a_photo_is_found_as_it_stands_or_as_it_is_stored(name: str, path: str) -> None:
    """In any folder that is not another submission's."""
    assert media([path], [(name, ONE)]).find(name, "A02", ONE).path == path


def test_the_name_as_it_stands_comes_first() -> None:
    """A stored name that another photo has by itself is not taken for this one."""
    found = media(["media/a b.jpg", "media/a_b.jpg"], [("a b.jpg", ONE), ("a_b.jpg", TWO)])
    assert found.find("a b.jpg", "A02", ONE).path == "media/a b.jpg"
    assert found.find("a_b.jpg", "A02", TWO).path == "media/a_b.jpg"


def test_each_submission_has_its_own_folder() -> None:
    """Two photos of one name are told apart by the folder."""
    paths = [f"{folder(ONE)}/image.png", f"{folder(TWO)}/image.png"]
    found = media(paths, [("image.png", ONE), ("image.png", TWO)])
    assert found.find("image.png", "A02", ONE).path == paths[0]
    assert found.find("image.png", "A02", TWO).path == paths[1]


@pytest.mark.parametrize(
    ("paths", "photos", "why"),
    [
        ([], [("a.jpg", ONE)], "is missing"),
        (["media/A.JPG"], [("a.jpg", ONE)], "is missing"),
        ([f"{folder(TWO)}/a.jpg"], [("a.jpg", ONE)], "is missing"),
        (["x/99999999-2222-3333-4444-555555555555/a.jpg"], [("a.jpg", ONE)], "is missing"),
        (["media/a_b.jpg"], [("a b.jpg", ONE), ("a_b.jpg", TWO)], "is missing"),
        (["media/a.jpg", "other/a.jpg"], [("a.jpg", ONE)], "one of several files"),
        (["media/a_1234567.jpg", "media/a_abcdefg.jpg"], [("a.jpg", ONE)], "one of several files"),
        (["media/a.jpg"], [("a.jpg", ONE), ("a.jpg", TWO)], "whose it is"),
        (["media/a_b.jpg"], [("a b.jpg", ONE), ("a (b).jpg", TWO)], "whose it is"),
    ],
)
def test_a_photo_of_somebody_else_is_not_taken(
    paths: Sequence[str], photos: Sequence[tuple[str, str]], why: str
) -> None:
    """Where a name could mean two files or two submissions, the reason is told."""
    with pytest.raises(EvidenceError, match=why):
        media(paths, photos).find(photos[0][0], "A02", ONE)


def test_files_of_a_folder_are_found_in_folders_inside_it(tmp_path: Path) -> None:
    """As Kobo packs them, and without a folder there are none."""
    inside = tmp_path / folder(ONE)
    inside.mkdir(parents=True)
    (inside / unicodedata.normalize("NFD", "ảnh.jpg")).write_bytes(b"photo")
    (file,) = files_in_folder(tmp_path)
    assert (file.path, file.read()) == (f"{folder(ONE)}/ảnh.jpg", b"photo")
    assert files_in_folder(tmp_path / "missing") == []
