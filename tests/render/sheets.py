"""What Chromium prints: the text of each sheet of a page."""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright.sync_api import Browser

MARK = "DỮ LIỆU MINH HỌA – số liệu giả định, không phản ánh thực tế của cơ quan nào"


def printed(browser: Browser, page_file: Path) -> list[str]:
    """The text of every sheet that Chromium prints of a page, by poppler's pdftotext."""
    pdf = page_file.with_suffix(".pdf")
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
    page.close()
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout
    return text.split("\f")[:-1]


def words(sheets: list[str]) -> str:
    """All words of some sheets, with single spaces."""
    return " ".join(" ".join(sheets).split())
