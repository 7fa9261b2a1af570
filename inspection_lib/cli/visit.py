"""Commands of a visit: the form in JupyterLab or on a tablet, evidence, and the end of the visit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.answers import parse_day
from inspection_lib.cli.completion import campaign_ids, unit_codes
from inspection_lib.cli.options import (
    ActorOption,
    CampaignArgument,
    HomeOption,
    ItemArgument,
    LanguageOption,
    StoreOption,
    UnitArgument,
    echo,
    print_error,
    print_message,
    warn_of_personal_data,
)
from inspection_lib.cli.session import Session, check_file_of, item_of, open_session, workbench_or_empty
from inspection_lib.cli.start import drop_server, take_server
from inspection_lib.errors import AnswerError, EvidenceError, ParameterError
from inspection_lib.language import Catalogue, Fault, Language, message, open_catalogue
from inspection_lib.model import Attachment, Source
from inspection_lib.record import (
    FoundFiles,
    create_store,
    find_files,
    fold_attachments,
    in_order,
    keep_files,
    open_store,
    photo_remarks,
)
from inspection_lib.visit import require_lab, submission_of
from inspection_lib.visit.home.running import page_of, run_home
from inspection_lib.visit.home.settings import HomeSettings
from inspection_lib.workbench import (
    DEFAULT_STORE,
    find_unit,
    open_workbench,
)

visit_commands = typer.Typer()
PortOption = Annotated[int, typer.Option("--port", help="Cổng / port of the notebook server")]
BrowserOption = Annotated[
    bool, typer.Option("--browser/--no-browser", help="Mở trình duyệt / open a browser")
]
LAB_PORT = 8897
"""The default port is fixed: a browser stores unsaved answers for one host and port, and would not find them
at another port."""


@visit_commands.command(
    help=(
        "Mở trang chủ của buổi kiểm tra, hoặc ngay phiếu của một đơn vị. "
        "/ Open the home page of a visit, or the form of one unit at once."
    )
)
def visit(
    campaign_id: Annotated[
        str,
        typer.Argument(
            metavar="[CAMPAIGN]", autocompletion=campaign_ids, help="Mã đợt kiểm tra / campaign to show first"
        ),
    ] = "",
    unit_code: Annotated[
        str,
        typer.Argument(
            metavar="[UNIT]", autocompletion=unit_codes, help="Mã hoặc tên đơn vị / unit whose form to open"
        ),
    ] = "",
    only_open: Annotated[
        bool,
        typer.Option(
            "--open", help="Phiếu chỉ có những gì còn tồn tại / the form with what is still open alone"
        ),
    ] = False,
    actor: ActorOption = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    port: PortOption = LAB_PORT,
    browser: BrowserOption = True,
    home: HomeOption = "",
) -> None:
    """Serve the home page until the user stops it; where it runs already, open it in the browser."""
    if only_open and not unit_code:
        raise ParameterError(
            message("--open shows the form of one unit, and none is named."),
            message("Write: inspection visit CAMPAIGN UNIT --open."),
        )
    require_lab()
    settings = HomeSettings(workbench_or_empty(home), store_url, language, actor, port)

    def find_page() -> str:
        check_file_of(store_url, settings.workbench)
        campaign = settings.workbench.campaign(campaign_id) if campaign_id else None
        unit = find_unit(campaign, unit_code).code if campaign and unit_code else ""
        return page_of(campaign_id, unit, only_open=only_open)

    try:
        status = run_home(settings, take_server, find_page, _printer(language), browser=browser)
    finally:
        drop_server()
    raise typer.Exit(status)


@visit_commands.command(
    help=(
        "Mở JupyterLab của bộ công cụ, chỉ trên máy này. "
        "/ Open JupyterLab on this machine alone, without network."
    )
)
def lab(
    language: LanguageOption = Language.VI,
    port: PortOption = LAB_PORT,
    browser: BrowserOption = True,
    home: HomeOption = "",
) -> None:
    """Serve JupyterLab with all notebooks until the user stops it."""
    from inspection_lib.visit.jupyterlab import run_lab  # on use: it loads nbformat

    require_lab()
    raise typer.Exit(run_lab(open_workbench(home), _printer(language), port=port, browser=browser))


def _printer(language: Language) -> Callable[[str], None]:
    def print_address(address: str) -> None:
        text = message("Open {address} in a browser. Ctrl-C ends.", address=address)
        print_message(open_catalogue(language), text)

    return print_address


@visit_commands.command(
    help=(
        "Đính kèm tài liệu kiểm chứng vào một tiêu chí. "
        "/ Attach files, folders of files or a document's number to an item."
    )
)
def attach(
    campaign_id: CampaignArgument,
    unit_code: UnitArgument,
    item_id: ItemArgument,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Tệp, thư mục / files or folders")
    ] = None,
    number: Annotated[
        str, typer.Option("--number", help="Số hiệu văn bản, khi không có tệp / number of a document")
    ] = "",
    made: Annotated[str, typer.Option("--made", help="Ngày lập / day it was made")] = "",
    valid_from: Annotated[str, typer.Option("--valid-from", help="Có giá trị từ / valid from")] = "",
    valid_to: Annotated[str, typer.Option("--valid-to", help="Có giá trị đến / valid to")] = "",
    actor: ActorOption = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Attach evidence, and print remarks on photos that do not fit the visit's days or place."""
    if not (paths or number):
        raise EvidenceError(
            message("There is nothing to attach."), message("Name files or folders, or give --number.")
        )
    session = open_session(create_store, store_url, campaign_id, home, language, [unit_code])
    unit_code = session.unit_code
    item_id = item_of(session, unit_code, item_id)
    recorder = session.recorder()
    days = _days(made, valid_from, valid_to)
    found = find_files(paths or [])
    names = {f"FILE {place}": file.name for place, file in enumerate(found.files, start=1)}
    warn_of_personal_data(session.catalogue, {**names, "--number": number})
    kept = keep_files(session.evidence(), found.files, recorder.now()[:10], *days)
    pieces = list(kept.pieces)
    if number:
        pieces.append(Attachment("", "", number, "", 0, *days, recorder.now()[:10]))
    new = [
        piece for piece in pieces if recorder.attach(unit_code, item_id, Source.INSPECTOR, piece, actor=actor)
    ]
    counts = {"count": len(new), "known": len(pieces) - len(new)}
    text = message("{count} pieces of evidence attached, {known} known already.", **counts)
    print_message(session.catalogue, text)
    _print_photo_remarks(session, unit_code, new)
    _print_left_out(session.catalogue, found)
    refused = (*found.missing, *kept.refused)
    for path, fault in refused:
        print_error(session.catalogue, str(path), fault)
    if refused:
        raise typer.Exit(1)


def _print_left_out(catalogue: Catalogue, found: FoundFiles) -> None:
    if found.passed_over:
        names = ", ".join(str(path) for path in found.passed_over)
        text = message("Passed over, for a system or a program wrote them for itself: {names}.", names=names)
        print_message(catalogue, text)
    if found.folders:
        names = ", ".join(str(path) for path in found.folders)
        print_message(
            catalogue, message("Folders inside a folder are not looked into: {names}.", names=names)
        )


def _days(made: str, valid_from: str, valid_to: str) -> tuple[str, str, str]:
    """The three days of a piece of evidence in ISO, "" where none is given. Raises AnswerError."""
    days = (_iso_day(made), _iso_day(valid_from), _iso_day(valid_to))
    if days[1] and days[2] and days[1] > days[2]:
        raise AnswerError(
            message("The period ends before it begins: {first} to {last}.", first=valid_from, last=valid_to),
            message("Write --valid-from before --valid-to."),
        )
    return days


def _iso_day(text: str) -> str:
    """A day as typed (15/5/2017 or 2017-05-15) in ISO; "" stays "". Raises AnswerError."""
    day = parse_day(text) if text else None
    if text and day is None:
        raise AnswerError(
            message("'{day}' is not a day.", day=text), message("Write a day such as 15/5/2017.")
        )
    return day.isoformat() if day else ""


def _print_photo_remarks(session: Session, unit_code: str, pieces: list[Attachment]) -> None:
    events = in_order(session.store.events(session.campaign.id, unit_code))
    all_of_unit = [piece for attached in fold_attachments(events).values() for piece in attached]
    for piece in pieces:
        visit_days = (session.campaign.visits_from, session.campaign.visits_to)
        for remark in photo_remarks(piece, *visit_days, all_of_unit):
            echo(f"{piece.name}: {session.catalogue.format(remark)}")


@visit_commands.command(
    help=(
        "Kiểm tra lần cuối rồi nộp hồ sơ của đơn vị. "
        "/ Check what is missing, then submit the records of units."
    )
)
def submit(
    campaign_id: CampaignArgument,
    unit_codes: Annotated[
        list[str],
        typer.Argument(
            metavar="UNIT...", autocompletion=unit_codes, help="Mã hoặc tên đơn vị / codes or names of units"
        ),
    ],
    actor: ActorOption = "",
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Nộp dù còn thiếu / though something is missing")
    ] = False,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Submit the record of each unit once. Open points keep it from that, unless ``anyway`` is set."""
    session = open_session(open_store, store_url, campaign_id, home, language, unit_codes)
    done = [
        _submit_unit(session, unit_code, actor, anyway=anyway)
        for unit_code in dict.fromkeys(session.unit_codes)
    ]
    if not all(done):
        fault = Fault(message("Not submitted. Correct these points, or submit with --anyway."))
        print_error(session.catalogue, "", fault)
        raise typer.Exit(1)


def _submit_unit(session: Session, unit_code: str, actor: str, *, anyway: bool) -> bool:
    """Submit a unit's record and say so; False, with its open points told, where they keep it from that."""
    catalogue = session.catalogue
    found = submission_of(session.workbench, session.store, session.campaign, unit_code)
    if found.submitted_at:
        text = message(
            "The record of unit {unit} was submitted already ({when}); nothing was added.",
            unit=unit_code,
            when=catalogue.moment(found.submitted_at),
        )
        print_message(catalogue, text)
        return True
    for point in found.points:
        print_error(catalogue, unit_code, Fault(point))
    if found.points and not anyway:
        return False
    session.recorder().submit(unit_code, actor=actor)
    print_message(catalogue, message("The record of unit {unit} is submitted.", unit=unit_code))
    return True
