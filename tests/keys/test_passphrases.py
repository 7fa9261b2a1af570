"""What a passphrase must fulfil."""

from __future__ import annotations

import pytest

from inspection_lib.errors import KeyFileError
from inspection_lib.keys.passphrases import check_passphrase


def test_eight_letters_are_enough() -> None:
    """Seven are refused."""
    check_passphrase("mậtkhẩu8")
    with pytest.raises(KeyFileError, match="too short"):
        check_passphrase("mậtkhẩu")
