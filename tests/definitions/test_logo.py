"""The logo of an office: a small PNG or JPEG."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.logo import LOGO_BYTES, LOGO_PIXELS, read_logo
from inspection_lib.definitions.yaml_file import YamlFile


def picture(kind: str, side: int = 40) -> bytes:
    """A picture of one colour."""
    content = io.BytesIO()
    Image.new("RGB", (side, 20), "#1d4e79").save(content, kind)
    return content.getvalue()


def read(path: Path) -> tuple[str, list[str]]:
    """The logo at a path, and what is wrong with it."""
    problems = FileProblems(YamlFile("workbench.yaml", {}, {}))
    return read_logo(path, path.name, problems), [str(problem) for problem in problems.problems]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_page_holds_the_logo(kind: str, tmp_path: Path) -> None:
    """As a data URL, so that it loads nothing."""
    path = tmp_path / "logo"
    path.write_bytes(picture(kind))
    url, problems = read(path)
    assert url.startswith(f"data:image/{kind.lower()};base64,")
    assert problems == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"<svg onload='alert(1)'/>", "neither a PNG nor a JPEG"),
        (picture("GIF"), "neither a PNG nor a JPEG"),
        (picture("PNG")[:40], "neither a PNG nor a JPEG"),
        (picture("PNG", LOGO_PIXELS + 1), "a side of more than"),
        (b"x" * (LOGO_BYTES + 1), "more than 24000 bytes"),
        (None, "cannot be read"),
    ],
)
def test_another_file_is_refused(content: bytes | None, problem: str, tmp_path: Path) -> None:
    """With the reason; nothing of it reaches a page."""
    path = tmp_path / "logo.png"
    if content is not None:
        path.write_bytes(content)
    url, (found,) = read(path)
    assert url == ""
    assert problem in found
