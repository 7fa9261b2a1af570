"""`inspection sample`: plan a sample, draw it so that anybody can draw it again, say what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.cli.json_output import print_json
from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    LanguageOption,
    UnitArgument,
    no_such_file,
    print_message,
)
from inspection_lib.errors import InspectionError, InvalidFilesError, Problem
from inspection_lib.files import os_errors_as, write_whole
from inspection_lib.imports import RegisterCases
from inspection_lib.language import Catalogue, Fault, Language, Message, message, open_catalogue
from inspection_lib.sampling import (
    Aim,
    DrawOrder,
    Sample,
    SampleEvaluation,
    Wish,
    changed_register,
    check_counts,
    draw,
    draw_again,
    draw_words,
    evaluate_counts,
    evaluate_sample,
    evaluation_words,
    no_plan,
    parse_number_of_paper,
    plan_sample,
    plan_words,
    population_text,
    read_results,
    read_sample,
    read_wish,
    same_draw,
    sample_bytes,
    sheet_bytes,
)
from inspection_lib.workbench import (
    Workbench,
    find_unit,
    item_of_sample,
    load_cases,
    open_workbench,
    samples_folder,
)

sample_commands = typer.Typer(
    help="Chọn mẫu hồ sơ: cỡ mẫu, rút thăm, kết luận / samples: size, draw, what they show.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
TolerableOption = Annotated[
    str, typer.Option("--tolerable", help="Tỷ lệ sai sót chấp nhận / the tolerable share, such as 5%")
]
ConfidenceOption = Annotated[str, typer.Option("--confidence", help="Độ tin cậy / confidence, such as 95%")]
ExpectedOption = Annotated[
    str, typer.Option("--expected", help="Số hoặc tỷ lệ sai sót dự kiến / deviations expected: 2 or 1%")
]
PopulationOption = Annotated[
    int | None, typer.Option("--population", help="Tổng số trường hợp / number of all cases, if it is known")
]
JsonOption = Annotated[bool, typer.Option("--json", help="In JSON / print JSON")]


@sample_commands.command(
    help="Cỡ mẫu cho tỷ lệ chấp nhận và độ tin cậy. / The size of a sample for a share and a confidence."
)
def plan(
    tolerable: TolerableOption,
    confidence: ConfidenceOption = "95%",
    expected: ExpectedOption = "0",
    population: PopulationOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.VI,
) -> None:
    """Print the size, in words with its formula, or as JSON."""
    aim, wanted, problems = read_wish(Wish(tolerable, confidence, expected))
    _refuse([*problems, *check_counts({"--population": population})])
    found = plan_sample(aim, wanted, population)
    if found is None:
        raise _refused(no_plan(aim))
    if as_json:
        print_json(found)
    else:
        _print(open_catalogue(language), plan_words(found))


@sample_commands.command(
    name="draw",
    help=(
        "Rút mẫu từ sổ của đơn vị, theo mã băm của sổ và con số trên giấy. "
        "/ Draw cases from a unit's register, fixed by its content and a number on paper."
    ),
)
def draw_cases(
    campaign_id: CampaignArgument,
    unit_code: UnitArgument,
    register: Annotated[str, typer.Argument(metavar="REGISTER", help="Sổ / register, such as one_stop")],
    number: Annotated[
        str, typer.Option("--number", help="Con số đã ghi trên giấy / the number written on paper before")
    ],
    tolerable: TolerableOption,
    confidence: ConfidenceOption = "95%",
    expected: ExpectedOption = "0",
    size: Annotated[
        int | None, typer.Option("--size", help="Cỡ mẫu khác kế hoạch / a size other than the planned one")
    ] = None,
    picks: Annotated[
        list[str] | None,
        typer.Option("--pick", help="Trường hợp chỉ định, để riêng / a case chosen by hand, kept apart"),
    ] = None,
    item: Annotated[
        str,
        typer.Option("--item", help="Tiêu chí nhận các trường hợp này / item whose rows these are"),
    ] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Thư mục / folder; else samples/CAMPAIGN")
    ] = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Write the draw, the sheet for people and the population as a text. A draw is never replaced."""
    catalogue = open_catalogue(language)
    workbench = open_workbench(home)
    campaign = workbench.campaign(campaign_id)
    unit = find_unit(campaign, unit_code)
    aim, wanted, problems = read_wish(Wish(tolerable, confidence, expected))
    digits, number_problems = parse_number_of_paper(number)
    problems += [*number_problems, *check_counts({"--size": size})]
    try:
        cases = load_cases(workbench, campaign, unit.code, register)
    except InvalidFilesError as error:
        problems += error.problems
    _refuse(problems)
    planned, allowed = _planned(aim, wanted, cases, size)
    order = DrawOrder(
        campaign=campaign.id,
        unit=unit.code,
        period_from=campaign.period_from,
        period_to=campaign.period_to,
        number=digits,
        aim=aim,
        expected=allowed,
        planned=planned,
        size=size or planned or 0,
        picks=tuple(picks or ()),
        item=item_of_sample(workbench, campaign, unit, item, size or planned or 0) if item else "",
    )
    sample = draw(cases, order)
    folder = out or samples_folder(workbench, campaign)
    written = _write(sample, cases, folder, workbench, catalogue)
    if as_json:
        print_json(sample)
    else:
        _print(catalogue, (*draw_words(sample), *written))


@sample_commands.command(
    help="Kết luận từ mẫu đã xem. / What a sample shows: from its sheet, or from bare numbers."
)
def evaluate(
    file: Annotated[
        Path | None, typer.Argument(metavar="[SAMPLE.json]", help="Tệp rút mẫu / the file of the draw")
    ] = None,
    sheet: Annotated[
        Path | None, typer.Argument(metavar="[SHEET]", help="Bảng đã điền / the sheet, filled in")
    ] = None,
    size: Annotated[int | None, typer.Option("--size", help="Cỡ mẫu / cases looked at")] = None,
    deviations: Annotated[
        int | None, typer.Option("--deviations", help="Số sai sót / deviations among them")
    ] = None,
    population: PopulationOption = None,
    tolerable: Annotated[
        str, typer.Option("--tolerable", help="Tỷ lệ chấp nhận, khi không có tệp / without a file")
    ] = "",
    confidence: Annotated[
        str, typer.Option("--confidence", help="Độ tin cậy, khi không có tệp / without a file; else 95%")
    ] = "",
    as_json: JsonOption = False,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Print the bound and the verdict. A register that changed since the draw is refused."""
    if file is None or sheet is None:
        aim, _, problems = read_wish(Wish(tolerable, confidence or "95%"))
        problems += _check_figures(size, deviations, population)
        _refuse(problems)
        found = evaluate_counts(deviations or 0, size or 0, population, aim)
    elif tolerable or confidence or (size, deviations, population) != (None, None, None):
        raise _refused(
            Fault(
                message("A draw has its own size, shares and population; none can be given beside its file."),
                message("Leave out the options, or the files."),
            )
        )
    else:
        found = _evaluate_files(file, sheet, open_workbench(home))
    if as_json:
        print_json(found)
    else:
        _print(open_catalogue(language), evaluation_words(found))


def _planned(
    aim: Aim, wanted: int | Decimal, cases: RegisterCases, size: int | None
) -> tuple[int | None, int]:
    """The planned size of the sample and the deviations that it allows. Raises where there is none."""
    if not cases.rows:
        fault = Fault(
            message("The register has no rows that count in the period: nothing can be drawn."),
            message("See whether it is the export of the right period."),
        )
        raise InvalidFilesError([Problem(cases.file, 0, fault)])
    found = plan_sample(aim, wanted, len(cases.rows))
    if found is None and size is None:
        raise _refused(no_plan(aim))
    return (found.size, found.expected) if found else (None, 0)


def _write(
    sample: Sample, cases: RegisterCases, folder: Path, workbench: Workbench, catalogue: Catalogue
) -> list[Message]:
    """Write what is not there yet. Raises InvalidFilesError where another draw is there."""
    register = workbench.extensions().registers[sample.register]
    start = f"{sample.unit}.{sample.register}"
    path = folder / f"{start}.sample.json"
    before_item = ""
    if path.exists():
        before = read_sample(path)
        before_item = before.item
        if not same_draw(before, sample):
            raise InvalidFilesError([Problem(workbench.short(path), 0, _other_draw(before, sample))])
        if sample.item and before.item not in ("", sample.item):
            fault = Fault(message("This draw is there for item {item}.", item=before.item))
            raise InvalidFilesError([Problem(workbench.short(path), 0, fault)])
    files = {
        path: sample_bytes(sample),
        folder / f"{start}.sheet.xlsx": sheet_bytes(sample, register, catalogue),
        folder / f"{start}.population.txt": population_text(cases).encode(),
    }
    told = []
    for file, content in files.items():
        if file.exists() and not (file == path and sample.item and not before_item):
            told.append(message("{file} is there already and stays as it is.", file=workbench.short(file)))
            continue
        with os_errors_as(
            InspectionError, message("The file {path} cannot be written: {cause}.", path=str(file))
        ):
            write_whole(file, content)
        told.append(message("{file} is written.", file=workbench.short(file)))
    return told


def _other_draw(before: Sample, now: Sample) -> Fault:
    if before.digest != now.digest:
        return changed_register(before, now.digest)
    return Fault(
        message(
            "Another draw from this register is there, with the number {number} and {size} cases.",
            number=before.number,
            size=before.size,
        ),
        message("A draw is not repeated until it pleases. For a second sample name another folder with -o."),
    )


def _evaluate_files(file: Path, sheet: Path, workbench: Workbench) -> SampleEvaluation:
    for path in (file, sheet):
        if not path.is_file():
            raise no_such_file(path)
    sample = read_sample(file)
    cases = load_cases(workbench, workbench.campaign(sample.campaign), sample.unit, sample.register)
    again = draw_again(cases, sample)
    if again.digest != sample.digest:
        raise InvalidFilesError([Problem(cases.file, 0, changed_register(sample, again.digest))])
    if not same_draw(again, sample):
        fault = Fault(
            message("The file of the draw was changed: its register and number give other cases."),
            message("Draw again with the number from the paper, into another folder, and compare."),
        )
        raise InvalidFilesError([Problem(str(file), 0, fault)])
    return evaluate_sample(sample, read_results(sheet, sample))


def _check_figures(size: int | None, deviations: int | None, population: int | None) -> list[Problem]:
    problems = check_counts({"--size": size, "--population": population})
    if size is None or deviations is None:
        fault = Fault(
            message("Nothing to evaluate is named."),
            message("Name the file of the draw and its sheet, or --size, --deviations and --tolerable."),
        )
        return [*problems, Problem("inspection sample evaluate", 0, fault)]
    if not 0 <= deviations <= size or size > (population or size):
        fault = Fault(
            message("The deviations are at most the sample, and the sample is at most all cases."),
            message("Correct --deviations, --size or --population."),
        )
        problems.append(Problem("--deviations", 0, fault))
    return problems


def _refused(fault: Fault) -> InspectionError:
    return InspectionError(fault.message, fault.remedy)


def _refuse(problems: list[Problem]) -> None:
    """Raise InvalidFilesError with all problems, if there are any."""
    if problems:
        raise InvalidFilesError(problems)


def _print(catalogue: Catalogue, words: Iterable[Message]) -> None:
    for one in words:
        print_message(catalogue, one)
