"""Commands between machines: keys, bundles, merging, and deciding between contradicting answers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    UnitArgument,
    complain,
    say,
)
from inspection_lib.errors import AnswerError, BundleError
from inspection_lib.exchange import (
    Signer,
    distrust,
    encrypt_for,
    load_key,
    make_bundle,
    merge_file,
    new_key,
    new_office_identity,
    require_key,
    trust,
    trusted_keys,
    write_bundle,
)
from inspection_lib.language import Catalogue, Language, message, open_catalogue
from inspection_lib.model import Source
from inspection_lib.record import (
    EventStore,
    Recorder,
    create_store,
    evidence_folder,
    open_store,
    rivals,
    utc_now,
)
from inspection_lib.visit import said_in
from inspection_lib.workbench import DEFAULT_STORE, Workbench, inspected_unit, open_recorder, open_workbench

sticks = typer.Typer()


key_app = typer.Typer(
    help="Khóa ký của người kiểm tra / keys of inspectors.", no_args_is_help=True, rich_markup_mode=None
)
sticks.add_typer(key_app, name="key")


@key_app.command(name="new")
def key_new(
    role: Annotated[str, typer.Option("--role", help="Vai trò, không ghi tên / role, never a name")],
    force: Annotated[bool, typer.Option("--force", help="Thay khóa cũ / replace the old key")] = False,
    language: LanguageOption = Language.VI,
) -> None:
    """Tạo khóa ký, có mật khẩu. / Make this machine's signing key, protected by a passphrase."""
    _say_signer(language, new_key(role, _passphrase(language, confirm=True), replace=force))


@key_app.command(name="show")
def key_show(language: LanguageOption = Language.VI) -> None:
    """In khóa công khai của máy này. / Print this machine's public key."""
    require_key()
    _say_signer(language, load_key(_passphrase(language)).signer)


@key_app.command(name="trust")
def key_trust(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Khóa công khai / a public key of 64 digits")],
    role: Annotated[str, typer.Option("--role", help="Vai trò, không ghi tên / role, never a name")],
    language: LanguageOption = Language.VI,
) -> None:
    """Tin một khóa, sau khi đã đối chiếu. / Trust a key after comparing its digits."""
    _say_signer(language, trust(key, role))


@key_app.command(name="distrust")
def key_distrust(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Khóa công khai / a public key of 64 digits")],
    language: LanguageOption = Language.VI,
) -> None:
    """Thôi tin một khóa, chẳng hạn khi máy bị mất. / Trust a key no more, such as when a laptop was lost."""
    _say_signer(language, distrust(key))


@key_app.command(name="trusted")
def key_trusted(language: LanguageOption = Language.VI) -> None:
    """Liệt kê các khóa được tin. / List the keys that this machine trusts."""
    for signer in trusted_keys().values():
        _say_signer(language, signer)


@key_app.command(name="office")
def key_office(language: LanguageOption = Language.VI) -> None:
    """Tạo khóa nhận gói mã hóa của văn phòng. / Make the office's key for encrypted bundles."""
    say(language, message("{key}", key=new_office_identity(_passphrase(language, confirm=True))))


def _say_signer(language: Language, signer: Signer) -> None:
    said = message(
        "Key {key} of '{role}', to compare: {digits}",
        key=signer.key,
        role=signer.role,
        digits=signer.fingerprint,
    )
    say(language, said)


def _passphrase(language: Language, *, confirm: bool = False) -> str:
    """The passphrase from INSPECTION_PASSPHRASE, else asked at the terminal."""
    asked = open_catalogue(language).format(message("Passphrase"))
    return os.environ.get("INSPECTION_PASSPHRASE") or str(
        typer.prompt(asked, hide_input=True, confirmation_prompt=confirm)
    )


@sticks.command(name="bundle")
def bundle_units(
    campaign: CampaignArgument,
    units: Annotated[list[str], typer.Argument(metavar="UNIT...", help="Mã đơn vị / codes of units")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp gói / the bundle's file")] = Path(
        "visit.zip"
    ),
    to: Annotated[str, typer.Option("--to", help="Mã hóa cho khóa age1... / encrypt for this key")] = "",
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Đóng gói kết quả của đơn vị, có chữ ký. / Pack events and evidence of units into one signed file."""
    workbench = open_workbench(home)
    plan = workbench.campaign(campaign)
    codes = [inspected_unit(plan, code).code for code in units]
    recorder = open_recorder(workbench, plan, open_store(store, workbench.folder))
    require_key()
    key = load_key(_passphrase(language))
    content = make_bundle(recorder, codes, evidence_folder(store, workbench.folder), key, utc_now())
    write_bundle(encrypt_for(content, to) if to else content, output)
    say(language, message("Bundle of {units} units: {path}", units=len(codes), path=str(output)))


@sticks.command()
def merge(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Gói, gói của phiếu / bundles, packages of forms")
    ],
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Gộp gói kết quả vào kho; gộp lại không nhân đôi. / Take bundles in: any order, any number of times."""
    workbench = open_workbench(home)
    opened = create_store(store, workbench.folder)
    evidence = evidence_folder(store, workbench.folder)
    refused = []
    for path in paths:
        try:
            merged = merge_file(workbench, opened, evidence, path, lambda: _passphrase(language))
        except BundleError as error:
            refused.append(error)
            continue
        counts = {"events": merged.events, "files": merged.files}
        say(language, message("{file}: {events} new events, {files} new files.", file=str(path), **counts))
        if merged.missing:
            names = ", ".join(sha256[:12] for sha256 in merged.missing)
            say(language, message("Evidence that has not come yet: {names}.", names=names))
        if merged.unfit:
            names = ", ".join(merged.unfit)
            say(
                language,
                message(
                    "Files of a kind that is not taken in, kept by their names alone: {names}.", names=names
                ),
            )
        for unit in merged.units:
            say_rivals(workbench, opened, merged.campaign, unit, open_catalogue(language))
    for refusal in refused:
        complain(open_catalogue(language), refusal.file, refusal.message, refusal.remedy)
    if refused:
        raise typer.Exit(1)


@sticks.command()
def contradictions(
    campaign: CampaignArgument,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="Chỉ đơn vị này / only this unit")] = None,
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Liệt kê kết quả mâu thuẫn chờ quyết định. / List contradicting answers that wait for a decision."""
    workbench = open_workbench(home)
    opened = open_store(store, workbench.folder)
    codes = unit or [known.code for known in workbench.campaign(campaign).units]
    if not sum(say_rivals(workbench, opened, campaign, code, open_catalogue(language)) for code in codes):
        say(language, message("No answers contradict each other."))


def say_rivals(
    workbench: Workbench, opened: EventStore, campaign_id: str, unit: str, catalogue: Catalogue
) -> int:
    """Say which items of a unit were answered differently, and how; gives how many."""
    plan = workbench.campaign(campaign_id)
    inspected_unit(plan, unit)
    checklist = Recorder(opened, plan, workbench.checklists(plan)).checklist_of(unit)
    found = rivals(checklist, opened.events(campaign_id, unit))
    for item, sides in found:
        typer.echo(
            f"{unit} {item.id} {catalogue.write(item.question)} ({catalogue.label(Source(sides[0].source))})"
        )
        for side in sides:
            words = said_in(item, side, catalogue) or catalogue.label(side.kind)
            shown = (words, side.raw, side.note, side.actor, side.origin, catalogue.moment(side.recorded_at))
            typer.echo("    " + " - ".join(part for part in shown if part))
    return len(found)


@sticks.command()
def decide(
    campaign: CampaignArgument,
    unit: UnitArgument,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="Mã tiêu chí / the item's id")],
    answer: Annotated[
        str, typer.Argument(metavar="ANSWER", help="Kết quả được chọn / the answer that stands")
    ],
    actor: Annotated[str, typer.Option("--actor", help="Vai trò người quyết định / role that decides")],
    note: Annotated[str, typer.Option("--note", help="Lý do / why")],
    claim: Annotated[
        bool, typer.Option("--claim", help="Về kết quả đơn vị tự báo cáo / of what the unit claimed")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Quyết định giữa các kết quả mâu thuẫn. / Decide between contradicting answers; the decision is recorded."""
    workbench = open_workbench(home)
    plan = workbench.campaign(campaign)
    inspected_unit(plan, unit)
    recorder = open_recorder(workbench, plan, open_store(store, workbench.folder))
    source = Source.SELF if claim else Source.INSPECTOR
    found = rivals(recorder.checklist_of(unit), recorder.store.events(campaign, unit))
    if (item, source) not in {(known.id, sides[0].source) for known, sides in found}:
        raise AnswerError(
            message("No answers to item {item} of unit {unit} contradict each other.", item=item, unit=unit),
            message("Look at: inspection contradictions CAMPAIGN. To correct an answer, answer it again."),
        )
    recorder.decide(unit, item, source, answer, actor=actor, note=note)
    say(language, message("Decided: item {item} of unit {unit}.", item=item, unit=unit))
