"""`inspection papers` and `inspection paper-template`: official papers after Decree 30/2020/NĐ-CP."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspection_lib.answers import is_impossible_day, parse_day
from inspection_lib.cli.completion import unit_codes
from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    print_message,
    print_problem,
)
from inspection_lib.cli.session import check_file_of
from inspection_lib.errors import InspectionError, InvalidFilesError, NotFoundError, Problem
from inspection_lib.files import os_errors_as, write_whole
from inspection_lib.language import Fault, Language, Message, message, open_catalogue, written_value
from inspection_lib.model import CONCLUDED_PAPERS, TABLE_PAPERS, Campaign, PaperFormat, PaperKind
from inspection_lib.record import utc_now
from inspection_lib.report import Report, ReportState
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
    day: Annotated[str, typer.Option("--day", help="Ngày ký / day of signature, 30/6/2017")] = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Write papers. A Word file that somebody completed is not replaced."""
    from inspection_lib.render import official  # on use: python-docx takes long to load

    workbench = open_workbench(home)
    catalogue = open_catalogue(language)
    campaign = workbench.campaign(campaign_id)
    chosen, written = kinds or [PaperKind.MINUTES], list(dict.fromkeys(formats or [PaperFormat.DOCX]))
    codes, problems = _codes(campaign, units or [])
    signed, of_month = _day(day, problems), _month(month, chosen, problems)
    first = _number(number, chosen, problems)
    problems += _misfits(chosen, written)
    if problems:
        raise InvalidFilesError(problems)
    check_file_of(store_url, workbench)
    reports = [make_report(workbench, store_url, campaign_id, code) for code in codes]
    settings = workbench.settings()
    template = official.office_template(workbench.folder, catalogue)
    frame = official.Frame(settings.name, settings.place, settings.papers, first, signed)
    made, noted = list[official.NamedPaper](), list[official.Numbered | None]()
    with official.holding_numbers(workbench.folder) if number else nullcontext():
        given = official.read_numbers(workbench.folder) if number else ()
        known = given
        for kind in sorted(dict.fromkeys(chosen), key=TABLE_PAPERS.__contains__):  # annexes at the end
            used = _usable(kind, reports, official.ready_for(kind, reports), named=bool(units))
            numbered = _numbered(kind, used, frame, of_month, known) if number else ()
            known += tuple(one for one in numbered if one not in known)
            numbers = [one.number for one in numbered]
            of_kind = official.make_papers(kind, used, frame, catalogue, of_month, numbers)
            made += of_kind
            noted += numbered or [None] * len(of_kind)
        official.write_numbers(workbench.folder, given, known[len(given) :])
    paths = official.write_papers(made, written, template, output)
    for problem in _provisional(chosen, reports):
        print_problem(catalogue, problem)
    for path, one in zip(paths, (one for one in noted for _ in written), strict=True):
        print_message(catalogue, _written(path, one))


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


def _day(value: str, problems: list[Problem]) -> date | None:
    """A day as people write it; None without one. A wrong one is added to the problems."""
    day = parse_day(value)
    if value and day is None:
        misfit = (
            message("The calendar has no day {value}.", value=value)
            if is_impossible_day(value)
            else message("'{value}' does not fit {field}.", value=value, field="--day")
        )
        remedy = message("Write it as 30/6/2017 or 2017-06-30.")
        problems.append(Problem("--day", 0, Fault(misfit, remedy)))
    return day


def _month(value: str, kinds: Sequence[PaperKind], problems: list[Problem]) -> date | None:
    """The month of a monthly report, which needs one."""
    if not value and PaperKind.MONTHLY in kinds:
        lacking = message("The monthly report needs its month.")
        problems.append(Problem("--month", 0, Fault(lacking, message("Add --month, such as 2017-06."))))
    if not value:
        return None
    month = parse_day(f"{value}-01" if re.fullmatch(r"\d{4}-\d{2}", value) else value)
    month = month or parse_day(f"1/{value}")
    if month is None:
        misfit = message("'{value}' does not fit {field}.", value=value, field="--month")
        problems.append(Problem("--month", 0, Fault(misfit, message("Write it as 6/2017 or 2017-06."))))
    return month


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


def _numbered(
    kind: PaperKind,
    reports: Sequence[Report],
    frame: official.Frame,
    month: date | None,
    known: Sequence[official.Numbered],
) -> tuple[official.Numbered, ...]:
    """The lines of the register for the papers of a kind; none for an annex where there is no register.

    A new number is of the year of the day, or of today; one that the paper has keeps its year without a day.
    """
    from inspection_lib.render import official  # on use: as above

    symbol, day = frame.symbol(kind), frame.day
    if kind in TABLE_PAPERS and frame.number:
        campaign_id = reports[0].campaign.id
        found = official.number_of_annex(known, symbol, frame.number, campaign_id, day.year if day else None)
        return (found,) if found else ()
    now = datetime.fromisoformat(utc_now()).astimezone(reports[0].office.zone)
    year, moment = (day or now).year, now.isoformat(timespec="seconds")
    wanted = tuple(
        official.Numbered(year, symbol, 0, name, units, moment)
        for name, units in official.paper_names(kind, reports, month)
    )
    return official.give_numbers(known, wanted if day else official.keep_years(known, wanted), frame.number)


def _written(path: Path, noted: official.Numbered | None) -> Message:
    """The line printed for a written file, with its number and year if the register has them."""
    if noted is None:
        return message("The paper: {path}", path=str(path))
    return message(
        "The paper: {path}, No. {number} of {year}",
        path=str(path),
        number=noted.written,
        year=str(noted.year),
    )


def _provisional(kinds: Sequence[PaperKind], reports: Sequence[Report]) -> list[Problem]:
    """A warning for each unit whose conclusions may still change: a paper of conclusions was written."""
    if not any(kind in CONCLUDED_PAPERS for kind in kinds):
        return []
    words = message("The score in its conclusions is provisional: figures contradict each other.")
    fault = Fault(words, message("Decide between the figures, then write the paper again."))
    unsure = (report for report in reports if report.state is ReportState.PROVISIONAL)
    return [Problem(report.unit.code, 0, fault, warning=True) for report in unsure]


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
