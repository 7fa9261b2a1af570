"""Entries are checked against what their writer saw."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import ConflictError
from tests.record.machines import KEY, a_recorder, an_answer, standing


def test_the_same_message_of_a_form_is_recorded_once(tmp_path: Path) -> None:
    """A form that sends a saved answer again adds nothing, even after a later answer of somebody else."""
    recorder = a_recorder(tmp_path)
    recorder.record([an_answer("yes", "tab:1")])
    recorder.record([an_answer("no", "other:1")])
    assert recorder.record([an_answer("yes", "tab:1")], {KEY: ()}) == []
    assert standing(recorder) == ("no",)


def test_an_answer_that_was_not_seen_is_not_overwritten(tmp_path: Path) -> None:
    """A writer who saw an empty item cannot replace an answer that came meanwhile; one who saw it can."""
    recorder = a_recorder(tmp_path)
    first = recorder.record([an_answer("yes")], {KEY: ()})
    with pytest.raises(ConflictError) as caught:
        recorder.record([an_answer("no")], {KEY: ()})
    assert caught.value.response_keys == (KEY,)
    recorder.record([an_answer("no")], {KEY: (first[-1].digest,)})
    assert standing(recorder) == ("no",)


def test_an_older_answer_of_a_form_replaces_nothing(tmp_path: Path) -> None:
    """A form kept a refused answer and sends it again when it is opened: its later answer stays."""
    recorder = a_recorder(tmp_path)
    theirs = recorder.record([an_answer("yes", "other:1")])[-1].digest
    recorder.record([an_answer("no", "tab:10")], {KEY: (theirs,)})
    with pytest.raises(ConflictError):
        recorder.record([an_answer("n/a", "tab:9")], {KEY: ()})
    assert standing(recorder) == ("no",)
    recorder.record([an_answer("yes", "tab:11")], {KEY: (theirs,)})
    assert standing(recorder) == ("yes",)
