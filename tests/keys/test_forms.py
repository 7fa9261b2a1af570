"""The secrets of forms: made anew each time, computed again by their machine, known to no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.forms import new_form_secret, secret_of_form

ABOUT = ("2017-dot-1", "060", "ab" * 32)


def test_a_machine_knows_the_secret_of_its_own_forms(config: Path) -> None:
    """Two forms of one unit have two secrets. The file of the key is for the user alone."""
    one, other = new_form_secret(*ABOUT), new_form_secret(*ABOUT)
    assert secret_of_form(one.id, *ABOUT) == one.secret
    assert secret_of_form(other.id, *ABOUT) == other.secret != one.secret
    assert (config / "forms.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "about", [("2018", *ABOUT[1:]), (ABOUT[0], "061", ABOUT[2]), (*ABOUT[:2], "cd" * 32)]
)
def test_a_secret_is_for_one_unit_and_checklist(config: Path, about: tuple[str, str, str]) -> None:
    """A form for one unit cannot make packages for another one."""
    form = new_form_secret(*ABOUT)
    assert secret_of_form(form.id, *about) not in (None, form.secret)


def test_another_machine_knows_none(config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one that has never written a form nor one that has; and nobody can invent an id."""
    form = new_form_secret(*ABOUT)
    assert secret_of_form(form.id[:16] + "0" * 16, *ABOUT) is None
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "other"))
    assert secret_of_form(form.id, *ABOUT) is None
    new_form_secret(*ABOUT)
    assert secret_of_form(form.id, *ABOUT) is None


@pytest.mark.parametrize("content", [b"", b"ab" * 31, b"\xff" * 64])
def test_a_damaged_key_is_never_replaced(config: Path, content: bytes) -> None:
    """It is an error, which says what is lost without a copy."""
    new_form_secret(*ABOUT)
    (config / "forms.key").write_bytes(content)
    for call in (lambda: new_form_secret(*ABOUT), lambda: secret_of_form("0" * 32, *ABOUT)):
        with pytest.raises(KeyFileError, match="key for forms"):
            call()
