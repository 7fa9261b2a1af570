"""Commands for exchange between machines: bundles, merging, and decisions between contradicting answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.cli.contradictions import print_contradictions
from inspection_lib.cli.keys import key_commands
from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    ItemArgument,
    LanguageOption,
    StoreOption,
    UnitArgument,
    UnitsOption,
    print_error,
    print_message,
    print_problem,
    warn_of_personal_data,
)
from inspection_lib.cli.passphrase import read_passphrase
from inspection_lib.cli.preparation import take_in
from inspection_lib.cli.session import Session, item_of, open_session
from inspection_lib.errors import BundleError, Problem
from inspection_lib.exchange import (
    account_of,
    found_preparation,
    make_bundle,
    merge_file,
    write_bundle,
)
from inspection_lib.keys import encrypt_for, require_key, signing_key
from inspection_lib.language import Fault, Language, Message, message, open_catalogue
from inspection_lib.model import Source
from inspection_lib.record import (
    Recorder,
    create_store,
    evidence_folder,
    open_store,
    utc_now,
)
from inspection_lib.visit import check_contradiction
from inspection_lib.workbench import DEFAULT_STORE, open_recorder, open_workbench

exchange_commands = typer.Typer()
exchange_commands.add_typer(key_commands, name="key")


@exchange_commands.command(name="bundle")
def bundle_units(
    campaign_id: CampaignArgument,
    unit_codes: Annotated[list[str], typer.Argument(metavar="UNIT...", help="Mã đơn vị / codes of units")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp gói / the bundle's file")] = Path(
        "visit.zip"
    ),
    to: Annotated[str, typer.Option("--to", help="Mã hóa cho khóa age1... / encrypt for this key")] = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Đóng gói kết quả của đơn vị, có chữ ký. / Pack events and evidence of units into one signed file."""
    session = open_session(open_store, store_url, campaign_id, home, language, unit_codes)
    unit_codes = list(session.unit_codes)
    require_key()
    key = signing_key(lambda: read_passphrase(language))
    content = make_bundle(session.recorder(), unit_codes, session.evidence(), key, utc_now())
    write_bundle(encrypt_for(content, to) if to else content, output)
    text = message("Bundle of {units} units: {path}", units=len(unit_codes), path=str(output))
    print_message(session.catalogue, text)


@exchange_commands.command()
def merge(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Gói, gói của phiếu / bundles, packages of forms")
    ],
    known_from: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="ROLE",
            help="Vai trò người nộp gói của phiếu lạ / role whose package of an unknown form is taken in",
        ),
    ] = None,
    restore_own: Annotated[
        bool,
        typer.Option(
            "--restore-own",
            help="Lấy lại sự kiện của máy này mà kho đã mất / take back what the store lost",
        ),
    ] = False,
    confirmed: Annotated[
        str,
        typer.Option("--confirm", metavar="DIGITS", help="Mã 8 chữ số của máy mới / a new machine's code"),
    ] = "",
    machine: Annotated[
        str,
        typer.Option(
            "--machine", metavar="NAME", help="Tên máy này trong tệp chuẩn bị / this machine's name"
        ),
    ] = "",
    office: Annotated[
        str,
        typer.Option(
            "--office", metavar="DIGITS", help="Số khóa của cơ quan khác, đã đối chiếu / another office's key"
        ),
    ] = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Gộp gói kết quả vào kho; gộp lại không nhân đôi. / Take bundles in: any order, any number of times."""
    refused: list[BundleError] = []
    bundles: list[Path] = []
    for path in paths:
        try:
            if (preparation := found_preparation(path)) is None:
                bundles.append(path)
                continue
            take_in(
                preparation,
                machine=machine,
                office=office,
                store_url=store_url,
                language=language,
                home=home,
            )
        except BundleError as error:
            refused.append(error)
    if bundles:
        refused += _merge_bundles(
            bundles, known_from or [], confirmed, store_url, language, home, restore_own=restore_own
        )
    for refusal in refused:
        print_error(open_catalogue(language), refusal.file, refusal.fault)
    if refused:
        raise typer.Exit(1)


def _merge_bundles(
    paths: Sequence[Path],
    known_from: Sequence[str],
    confirmed: str,
    store_url: str,
    language: Language,
    home: str,
    *,
    restore_own: bool,
) -> list[BundleError]:
    """Take bundles and packages in and print what came; gives the errors of those that were refused."""
    workbench = open_workbench(home)
    catalogue = open_catalogue(language).in_zone(workbench.settings().office.zone)
    store = create_store(store_url, workbench.folder)
    store.check_integrity()
    evidence = evidence_folder(store_url, workbench.folder)

    def recorder_of(campaign_id: str) -> Recorder:
        return open_recorder(workbench, workbench.campaign(campaign_id), store)

    def warn(text: Message) -> None:
        print_error(catalogue, catalogue.format(message("warning")), Fault(text))

    refused: list[BundleError] = []
    for path in paths:
        try:
            merged = merge_file(
                path,
                recorder_of,
                evidence,
                lambda: read_passphrase(language),
                known_from,
                warn=warn,
                restore_own=restore_own,
                confirmed=confirmed,
            )
        except BundleError as error:
            refused.append(error)
            continue
        for line in account_of(str(path), merged, catalogue):
            if isinstance(line, Problem):
                print_problem(catalogue, line)
            else:
                print_message(catalogue, line)
        refused += merged.refused
        session = Session(workbench, workbench.campaign(merged.campaign_id), store, store_url, catalogue)
        for unit_code in merged.unit_codes:
            print_contradictions(session, unit_code)
    return refused


@exchange_commands.command()
def contradictions(
    campaign_id: CampaignArgument,
    unit_codes: UnitsOption = None,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Liệt kê kết quả ghi khác nhau, chờ quyết định. / List answers recorded differently, to be decided."""
    session = open_session(open_store, store_url, campaign_id, home, language, unit_codes or [])
    codes: Sequence[str] = session.unit_codes or [unit.code for unit in session.campaign.units]
    if not sum(print_contradictions(session, code) for code in codes):
        print_message(session.catalogue, message("No answers were recorded differently."))


@exchange_commands.command(
    help=(
        "Quyết định giữa các kết quả ghi khác nhau. "
        "/ Decide between answers recorded differently; the decision is recorded."
    )
)
def decide(
    campaign_id: CampaignArgument,
    unit_code: UnitArgument,
    item_id: ItemArgument,
    answer: Annotated[
        str, typer.Argument(metavar="ANSWER", help="Kết quả được chọn / the answer that stands")
    ],
    actor: Annotated[str, typer.Option("--actor", help="Vai trò người quyết định / role that decides")],
    note: Annotated[str, typer.Option("--note", help="Lý do / why")],
    claim: Annotated[
        bool, typer.Option("--claim", help="Về kết quả đơn vị tự báo cáo / of what the unit claimed")
    ] = False,
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Record a decision; refuse it when no answers to the item contradict each other."""
    session = open_session(open_store, store_url, campaign_id, home, language, [unit_code])
    unit_code = session.unit_code
    item_id = item_of(session, unit_code, item_id)
    source = Source.SELF if claim else Source.INSPECTOR
    check_contradiction(session.recorder(), unit_code, item_id, source)
    warn_of_personal_data(session.catalogue, {"--note": note})
    session.recorder().decide(unit_code, item_id, source, answer, actor=actor, note=note)
    text = message("Decided: item {item} of unit {unit}.", item=item_id, unit=unit_code)
    print_message(session.catalogue, text)
