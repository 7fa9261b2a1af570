"""Evidence as it comes from phones and from Windows: files that were refused or read wrongly."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from inspection_lib.model import EventKind
from inspection_lib.record import open_store
from inspection_lib.workbench import DEFAULT_STORE
from tests.cli.conftest import Command, command
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.papers import PDF, a_photo

__all__ = ["command"]

CASES = ROOT / "tests" / "cases"
HEIC, ENDINGS = CASES / "51-heic-said-to-say-nothing", CASES / "52-jpeg-under-other-endings"
FOLDER = CASES / "54-system-files-in-a-photo-folder"
ATTACH = ("attach", CAMPAIGN, "060", "A02")


def attached(command: Command) -> dict[str, dict[str, str]]:
    """The attachments of unit 060 in the store, by their names."""
    events = open_store(DEFAULT_STORE, command.folder).events(CAMPAIGN, "060")
    pieces = [json.loads(event.raw) for event in events if event.kind is EventKind.ATTACHED]
    return {piece["name"]: piece for piece in pieces}


def test_51_the_time_and_place_of_a_heic_photo_are_read(command: Command) -> None:
    """A photo of an iPhone says when and where it was taken."""
    command.good("import", CAMPAIGN, str(HEIC / "answer.csv"))
    assert "does not say" not in command.good(*ATTACH, str(HEIC / "IMG_0001.HEIC"))
    piece = attached(command)["IMG_0001.HEIC"]
    assert piece["taken"] == "2017-05-24T09:30:00"
    assert (piece["latitude"], piece["longitude"]) == ("22.603333", "105.675000")


@pytest.mark.parametrize("name", ["IMG_0001.heif", "IMG_0001.HIF", "IMG_0001.jpg"])
def test_51_under_any_name(command: Command, tmp_path: Path, name: str) -> None:
    """The same photo with the endings that cameras and Android give it."""
    (tmp_path / name).write_bytes((HEIC / "IMG_0001.HEIC").read_bytes())
    command.good("import", CAMPAIGN, str(HEIC / "answer.csv"))
    command.good(*ATTACH, str(tmp_path / name))
    assert attached(command)[name]["taken"] == "2017-05-24T09:30:00"


def test_52_a_jpeg_is_taken_under_any_ending(command: Command, tmp_path: Path) -> None:
    """As Windows, chat programs and browsers save it."""
    photo = a_photo("2017:05:24 09:30:00")
    others = [tmp_path / name for name in ("a.jif", "b.pjpeg", "c.JFIF", "d.heic", "e")]
    for place, path in enumerate(others):
        path.write_bytes(photo + bytes(place))
    command.good("import", CAMPAIGN, str(ENDINGS / "answer.csv"))
    paths = [ENDINGS / "anh-zalo.jfif", ENDINGS / "anh.jpe", *others]
    out = command.good(*ATTACH, *(str(path) for path in paths))
    assert f"{len(paths)} pieces of evidence attached, 0 known already" in out
    assert {piece["media_type"] for piece in attached(command).values()} == {"image/jpeg"}


def test_54_files_of_the_system_are_passed_over_by_name(command: Command) -> None:
    """The photo is attached; Thumbs.db and desktop.ini are named."""
    command.good("import", CAMPAIGN, str(FOLDER / "answer.csv"))
    out = command.good(*ATTACH, str(FOLDER / "anh"))
    assert "1 pieces of evidence attached" in out
    assert f"{FOLDER / 'anh' / 'Thumbs.db'}, {FOLDER / 'anh' / 'desktop.ini'}" in out
    assert set(attached(command)) == {"IMG_1.jpg"}


def test_54_one_file_that_does_not_fit_keeps_no_other_back(command: Command, tmp_path: Path) -> None:
    """Each refused file is named last, with its reason, after what was attached; the status is 1."""
    (tmp_path / "a.jpg").write_bytes(a_photo("2017:05:24 09:30:00"))
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    (tmp_path / "plan.pdf").write_bytes(PDF)
    (tmp_path / "~$plan.docx").write_bytes(b"lock")
    (tmp_path / "more").mkdir()
    command.good("import", CAMPAIGN, str(FOLDER / "answer.csv"))
    ran = command(*ATTACH, str(tmp_path), str(tmp_path / "gone.pdf"))
    assert ran.status == 1
    assert "2 pieces of evidence attached" in ran.out
    assert str(tmp_path / "~$plan.docx") in ran.out
    assert str(tmp_path / "more") in ran.out
    assert [line.partition(": ")[0] for line in ran.err.splitlines()] == [
        str(tmp_path / name) for name in ("gone.pdf", "empty.pdf", "film.mp4")
    ]
    assert set(attached(command)) == {"a.jpg", "plan.pdf"}


def test_the_day_of_editing_is_never_the_day_taken(command: Command, tmp_path: Path) -> None:
    """A photo that a program made smaller says when that was, not when it was taken."""
    facts = Image.Exif()
    facts[0x0132] = "2017:05:24 09:30:00"
    content = io.BytesIO()
    Image.new("RGB", (40, 20)).save(content, "JPEG", exif=facts)
    (tmp_path / "zalo.jpg").write_bytes(content.getvalue())
    command.good("import", CAMPAIGN, str(FOLDER / "answer.csv"))
    assert "does not say when" in command.good(*ATTACH, str(tmp_path / "zalo.jpg"))
    assert not {"taken", "made"} & set(attached(command)["zalo.jpg"])
