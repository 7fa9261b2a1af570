"""Writing files: nothing that people wrote is replaced."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.render.papers import free_path


def test_a_file_with_another_content_keeps_its_name(tmp_path: Path) -> None:
    """The same content has the same path; another one gets the next free name."""
    assert free_path(tmp_path, "bien-ban", "pdf", b"1") == tmp_path / "bien-ban.pdf"
    (tmp_path / "bien-ban.pdf").write_bytes(b"1")
    assert free_path(tmp_path, "bien-ban", "pdf", b"1") == tmp_path / "bien-ban.pdf"
    assert free_path(tmp_path, "bien-ban", "pdf", b"2") == tmp_path / "bien-ban-2.pdf"
