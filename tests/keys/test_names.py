"""Names of machines: each is signed by its machine, and nobody else gives it one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.files import machine_origin, renew_origin
from inspection_lib.keys.names import (
    keep_names,
    machine_called,
    machine_names,
    name_of_key,
    name_own_machine,
    names_of,
    own_machine_name,
)
from inspection_lib.language import Language, open_catalogue
from tests.keys.machines import at

NAME = "máy tính 2 của đoàn"


def vietnamese(origin: str) -> str:
    return open_catalogue(Language.VI).write(machine_names().label(origin))


def test_a_machine_without_a_name_is_shown_in_words(config: Path) -> None:
    """With some digits of its origin, by its kind."""
    assert config.exists() is False
    assert vietnamese("m-5aaab12eebc5") == "máy chưa có tên (m-5aaa)"
    assert (
        vietnamese("f-12abcdef") == vietnamese("t-12abcdef").replace("t-", "f-") == "máy tính bảng (f-12ab)"
    )
    assert vietnamese("odk-12abcdef-collect") == "điện thoại (odk-12ab)"
    assert vietnamese(machine_origin()).endswith(" (máy này)")
    assert own_machine_name() == ""
    assert names_of([machine_origin()]) == []


def test_a_name_travels_to_another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And from there to a third one: the signature of its machine goes with it."""
    at(monkeypatch, tmp_path, "one")
    origin = machine_origin()
    signed = name_own_machine(f" {NAME}  ")
    assert vietnamese(origin) == f"{NAME} (máy này)"
    for name in ("two", "three"):
        travelling = names_of([origin])
        assert travelling == [signed]
        at(monkeypatch, tmp_path, name)
        keep_names(travelling)
        assert vietnamese(origin) == NAME


def test_nobody_else_names_a_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed name has no right signature, another key is not bound, and each knows its own name."""
    at(monkeypatch, tmp_path, "one")
    signed = name_own_machine(NAME)
    at(monkeypatch, tmp_path, "two")
    keep_names([replace(signed, name="khác"), replace(signed, signature="zz")])
    assert "chưa có tên" in vietnamese(signed.origin)
    keep_names([signed])
    other = name_own_machine("máy 3")
    at(monkeypatch, tmp_path, "three")
    monkeypatch.setattr("inspection_lib.keys.names.machine_origin", lambda: signed.origin)
    forged = name_own_machine("kẻ khác")
    monkeypatch.undo()
    assert forged.origin == signed.origin
    assert forged.is_valid
    at(monkeypatch, tmp_path, "two")
    keep_names([forged, replace(other, name="máy 4")])
    assert vietnamese(signed.origin) == NAME
    assert own_machine_name() == "máy 3"


def test_a_machine_keeps_its_name_under_a_new_origin(config: Path) -> None:
    """After a backup was put back it writes under another origin."""
    name_own_machine(NAME)
    new = renew_origin()
    assert vietnamese(new) == f"{NAME} (máy này)"
    assert [named.name for named in names_of([new])] == [NAME]
    assert (config / "machine_names.json").stat().st_mode & 0o077 == 0


def test_a_sentence_names_a_machine_with_its_whole_origin(config: Path) -> None:
    """By its name where it has one. Looking writes nothing, and a damaged file of names is no error here."""
    vi = open_catalogue(Language.VI).write
    assert vi(machine_called("m-5aaab12eebc5")) == "máy m-5aaab12eebc5"
    assert vi(machine_called("t-12abcdef")) == "máy tính bảng (t-12abcdef)"
    assert config.exists() is False
    signed = name_own_machine(NAME)
    assert vi(machine_called(signed.origin)) == f"{NAME} ({signed.origin})"
    assert (name_of_key(signed.key), name_of_key("ab" * 32)) == (NAME, "")
    (config / "machine_names.json").write_text("{", encoding="utf-8")
    assert vi(machine_called(signed.origin)) == f"máy {signed.origin}"
