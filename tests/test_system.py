"""What this system can do, and what is done where it cannot."""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from inspection_lib import system
from inspection_lib.system import (
    Lack,
    can_fork,
    ending_signals,
    lacking,
    only_listener,
    open_to_read,
    replace_file,
)

pytestmark = pytest.mark.skipif(
    lacking() != (), reason="takes one thing at a time from a system that has all"
)


def test_linux_lacks_nothing() -> None:
    """The machine of these tests."""
    assert sys.platform == "linux"
    assert lacking() == ()


@pytest.mark.parametrize(
    ("lacks", "module", "name"),
    [(Lack.FORK, "os", "fork"), (Lack.FORK, "os", "pidfd_open"), (Lack.FILE_MODES, "os", "getuid")],
)
def test_a_function_that_is_missing_is_a_lack(
    monkeypatch: pytest.MonkeyPatch, lacks: Lack, module: str, name: str
) -> None:
    """One at a time."""
    monkeypatch.delattr(sys.modules[module], name)
    assert lacking() == (lacks,)


def test_without_the_module_resource_there_is_no_limit_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows."""
    monkeypatch.setitem(sys.modules, "resource", None)
    assert lacking() == (Lack.MEMORY_LIMIT,)


def test_macos_forks_and_limits_nothing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the functions; they do not do what is needed."""
    monkeypatch.setattr(sys, "platform", "darwin")
    assert lacking() == (Lack.FORK, Lack.MEMORY_LIMIT)


def test_an_old_kernel_without_process_descriptors_does_not_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Linux before 5.3 has the function in Python, and refuses it."""

    def refuse(_number: int) -> int:
        raise OSError

    monkeypatch.setattr(os, "pidfd_open", refuse)
    assert not can_fork()


def test_bytes_are_read_with_the_flags_that_a_system_has(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Windows needs O_BINARY, and has none of the others."""
    (tmp_path / "file").write_bytes(b"a\r\nb\x1ac")
    given: list[int] = []
    open_file = os.open
    monkeypatch.setattr(os, "open", lambda path, flags: given.append(flags) or open_file(path, os.O_RDONLY))
    for name in ("O_NONBLOCK", "O_CLOEXEC"):
        monkeypatch.delattr(os, name)
    monkeypatch.setattr(os, "O_BINARY", 0x8000, raising=False)
    with open(open_to_read(tmp_path / "file"), "rb") as file:
        assert file.read() == b"a\r\nb\x1ac"
    assert given == [os.O_RDONLY | 0x8000]


def refusals(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Let the system refuse to replace a file a number of times, as Windows does while one is open."""
    left = [count]
    replace = os.replace

    def refuse(name: str, path: Path) -> None:
        if left[0]:
            left[0] -= 1
            raise PermissionError
        replace(name, path)

    monkeypatch.setattr(os, "replace", refuse)


def test_a_file_that_is_open_elsewhere_is_replaced_a_moment_later(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the system has no file modes: only there it is refused for that reason."""
    (tmp_path / "new").write_text("new", encoding="utf-8")
    refusals(monkeypatch, 2)
    with monkeypatch.context() as windows:
        windows.delattr(os, "getuid")
        replace_file(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old").read_text(encoding="utf-8") == "new"


def test_a_file_that_may_not_be_replaced_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """At once where rights are the reason; after a while on Windows."""
    (tmp_path / "new").write_text("new", encoding="utf-8")
    refusals(monkeypatch, 1)
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "new", tmp_path / "old")
    refusals(monkeypatch, 1000)
    monkeypatch.setattr(system, "REPLACE_SECONDS", 0.1)
    monkeypatch.delattr(os, "getuid")
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "new", tmp_path / "old")


def test_a_port_that_is_listened_at_is_not_taken() -> None:
    """One that was left is."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with socket.socket() as probe:
            only_listener(probe)
            with pytest.raises(OSError, match="in use"):
                probe.bind(listener.getsockname())


def test_windows_has_an_option_of_its_own_for_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual one would take the port away from the other program."""
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", -5, raising=False)
    asked: list[int] = []

    class Probe(socket.socket):
        def setsockopt(self, _level: int, option: int, _value: object) -> None:
            asked.append(option)

    with Probe() as probe:
        only_listener(probe)
    assert asked == [-5]


def test_the_signals_that_end_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that the system has."""
    assert ending_signals() == (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    monkeypatch.delattr(signal, "SIGHUP")
    assert ending_signals() == (signal.SIGINT, signal.SIGTERM)
