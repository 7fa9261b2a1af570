"""Files of evidence as the form asks for them: enlarged photos, and recordings in parts."""

from __future__ import annotations

import io
from base64 import b64decode

from PIL import Image

from inspection_lib.visit.contents import PART, PREVIEW_PIXELS
from inspection_lib.visit.desk import Desk
from inspection_lib.visit.replies import ContentReply
from tests.visit.conftest import a_picture, state_of

WEBM = b"\x1a\x45\xdf\xa3 webm A_OPUS "


def attached(desk: Desk, name: str, content: bytes) -> str:
    """Attach a file; gives its digest."""
    said = {"type": "file", "client": f"tab:{len(content)}", "item": "A01", "name": name}
    return state_of(desk.answer(said | {"part": 0, "parts": 1}, [content])).pieces[-1].sha256


def asked(desk: Desk, sha256: str, part: int = 0) -> ContentReply:
    (reply,) = desk.answer({"type": "content", "client": "", "sha256": sha256, "part": part})
    assert isinstance(reply, ContentReply)
    return reply


def test_a_photo_is_sent_as_large_as_a_screen_shows(desk: Desk) -> None:
    """A photo of a tablet is too large for one message; the copy is a JPEG with all of the picture."""
    reply = asked(desk, attached(desk, "ảnh.jpg", a_picture(4000, 3000)))
    assert (reply.part, reply.parts, reply.media_type) == (0, 1, "image/jpeg")
    assert Image.open(io.BytesIO(b64decode(reply.bytes))).size == (PREVIEW_PIXELS, PREVIEW_PIXELS * 3 // 4)


def test_a_recording_is_sent_whole_in_parts(desk: Desk) -> None:
    """What is played is the file itself."""
    sound = WEBM + bytes(PART)
    sha256 = attached(desk, "Ghi âm.webm", sound)
    replies = [asked(desk, sha256, part) for part in range(2)]
    assert [(reply.parts, reply.media_type) for reply in replies] == [(2, "audio/webm")] * 2
    assert b"".join(b64decode(reply.bytes) for reply in replies) == sound
    assert asked(desk, sha256, 2).bytes == ""


def test_nothing_else_is_sent(desk: Desk) -> None:
    """A document, a damaged photo, a recording that was changed on the disk, a file of no piece."""
    paper = attached(desk, "plan.pdf", b"%PDF-1.7 demo")
    damaged = attached(desk, "hỏng.jpg", b"\xff\xd8\xff\xe0 damaged")
    sound = attached(desk, "Ghi âm a.webm", WEBM)
    path = desk.evidence.path_of(sound)
    path.chmod(0o600)
    path.write_bytes(WEBM + b"!")
    stranger = desk.evidence.keep("lạ.jpg", a_picture(9), received="2017-05-15").sha256
    for sha256 in (paper, damaged, sound, stranger):
        reply = asked(desk, sha256)
        assert (reply.parts, reply.media_type, reply.bytes) == (0, "", "")
