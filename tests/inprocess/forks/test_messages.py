"""The messages of the fork server."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, is_dataclass

import pytest

from inspection_lib.inprocess.forks import messages

MESSAGES = [value for value in vars(messages).values() if isinstance(value, type) and is_dataclass(value)]


def test_messages_are_frozen_values_that_survive_the_pipe() -> None:
    """Each kind comes out of pickle equal to what went in, and nobody can change it."""
    made = [kind(*range(len(kind.__match_args__))) for kind in MESSAGES]
    assert len(made) == 9
    assert pickle.loads(pickle.dumps(made)) == made
    with pytest.raises(FrozenInstanceError):
        messages.Kill(1).ticket = 2  # type: ignore[misc]
