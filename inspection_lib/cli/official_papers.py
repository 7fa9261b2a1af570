"""`inspection papers` and `inspection paper-template`: official papers after Decree 30/2020/NĐ-CP."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspection_lib.cli.completion import unit_codes
from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    print_message,
)
from inspection_lib.cli.session import check_file_of
from inspection_lib.errors import InspectionError, InvalidFilesError, NotFoundError, Problem
from inspection_lib.files import os_errors_as, write_whole
from inspection_lib.language import Fault, Language, message, open_catalogue, written_value
from inspection_lib.model import CONCLUDED_PAPERS, TABLE_PAPERS, Campaign, PaperFormat, PaperKind
from inspection_lib.record import utc_now
from inspection_lib.report import Report
from inspection_lib.workbench import DEFAULT_STORE, find_unit, make_report, open_workbench

if TYPE_CHECKING:
    from inspection_lib.render import official

official_commands = typer.Typer()
HIGHEST_NUMBER = 99_999
NEXT = "next"
"""What stands for the next number that is free."""


@official_commands.command(
    help=(
        "Lập biên bản, báo cáo, thông báo, phụ lục theo Nghị định 30/2020/NĐ-CP. "
        "/ Write official papers: minutes, results, notice, scores, actions, monthly."
    )
)
def papers(
    campaign_id: CampaignArgument,
    units: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[UNIT]...",
            autocompletion=unit_codes,
            help="Mã hoặc tên đơn vị; không ghi: mọi đơn vị / codes or names; without: all units",
        ),
    ] = None,
    kinds: Annotated[
        list[PaperKind] | None, typer.Option("--kind", help="Loại văn bản / kinds of paper; else minutes")
    ] = None,
    formats: Annotated[
        list[PaperFormat] | None, typer.Option("--to", help="Dạng tệp / formats; else docx")
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="Thư mục / the folder")] = Path("."),
    month: Annotated[str, typer.Option("--month", help="Tháng báo cáo / month reported, 2017-06")] = "",
    number: Annotated[
        str,
        typer.Option("--number", help="Số văn bản đầu tiên, hoặc next / number of the first paper, or next"),
    ] = "",
    day: Annotated[str, typer.Option("--day", help="Ngày ký / day of signature, 2017-06-30")] = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Write papers. A Word file that somebody completed is not replaced."""
    from inspection_lib.render import official  # on use: python-docx takes long to load

    workbench = open_workbench(home)
    catalogue = open_catalogue(language)
    campaign = workbench.campaign(campaign_id)
    chosen, written = kinds or [PaperKind.MINUTES], formats or [PaperFormat.DOCX]
    codes, problems = _codes(campaign, units or [])
    signed, of_month = _day("--day", day, problems), _month(month, chosen, problems)
    first = _number(number, chosen, problems)
    problems += _misfits(chosen, written)
    if problems:
        raise InvalidFilesError(problems)
    check_file_of(store_url, workbench)
    reports = [make_report(workbench, store_url, campaign_id, code) for code in codes]
    settings = workbench.settings()
    template = official.office_template(workbench.folder, catalogue)
    frame = official.Frame(settings.name, settings.place, settings.papers, first, signed)
    made = list[official.NamedPaper]()
    with official.holding_numbers(workbench.folder) if number else nullcontext():
        given = official.read_numbers(workbench.folder) if number else ()
        known = given
        for kind in dict.fromkeys(chosen):
            used = _usable(kind, reports, official.ready_for(kind, reports), named=bool(units))
            names = official.paper_names(kind, used, of_month) if number and kind in official.NUMBERED else ()
            wanted = [_wanted(frame, kind, *name, settings.office.zone) for name in names]
            numbered = official.give_numbers(known, wanted, first)
            known += numbered
            numbers = [one.number for one in numbered]
            made += official.make_papers(kind, used, frame, catalogue, of_month, numbers)
        official.write_numbers(workbench.folder, given, known[len(given) :])
    for path in official.write_papers(made, dict.fromkeys(written), template, output):
        print_message(catalogue, message("The paper: {path}", path=str(path)))


@official_commands.command(
    name="paper-template",
    help=(
        "Ghi mẫu Word của văn bản vào thư mục làm việc để cơ quan chỉnh sửa. "
        "/ Write the Word document of official papers into the workbench, to be changed in Word."
    ),
)
def paper_template(language: LanguageOption = Language.VI, home: HomeOption = "") -> None:
    """Write papers/template.docx. One that is there stays as it is."""
    from inspection_lib.render import official  # on use: as above

    path = open_workbench(home).folder / official.OWN_TEMPLATE
    if path.exists():
        raise InspectionError(
            message("{file} is there already and stays as it is.", file=str(path)),
            message("Rename or move it first."),
        )
    with os_errors_as(
        InspectionError, message("The file {path} cannot be written: {cause}.", path=str(path))
    ):
        write_whole(path, official.template_document(open_catalogue(language)))
    print_message(open_catalogue(language), message("{file} is written.", file=str(path)))


def _codes(campaign: Campaign, named: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The codes of units that somebody named, each once; of all units where nobody named one."""
    if not named:
        return [unit.code for unit in campaign.units], []
    codes: list[str] = []
    problems = []
    for name in named:
        try:
            codes.append(find_unit(campaign, name).code)
        except NotFoundError as error:
            problems.append(Problem(name, 0, error.fault))
    return list(dict.fromkeys(codes)), problems


def _day(option: str, value: str, problems: list[Problem]) -> date | None:
    """An ISO day; None without one. A wrong one is added to the problems."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        misfit = message("'{value}' does not fit {field}.", value=value, field=option)
        problems.append(Problem(option, 0, Fault(misfit, message("Write it as 2017-06-30."))))
        return None


def _month(value: str, kinds: Sequence[PaperKind], problems: list[Problem]) -> date | None:
    """The month of a monthly report, which needs one."""
    if not value and PaperKind.MONTHLY in kinds:
        lacking = message("The monthly report needs its month.")
        problems.append(Problem("--month", 0, Fault(lacking, message("Add --month, such as 2017-06."))))
    if not value:
        return None
    return _day("--month", f"{value}-01" if re.fullmatch(r"\d{4}-\d{2}", value) else value, problems)


def _number(value: str, kinds: Sequence[PaperKind], problems: list[Problem]) -> int | None:
    """The number of the first paper; None for the next that is free, and where none is given."""
    if value == NEXT and any(kind in TABLE_PAPERS for kind in kinds):
        annex = message("An annex has no number of its own: it bears that of its paper.")
        remedy = message("Write the paper with --number next first, then the annex with its number.")
        problems.append(Problem("--number", 0, Fault(annex, remedy)))
    if value in ("", NEXT):
        return None
    if value.isdecimal() and 1 <= int(value) <= HIGHEST_NUMBER:
        return int(value)
    misfit = message("'{value}' does not fit {field}.", value=value, field="--number")
    within = message("Write a number from {low} to {high}, or next.", low=1, high=HIGHEST_NUMBER)
    problems.append(Problem("--number", 0, Fault(misfit, within)))
    return None


def _wanted(frame: official.Frame, kind: PaperKind, name: str, units: str, zone: tzinfo) -> official.Numbered:
    """A paper that gets a number in the year of its day, or of today."""
    from inspection_lib.render import official  # on use: as above

    now = utc_now()
    day = frame.day or datetime.fromisoformat(now).astimezone(zone).date()
    return official.Numbered(day.year, frame.symbol(kind), 0, name, units, now)


def _misfits(kinds: Sequence[PaperKind], formats: Sequence[PaperFormat]) -> list[Problem]:
    """The kinds that cannot be written in a format."""
    remedy = message("As .xlsx there are: {kinds}.", kinds=", ".join(TABLE_PAPERS))
    without = [kind for kind in dict.fromkeys(kinds) if kind not in TABLE_PAPERS]
    problems = []
    for kind in without if PaperFormat.XLSX in formats else ():
        misfit = message("The paper '{kind}' has no form as .xlsx.", kind=written_value(kind))
        problems.append(Problem("--to", 0, Fault(misfit, remedy)))
    return problems


def _usable(
    kind: PaperKind, reports: Sequence[Report], ready: Sequence[Report], *, named: bool
) -> Sequence[Report]:
    """The reports that a paper is made of: those that are ready.

    Raises InvalidFilesError for units that were named and are not ready, and where none is.
    """
    if len(ready) == len(reports) or (ready and not named):
        return ready
    conclusions = kind in CONCLUDED_PAPERS
    words = (
        message(
            "The inspection is not finished: there are no conclusions for '{kind}' yet.",
            kind=written_value(kind),
        )
        if conclusions
        else message(
            "The inspectors have recorded nothing: there is nothing for '{kind}' yet.",
            kind=written_value(kind),
        )
    )
    fault = Fault(words, message("Submit the record first, or name other units."))
    known = {report.unit.code for report in ready}
    raise InvalidFilesError(
        [Problem(each.unit.code, 0, fault) for each in reports if each.unit.code not in known]
    )
