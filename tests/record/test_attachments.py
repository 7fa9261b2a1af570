"""Evidence that is attached and detached."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspection_lib.model import Attachment, Source
from inspection_lib.record.attachments import fold_attachments, read_attachment, write_attachment
from inspection_lib.record.chain import in_order
from inspection_lib.record.fold import fold_answers
from tests.record.machines import CHECKLIST, KEY, a_recorder, detach, share


def test_evidence_is_attached_once_and_detached(tmp_path: Path) -> None:
    """The same file twice adds nothing. A response names what is attached, until it is detached."""
    recorder = a_recorder(tmp_path)
    piece = Attachment(sha256="ab" * 32, name="ảnh.jpg", size=3, received="2017-05-15")
    recorder.answer("060", "X", Source.INSPECTOR, "yes", actor="a")
    assert len(recorder.attach("060", "X", Source.INSPECTOR, piece, actor="a")) == 1
    assert recorder.attach("060", "X", Source.INSPECTOR, piece, actor="a") == []
    finding = fold_answers(CHECKLIST, recorder.store.events("c", "060"))["X"].finding
    assert finding
    assert finding.evidence == (f"ảnh.jpg (sha256:{'ab' * 6})",)
    detach(recorder, piece)
    finding = fold_answers(CHECKLIST, recorder.store.events("c", "060"))["X"].finding
    assert finding
    assert finding.evidence == ()


def test_evidence_is_detached_whatever_the_clocks_show(tmp_path: Path) -> None:
    """A piece from a machine whose clock runs years ahead can be detached, and attached again."""
    ahead, office = a_recorder(tmp_path, "ahead"), a_recorder(tmp_path, "office")
    ahead = replace(ahead, now=lambda: "2031-01-01T00:00:00.000000+00:00")
    piece = Attachment(number="12/KH-UBND")
    ahead.attach("060", "X", Source.INSPECTOR, piece, actor="tablet")
    share(office, ahead)
    assert len(detach(office, piece)) == 1
    assert fold_attachments(in_order(office.store.events("c", "060"))) == {}
    assert detach(office, piece) == []
    share(ahead, office)
    assert fold_attachments(in_order(ahead.store.events("c", "060"))) == {}
    office.attach("060", "X", Source.INSPECTOR, piece, actor="office")
    assert fold_attachments(in_order(office.store.events("c", "060")))[KEY] == (piece,)


def test_a_drawing_names_its_photo_while_that_is_attached(tmp_path: Path) -> None:
    """An answer says of each drawing on which photo it was made; the digest of one that was taken back."""
    recorder = a_recorder(tmp_path)
    photo = Attachment(sha256="ab" * 32, name="ảnh.jpg", media_type="image/jpeg", size=3)
    drawing = replace(photo, sha256="cd" * 32, name="ảnh - hình vẽ.jpg", drawn_on=photo.sha256)
    recorder.answer("060", "X", Source.INSPECTOR, "yes", actor="a")
    for piece in (photo, drawing):
        recorder.attach("060", "X", Source.INSPECTOR, piece, actor="a")

    def drawn() -> tuple[tuple[str, str], ...]:
        finding = fold_answers(CHECKLIST, recorder.store.events("c", "060"))["X"].finding
        assert finding
        return finding.drawn

    assert drawn() == ((drawing.reference, photo.reference),)
    detach(recorder, photo)
    assert drawn() == ((drawing.reference, f"sha256:{'ab' * 6}"),)


def test_an_attachment_without_a_drawing_is_written_as_before() -> None:
    """Events of earlier versions keep their bytes, and are read."""
    raw = '{"name":"ảnh.jpg","sha256":"' + "ab" * 32 + '","size":3}'
    assert write_attachment(read_attachment(raw)) == raw
