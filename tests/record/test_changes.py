"""Only what changes something is recorded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspection_lib.model import Attachment, Source
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import in_order
from tests.record.machines import KEY, a_recorder


def test_the_days_of_a_piece_of_evidence_can_be_corrected(tmp_path: Path) -> None:
    """The same number with other days is recorded, but not with another day of receipt alone."""
    recorder = a_recorder(tmp_path)
    first = Attachment(number="12/KH-UBND", received="2017-05-16")
    recorder.attach("060", "X", Source.INSPECTOR, first, actor="office")
    assert (
        recorder.attach("060", "X", Source.INSPECTOR, replace(first, received="2017-05-17"), actor="office")
        == []
    )
    right = replace(first, valid_to="2017-12-31")
    assert len(recorder.attach("060", "X", Source.INSPECTOR, right, actor="office")) == 1
    assert fold_attachments(in_order(recorder.store.events("c", "060")))[KEY] == (right,)
