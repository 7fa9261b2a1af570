"""`inspection papers` and `inspection paper-template`."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from inspection_lib.workbench import Workbench
from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN
from tests.makers.commands import run_here
from tests.makers.machines import a_table

NAME = f"bien-ban-kiem-tra.{CAMPAIGN}"


def test_all_mistakes_are_told_at_once(command: Command) -> None:
    """Units, days, months, numbers, formats: nothing is written."""
    wrong = ("--kind", "monthly", "--kind", "minutes", "--to", "xlsx", "--day", "31/6/2017", "--number", "0")
    told = command.bad("papers", CAMPAIGN, UNIT, "Na Rỳ", "9999", *wrong, "-o", "out")
    for words in (
        "Na Rỳ",
        "9999",
        "no day 31/6/2017",
        "--month",
        "--number",
        "'monthly'",
        "'minutes'",
    ):
        assert words in told
    assert told.rstrip().endswith("7 problems.")
    assert not (command.folder / "out").exists()


def test_the_minutes_of_one_unit_are_the_default(command: Command) -> None:
    """By code or by name, as a Word file in the current folder; a PDF beside it where it is asked for."""
    command.enter("A01", "2017-01-20")
    assert "bien-ban-kiem-tra.2017-dot-1.060.docx" in command.good("papers", CAMPAIGN, "Huyện Pác Nặm")
    told = command.good("papers", CAMPAIGN, UNIT, "--to", "pdf", "-o", "out")
    assert (command.folder / "out" / "bien-ban-kiem-tra.2017-dot-1.060.pdf").read_bytes().startswith(b"%PDF")
    assert "060.pdf" in told


def test_units_without_conclusions_are_refused_by_name(command: Command) -> None:
    """A notice needs a submitted record; minutes need an answer of the inspectors, and so a store."""
    assert command.bad("papers", CAMPAIGN, UNIT)
    command.enter("A01", "2017-01-20")
    assert f"{UNIT}: " in command.bad("papers", CAMPAIGN, UNIT, "--kind", "notice")
    assert "066: " in command.bad("papers", CAMPAIGN, UNIT, "066")
    assert not list(command.folder.glob("*.docx"))


def test_conclusions_that_may_change_are_told(
    workbench: Workbench, sample_url: str, sample_store: object, tmp_path: Path
) -> None:
    """A notice of figures that contradict each other is written with a warning; one of others without."""
    words = ("--kind", "notice", "--kind", "minutes", "--to", "html", "--store", sample_url)
    for unit, told in (("060", "060: cảnh báo: Điểm trong kết luận là tạm xác định"), ("063", "")):
        ran = run_here(workbench.folder, {}, "papers", CAMPAIGN, unit, *words, "-o", str(tmp_path / unit))
        assert (ran.status, len(list((tmp_path / unit).glob("*.html")))) == (0, 2)
        assert ran.err.startswith(told)
        assert bool(ran.err) == bool(told)
    minutes = run_here(workbench.folder, {}, "papers", CAMPAIGN, "060", *words[2:], "-o", str(tmp_path))
    assert (minutes.status, minutes.err) == (0, "")


def test_a_number_belongs_to_one_paper(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next free one is given, a paper keeps its own, and another paper's is refused by name."""
    monkeypatch.setenv("INSPECTION_LANGUAGE", "vi")
    command.enter("A01", "2017-01-20")
    given = ("--number", "next", "--day", "30/6/2017", "--to", "html", "-o", "out")
    for words in (given, ("--number", "next", *given[4:])):  # without a day it stays in its year
        told = command.good("papers", CAMPAIGN, UNIT, *words)
        assert told.rstrip().endswith(f"{NAME}.060.html, số 01/BB-ĐKT năm 2017")
    (minutes,) = (command.folder / "out").glob("*.html")
    assert "01/BB-ĐKT" in minutes.read_text("utf-8")
    register = (command.folder / "papers" / "numbers.csv").read_text("utf-8").splitlines()
    assert [line.rsplit(",", 1)[0] for line in register[1:]] == [f"2017,BB-ĐKT,1,{NAME}.060,"]
    assert register[1].endswith("+07:00")
    for words in (("--number", "9"), ("--number", "next", "--day", "2018-01-02")):
        has = command.bad("papers", CAMPAIGN, UNIT, *words, "-o", "out")
        assert f"Văn bản {NAME}.060 đã có số 01/BB-ĐKT năm 2017" in has
    command.good("import", CAMPAIGN, str(a_table(command.folder, "061", "A01", "2017-01-20")))
    taken = command.bad("papers", CAMPAIGN, "061", "--number", "1", "--day", "2017-07-03")
    assert f"Số 01/BB-ĐKT năm 2017 đã cấp cho văn bản khác: {NAME}.060" in taken
    command.good("papers", CAMPAIGN, "061", *given)
    assert "02/BB-ĐKT" in (command.folder / "out" / f"{NAME}.061.html").read_text("utf-8")
    assert "phụ lục" in command.bad("papers", CAMPAIGN, UNIT, "--kind", "scores", *given).casefold()
    assert "77/TB-" in command.bad("papers", CAMPAIGN, UNIT, "--kind", "scores", "--number", "77")
    assert not list(command.folder.glob("*.docx"))


def test_an_annex_is_told_with_the_number_and_the_year_of_its_paper(command: Command) -> None:
    """One command writes both, in whatever order they are named; the register notes the paper alone."""
    command.enter("A01", "2017-01-20")
    settings = command.folder / "workbench.yaml"
    settings.write_text(settings.read_text("utf-8").replace("BB-ĐKT", "TB-SNV"), encoding="utf-8")
    kinds = ("--kind", "scores", "--kind", "minutes", "--number", "4", "--day", "2017-06-30")
    told = command.good("papers", CAMPAIGN, UNIT, *kinds, "--to", "html", "--to", "docx")
    lines = told.splitlines()
    assert len(lines) == 4
    assert all(line.endswith(", No. 04/TB-SNV of 2017") for line in lines)
    assert len((command.folder / "papers" / "numbers.csv").read_text("utf-8").splitlines()) == 2


def test_the_template_is_written_once_and_then_used(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A style that the office removed is named by each command that needs it."""
    monkeypatch.setenv("INSPECTION_LANGUAGE", "vi")
    path = Path("papers") / "template.docx"
    assert str(path) in command.good("paper-template")
    before = (command.folder / path).read_bytes()
    command.bad("paper-template")
    assert (command.folder / path).read_bytes() == before
    document = Document(str(command.folder / path))
    document.styles["VB Nội dung"].delete()
    document.save(str(command.folder / path))
    command.enter("A01", "2017-01-20")
    told = command.bad("papers", CAMPAIGN, UNIT)
    assert "papers/template.docx" in told
    assert "VB Nội dung" in told
