"""The guide: its commands, files and code run in the order of its pages; both languages say the same."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from inspection_lib.checklist_tables import field_lines
from inspection_lib.frames import scores
from inspection_lib.language import Language, open_catalogue
from inspection_lib.workbench import Workbench
from tests.conftest import ROOT
from tests.makers.commands import run_here
from tests.makers.executors import reports_made_here
from tools.guide import GUIDE, ROLES, TUTORIAL, commands, do_page, parts

LANGUAGES = ("vi", "en")
PAGES = ("index", TUTORIAL, *ROLES)


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_commands_files_and_pictures(page: str) -> None:
    """And each page leads to the same page in the other language; its pictures are there and small."""
    vi, en = (parts(page, language) for language in LANGUAGES)
    assert vi == en
    assert vi or page == "index"
    texts = [(GUIDE / language / f"{page}.md").read_text(encoding="utf-8") for language in LANGUAGES]
    pictures = [re.findall(r"\]\((\.\./pictures/[^)]+)\)", text) for text in texts]
    assert pictures[0] == pictures[1]
    assert all((GUIDE / "vi" / picture).stat().st_size <= 80_000 for picture in pictures[0])
    assert f"*[English](../en/{page}.md)*" in texts[0]
    assert f"*[Tiếng Việt](../vi/{page}.md)*" in texts[1]


def test_every_page_is_in_both_languages() -> None:
    """No page is left out of the tests."""
    for language in LANGUAGES:
        assert {path.stem for path in (GUIDE / language).iterdir()} == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_command_in_the_guide_stands_where_it_runs(page: str) -> None:
    """A line of commands in a block of another kind would be run by nobody."""
    text = (GUIDE / "vi" / f"{page}.md").read_text(encoding="utf-8")
    in_blocks = re.findall(r"^inspection .*$", text, re.MULTILINE)
    run = [words for part in parts(page, "vi") if part.kind == "bash" for words in commands(part)]
    assert len(in_blocks) == sum(words[0] == "inspection" for words in run)


def test_the_guide_works_from_the_first_command_to_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From `inspection new` to the report, then what each role does: all succeed and print what they say."""
    folder = tmp_path / "kiem-tra"
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("INSPECTION_LANGUAGE", "vi")

    def run(words: Sequence[str]) -> str:
        if words[0] == "python":
            return subprocess.run(
                [sys.executable, "-c", words[1]],
                cwd=folder,
                check=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            ).stdout
        with reports_made_here():
            ran = run_here(folder if folder.is_dir() else tmp_path, {}, *words)
        assert ran.status == 0, (words, ran.out, ran.err)
        return ran.out + (ran.err if words[0] == "batch" else "")

    printed = do_page(TUTORIAL, folder, run)
    assert "Không có lỗi; 1 cảnh báo.\n" in printed
    assert (folder / "outputs" / "2026-dot-1" / "index.html").is_file()
    table = scores("2026-dot-1", workbench=Workbench(folder), output=str(folder / "outputs"))
    found = table["score"]
    assert found.loc[("2026-dot-1", "DV1")] == 74.7
    assert found.isna().loc[("2026-dot-1", "DV2")]

    said = {page: do_page(page, folder, run) for page in ROLES}
    assert "DV2" in said["office"][0]
    assert any("DV1: đã lập" in text for text in said["office"])
    assert "0 không khớp" in said["reviewer"][0]
    assert "79.7" in said["analyst"][0]
    assert (folder / "sao-luu.zip").is_file()


def test_a_page_with_an_unknown_command_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests would leave it out otherwise."""
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "x.md").write_text("```bash\nrm -r checklists\n```\n", encoding="utf-8")
    monkeypatch.setattr("tools.guide.GUIDE", tmp_path)
    with pytest.raises(ValueError, match="rm"):
        do_page("x", tmp_path, lambda words: "")


@pytest.mark.slow  # ten seconds: Sphinx reads all of docs/
def test_the_site_is_built_without_a_warning_and_asks_no_other_machine(tmp_path: Path) -> None:
    """The same options as `make docs`. Each page loads its scripts, styles and pictures from the site."""
    sphinx = shutil.which("sphinx-build", path=str(Path(sys.executable).parent))
    assert sphinx
    line = next(
        line
        for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
        if "sphinx-build" in line
    )
    site = tmp_path / "site"
    places = {"docs/site": str(site), "outputs/guide": str(tmp_path / "read")}
    options = [places.get(word, word) for word in line.split()[1:]]
    ran = subprocess.run([sphinx, *options], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|link)\b[^>]*?(?:src|href)="([^"]+)"', text)
        assert [url for url in loaded if "//" in url or url.startswith("data:text")] == []
    for page in PAGES:
        for language in LANGUAGES:
            text = (site / "guide" / language / f"{page}.html").read_text(encoding="utf-8")
            assert f'<html lang="{language}"' in text
    assert "Search.setIndex" in (site / "searchindex.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", Language)
def test_the_page_of_authors_explains_the_fields_that_decisions_name(language: Language) -> None:
    """In the words of the list that `from-table` writes."""
    page = (GUIDE / language.value / "author.md").read_text(encoding="utf-8")
    assert "\n".join(field_lines(open_catalogue(language))) in page
