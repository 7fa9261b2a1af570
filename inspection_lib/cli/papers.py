"""Commands for paper and phones: the paper form, and forms for ODK Collect."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.cli.accounts import print_left_out, print_lost
from inspection_lib.cli.contradictions import print_contradictions
from inspection_lib.cli.options import (
    CampaignArgument,
    ChecklistArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    print_message,
    print_problem,
)
from inspection_lib.cli.session import codes_of, open_session
from inspection_lib.exchange import read_odk, record_export, xlsform
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.record import create_store, open_store, utc_now
from inspection_lib.render import paper_form, write_paper
from inspection_lib.workbench import (
    DEFAULT_STORE,
    latest_campaign,
    open_work_on_paper,
    open_workbench,
)

paper_commands = typer.Typer()


@paper_commands.command(name="export-xlsform")
def export_xlsform(
    checklist_name: ChecklistArgument,
    campaign_id: Annotated[
        str, typer.Option("--campaign", help="Đợt kiểm tra / campaign whose units are offered")
    ] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Tệp XLSX / the XLSX file")] = None,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Xuất phiếu cho ODK Collect, KoboToolbox. / Write an XLSForm for ODK Collect and KoboToolbox."""
    workbench = open_workbench(home)
    checklist = workbench.checklist(checklist_name)
    campaign = workbench.campaign(campaign_id) if campaign_id else latest_campaign(workbench, checklist)
    path = output or Path(f"{checklist.name}.xlsx")
    write_paper(xlsform(checklist, campaign), path)
    print_message(open_catalogue(language), message("The form: {path}", path=str(path)))


@paper_commands.command(
    name="import-odk",
    help=(
        "Nhập kết quả từ ODK, KoboToolbox; nhập lại không nhân đôi. "
        "/ Import submissions of ODK or KoboToolbox."
    ),
)
def import_odk(
    campaign_id: CampaignArgument,
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV, XLSX hoặc ZIP kèm ảnh / CSV, XLSX, or zip with media")
    ],
    media: Annotated[
        Path | None,
        typer.Option("--media", help="Thư mục hoặc ZIP ảnh tải riêng / folder or zip of photos"),
    ] = None,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Import an export of ODK or Kobo. Print what was not taken in, and answers that contradict others."""
    session = open_session(create_store, store_url, campaign_id, home, language)
    recorder = session.recorder()
    export = read_odk(path, recorder, media)
    for remark in export.remarks:  # before anything is kept: some warn of personal data
        print_problem(session.catalogue, remark)
    new = record_export(path, export, recorder, session.evidence())
    counts = {"rows": len(export.visits), "events": new}
    print_message(
        session.catalogue, message("{file}: {rows} rows, {events} new events.", file=str(path), **counts)
    )
    print_left_out(session.catalogue, str(path), export.account.left_out)
    for unit_code in dict.fromkeys(visit.unit_code for visit in export.visits):
        print_contradictions(session, unit_code)


@paper_commands.command()
def paper(
    checklist_name: ChecklistArgument,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Tệp HTML / the HTML file")] = None,
    still_open: Annotated[
        str,
        typer.Option("--open", help="Chỉ việc còn mở của đơn vị này / only what is open of this unit"),
    ] = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """In phiếu giấy của bộ tiêu chí. / Write a checklist as a paper form to print."""
    workbench = open_workbench(home)
    checklist, catalogue = workbench.checklist(checklist_name), open_catalogue(language)
    path = output or Path(f"{checklist.name}.html")
    work = None
    if still_open:
        day = date.fromisoformat(utc_now()[:10])
        codes = codes_of(workbench.campaigns(), still_open)
        work = open_work_on_paper(workbench, open_store(store_url, workbench.folder), checklist, codes, day)
        print_lost(catalogue, still_open, work)
        if not work.by_item:
            print_message(catalogue, message("Nothing is open: no form is needed."))
            return
    write_paper(paper_form(checklist, catalogue, work), path)
    print_message(catalogue, message("The form: {path}", path=str(path)))
