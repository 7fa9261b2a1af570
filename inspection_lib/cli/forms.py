"""The command that writes forms: one HTML file for a tablet, or workbooks for Excel."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.answers import fold_word
from inspection_lib.cli.accounts import print_lost
from inspection_lib.cli.options import (
    ActorOption,
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    print_error,
    print_message,
)
from inspection_lib.cli.session import Session, check_file_of, open_session, open_to_look
from inspection_lib.errors import InspectionError, InvalidFilesError, NotFoundError, ParameterError, Problem
from inspection_lib.excel_forms import DrawnCases, FormOrder, FormUnit, form_name
from inspection_lib.keys import new_form_secret
from inspection_lib.language import Catalogue, Fault, Language, Text, message, open_catalogue
from inspection_lib.model import Campaign, Source
from inspection_lib.record import utc_now
from inspection_lib.render import write_paper
from inspection_lib.visit import (
    UNIT_ROLE,
    Desk,
    OfflineForm,
    offline_page,
    only_what_is_open,
    open_desk,
    self_definition,
    self_states,
    units_page,
)
from inspection_lib.workbench import DEFAULT_STORE, drawn_rows, find_unit, open_work_of, open_workbench

form_commands = typer.Typer()
_PAGE, _FOLDER = Path("form.html"), Path("forms")


@form_commands.command(
    help=(
        "Tạo phiếu: một tệp HTML dùng không cần mạng, hoặc tệp Excel cho từng đơn vị. "
        "/ Write the form of a unit as one HTML file for a tablet, or workbooks for Excel."
    )
)
def form(
    campaign_id: CampaignArgument,
    unit_codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[UNIT...]", help="Mã đơn vị; bỏ trống là tất cả / units; none: all"),
    ] = None,
    excel: Annotated[
        bool, typer.Option("--excel", help="Tệp Excel cho từng đơn vị / a workbook for each unit")
    ] = False,
    source: Annotated[
        Source | None,
        typer.Option(
            "--source",
            help="Đơn vị tự chấm hay đoàn thẩm định; mặc định: HTML của đoàn, Excel của đơn vị / whose "
            "answers; without it HTML takes the inspectors', Excel the unit's",
        ),
    ] = None,
    appraiser: Annotated[
        str,
        typer.Option(
            "--appraiser",
            help="Một tệp Excel cho đơn vị thẩm định này / one workbook with all that this office appraises",
        ),
    ] = "",
    only_open: Annotated[
        bool,
        typer.Option("--open", help="Chỉ tiêu chí còn việc phải khắc phục / only items with open findings"),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Tệp HTML, hoặc thư mục / HTML file, or a folder"),
    ] = None,
    actor: ActorOption = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Write one file for some units with what is recorded so far, or a workbook for each unit."""
    codes = unit_codes or []
    if only_open and source is Source.SELF:
        raise ParameterError(
            message("A self-score has all items of the unit; --open is for the inspectors' form."),
            message("Leave out --source self, or --open."),
        )
    if excel or appraiser:
        with tempfile.TemporaryDirectory() as scratch:
            opener = partial(open_to_look, Path(scratch))
            session = open_session(opener, store_url, campaign_id, home, language, codes)
            # What does not fit is told once, not for each unit.
            session.workbench.found_checklists(session.campaign)
            units, usual = _form_units(session, codes), Source.SELF
            if only_open:
                units, usual = _with_open_work(session, units), Source.INSPECTOR
            if only_open and not units:
                return
            orders = (
                [_appraisers_form(session.campaign, units, appraiser)]
                if appraiser
                else [FormOrder(session.campaign, source or usual, (one,)) for one in units]
            )
            folder = output or _FOLDER
            _write_forms(session, {folder / form_name(order): order for order in orders})
        return
    workbench = open_workbench(home)
    check_file_of(store_url, workbench)
    campaign, catalogue = workbench.campaign(campaign_id), open_catalogue(language)
    workbench.found_checklists(campaign)  # as above
    named = [find_unit(campaign, code) for code in codes] or list(campaign.units)
    forms = []
    for code in dict.fromkeys(unit.code for unit in named):
        try:
            desk = open_desk(workbench, store_url, campaign_id, code, actor=actor, language=language)
            if only_open:
                forms += _open_form(desk)
            else:
                forms.append(_offline_form(desk, source or Source.INSPECTOR, actor))
        except InspectionError as error:
            if codes:
                raise
            print_error(catalogue, code, error.fault)
    if only_open and not forms:
        print_message(catalogue, message("Nothing is open: no form is needed."))
        return
    if not forms:
        raise NotFoundError(message("No unit of campaign {campaign} has a form.", campaign=campaign_id))
    if len(forms) == 1:
        _write_page(forms[0], output or _PAGE, catalogue)
    elif source is Source.SELF:  # such a file leaves the office, so it holds nothing of other units
        folder = output or _FOLDER
        if folder.suffix or folder.is_file():
            raise ParameterError(
                message("{path} is one file, and each unit needs a self-score of its own.", path=str(folder)),
                message("Name a folder: inspection form CAMPAIGN --source self -o FOLDER."),
            )
        for one in forms:
            _write_page(one, folder / f"{campaign_id}.{one.definition.unit}.tu-cham.html", catalogue)
    else:
        path = output or _PAGE
        write_paper(units_page(forms, catalogue), path)
        text = message("The form of {count} units: {path}", count=len(forms), path=str(path))
        print_message(catalogue, text)


def _write_page(form: OfflineForm, path: Path, catalogue: Catalogue) -> None:
    """Write the form of one unit."""
    write_paper(offline_page(form.definition, form.states, form.secret), path)
    print_message(catalogue, message("The form: {path}", path=str(path)))


def _offline_form(desk: Desk, source: Source, actor: str) -> OfflineForm:
    """The form of a desk's unit, for the inspectors or for the unit's own score."""
    if source is Source.SELF:
        role = actor.strip() or desk.catalogue.format(UNIT_ROLE)
        definition, states = replace(self_definition(desk), actor=role), self_states(desk)
    else:
        definition, states = desk.definition(), desk.states()
    secret = new_form_secret(definition.campaign, definition.unit, definition.digest, source)
    return OfflineForm(definition, states, secret)


def _open_form(desk: Desk) -> list[OfflineForm]:
    """The form of a desk's unit with what is open alone; none where nothing is."""
    opened = only_what_is_open(desk)
    print_lost(desk.catalogue, desk.unit_code, opened.work)
    if not opened.work.by_item:
        return []
    definition = opened.definition()
    secret = new_form_secret(definition.campaign, definition.unit, definition.digest, Source.INSPECTOR)
    return [OfflineForm(definition, opened.states(), secret)]


def _with_open_work(session: Session, units: Sequence[FormUnit]) -> list[FormUnit]:
    """The units at which something is open, each with that alone."""
    found = []
    for one in units:
        work = open_work_of(session.workbench, session.store, session.campaign, one.unit.code, utc_now())
        print_lost(session.catalogue, one.unit.code, work)
        if work.by_item:
            found.append(replace(one, open_work=work))
    if not found:
        print_message(session.catalogue, message("Nothing is open: no form is needed."))
    return found


def _form_units(session: Session, codes: Sequence[str]) -> list[FormUnit]:
    """The units of these codes, or all of the campaign, each with its record. One that fails is told."""
    units = []
    named = [find_unit(session.campaign, code) for code in codes]
    for unit in {unit.code: unit for unit in named or session.campaign.units}.values():
        try:
            found = drawn_rows(session.workbench, session.campaign, unit.code)
            drawn = {item: DrawnCases(rows.names, rows.population) for item, rows in found.items()}
            answers = session.answers_of(unit.code)
            units.append(FormUnit(unit, session.checklist_of(unit.code), answers, drawn=drawn))
        except InspectionError as error:
            if codes:
                raise
            print_error(session.catalogue, unit.code, error.fault)
    return units


def _appraisers_form(campaign: Campaign, units: Sequence[FormUnit], name: str) -> FormOrder:
    """One form with all units for an office: it compares them, and has one file to send back.

    Raises NotFoundError for an office that appraises nothing.
    """
    offices = {
        campaign.appraiser(one.checklist.around(item.id), item.appraiser): None
        for one in units
        for item in one.checklist.items
    }
    own: list[Text] = []
    names = {fold_word(name)}
    for _ in ("by this name", "and by its names in other languages"):
        own = [office for office in offices if names & _folded(office)]
        names.update(*map(_folded, own))
    if not own:
        known = sorted({office.vi or office.en for office in offices} - {""})
        raise NotFoundError(
            message("'{name}' appraises no item of campaign {campaign}.", name=name, campaign=campaign.id),
            message("Offices that appraise: {offices}.", offices="; ".join(known) or "–"),
        )
    order = FormOrder(campaign, Source.INSPECTOR, (), tuple(sorted(own, key=lambda office: not office.en)))
    return replace(order, units=tuple(one for one in units if one.asked(order)))


def _folded(office: Text) -> set[str]:
    return {fold_word(text) for text in (office.vi, office.en) if text}


def _write_forms(session: Session, orders: dict[Path, FormOrder]) -> None:
    """Write the workbooks. A file that is there already may be filled in: none is replaced."""
    from inspection_lib.excel_forms.book_file import form_bytes  # on use: openpyxl takes a while

    there = [
        Problem(
            str(path),
            0,
            Fault(
                message("The file exists, and somebody may have filled it in."),
                message("Name another folder with -o, or move the file away."),
            ),
        )
        for path in orders
        if path.exists()
    ]
    if there:
        raise InvalidFilesError(there)
    for path, order in orders.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_paper(form_bytes(order, session.catalogue), path)
    for folder in {str(path.parent) for path in orders}:
        text = message("{count} forms written to {folder}.", count=len(orders), folder=folder)
        print_message(session.catalogue, text)
