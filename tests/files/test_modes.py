"""Who may read what the workbench writes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspection_lib.errors import ParameterError
from inspection_lib.files import give_new_name, make_folder, others_rights, write_first, write_whole
from inspection_lib.system import has_file_modes


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """The user's umask has no say."""
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_files_and_folders_are_for_their_user_alone(tmp_path: Path) -> None:
    """Each missing folder too; one that exists keeps its mode."""
    tmp_path.chmod(0o755)
    write_whole(tmp_path / "a" / "b" / "report.html", "x")
    write_first(tmp_path / "a" / "first", b"x")
    assert [mode_of(tmp_path / name) for name in ("a", "a/b")] == [0o700, 0o700]
    assert [mode_of(tmp_path / name) for name in ("a/b/report.html", "a/first")] == [0o600, 0o600]
    assert mode_of(tmp_path) == 0o755


@pytest.mark.usefixtures("umask")
def test_one_setting_opens_them_to_the_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders hand the group of a shared folder on; others get no right."""
    monkeypatch.setenv("INSPECTION_SHARED", "group")
    tmp_path.chmod(0o2770)
    write_whole(tmp_path / "a" / "report.html", "x")
    assert mode_of(tmp_path / "a") == 0o2770
    assert mode_of(tmp_path / "a" / "report.html") == 0o660


def test_a_setting_that_does_not_exist_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistyped one must not look as if it worked."""
    monkeypatch.setenv("INSPECTION_SHARED", "yes")
    with pytest.raises(ParameterError, match="group"):
        write_whole(tmp_path / "report.html", "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not has_file_modes(), reason="the system has no file modes")
def test_rights_of_others_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file and of a folder, as far as the setting does not allow them."""
    folder, file = tmp_path / "a", tmp_path / "a" / "store.db"
    make_folder(folder)
    write_whole(file, "x")
    assert (others_rights(folder), others_rights(file), others_rights(tmp_path / "none")) == (0, 0, 0)
    folder.chmod(0o755)
    file.chmod(0o664)
    assert (others_rights(folder), others_rights(file)) == (0o055, 0o064)
    monkeypatch.setenv("INSPECTION_SHARED", "group")
    assert (others_rights(folder), others_rights(file)) == (0o005, 0o004)


def test_a_stick_without_modes_and_links_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FAT refuses both; what is written there is whole all the same, and a name that is taken stays."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("not on FAT")

    monkeypatch.setattr("os.chmod", refuse)
    monkeypatch.setattr("os.link", refuse)
    write_whole(tmp_path / "a" / "bundle", "x")
    assert write_first(tmp_path / "first", b"1") == write_first(tmp_path / "first", b"2") == b"1"
    (tmp_path / "new").write_bytes(b"new")
    with pytest.raises(FileExistsError):
        give_new_name(tmp_path / "new", tmp_path / "first")
    give_new_name(tmp_path / "new", tmp_path / "named")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "first", "named"]
