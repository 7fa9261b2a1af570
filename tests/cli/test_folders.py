"""`inspection new` and `inspection upgrade`."""

from __future__ import annotations

from tests.cli.conftest import Command


def test_a_workbench_is_made_and_brought_up_to_date(command: Command) -> None:
    """The commands say what they wrote, and what is one's own."""
    assert "The workbench: fresh," in command.good("new", "fresh", "--sample", "school")
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
    command.good("new", "fresh")
    settings = command.folder / "fresh" / "workbench.yaml"
    command.monkeypatch.delenv("INSPECTION_LANGUAGE", raising=False)
    assert "lỗi" in command("check", "--home", "fresh").out
    text = settings.read_text(encoding="utf-8").replace("languages: [vi, en]", "languages: [en, vi]")
    settings.write_text(text, encoding="utf-8")
    assert command("check", "--home", "fresh").out == "Nothing is wrong.\n"
