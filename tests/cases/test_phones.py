"""Exports of phones that were refused, or taken in wrongly: ODK Central and KoboToolbox as they come."""

from __future__ import annotations

import shutil
import unicodedata
import zipfile
from pathlib import Path

import pytest

from inspection_lib.model import EventKind
from inspection_lib.record import attached_files, open_store
from inspection_lib.workbench import DEFAULT_STORE
from tests.cases.phones import (
    ANSWERS,
    CLOCK,
    FOLDER_ENTRY,
    LATE,
    PHOTO,
    REJECTED,
    RENAMED,
    SECOND_TABLE,
    TWO_COLUMNS,
    answers,
    changed,
    files,
    imported,
    rows_of,
    zipped,
)
from tests.cli.conftest import Command, command
from tests.conftest import CAMPAIGN
from tests.makers.papers import a_photo
from tests.makers.submissions import as_csv

__all__ = ["command"]


def test_38_entries_of_folders_are_passed_over(command: Command) -> None:
    """The answers of the one submission, and what opens the inspection."""
    assert "6 new events" in imported(command, FOLDER_ENTRY)
    assert set(answers(command)) == ANSWERS
    assert "0 new events" in imported(command, FOLDER_ENTRY)


def test_38_what_macos_adds_to_a_zip_is_passed_over(command: Command, tmp_path: Path) -> None:
    """Folders of its own, names in NFD and in UTF-8 that says it is none."""
    nfd = unicodedata.normalize("NFD", "ảnh số 1.jpg").encode()
    stand_in = "x" * len(nfd)
    path = zipped(
        tmp_path,
        {
            "phieu/": "",
            "phieu/.DS_Store": b"\0\0\0\1Bud1",
            "phieu/form.csv": as_csv([rows_of(CLOCK)[0] | {"area_1-A02_g-A02_photo": "ảnh số 1.jpg"}]),
            "phieu/media/": "",
            f"phieu/media/{stand_in}": PHOTO,
            "__MACOSX/phieu/._form.csv": b"\0\5\x16\7",
            "__MACOSX/phieu/media/._x.jpg": b"\0\5\x16\7",
        },
    )
    # Finder writes the bytes of UTF-8 without the flag that says so.
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), nfd))
    assert "7 new events" in imported(command, path)
    assert files(command) == {"ảnh số 1.jpg"}


@pytest.mark.parametrize(
    "state",
    [
        {"ReviewState": "rejected"},
        {"ReviewState": "", "_validation_status": "Not Approved"},
        {"ReviewState": "", "_validation_status": "validation_status_not_approved"},
    ],
)
def test_40_a_rejected_submission_is_told_and_not_recorded(
    command: Command, tmp_path: Path, state: dict[str, str]
) -> None:
    """Its line and state are told; nothing of it is in the store, whatever else is wrong with it."""
    out = imported(command, changed(tmp_path, REJECTED, **state, **{"area_1-A01_g-A01": "no day"}))
    assert "0 new events" in out
    assert "changed.csv:2: warning: Not recorded" in out
    assert open_store(DEFAULT_STORE, command.folder).events(CAMPAIGN, "060") == []


@pytest.mark.parametrize(
    ("state", "is_told"),
    [
        ({"ReviewState": "hasIssues"}, True),
        ({"ReviewState": "", "_validation_status": "On Hold"}, True),
        ({"ReviewState": "approved"}, False),
        ({"ReviewState": "edited"}, False),
        ({"ReviewState": ""}, False),
        ({"ReviewState": "", "_validation_status": "-"}, False),
    ],
)
def test_40_others_are_recorded_and_doubts_are_told(
    command: Command, tmp_path: Path, state: dict[str, str], is_told: bool
) -> None:
    """A submission without a state is recorded."""
    out = imported(command, changed(tmp_path, REJECTED, **state))
    assert "6 new events" in out
    assert ("changed.csv:2: warning: Recorded" in out) == is_told


def test_40_one_rejected_submission_keeps_no_other_back(command: Command, tmp_path: Path) -> None:
    """Approved later, it is taken in by the next import."""
    out = imported(command, changed(tmp_path, LATE, ReviewState="rejected"))
    assert "2 rows, 12 new events" in out
    assert "6 new events" in imported(command, changed(tmp_path, LATE, ReviewState="approved"))


def test_42_a_renamed_photo_is_found(command: Command) -> None:
    """The name is looked up as it stands, then as the server stores it."""
    with zipfile.ZipFile(RENAMED) as archive:
        photo = archive.read("media/image_1-11_10_42.png")
    out = imported(command, RENAMED)
    assert "7 new events" in out
    assert "is missing" not in out
    assert files(command) == {"image (1)-11_10_42.png"}
    kept = [path.read_bytes() for path in command.folder.rglob("*.evidence/*/*")]
    assert kept == [photo]


def test_42_each_submission_has_a_media_folder(command: Command, tmp_path: Path) -> None:
    """Two photos of one name, each in its submission's folder, in a zip of their own beside the table."""
    rows = [
        rows_of(LATE)[place]
        | {"KEY": f"uuid:{key}", "meta-instanceID": f"uuid:{key}", "area_1-A02_g-A02_photo": "image.jpg"}
        for place, key in enumerate(
            ("8d2bcd9e-0b5d-4f39-a7f5-0c2a1f3e4b5c", "11111111-2222-3333-4444-555555555555")
        )
    ]
    table = tmp_path / "form.csv"
    table.write_text(as_csv(rows), encoding="utf-8")
    other = a_photo("2017:05:25 09:30:00")
    media = zipped(
        tmp_path,
        {
            "may-1/attachments/0a1b/8d2bcd9e-0b5d-4f39-a7f5-0c2a1f3e4b5c/image.jpg": PHOTO,
            "may-1/attachments/0a1b/11111111-2222-3333-4444-555555555555/image.jpg": other,
        },
    )
    assert "14 new events" in imported(command, table, "--media", str(media))
    store = open_store(DEFAULT_STORE, command.folder)
    digests = [set(attached_files(store.events(CAMPAIGN, unit))) for unit in ("060", "061")]
    assert len(digests[0]) == len(digests[1]) == 1
    assert digests[0] != digests[1]


def test_43_a_late_photo_holds_back_only_itself(command: Command, tmp_path: Path) -> None:
    """The answers of all three are recorded; the photo is named, and added when it is there."""
    copy = tmp_path / "submissions.csv"
    shutil.copy(LATE, copy)
    out = imported(command, copy)
    assert "3 rows, 18 new events" in out
    assert "submissions.csv:2: warning: The photo 1495594000000.jpg of item A02 is missing" in out
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "1495594000000.jpg").write_bytes(PHOTO)
    out = imported(command, copy)
    assert "1 new events" in out
    assert "is missing" not in out
    assert files(command) == {"1495594000000.jpg"}


def test_43_a_photo_that_is_no_photo_holds_back_only_itself(command: Command, tmp_path: Path) -> None:
    """A film under the name of a photo is named, with its line."""
    shutil.copy(LATE, tmp_path / "submissions.csv")
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "1495594000000.jpg").write_bytes(b"\0\0\0\x18ftypmp42")
    out = imported(command, tmp_path / "submissions.csv")
    assert "18 new events" in out
    assert "submissions.csv:2: warning: The file '1495594000000.jpg' is of a kind that is not accepted" in out


def test_45_the_filled_one_of_two_columns_counts(command: Command) -> None:
    """The empty second column overwrites nothing."""
    assert "6 new events" in imported(command, TWO_COLUMNS)
    assert answers(command)["A02"][0] == "a"


@pytest.mark.parametrize(("first", "second"), [("", "a"), ("a", "a"), ("a", "")])
def test_45_in_either_order(command: Command, tmp_path: Path, first: str, second: str) -> None:
    """Two that agree are one."""
    cells = {"area_1-A02_g-A02": first, "area_9-A02_g-A02": second}
    imported(command, changed(tmp_path, TWO_COLUMNS, **cells))
    assert answers(command)["A02"][0] == "a"


def test_45_two_filled_ones_that_differ_are_refused(command: Command, tmp_path: Path) -> None:
    """With the line and both columns; nothing of the file is recorded."""
    path = changed(tmp_path, TWO_COLUMNS, **{"area_9-A02_g-A02": "b"})
    error = command.bad("import-odk", CAMPAIGN, str(path))
    assert "changed.csv:2: Two columns answer 'A02' differently: area_1-A02_g-A02 (a)" in error
    assert "area_9-A02_g-A02 (b)" in error
    assert open_store(DEFAULT_STORE, command.folder).events(CAMPAIGN, "060") == []


def test_48_a_phones_clock_of_1970_does_not_decide(command: Command) -> None:
    """The server's moment is recorded; both are told and kept in the account of the import."""
    out = imported(command, CLOCK)
    assert "submissions.csv:2: warning: The phone's clock said 1970-01-01T07:00:00.000+07:00" in out
    assert "2017-05-24T03:05:00.000Z" in out
    assert {when for _, when in answers(command).values()} == {"2017-05-24T03:05:00.000Z"}
    events = open_store(DEFAULT_STORE, command.folder).events(CAMPAIGN, "060")
    (noted,) = (event for event in events if event.kind is EventKind.IMPORTED)
    assert "1970-01-01T07:00:00.000+07:00" in noted.raw
    assert "2017-05-24T03:05:00.000Z" in noted.raw


def test_48_without_the_servers_moment_it_is_refused(command: Command, tmp_path: Path) -> None:
    """Nobody could say where the answers stand in the order."""
    error = command.bad("import-odk", CAMPAIGN, str(changed(tmp_path, CLOCK, SubmissionDate="")))
    assert "changed.csv:2: The phone's clock said 1970" in error
    assert "SubmissionDate" in error


def test_49_the_table_with_the_forms_columns_is_read(command: Command) -> None:
    """The audit log beside it is named as left out."""
    out = imported(command, SECOND_TABLE)
    assert "6 new events" in out
    assert "no table of submissions: form - audit.csv" in out


def test_49_among_repeats_and_logs_of_each_submission(command: Command, tmp_path: Path) -> None:
    """Also where a log has no columns that make sense."""
    path = zipped(
        tmp_path,
        {
            "audit.csv": "event,node,start,end\nform start,,1495594000000,\n",
            "form-thanh_vien.csv": "ten,PARENT_KEY,KEY\nA,uuid:1,uuid:1/thanh_vien[1]\n",
            "form.csv": as_csv(rows_of(CLOCK)),
            "media/audit.csv": "",
            "media/readme.txt": "x",
        },
    )
    out = imported(command, path)
    assert "6 new events" in out
    for name in ("audit.csv", "form-thanh_vien.csv", "media/audit.csv"):
        assert f"no table of submissions: {name}" in out


def test_49_two_tables_of_submissions_are_refused(command: Command, tmp_path: Path) -> None:
    """Which one is meant is for people to say."""
    table = as_csv(rows_of(CLOCK))
    error = command.bad("import-odk", CAMPAIGN, str(zipped(tmp_path, {"a.csv": table, "b.csv": table})))
    assert "several tables of submissions: a.csv, b.csv" in error


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_that_excel_saved_again_is_read(
    command: Command, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    """With its mark of the byte order and its separators, also when the first cell has the other one."""
    (row,) = rows_of(CLOCK)
    path = tmp_path / "form.csv"
    path.write_text(as_csv([{"a,b;c\td": "", **row}], delimiter), encoding=encoding)
    assert "6 new events" in imported(command, path)
