"""Files that ODK Central and KoboToolbox export: the table among others, and the photos beside it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.exchange.odk_export import open_export
from inspection_lib.model import Checklist, limits
from tests.makers.submissions import PHOTO, a_table


@pytest.fixture
def text(checklists: dict[str, Checklist]) -> str:
    return a_table(checklists["district"])


def zipped(path: Path, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_photos_lie_beside_a_single_table(tmp_path: Path, text: str) -> None:
    """In the folder `media`."""
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.jpg").write_bytes(PHOTO)
    (tmp_path / "form.csv").write_text(text, encoding="utf-8")
    export = open_export(tmp_path / "form.csv")
    assert [(file.path, file.read()) for file in export.files] == [("a.jpg", PHOTO)]
    assert [line for line, _ in export.table.rows] == [2]


@pytest.mark.parametrize("as_zip", [True, False])
def test_photos_are_taken_from_where_one_says(tmp_path: Path, text: str, as_zip: bool) -> None:
    """A zip that the server packed, or the folder that was unpacked from it."""
    (tmp_path / "form.csv").write_text(text, encoding="utf-8")
    photos = zipped(tmp_path / "photos.zip", {"x/": "", "x/a.jpg": PHOTO, "__MACOSX/x/._a.jpg": b"x"})
    if not as_zip:
        with zipfile.ZipFile(photos) as archive:
            archive.extract("x/a.jpg", tmp_path / "photos")
    export = open_export(tmp_path / "form.csv", photos if as_zip else tmp_path / "photos")
    assert [file.path for file in export.files] == ["x/a.jpg"]


def test_the_account_names_the_whole_file_and_what_was_not_read(tmp_path: Path, text: str) -> None:
    """The digest is that of the zip; the other tables are left out by name."""
    path = zipped(
        tmp_path / "form.zip", {"form.csv": text, "form-x.csv": "a,KEY\n1,2\n", "media/a.jpg": PHOTO}
    )
    export = open_export(path)
    assert export.table.account.file == "form.zip"
    assert len(export.table.account.sha256) == 64
    (left_out,) = export.table.account.left_out
    assert left_out.message.values[0].value == "form-x.csv"
    assert [file.path for file in export.files] == ["media/a.jpg"]


def test_more_tables_than_an_export_has_are_refused(tmp_path: Path) -> None:
    """Each would be read to see whether it is the one with the submissions."""
    tables = {f"{number}.csv": "a,b" for number in range(limits.EXPORT_TABLES + 1)}
    with pytest.raises(InvalidFilesError, match="more than 100 tables"):
        open_export(zipped(tmp_path / "a.zip", tables))


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.csv", b"a,b\n1,2\n", "has no column unit; checklist; campaign; KEY"),
        ("x.csv", b"", "is empty"),
        ("x.csv", b"\xff\xfe\x00", ""),
        ("x.zip", b"no zip", "not a whole zip archive"),
        ("x.xlsx", b"PK\x03\x04 cut", ""),
    ],
)
def test_a_file_that_is_no_export_is_refused(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    """With its name and the reason."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidFilesError) as caught:
        open_export(tmp_path / name)
    assert {problem.file for problem in caught.value.problems} == {str(tmp_path / name)}
    assert why in str(caught.value)


def test_a_table_with_line_breaks_in_cells_is_cut_at_its_own_separator(tmp_path: Path) -> None:
    """Kobo quotes every cell; with another separator the line breaks would seem to give more rows."""
    headings = '"KEY";"unit";"checklist";"campaign";"A01_note"'
    row = '"uuid:1";"060";"v";"c";"dòng 1, dòng ""2""\ndòng 3; hết"'
    (tmp_path / "form.csv").write_text(f"{headings}\n{row}\n", encoding="utf-8-sig")
    ((line, cells),) = open_export(tmp_path / "form.csv").table.rows
    assert (line, cells[1], cells[4]) == (2, "060", 'dòng 1, dòng "2"\ndòng 3; hết')


def test_a_zip_without_a_table_and_a_missing_file_are_refused(tmp_path: Path, text: str) -> None:
    """Photos alone are no export; neither is a folder of photos that is not there."""
    with pytest.raises(InvalidFilesError, match="holds no table"):
        open_export(zipped(tmp_path / "photos.zip", {"a.jpg": PHOTO}))
    with pytest.raises(InvalidFilesError, match="cannot be read"):
        open_export(tmp_path / "missing.csv")
    (tmp_path / "form.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFilesError, match="cannot be read"):
        open_export(tmp_path / "form.csv", tmp_path / "no photos")


@pytest.mark.parametrize("name", ["../form.csv", "/form.csv", "a\\..\\form.csv"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, text: str, name: str) -> None:
    """Entries of folders are allowed, ways out are not."""
    with pytest.raises(InvalidFilesError, match="outside the folder"):
        open_export(zipped(tmp_path / "form.zip", {name: text}))
