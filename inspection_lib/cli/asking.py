"""Commands that ask how a campaign stands and what happened in it, and the one that corrects an answer."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from inspection_lib.answers import parse_answer, show_answer
from inspection_lib.batch import campaign_status, read_inputs
from inspection_lib.cli.json_output import print_json
from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    ItemArgument,
    LanguageOption,
    StoreOption,
    UnitArgument,
    echo,
    print_message,
    warn_of_personal_data,
)
from inspection_lib.cli.session import Session, item_of, open_session, open_session_to_ask
from inspection_lib.errors import AnswerError, InspectionError
from inspection_lib.files import machine_origin, open_folder
from inspection_lib.keys import MachineNames, machine_names
from inspection_lib.language import Catalogue, Language, Message, message
from inspection_lib.model import SIGNATURE_FIELDS, Entry, EventKind, FactField, Item, Source, event_source
from inspection_lib.record import (
    HistoryLine,
    LogLine,
    campaign_log,
    campaign_outlines,
    open_store,
    read_attachment,
    read_signature,
    unit_history,
)
from inspection_lib.report import AcrossLine, CampaignStatus, RecordStep, ReportStep, StatusCounts, UnitStatus
from inspection_lib.workbench import DEFAULT_STORE, place_of

asking_commands = typer.Typer()
UNITS_SHOWN = 50
"""Print at most 50 units of one state; `--json` lists all."""
JsonOption = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình / JSON for programs")]


@asking_commands.command()
def status(
    campaign_id: CampaignArgument,
    as_json: JsonOption = False,
    output: Annotated[
        str, typer.Option("--output", help="Thư mục hoặc URL báo cáo / folder or URL of the reports")
    ] = "outputs",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Tình hình của đợt: chưa làm, chưa nộp, kết quả ghi khác nhau. / How far a campaign is, unit by unit."""
    session = open_session_to_ask(store_url, campaign_id, home, language)
    folder = open_folder(place_of(session.workbench, output, campaign_id))
    inputs = read_inputs(session.workbench, session.campaign, session.store, language)
    outlines = campaign_outlines(session.store, campaign_id)
    found = campaign_status(session.campaign, outlines, folder, inputs)
    if as_json:
        print_json(found)
        return
    _print_status(session, found)


def _print_status(session: Session, found: CampaignStatus) -> None:
    catalogue = session.catalogue
    for counts in (*found.kinds, *([found.total] if len(found.kinds) > 1 else [])):
        kind = session.campaign.office.kind(counts.kind).plural if counts.kind else None
        name = catalogue.write(kind) if kind else catalogue.format(message("All units"))
        print_message(catalogue, _counts_text(name, counts))
    for step in (RecordStep.BROKEN, RecordStep.NOT_BEGUN, RecordStep.SELF_SCORED, RecordStep.OPEN):
        _print_units(catalogue, catalogue.label(step), [one for one in found.units if one.record is step])
    for state in (ReportStep.NONE, ReportStep.STALE):
        _print_units(catalogue, catalogue.label(state), [one for one in found.units if one.report is state])
    for unit in found.units:
        if unit.contradictory:
            items = ", ".join(unit.contradictory)
            text = message(
                "{unit} {name}: answers recorded differently: {items}",
                unit=unit.unit,
                name=unit.name,
                items=items,
            )
            print_message(catalogue, text)
        for line in unit.across:
            if line.is_broken:
                echo(_across_text(catalogue, unit, line))
    unclear = [unit for unit in found.units if any(not line.is_broken for line in unit.across)]
    title = message("Rules across items that could not be checked")
    _print_units(catalogue, catalogue.format(title), unclear)


def _across_text(catalogue: Catalogue, unit: UnitStatus, line: AcrossLine) -> str:
    """A rule across items that is broken, with the figures and the reason in words."""
    told = message(
        "{unit} {name}: {id} is broken: {rule}.",
        unit=unit.unit,
        name=unit.name,
        id=line.id,
        rule=line.title,
    )
    parts = (catalogue.format(told), catalogue.format(line.reason), catalogue.write(line.why))
    return " ".join(part for part in parts if part)


def _counts_text(name: str, counts: StatusCounts) -> Message:
    return message(
        "{name}: {units} units; {not_begun} not begun, {self_scored} self-scored and not inspected, "
        "{not_submitted} begun and not submitted, {submitted} submitted; {not_reported} without a "
        "report, {stale} with an old one; {contradictory} with answers recorded differently.",
        name=name,
        units=counts.units,
        not_begun=counts.not_begun,
        self_scored=counts.self_scored,
        not_submitted=counts.not_submitted,
        submitted=counts.submitted,
        not_reported=counts.not_reported,
        stale=counts.stale,
        contradictory=counts.contradictory,
    )


def _print_units(catalogue: Catalogue, title: str, units: Sequence[UnitStatus]) -> None:
    if not units:
        return
    names = ", ".join(f"{unit.unit} {catalogue.write(unit.name)}" for unit in units[:UNITS_SHOWN])
    more = len(units) - UNITS_SHOWN
    echo(f"{title}: {names}" + (f", … (+{catalogue.number(more)}: --json)" if more > 0 else ""))


@asking_commands.command()
def history(
    campaign_id: CampaignArgument,
    unit_code: UnitArgument,
    item_id: Annotated[str, typer.Argument(metavar="[ITEM]", help="Mã tiêu chí / the item's id")] = "",
    as_json: JsonOption = False,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Lịch sử của một đơn vị, một tiêu chí. / What was recorded, when, by which role, from where."""
    session = open_session_to_ask(store_url, campaign_id, home, language, [unit_code])
    events = session.store.events(campaign_id, session.unit_code)
    if item_id:
        recorded = {event.item_id for event in events if event.item_id}
        item_id = item_of(session, session.unit_code, item_id, recorded)
    found = unit_history(campaign_id, session.unit_code, events, item_id)
    if as_json:
        print_json(found)
        return
    items, machines = _items(session), machine_names()
    for line in found.lines:
        echo(_history_text(session.catalogue, line, items.get(line.item), machines))
    if not found.lines:
        print_message(session.catalogue, message("Nothing is recorded."))


def _items(session: Session) -> dict[str, Item]:
    """The items of the unit's checklist; none if it cannot be read: the history is shown all the same."""
    try:
        return {item.id: item for item in session.checklist_of(session.unit_code).items}
    except InspectionError:
        return {}


def _history_text(catalogue: Catalogue, line: HistoryLine, item: Item | None, machines: MachineNames) -> str:
    kind = catalogue.format(message("Corrected")) if line.is_correction else catalogue.label(line.kind)
    parts = [
        catalogue.moment(line.recorded_at),
        kind,
        line.item,
        catalogue.label(event_source(line.source)) if line.source else "",
        _said(catalogue, line, item),
        *(catalogue.label(text) for text in line.texts),
        _note_of(line),
        "; ".join(line.evidence),
        line.role,
        *_answered_at(catalogue, line),
        f"{catalogue.write(machines.label(line.machine))}:{line.number}",
        *_file_of(catalogue, line),
        *_marks(catalogue, line),
    ]
    return " - ".join(part for part in parts if part)


def _note_of(line: HistoryLine) -> str:
    """The remark of a line; of a signature the office, not its strokes."""
    if line.kind is EventKind.NOTED and line.raw in SIGNATURE_FIELDS and line.note and not line.removed:
        return read_signature(line.note).office
    return line.note


def _said(catalogue: Catalogue, line: HistoryLine, item: Item | None) -> str:
    """The answer, the checklist or the piece of evidence of a line; "" for other kinds."""
    match line.kind:
        case EventKind.OPENED | EventKind.AMENDED:
            return line.raw.partition(" ")[0]
        case EventKind.ATTACHED | EventKind.DETACHED:
            return line.raw if "raw" in line.removed else read_attachment(line.raw).reference
        case EventKind.ANSWERED | EventKind.DECIDED if item and "raw" not in line.removed:
            with contextlib.suppress(AnswerError):  # given under another version of the item
                return catalogue.format(show_answer(item, parse_answer(item, line.raw)))
            return line.raw
        case EventKind.IMPORTED | EventKind.IMPORT_WITHDRAWN:
            return ""
        case EventKind.NOTED:
            return catalogue.label(FactField(line.raw))
        case _:
            return line.raw


def _answered_at(catalogue: Catalogue, line: HistoryLine) -> Iterable[str]:
    if line.answered_at and line.answered_at != line.recorded_at:
        yield catalogue.format(message("answered {when}", when=catalogue.moment(line.answered_at)))


def _file_of(catalogue: Catalogue, line: HistoryLine) -> Iterable[str]:
    if line.file:
        row = message("row {row}", row=line.row)
        yield f"{line.file}, {catalogue.format(row)}" if line.row else line.file


def _marks(catalogue: Catalogue, line: HistoryLine) -> Iterable[str]:
    if line.removed:
        yield catalogue.format(message("[taken out on request]"))
    if not line.is_counted:
        yield catalogue.format(message("[taken back with its import]"))
    elif line.stands:
        yield catalogue.format(message("[stands]"))


@asking_commands.command()
def log(
    campaign_id: CampaignArgument,
    as_json: JsonOption = False,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Nhật ký của đợt: nhập, gộp, quyết định, xóa. / What was done in a campaign, in order."""
    session = open_session_to_ask(store_url, campaign_id, home, language)
    found = campaign_log(campaign_id, session.store, machine_origin())
    if as_json:
        print_json(found)
        return
    machines = machine_names()
    for line in found.lines:
        echo(_log_text(session.catalogue, line, machines))
    if not found.lines:
        print_message(session.catalogue, message("Nothing is recorded."))


def _log_text(catalogue: Catalogue, line: LogLine, machines: MachineNames) -> str:
    units = (
        message("unit {unit}", unit=line.units[0])
        if len(line.units) == 1
        else message("{count} units", count=len(line.units))
    )
    parts = (
        catalogue.moment(line.at),
        catalogue.label(line.kind),
        line.what,
        catalogue.format(units),
        catalogue.format(message("{count} events", count=line.events)),
        line.reason,
        line.role,
        catalogue.write(machines.label(line.machine)) if line.machine else "",
    )
    return " - ".join(part for part in parts if part)


@asking_commands.command(
    help=(
        "Đính chính một kết quả, có lý do; kết quả cũ vẫn được lưu. "
        "/ Correct one answer with a reason; the old one stays in the record."
    )
)
def correct(
    campaign_id: CampaignArgument,
    unit_code: UnitArgument,
    item_id: ItemArgument,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Kết quả đúng / the right answer")],
    reason: Annotated[str, typer.Option("--reason", help="Lý do, không ghi tên / why, without names")],
    actor: Annotated[str, typer.Option("--actor", help="Vai trò người đính chính / role that corrects")],
    claim: Annotated[
        bool, typer.Option("--claim", help="Về kết quả đơn vị tự báo cáo / of what the unit claimed")
    ] = False,
    after_submission: Annotated[
        bool, typer.Option("--after-submission", help="Cả khi hồ sơ đã nộp / though the record is submitted")
    ] = False,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Record a correction; refuse it where nothing is to be corrected, or the record is submitted."""
    session = open_session(open_store, store_url, campaign_id, home, language, [unit_code])
    warn_of_personal_data(session.catalogue, {"--reason": reason})
    item_id = item_of(session, session.unit_code, item_id)
    source = Source.SELF if claim else Source.INSPECTOR
    entry = Entry(
        session.unit_code, EventKind.DECIDED, item_id, source.value, value, note=reason, actor=actor
    )
    session.recorder().correct(entry, after_submission=after_submission)
    text = message("Corrected: item {item} of unit {unit}.", item=item_id, unit=session.unit_code)
    print_message(session.catalogue, text)
