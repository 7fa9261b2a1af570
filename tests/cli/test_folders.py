"""`inspection new` and `inspection upgrade`."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

from tests.cli.conftest import Command


def test_a_workbench_is_made_and_brought_up_to_date(command: Command) -> None:
    """The commands say what they wrote, and what is one's own."""
    told = command.good("new", "fresh", "--sample", "school").splitlines()
    assert told[0].startswith("The workbench: fresh,")
    assert told[1:] == [
        "Next, go into the folder: cd fresh",
        "Then open the home page of the sample: inspection visit 2026-an-toan",
    ]
    assert command.good("upgrade", "--home", "fresh") == "The notebooks are those of this version.\n"
    own = command.folder / "fresh" / "notebooks" / "batch.ipynb"
    own.write_text("mine", encoding="utf-8")
    told = command.good("upgrade", "--home", "fresh")
    assert "notebooks/batch.ipynb is your own and stays" in told
    assert "    -mine" in told


def test_a_sample_that_does_not_exist_is_refused(command: Command) -> None:
    """With the nearest name."""
    assert "school" in command.bad("new", "fresh", "--sample", "scool")


def test_the_first_language_of_the_folder_is_the_default(command: Command) -> None:
    """Where neither an option nor the environment names one."""
    assert command.good("new", "fresh").endswith("from workbench.yaml on: inspection docs\n")
    settings = command.folder / "fresh" / "workbench.yaml"
    command.monkeypatch.delenv("INSPECTION_LANGUAGE", raising=False)
    assert "lỗi" in command("check", "--home", "fresh").out
    text = settings.read_text(encoding="utf-8").replace("languages: [vi, en]", "languages: [en, vi]")
    settings.write_text(text, encoding="utf-8")
    assert command("check", "--home", "fresh").out == "Nothing is wrong.\n"


def test_the_guide_is_opened_or_its_place_is_printed(command: Command, tmp_path: Path) -> None:
    """In the language asked for: in a browser if there is one, as a path, as texts when it was not built."""
    command.monkeypatch.setattr("inspection_lib.cli.folders.shipped_folder", lambda: tmp_path)
    command.monkeypatch.setattr("webbrowser._tryorder", [])
    texts = tmp_path / "docs" / "guide" / "vi"
    assert str(texts) in command.good("docs", "--language", "vi")
    page = tmp_path / "docs" / "site" / "guide" / "en" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("the guide", encoding="utf-8")
    told = command.good("docs")
    assert told.startswith(f"The guide: {page}\n")
    assert "open this file yourself" in told

    seen = tmp_path / "seen"
    copy = f"import shutil, sys; shutil.copy(sys.argv[1].removeprefix('file://'), {str(seen)!r})"
    browser = webbrowser.GenericBrowser([sys.executable, "-c", copy, "%s"])
    command.monkeypatch.setattr("webbrowser._tryorder", ["reader"])
    command.monkeypatch.setitem(webbrowser._browsers, "reader", [None, browser])
    assert command.good("docs") == f"The guide: {page}\n"
    assert seen.read_text(encoding="utf-8") == "the guide"
