"""The command `amend`: move units from one version of their checklist to a newer one."""

from __future__ import annotations

from typing import Annotated

import typer

from inspection_lib.cli.options import (
    ActorOption,
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    print_message,
)
from inspection_lib.cli.session import open_session
from inspection_lib.language import Catalogue, Language, message
from inspection_lib.model import Source
from inspection_lib.record import Amendment, open_store
from inspection_lib.workbench import DEFAULT_STORE

amendment_commands = typer.Typer()


@amendment_commands.command(
    help=(
        "Chuyển đơn vị sang phiên bản mới của bộ tiêu chí; xem trước bằng --dry-run. "
        "/ Move units to a newer version of their checklist; look first with --dry-run."
    )
)
def amend(
    campaign_id: CampaignArgument,
    checklist_name: Annotated[
        str, typer.Option("--checklist", help="Phiên bản mới / the new version, such as par-commune.v2")
    ],
    unit_codes: Annotated[
        list[str] | None, typer.Argument(metavar="[UNIT]...", help="Mã đơn vị, để trống là tất cả / units")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ xem, không ghi / only show what would change")
    ] = False,
    actor: ActorOption = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Record for each unit that it moves, and withdraw the answers that have to be given again."""
    session = open_session(open_store, store_url, campaign_id, home, language, unit_codes or [])
    checklist = session.workbench.checklist(checklist_name)
    of_kind = [unit.code for unit in session.campaign.units if unit.kind in checklist.unit_kinds]
    amendments = session.recorder().amend(
        session.unit_codes or of_kind, checklist, actor=actor, dry_run=dry_run
    )
    changing = [amendment for amendment in amendments if amendment.changes_something]
    for amendment in changing:
        _print_amendment(session.catalogue, amendment)
    _print_result(session.catalogue, len(changing), checklist.name, dry_run=dry_run)
    unchanged = len(amendments) - len(changing)
    if unchanged:
        print_message(session.catalogue, message("{count} units stand on it already.", count=unchanged))


def _print_result(catalogue: Catalogue, count: int, checklist_name: str, *, dry_run: bool) -> None:
    if dry_run:
        text = message(
            "{count} units would move to {checklist}; nothing was recorded.",
            count=count,
            checklist=checklist_name,
        )
    else:
        text = message("{count} units moved to {checklist}.", count=count, checklist=checklist_name)
    print_message(catalogue, text)


def _print_amendment(catalogue: Catalogue, amendment: Amendment) -> None:
    """Print one line for the unit, and one for each answer to give again and each list of items."""
    lines = [
        message(
            "{unit}: from {before} to {after}: {carried} answers stay, {again} have to be given again.",
            unit=amendment.unit_code,
            before=amendment.before.name,
            after=amendment.after.name,
            carried=amendment.carried,
            again=len(amendment.again),
        )
    ]
    lines += [
        message(
            "  {item} ({source}), answer '{raw}': {reason}",
            item=answer.item_id,
            source=catalogue.label(Source(answer.source)),
            raw=answer.raw,
            reason=catalogue.format(answer.reason),
        )
        for answer in amendment.again
    ]
    if amendment.dropped:
        lines.append(message("  no longer asked: {items}", items=", ".join(amendment.dropped)))
    if amendment.added:
        lines.append(message("  new: {items}", items=", ".join(amendment.added)))
    if amendment.again and amendment.is_submitted:
        lines.append(message("  the inspection is closed: these items count 0 until they are answered."))
    for line in lines:
        print_message(catalogue, line)
