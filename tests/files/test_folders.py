"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.files.folders import LocalFolder, open_folder, write_first, write_whole
from tests.disks import mounted_disk


def test_a_file_is_replaced_whole_and_no_temporary_file_stays(tmp_path: Path) -> None:
    """Missing folders are made; a text is UTF-8."""
    path = tmp_path / "a" / "b.txt"
    write_whole(path, b"old")
    write_whole(path, "mới")
    assert path.read_text(encoding="utf-8") == "mới"
    assert list(path.parent.iterdir()) == [path]


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    """The old content stays readable, and the room is free again."""
    with mounted_disk(tmp_path / "small", "100k") as disk:
        path = disk / "a.bin"
        write_whole(path, b"old")
        with pytest.raises(OSError, match="No space"):
            write_whole(path, bytes(200_000))
        assert path.read_bytes() == b"old"
        assert list(disk.iterdir()) == [path]
        write_whole(path, bytes(50_000))


def test_the_first_writer_wins(tmp_path: Path) -> None:
    """A later one gets what stands there, and leaves no temporary file."""
    path = tmp_path / "a" / "once"
    assert write_first(path, b"one", mode=0o600) == b"one"
    assert write_first(path, b"two") == b"one"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_the_first_writer_wins_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a memory stick: the file gets its name by renaming."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    path = tmp_path / "once"
    assert write_first(path, b"one") == b"one"
    assert write_first(path, b"two") == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_reads_writes_lists_and_deletes(tmp_path: Path) -> None:
    """Files that are not there are None, folders that are not there are empty; deleting twice is no error."""
    folder = open_folder(str(tmp_path / "out"))
    assert isinstance(folder, LocalFolder)
    assert (folder.read("a.txt"), folder.size("a.txt"), folder.names("sub")) == (None, None, [])
    folder.write("sub/b.txt", "b")
    folder.write("sub/a.txt", "á")
    assert folder.names("sub") == ["a.txt", "b.txt"]
    assert (folder.read("sub/a.txt"), folder.size("sub/a.txt")) == ("á", 2)
    assert folder.prefetch(["sub/a.txt"]).read("sub/a.txt") == "á"
    for _ in range(2):
        folder.remove("sub/a.txt")
    assert folder.names("sub") == ["b.txt"]


def test_temporary_files_of_killed_writers_are_deleted(tmp_path: Path) -> None:
    """Only theirs: they begin with a dot and end with .tmp."""
    for name in (".a.html.x1.tmp", "a.html", "b.tmp"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    LocalFolder(tmp_path).remove_temporary_files("")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.tmp"]
