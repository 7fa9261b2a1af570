"""The list of trusted keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.trusted import distrust, trust, trusted_keys

ONE, TWO = "ab" * 32, "cd" * 32


def test_a_key_has_one_spelling_in_the_list(config: Path) -> None:
    """Capital digits and spaces, as somebody typed them, are the same key."""
    trust(ONE.upper(), "Thư ký")
    trust(f" {ONE[:32]} {ONE[32:]}", "Trưởng đoàn")
    assert {key: signer.role for key, signer in trusted_keys().items()} == {ONE: "Trưởng đoàn"}


def test_a_key_is_taken_from_the_list(config: Path) -> None:
    """The other keys stay; a key that is not there is an error."""
    trust(ONE, "Thư ký")
    trust(TWO, "Trưởng đoàn")
    assert distrust(ONE.upper()).role == "Thư ký"
    assert list(trusted_keys()) == [TWO]
    with pytest.raises(KeyFileError, match="not among the trusted"):
        distrust(ONE)


@pytest.mark.parametrize("content", ["", "[", "[]", '{"abc": "Thư ký"}', "[" * 100_000, "\xff"])
def test_a_damaged_list_is_an_error(config: Path, content: str) -> None:
    """An empty list instead would make everybody a stranger without a word."""
    trust(ONE, "Thư ký")
    (config / "trusted.json").write_bytes(content.encode("latin-1", "replace"))
    with pytest.raises(KeyFileError, match="cannot be read"):
        trusted_keys()
    with pytest.raises(KeyFileError, match="cannot be read"):
        trust(TWO, "Trưởng đoàn")


def test_reading_the_list_makes_no_folder(config: Path) -> None:
    """A machine that trusts nobody writes nothing."""
    assert trusted_keys() == {}
    assert not config.exists()
