"""The commands that check what was made, and that sign it: `inspection verify` and `inspection sign`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

import typer

from inspection_lib.batch import choose_units
from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    echo,
    print_message,
)
from inspection_lib.cli.passphrase import read_passphrase
from inspection_lib.cli.session import open_session
from inspection_lib.cli.signing import open_signing_key, sign_reports
from inspection_lib.errors import ChainError
from inspection_lib.files import open_folder
from inspection_lib.keys import machine_called
from inspection_lib.language import Catalogue, Language, message, open_catalogue, short_digest
from inspection_lib.record import check_removals, later_events, open_store
from inspection_lib.unit_report import RECORD
from inspection_lib.verification import (
    Checked,
    Remark,
    RemarkKind,
    Status,
    check_path,
    open_reference,
    trace_folder,
)
from inspection_lib.workbench import DEFAULT_STORE, open_workbench, place_of

verification_commands = typer.Typer()
SHOWN = 20
"""Of a campaign's folder, print at most 20 reports that are not right; the sums count all."""
NUMBERS_SHOWN = 20
"""Wrong numbers of a file that `trace-check` prints."""


@verification_commands.command(
    help=(
        "Kiểm tra báo cáo, danh sách, gói, kho: tính lại đến từng câu trả lời. "
        "/ Check reports, lists, bundles and stores, down to the answers. "
        "Exit status: 0 right, 1 a difference, 3 something could not be checked."
    )
)
def verify(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Tệp, thư mục, kho / files, folders, stores' URLs, env:NAME"),
    ],
    seal: Annotated[
        bool,
        typer.Option("--seal", help="Đối chiếu dãy số trên biên bản / paths are CAMPAIGN UNIT SEAL..."),
    ] = False,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Check everything that is named; print the first difference of each, and what could not be checked."""
    catalogue = open_catalogue(language)
    if seal:
        _verify_seal(paths, store_url, language, home)
        return
    reference = open_reference(store_url, home)
    status = Status.RIGHT
    for path in paths:
        found = list(check_path(path, reference, lambda: read_passphrase(language)))
        _print_all(catalogue, found)
        status = _worse(status, found)
    raise typer.Exit(status)


@verification_commands.command(
    name="trace-check",
    help=(
        "Rút mọi con số trong trang và văn bản ra, tính lại từ report.json bên cạnh, báo số sai. "
        "/ Derive every number in pages and papers again, and name each wrong one. "
        "Exit status: 0 all derived, 1 a number is wrong or has no derivation, 3 some cannot be derived."
    ),
)
def trace_check(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="DIR", help="Thư mục có trang, văn bản, hoặc mã đợt / folder with pages, or campaign"
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", help="Thư mục báo cáo, cho văn bản để riêng / folder of the reports")
    ] = "outputs",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Print each wrong number with its place, what should stand there, and how that came about."""
    catalogue = open_catalogue(language)
    reference = open_reference(store_url, home)
    traced = list(trace_folder(folder, output, reference))
    _print_all(catalogue, [each.checked for each in traced], NUMBERS_SHOWN)
    count = message(
        "{count} numbers in {files} files.", count=sum(each.numbers for each in traced), files=len(traced)
    )
    print_message(catalogue, count)
    raise typer.Exit(_worse(Status.RIGHT, (each.checked for each in traced)))


def _worse(status: Status, found: Iterable[Checked]) -> Status:
    """A difference outweighs what was not checked, and that outweighs what is right."""
    every = {status, *(checked.status for checked in found)}
    return next(one for one in (Status.DIFFERENT, Status.UNCHECKED, Status.RIGHT) if one in every)


_RESULTS = {
    Status.RIGHT: message("right"),
    Status.DIFFERENT: message("NOT RIGHT"),
    Status.UNCHECKED: message("nothing wrong was found, but not everything was checked"),
}


def _print_all(catalogue: Catalogue, found: Sequence[Checked], most: int = 1) -> None:
    """Print what is not right by itself, then sums. One thing alone is printed in full.

    ``most`` is the number of differences of one file that are printed.
    """
    if len(found) == 1:
        _print_one(catalogue, found[0], most)
        return
    shown = [checked for checked in found if checked.status is Status.DIFFERENT]
    for checked in shown[:SHOWN]:
        _print_one(catalogue, checked, most)
    rest = [checked for checked in found if checked.status is not Status.DIFFERENT]
    _print_alike(catalogue, rest, RemarkKind.UNCHECKED)
    _print_alike(catalogue, rest, RemarkKind.NOTE)
    counts = {status: sum(checked.status is status for checked in found) for status in Status}
    text = message(
        "{count} checked: {right} right, {different} not right, {unchecked} not wholly checked.",
        count=len(found),
        right=counts[Status.RIGHT],
        different=counts[Status.DIFFERENT],
        unchecked=counts[Status.UNCHECKED],
    )
    print_message(catalogue, text)


def _print_one(catalogue: Catalogue, checked: Checked, most: int) -> None:
    result = message(
        "{path}: {what}: {result}.",
        path=checked.path,
        what=" ".join(catalogue.format(checked.what).split()),
        result=catalogue.format(_RESULTS[checked.status]),
    )
    print_message(catalogue, result)
    differences = checked.of_kind(RemarkKind.DIFFERENCE)
    _print_remarks(catalogue, differences[:most])
    if len(differences) > most:
        text = message("Further differences: {count}.", count=len(differences) - most)
        echo(f"  {catalogue.format(text)}")
    _print_remarks(catalogue, checked.of_kind(RemarkKind.UNCHECKED))
    _print_remarks(catalogue, checked.of_kind(RemarkKind.NOTE))


def _print_remarks(catalogue: Catalogue, remarks: Iterable[Remark]) -> None:
    for remark in remarks:
        echo(f"  {_line(catalogue, remark)}")


def _line(catalogue: Catalogue, remark: Remark) -> str:
    # one line, whatever a forged text holds: else it could look like a further result
    text = " ".join(catalogue.format(remark.text).split())
    if remark.place:
        text = f"{remark.place}: {text}"
    if remark.kind is RemarkKind.UNCHECKED:
        return catalogue.format(message("Not checked: {text}", text=text))
    return text


def _print_alike(catalogue: Catalogue, found: Iterable[Checked], kind: RemarkKind) -> None:
    """Print each remark once, with the number of those that share it; one alone is printed with its path."""
    paths: dict[str, list[str]] = {}
    for checked in found:
        for remark in checked.of_kind(kind):
            paths.setdefault(_line(catalogue, remark), []).append(checked.path)
    for line, of_line in paths.items():
        count = catalogue.format(message("{count} of them", count=len(of_line)))
        echo(f"{of_line[0] if len(of_line) == 1 else count}: {line}")


def _verify_seal(words: Sequence[str], store_url: str, language: Language, home: str) -> None:
    """Compare the record with the digits on the signed minutes. Raises ChainError if they do not fit."""
    if len(words) < 3:
        raise ChainError(
            message("With --seal name the campaign, the unit and the digits."),
            message("Such as: inspection verify --seal CAMPAIGN UNIT a087 1fa0 d308 69d8."),
        )
    campaign_id, named, *digits_typed = words
    digits = _seal_digits(digits_typed)
    session = open_session(open_store, store_url, campaign_id, home, language, [named])
    unit_code = session.unit_code
    events = session.store.events(campaign_id, unit_code)
    check_removals(events)
    later = later_events(events, digits)
    if later is None:
        raise ChainError(
            message(
                "No state of the record of unit {unit} has the seal {seal}.",
                unit=unit_code,
                seal=short_digest(digits),
            ),
            message(
                "Compare the digits with the paper; if they are right, "
                "the record is not the one that was signed."
            ),
        )
    text = message(
        "The record is as it was signed: {count} events; {later} were added later.",
        count=len(events) - len(later),
        later=len(later),
    )
    print_message(session.catalogue, text)
    for event in later:
        text = message(
            "Later: event {event} of {machine}, by '{actor}', {moment}.",
            event=event.number,
            machine=machine_called(event.origin),
            actor=event.actor,
            moment=session.catalogue.moment(event.recorded_at),
        )
        print_message(session.catalogue, text)
    if known_since := session.store.unit_ends(campaign_id, unit_code).known_since:
        text = message("The ends of its chains are signed since {day}.", day=date.fromisoformat(known_since))
        print_message(session.catalogue, text)
    if removed := sum(len(event.removed) for event in events if event.commitments):
        text = message("{count} texts were removed; their digests are kept and fit.", count=removed)
        print_message(session.catalogue, text)
    if old := sum(bool(event.removed) for event in events if not event.commitments):
        text = message("{count} events of version 0.1.0: text removed, digest kept.", count=old)
        print_message(session.catalogue, text)


def _seal_digits(words: Sequence[str]) -> str:
    """The 16 digits of a seal that was typed in groups. Raises ChainError when they are no seal."""
    digits = "".join("".join(words).split()).lower()
    if not re.fullmatch("[0-9a-f]{16}", digits):
        raise ChainError(
            message("'{seal}' is not a seal.", seal=" ".join(words)),
            message("It has 16 digits and letters from a to f, in fours, such as a087 1fa0 d308 69d8."),
        )
    return digits


@verification_commands.command()
def sign(
    campaign_id: CampaignArgument,
    unit_codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="UNIT...", help="Mã đơn vị; trống: tất cả / default: all"),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", help="Thư mục hoặc URL báo cáo / folder or URL of the reports")
    ] = "outputs",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Ký số các báo cáo đã lập. / Sign the reports that were made, after checking each of them."""
    workbench = open_workbench(home)
    campaign = workbench.campaign(campaign_id)
    units = [unit.code for unit in choose_units(campaign, [], unit_codes or [])]
    key = open_signing_key(language)
    place = place_of(workbench, output, campaign.id)
    if not unit_codes:
        folder = open_folder(place)
        units = [code for code in units if RECORD in folder.names(code)]
    if sign_reports(workbench, place, units, key, store_url, language):
        raise typer.Exit(1)
