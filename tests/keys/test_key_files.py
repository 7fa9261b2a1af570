"""Files of keys: whole, for one user alone, and lists that nobody's change is lost from."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.key_files import KeyList, change_list, keep, keep_first, read_kept, read_list
from tests.disks import mounted_disk


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_file_and_its_folder_are_for_one_user(config: Path) -> None:
    """From the first moment, and after somebody widened them."""
    keep("key.age", b"secret")
    assert (mode_of(config), mode_of(config / "key.age")) == (0o700, 0o600)
    config.chmod(0o755)
    (config / "key.age").chmod(0o640)
    assert read_kept("key.age") == b"secret"
    assert (mode_of(config), mode_of(config / "key.age")) == (0o700, 0o600)


def test_a_stricter_mode_stays(config: Path) -> None:
    """Nothing is given back that its owner took away."""
    keep("key.age", b"secret")
    (config / "key.age").chmod(0o400)
    assert read_kept("key.age") == b"secret"
    assert mode_of(config / "key.age") == 0o400


def test_a_folder_of_all_users_is_refused(config: Path) -> None:
    """To narrow a folder such as /tmp would lock all others out."""
    config.mkdir()
    config.chmod(0o1777)
    with pytest.raises(KeyFileError, match="belongs to all users"):
        keep("key.age", b"secret")
    assert config.stat().st_mode & 0o7777 == 0o1777
    assert list(config.iterdir()) == []


def test_a_file_that_stays_open_to_others_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk that is mounted for reading alone: its modes cannot be narrowed."""
    with mounted_disk(tmp_path / "disk", "1m") as disk:
        monkeypatch.setenv("INSPECTION_CONFIG", str(disk / "config"))
        keep("key.age", b"secret")
        (disk / "config" / "key.age").chmod(0o644)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(KeyFileError, match=r"Others can read .*key\.age"):
            read_kept("key.age")
        with pytest.raises(KeyFileError, match="cannot be kept"):
            keep("other.age", b"secret")


def test_the_first_content_stays(config: Path) -> None:
    """A second writer gets what the first one wrote, and leaves no temporary file."""
    assert keep_first("machine.pem", b"one") == b"one"
    assert keep_first("machine.pem", b"two") == b"one"
    assert [path.name for path in config.iterdir()] == ["machine.pem"]


def test_changes_at_the_same_time_are_all_kept(config: Path) -> None:
    """Each waits until the one before is written."""
    names = [f"{number:064x}" for number in range(20)]

    def add(name: str) -> None:
        def change(known: KeyList) -> None:
            known[name] = "Thư ký"

        change_list("trusted.json", change)

    threads = [threading.Thread(target=add, args=[name]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(read_list("trusted.json")) == names
