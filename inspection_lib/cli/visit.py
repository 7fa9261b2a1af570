"""Commands of a visit: the form in JupyterLab, on a tablet, on phones and on paper; evidence and minutes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.answers import parse_day
from inspection_lib.cli.exchange import say_rivals
from inspection_lib.cli.options import (
    ActorOption,
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    UnitArgument,
    complain,
    say,
)
from inspection_lib.errors import AnswerError, ChainError, EvidenceError
from inspection_lib.exchange import read_odk, record_visits, xlsform
from inspection_lib.language import Language, message, open_catalogue, short_digest
from inspection_lib.model import Attachment, Source
from inspection_lib.record import (
    create_store,
    evidence_folder,
    files_at,
    fold_attachments,
    in_order,
    keep_file,
    open_store,
    photo_remarks,
    state_sealed,
    verify_chain,
)
from inspection_lib.render import open_points, paper_form, write_minutes, write_paper
from inspection_lib.visit import offline_page, open_desk
from inspection_lib.workbench import (
    DEFAULT_STORE,
    Workbench,
    campaign_of,
    inspected_unit,
    make_report,
    open_recorder,
    open_workbench,
)

field = typer.Typer()
PortOption = Annotated[int, typer.Option("--port", help="Cổng / port of the notebook server")]
BrowserOption = Annotated[
    bool, typer.Option("--browser/--no-browser", help="Mở trình duyệt / open a browser")
]
LAB_PORT = 8897
"""What a browser keeps belongs to a host and port: another port would not find what is not saved yet."""


@field.command()
def form(
    campaign: CampaignArgument,
    unit: UnitArgument,
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp HTML / the HTML file")] = Path(
        "form.html"
    ),
    actor: ActorOption = "",
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Tạo phiếu kiểm tra một tệp HTML, dùng không cần mạng. / Write the form as one HTML file for a tablet."""
    desk = open_desk(open_workbench(home), store, campaign, unit, actor=actor, language=language)
    write_paper(offline_page(desk.definition(), desk.states()), output)
    say(language, message("The form: {path}", path=str(output)))


@field.command()
def visit(
    campaign: CampaignArgument,
    unit: UnitArgument,
    actor: ActorOption = "",
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    port: PortOption = LAB_PORT,
    browser: BrowserOption = True,
    home: HomeOption = "",
) -> None:
    """Mở phiếu kiểm tra của một đơn vị trong JupyterLab. / Open the site-visit form of one unit in JupyterLab."""
    from inspection_lib.visit.jupyterlab import (
        visit_notebook,  # on use: the notebook's libraries take a second
    )

    workbench = open_workbench(home)
    notebook = visit_notebook(workbench, campaign, unit, actor=actor, store_url=store, language=language)
    raise typer.Exit(_lab(workbench, notebook, language, port, browser))


@field.command()
def lab(
    language: LanguageOption = Language.VI,
    port: PortOption = LAB_PORT,
    browser: BrowserOption = True,
    home: HomeOption = "",
) -> None:
    """Mở JupyterLab của bộ công cụ, chỉ trên máy này. / Open JupyterLab on this machine alone, without network."""
    raise typer.Exit(_lab(open_workbench(home), "", language, port, browser))


def _lab(workbench: Workbench, notebook: str, language: Language, port: int, browser: bool) -> int:
    from inspection_lib.visit.jupyterlab import run_lab

    def say_address(address: str) -> None:
        say(language, message("Open {address} in a browser. Ctrl-C ends.", address=address))

    return run_lab(workbench, notebook, say_address, port=port, browser=browser)


@field.command()
def attach(
    campaign: CampaignArgument,
    unit: UnitArgument,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="Mã tiêu chí / the item's id")],
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Tệp, thư mục / files or folders")
    ] = None,
    number: Annotated[
        str, typer.Option("--number", help="Số hiệu văn bản, khi không có tệp / number of a document")
    ] = "",
    made: Annotated[str, typer.Option("--made", help="Ngày lập / day it was made")] = "",
    valid_from: Annotated[
        str, typer.Option("--valid-from", help="Có giá trị từ / what it speaks for, from")
    ] = "",
    valid_to: Annotated[str, typer.Option("--valid-to", help="Có giá trị đến / what it speaks for, to")] = "",
    actor: ActorOption = "",
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Đính kèm tài liệu kiểm chứng vào một tiêu chí. / Attach files, folders of files or a document's number to an item."""
    workbench = open_workbench(home)
    plan = workbench.campaign(campaign)
    inspected_unit(plan, unit)
    if not (paths or number):
        raise EvidenceError(
            message("There is nothing to attach."), message("Name files or folders, or give --number.")
        )
    recorder = open_recorder(workbench, plan, create_store(store, workbench.folder))
    days = [_iso_day(day) for day in (made, valid_from, valid_to)]
    if days[1] and days[2] and days[1] > days[2]:
        raise AnswerError(
            message("The period ends before it begins: {first} to {last}.", first=valid_from, last=valid_to),
            message("Write --valid-from before --valid-to."),
        )
    folder, today = evidence_folder(store, workbench.folder), recorder.now()[:10]
    files = [file for path in paths or [] for file in files_at(path)]
    pieces = [keep_file(folder, file, today, *days) for file in files]
    pieces += [Attachment("", "", number, "", 0, days[0], days[1], days[2], today)] if number else []
    new = [piece for piece in pieces if recorder.attach(unit, item, Source.INSPECTOR, piece, actor=actor)]
    say(
        language,
        message(
            "{count} pieces of evidence attached, {known} known already.",
            count=len(new),
            known=len(pieces) - len(new),
        ),
    )
    period = (plan.visits_from, plan.visits_to)
    beside = [
        known
        for own in fold_attachments(in_order(recorder.store.events(campaign, unit))).values()
        for known in own
    ]
    for piece in new:
        for remark in photo_remarks(piece, *period, beside):
            typer.echo(f"{piece.name}: {open_catalogue(language).format(remark)}")


def _iso_day(written: str) -> str:
    """A day of the command line (15/5/2017 or 2017-05-15) in ISO; empty stays empty."""
    day = parse_day(written) if written else None
    if written and day is None:
        raise AnswerError(
            message("'{day}' is not a day.", day=written), message("Write a day such as 15/5/2017.")
        )
    return day.isoformat() if day else ""


@field.command()
def submit(
    campaign: CampaignArgument,
    unit: UnitArgument,
    actor: ActorOption = "",
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Nộp dù còn thiếu / though something is missing")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Kiểm tra lần cuối rồi nộp hồ sơ của đơn vị. / Check what is missing, then submit the record of a unit."""
    workbench = open_workbench(home)
    plan = workbench.campaign(campaign)
    catalogue = open_catalogue(language)
    report = make_report(workbench, store, campaign, unit)
    if report.submitted_at:
        say(
            language,
            message(
                "The record of unit {unit} was submitted already ({when}); nothing was added.",
                unit=unit,
                when=catalogue.moment(report.submitted_at),
            ),
        )
        return
    points = open_points(report)
    for point in points:
        complain(catalogue, unit, point, None)
    if points and not anyway:
        complain(catalogue, "", message("Not submitted. Mend this, or submit with --anyway."), None)
        raise typer.Exit(1)
    recorder = open_recorder(workbench, plan, open_store(store, workbench.folder))
    recorder.submit(inspected_unit(plan, unit).code, actor=actor)
    say(language, message("The record of unit {unit} is submitted.", unit=unit))


@field.command()
def minutes(
    campaign: CampaignArgument,
    unit: UnitArgument,
    output: Annotated[Path, typer.Option("-o", "--output", help="Thư mục / the folder")] = Path("."),
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Lập biên bản kiểm tra: trang in và tệp Word. / Write the minutes as a page to print and as a Word file."""
    for path in write_minutes(
        make_report(open_workbench(home), store, campaign, unit), output, open_catalogue(language)
    ):
        say(language, message("The minutes: {path}", path=str(path)))


@field.command()
def verify(
    campaign: CampaignArgument,
    unit: UnitArgument,
    seal: Annotated[
        list[str], typer.Argument(metavar="SEAL...", help="Dãy số in trên biên bản / the digits on the paper")
    ],
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Đối chiếu hồ sơ với biên bản đã ký. / Compare the record with the digits on the signed minutes."""
    workbench = open_workbench(home)
    inspected_unit(workbench.campaign(campaign), unit)
    printed = "".join("".join(seal).split()).lower()
    if not re.fullmatch("[0-9a-f]{16}", printed):
        raise ChainError(
            message("'{seal}' is not a seal.", seal=" ".join(seal)),
            message("It has 16 digits and letters from a to f, in fours, such as a087 1fa0 d308 69d8."),
        )
    events = open_store(store, workbench.folder).events(campaign, unit)
    verify_chain(events)
    stood = state_sealed(events, printed)
    if stood is None:
        raise ChainError(
            message(
                "No state of the record of unit {unit} has the seal {seal}.",
                unit=unit,
                seal=short_digest(printed),
            ),
            message(
                "Compare the digits with the paper; if they are right, the record is not the one that was signed."
            ),
        )
    say(
        language,
        message(
            "The record stands as signed: {count} events; {later} came later.",
            count=stood,
            later=len(events) - stood,
        ),
    )


@field.command(name="export-xlsform")
def export_xlsform(
    checklist: Annotated[
        str, typer.Argument(metavar="CHECKLIST", help="Bộ tiêu chí / checklist, such as par-district.v1")
    ],
    campaign: Annotated[
        str, typer.Option("--campaign", help="Đợt kiểm tra / campaign whose units are offered")
    ] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Tệp XLSX / the XLSX file")] = None,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Xuất phiếu cho ODK Collect, KoboToolbox. / Write an XLSForm for ODK Collect and KoboToolbox."""
    workbench = open_workbench(home)
    read = workbench.checklist(checklist)
    plan = workbench.campaign(campaign) if campaign else campaign_of(workbench, read)
    path = output or Path(f"{read.name}.xlsx")
    write_paper(xlsform(read, plan), path)
    say(language, message("The form: {path}", path=str(path)))


@field.command(name="import-odk")
def import_odk(
    campaign: CampaignArgument,
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV hoặc ZIP kèm ảnh / CSV, or zip with media")
    ],
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Nhập kết quả từ ODK, KoboToolbox; nhập lại không nhân đôi. / Import submissions of ODK or KoboToolbox."""
    workbench = open_workbench(home)
    plan = workbench.campaign(campaign)
    opened = create_store(store, workbench.folder)
    recorder = open_recorder(workbench, plan, opened)
    visits = read_odk(path, recorder)
    new = record_visits(visits, recorder, evidence_folder(store, workbench.folder))
    say(
        language,
        message("{file}: {rows} rows, {events} new events.", file=str(path), rows=len(visits), events=new),
    )
    for visit in visits:
        say_rivals(workbench, opened, campaign, visit.unit, open_catalogue(language))


@field.command()
def paper(
    checklist: Annotated[
        str, typer.Argument(metavar="CHECKLIST", help="Bộ tiêu chí / checklist, such as par-district.v1")
    ],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Tệp HTML / the HTML file")] = None,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """In phiếu giấy của bộ tiêu chí. / Write a checklist as a paper form to print."""
    read = open_workbench(home).checklist(checklist)
    path = output or Path(f"{read.name}.html")
    write_paper(paper_form(read, open_catalogue(language)), path)
    say(language, message("The form: {path}", path=str(path)))
