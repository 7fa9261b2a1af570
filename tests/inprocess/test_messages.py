"""The messages between the engine and the process of a notebook."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, is_dataclass
from typing import get_args

import pytest
from nbformat.v4 import new_code_cell, new_output

from inspection_lib.inprocess import messages


def test_messages_are_frozen_values_that_survive_the_pipe() -> None:
    """Notebook cells and outputs come out as they went in; nobody changes a message."""
    output = new_output("stream", text="x")
    made = [
        messages.CellStarted(1),
        messages.CellNumbered(1, 2, {"shell.execute_reply": "now"}),
        messages.OutputAdded(1, output),
        messages.OutputsReplaced(1, [output]),
        messages.CellFailed(1),
        messages.CellCompleted(1, new_code_cell("1", outputs=[output])),
        messages.NotebookEnded("a comm"),
    ]
    assert pickle.loads(pickle.dumps(made)) == made
    assert {type(message) for message in made} == set(get_args(messages.Progress))
    assert all(is_dataclass(message) for message in made)
    with pytest.raises(FrozenInstanceError):
        messages.CellStarted(1).index = 2  # type: ignore[misc]
