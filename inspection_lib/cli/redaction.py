"""The command `redact`: take texts and files out of the record, on request or when their term is over."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.cli.options import (
    ActorOption,
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    print_message,
    warn_of_personal_data,
)
from inspection_lib.cli.session import Session, open_session
from inspection_lib.errors import InspectionError, NotFoundError
from inspection_lib.language import Language, message
from inspection_lib.model import TextKind
from inspection_lib.record import RemovalRequest, TakenOut, open_store, redact
from inspection_lib.workbench import DEFAULT_STORE

redaction_commands = typer.Typer()
_EVENT = re.compile(r"(?P<origin>.+):(?P<number>[1-9][0-9]{0,8})")


@redaction_commands.command(
    name="redact",
    help=(
        "Xóa vĩnh viễn ghi chú, tài liệu, tệp của một tiêu chí theo yêu cầu; xem trước bằng --dry-run. "
        "/ Take texts and files of an item out of the record for ever; look first with --dry-run."
    ),
)
def redact_texts(
    campaign_id: CampaignArgument,
    unit_code: Annotated[str, typer.Argument(metavar="[UNIT]", help="Mã đơn vị / the unit's code")] = "",
    item_id: Annotated[str, typer.Argument(metavar="[ITEM]", help="Mã tiêu chí / the item's id")] = "",
    kinds: Annotated[
        list[TextKind] | None,
        typer.Option("--text", help="Chỉ nội dung này / only: answer, note, evidence, file-name, actor"),
    ] = None,
    chosen: Annotated[
        list[str] | None,
        typer.Option("--event", help="Chỉ sự kiện này / only this event, such as office:12 (see --dry-run)"),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Lý do, không ghi tên / why, without names")] = "",
    actor: ActorOption = "",
    expired: Annotated[
        bool, typer.Option("--expired", help="Cả đợt đã hết hạn lưu / the whole campaign past its term")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Xác nhận / confirm --expired")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem / only show what would go")] = False,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Record a removal for each unit, delete what it names, and say which copies it does not reach."""
    if expired == bool(unit_code and item_id) or (expired and (unit_code or kinds or chosen)):
        raise InspectionError(
            message("Name a unit and an item, or the option --expired alone."),
            message("Such as: inspection redact 2017-dot-1 060 A01 --reason ... --actor ROLE"),
        )
    units = [unit_code] if unit_code else []
    session = open_session(open_store, store_url, campaign_id, home, language, units)
    units = list(session.unit_codes)
    if expired:
        _check_term(session)
        units = sorted(session.store.chain_ends(campaign_id))
        dry_run = dry_run or not yes
    warn_of_personal_data(session.catalogue, {"--reason": reason})
    events = frozenset(_event(text) for text in chosen or ())
    taken = {}
    for code in units:
        request = RemovalRequest(code, item_id, frozenset(kinds or ()), events, reason, actor, expired)
        taken[code] = redact(session.recorder(), request, session.evidence(), dry_run=dry_run)
    if not expired:
        _print_events(session, taken.values())
    _print_result(session, list(taken.values()), dry_run=dry_run)
    if expired and not yes:
        raise InspectionError(
            message("Nothing was deleted yet: what is deleted is gone for ever."),
            message("Confirm with --yes."),
        )
    if not dry_run and any(each.texts for each in taken.values()):
        _print_copies(session, [code for code, each in taken.items() if each.texts])


def _check_term(session: Session) -> None:
    """Raise InspectionError unless the campaign's term of keeping is over."""
    last = session.campaign.keep_until
    if last is None:
        raise InspectionError(
            message(
                "The plan of {campaign} does not say how long texts are kept.", campaign=session.campaign.id
            ),
            message("Write keep_until or keep_months into the plan."),
        )
    today = datetime.date.fromisoformat(session.recorder().now()[:10])
    if today <= last:
        raise InspectionError(
            message("Texts of {campaign} are kept until {day}.", campaign=session.campaign.id, day=last),
            message("Take single texts out with: inspection redact CAMPAIGN UNIT ITEM."),
        )


def _event(text: str) -> tuple[str, int]:
    found = _EVENT.fullmatch(text)
    if found is None:
        raise NotFoundError(
            message("'{text}' names no event.", text=text),
            message("Write machine and number, such as office:12; --dry-run shows them."),
        )
    return found["origin"], int(found["number"])


def _print_events(session: Session, taken: Iterable[TakenOut]) -> None:
    """One line for each event: which texts, and never what they say."""
    catalogue = session.catalogue
    for each in taken:
        for event, names in each.texts:
            line = message(
                "{event}: {kind}, {when}: {texts}",
                event=f"{event.origin}:{event.number}",
                kind=catalogue.label(event.kind),
                when=catalogue.moment(event.recorded_at),
                texts=", ".join(names),
            )
            print_message(catalogue, line)


def _print_result(session: Session, taken: Sequence[TakenOut], *, dry_run: bool) -> None:
    counts = {
        "texts": sum(len(names) for each in taken for _, names in each.texts),
        "units": sum(bool(each.texts) for each in taken),
        "files": sum(len(each.files) for each in taken),
    }
    text = (
        message("{texts} texts of {units} units and {files} files would be deleted.", **counts)
        if dry_run
        else message("{texts} texts of {units} units and {files} files were deleted.", **counts)
    )
    print_message(session.catalogue, text)
    for digest in sorted({digest for each in taken for digest in each.still_named}):
        print_message(
            session.catalogue,
            message("The file {digest} stays: another item or unit names it too.", digest=digest[:12]),
        )


def _print_copies(session: Session, unit_codes: Sequence[str]) -> None:
    """Say which copies still hold the texts, and which of them lie in this workbench."""
    catalogue = session.catalogue
    print_message(
        catalogue,
        message(
            "Not reached: reports and minutes made before (the next `inspection batch {campaign}` makes the "
            "reports of these units anew), bundles and packages on sticks, tablets, phones and browsers, "
            "files that were imported, backups, papers. Other stores delete when they merge a bundle of "
            "this one.",
            campaign=session.campaign.id,
        ),
    )
    for path in _copies(session.workbench.folder, session.campaign.id, unit_codes):
        print_message(catalogue, message("Still there: {path}", path=path))


def _copies(home: Path, campaign_id: str, unit_codes: Sequence[str]) -> list[str]:
    """Files and folders of the workbench that may hold the texts of some units."""
    outputs, responses = home / "outputs", home / "checklists" / "responses" / campaign_id
    found = [
        path
        for code in unit_codes
        for path in (outputs / campaign_id / code, outputs / "visits" / f"{campaign_id}.{code}.ipynb")
    ]
    return [path.relative_to(home).as_posix() for path in (*found, responses) if path.exists()]
