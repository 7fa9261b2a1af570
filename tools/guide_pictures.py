"""Make the pictures of the guide from the running product: `make pictures`.

Runs the tutorial in a temporary folder, and then photographs its pages with Chromium and its workbooks with
LibreOffice. Every page carries the mark of demonstration data.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import sync_playwright

from tools.guide import GUIDE, TUTORIAL, do_page

PICTURES = GUIDE / "pictures"
MOST_BYTES = 80_000
COLOURS = 64
"""Enough for letters and flat areas; a picture has a third of the bytes."""
CAMPAIGN = "outputs/2026-dot-1"
PAGES = {
    "index.png": (f"{CAMPAIGN}/index.html", 1000, 860),
    "status.png": (f"{CAMPAIGN}/status.html", 1000, 520),
    "report.png": (f"{CAMPAIGN}/DV1/report.html", 1000, 900),
    "tablet.png": ("tablet.html", 800, 700),
}
"""The page of each picture, and the width and height of the window in pixels."""
DRAWN = """() => !document.querySelector("#check-result:not([data-state])") &&
  (!document.getElementById("form") || document.querySelector(".inspection-form[data-ready]"))"""
"""The page of a report has checked itself, and a form has started; other pages do neither."""
TABLES = {"table.png": "bang-cham-diem.xlsx", "form.png": "forms/DV1_don-vi-minh-hoa-1_tham-dinh.xlsx"}


def save(name: str, content: bytes) -> None:
    """Write a PNG without its white edge, in few colours. ValueError when it is too large for the guide."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    inside = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    image = image.crop(inside).quantize(COLOURS)
    image.save(PICTURES / name, optimize=True)
    if (size := (PICTURES / name).stat().st_size) > MOST_BYTES:
        raise ValueError(f"{name} has {size} bytes, more than {MOST_BYTES}")
    print(name, image.size, size)


def photograph(folder: Path) -> None:
    """The pages, by Chromium; the workbooks, by LibreOffice."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (path, width, height) in PAGES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto((folder / path).as_uri())
            page.wait_for_function(DRAWN)
            save(name, page.screenshot())
        browser.close()
    for name, path in TABLES.items():
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "pdf")]
        command.append(str(folder / path))
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603  (our own command)
        pdf = folder / "pdf" / f"{Path(path).stem}.pdf"
        drawn = ["pdftoppm", "-png", "-r", "90", "-f", "1", "-l", "1", str(pdf)]
        picture = subprocess.run(drawn, check=True, capture_output=True).stdout  # noqa: S603
        save(name, picture)


def main() -> None:
    """Do the tutorial, then make the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "kiem-tra"
        environment = os.environ | {"INSPECTION_CONFIG": f"{temporary}/config", "INSPECTION_LANGUAGE": "vi"}

        def run(words: Sequence[str]) -> str:
            words = [str(folder) if words[0] == "new" and word == folder.name else word for word in words]
            command = [sys.executable, "-m", "inspection_lib.cli", *words]
            here = folder if folder.is_dir() else temporary
            ran = subprocess.run(  # noqa: S603  (this interpreter, our own code)
                command, cwd=here, env=environment, check=True, stdout=subprocess.PIPE, text=True
            )
            return ran.stdout

        do_page(TUTORIAL, folder, run)
        run(["form", "2026-dot-1", "DV2", "-o", "tablet.html"])
        photograph(folder)


if __name__ == "__main__":
    main()
