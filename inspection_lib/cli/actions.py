"""`inspection actions`: open work of all campaigns; `mended` and `accept`: what became of a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from inspection_lib.answers import parse_day
from inspection_lib.cli.action_words import ACTIONS_SCHEMA, OpenActions, print_work, urgency
from inspection_lib.cli.completion import campaign_ids
from inspection_lib.cli.json_output import print_json
from inspection_lib.cli.options import (
    ActorOption,
    CampaignArgument,
    HomeOption,
    ItemArgument,
    LanguageOption,
    StoreOption,
    UnitArgument,
    UnitsOption,
    print_message,
)
from inspection_lib.cli.session import Session, item_of, open_session
from inspection_lib.errors import InspectionError, NotFoundError
from inspection_lib.language import Fault, Language, message, open_catalogue
from inspection_lib.model import (
    Accepted,
    Campaign,
    Entry,
    EventKind,
    FactField,
    Inspection,
    Mended,
    source_of_fact,
)
from inspection_lib.record import (
    in_order,
    open_store,
    standing_facts,
    utc_now,
    write_accepted,
    write_mended,
)
from inspection_lib.report import acceptance_fault, digest_of, directive_lines, mending_fault
from inspection_lib.workbench import (
    DEFAULT_STORE,
    actions_of_campaigns,
    find_unit,
    load_inspection,
    open_workbench,
    report_of,
)

action_commands = typer.Typer()


@action_commands.command(
    help=(
        "Liệt kê việc phải khắc phục còn mở, quá hạn trước, theo người chịu trách nhiệm. "
        "/ List open work, overdue first, by owner."
    )
)
def actions(
    campaigns: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CAMPAIGN]...",
            autocompletion=campaign_ids,
            help="Các đợt kiểm tra, bỏ trống là tất cả / campaigns; all without any",
        ),
    ] = None,
    units: UnitsOption = None,
    today: Annotated[
        str, typer.Option("--today", help="Ngày tính hạn, thay cho hôm nay / the day for due dates")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="In JSON / print JSON")] = False,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Print each owner with the work that is theirs. With units, the leadership's directives are left out."""
    workbench = open_workbench(home)
    day = _day(today, "--today") if today else date.fromisoformat(utc_now()[:10])
    known = [workbench.campaign(name) for name in campaigns] if campaigns else workbench.campaigns()
    codes = {code for name in units or () for code in _codes_of(known, name)}
    store = open_store(store_url, workbench.folder)
    found = actions_of_campaigns(workbench, store, campaigns or (), day)
    chosen = [line for line in found if line.is_open and (not codes or line.unit_code in codes)]
    ordered = () if codes else directive_lines(known, day, workbench.calendar())
    if as_json:
        lines = (tuple(sorted(chosen, key=urgency)), tuple(sorted(ordered, key=urgency)))
        print_json(OpenActions(ACTIONS_SCHEMA, day, *lines))
    else:
        print_work(open_catalogue(language), (*chosen, *ordered))


@action_commands.command(
    help=(
        "Ghi đơn vị đã khắc phục tồn tại của một tiêu chí thế nào, kèm văn bản mới hơn ngày kiểm tra. "
        "/ Record what the unit did about the finding on an item, with evidence newer than the finding."
    )
)
def mended(
    campaign_id: CampaignArgument,
    unit_code: UnitArgument,
    item: ItemArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Đã làm gì / what was done")],
    evidence: Annotated[
        str, typer.Option("--evidence", help="Số văn bản hoặc tên tệp / number of a document or a file")
    ],
    made: Annotated[str, typer.Option("--made", help="Ngày của văn bản / the day of the evidence")],
    actor: ActorOption,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Record the unit's answer. A later one replaces it, and has to be accepted anew."""
    session = open_session(open_store, store_url, campaign_id, home, language, [unit_code])
    inspection, item_id = _finding(session, item)
    found = Mended(text.strip(), evidence.strip(), _day(made, "--made"))
    if not (found.text and found.evidence):
        raise _refused(
            Fault(
                message("What was done, or the evidence for it, is empty."),
                message("Write what the unit did, and name a document with --evidence."),
            )
        )
    _refuse(mending_fault(inspection, item_id, found, actor))
    _note(session, item_id, FactField.MENDED, write_mended(found), actor)
    unit = session.unit_code
    said = message("Item {item} of unit {unit}: answered, another role accepts.", item=item_id, unit=unit)
    print_message(session.catalogue, said)


@action_commands.command(
    help=(
        "Xác nhận tồn tại đã được khắc phục, hoặc trả lại kèm lý do; vai trò khác với người khắc phục. "
        "/ Accept what the unit did, or return it with a reason; another role than the one that mended."
    )
)
def accept(
    campaign_id: CampaignArgument,
    unit_code: UnitArgument,
    item: ItemArgument,
    actor: ActorOption,
    returned: Annotated[
        str, typer.Option("--return", help="Trả lại vì lý do này / return it for this reason")
    ] = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Record the decision on the unit's answer that stands now."""
    session = open_session(open_store, store_url, campaign_id, home, language, [unit_code])
    inspection, item_id = _finding(session, item)
    _refuse(acceptance_fault(inspection, item_id, actor))
    answer = inspection.visit.noted[item_id, FactField.MENDED]
    decision = Accepted(accepted=not returned.strip(), reason=returned.strip(), of=digest_of(answer))
    _note(session, item_id, FactField.ACCEPTED, write_accepted(decision), actor)
    unit = session.unit_code
    said = message("Item {item} of unit {unit}: accepted as mended.", item=item_id, unit=unit)
    if not decision.accepted:
        said = message("Item {item} of unit {unit}: returned to the unit.", item=item_id, unit=unit)
    print_message(session.catalogue, said)


def _finding(session: Session, named: str) -> tuple[Inspection, str]:
    """The unit's inspection and the id of an item that has a finding. Raises NotFoundError."""
    item_id = item_of(session, session.unit_code, named)
    inspection = load_inspection(session.workbench, session.store, session.campaign, session.unit_code)
    if item_id not in {line.item_id for line in report_of(inspection).findings}:
        raise NotFoundError(
            message("Unit {unit} has no finding on item {item}.", unit=session.unit_code, item=item_id),
            message("See the findings with: inspection actions."),
        )
    return inspection, item_id


def _note(session: Session, item_id: str, field: FactField, value: str, actor: str) -> None:
    """Record a fact, which replaces those of all machines that stand now."""
    events = in_order(session.store.events(session.campaign.id, session.unit_code))
    seen = tuple(event.digest for event in standing_facts(events).get((item_id, field), ()))
    source = source_of_fact(field).value
    entry = Entry(
        session.unit_code, EventKind.NOTED, item_id, source, field.value, note=value, actor=actor.strip()
    )
    session.recorder().record([replace(entry, replaces=seen)])


def _codes_of(campaigns: Sequence[Campaign], name: str) -> set[str]:
    """The codes of a unit that somebody named, in the campaigns that inspect it. Raises NotFoundError."""
    codes, missing = set(), None
    for campaign in campaigns:
        try:
            codes.add(find_unit(campaign, name).code)
        except NotFoundError as error:
            missing = error
    if not codes and missing:
        raise missing
    return codes


def _day(text: str, option: str) -> date:
    """A day that somebody wrote. Raises InspectionError."""
    day = parse_day(text)
    if day is None:
        misfit = message("'{value}' does not fit {field}.", value=text, field=option)
        raise _refused(Fault(misfit, message("Write a day such as 15/5/2017 or 2017-05-15.")))
    return day


def _refused(fault: Fault) -> InspectionError:
    return InspectionError(fault.message, fault.remedy)


def _refuse(fault: Fault | None) -> None:
    if fault is not None:
        raise _refused(fault)
