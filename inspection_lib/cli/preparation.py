"""The office prepares its machines with one file, and a machine takes that file in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inspection_lib.cli.options import (
    HomeOption,
    LanguageOption,
    StoreOption,
    print_error,
    print_message,
)
from inspection_lib.cli.passphrase import read_passphrase
from inspection_lib.cli.session import workbench_around
from inspection_lib.exchange import Preparation, write_bundle
from inspection_lib.keys import Signer, SigningKey, has_key, machine_key, name_own_machine, signing_key
from inspection_lib.language import Catalogue, Fault, Language, message, open_catalogue
from inspection_lib.record import create_store, utc_now
from inspection_lib.workbench import DEFAULT_STORE, open_workbench, prepare_machines, take_in_preparation

preparation_commands = typer.Typer()
FIRST_MACHINE = "máy tính 1 của đoàn"


@preparation_commands.command()
def prepare(
    campaigns: Annotated[list[str], typer.Argument(metavar="CAMPAIGN...", help="Mã đợt / campaigns")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Thư mục, chẳng hạn USB / folder, such as a stick")
    ],
    machines: Annotated[
        list[str] | None,
        typer.Option("--machine", metavar="NAME", help="Tên một máy được mời / name of a machine"),
    ] = None,
    protected_disks: Annotated[
        bool,
        typer.Option(
            "--protected-disks",
            help="Ổ đĩa các máy đã mã hóa: khóa ký không cần mật khẩu / disks are encrypted: no passphrases",
        ),
    ] = False,
    own_name: Annotated[
        str, typer.Option("--own-name", help="Tên máy này / what this machine is called")
    ] = "",
    store_url: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Chuẩn bị máy cho đoàn kiểm tra: một tệp. / Prepare the team's machines for a round: one file."""
    workbench = open_workbench(home)
    settings = workbench.settings()
    catalogue = open_catalogue(language).in_zone(settings.office.zone)
    for campaign_id in campaigns:
        workbench.campaign(campaign_id)
    store = create_store(store_url, workbench.folder)
    store.check_integrity()
    if own_name:
        name_own_machine(own_name)
    invited = list(dict.fromkeys(machines or [FIRST_MACHINE]))
    made_at = utc_now()
    content = prepare_machines(
        workbench,
        store,
        campaigns,
        invited,
        _office_key(language),
        made_at,
        protected_disks=protected_disks,
    )
    path = _free(output, f"chuan-bi.{campaigns[0]}.{made_at[:10]}")
    write_bundle(content, path)
    text = message(
        "Prepared {count} machines ({names}): {path}",
        count=len(invited),
        names=", ".join(invited),
        path=str(path),
    )
    print_message(catalogue, text)
    if workbench.extensions().loaded:
        warning = Fault(
            message("Extensions do not travel in this file: install them on each machine by hand.")
        )
        print_error(catalogue, catalogue.format(message("warning")), warning)


def _office_key(language: Language) -> SigningKey:
    """The inspector's key of this machine; without one, the key of the machine itself."""
    if has_key():
        return signing_key(lambda: read_passphrase(language))
    own = machine_key()
    return SigningKey(Signer("", own.key), own.private)


def _free(folder: Path, stem: str) -> Path:
    """A path in a folder that is not taken: an earlier preparation of the day stays."""
    number = 1
    while (path := folder / f"{stem}{f'.{number}' if number > 1 else ''}.zip").exists():
        number += 1
    return path


def take_in(
    preparation: Preparation,
    *,
    machine: str,
    office: str,
    store_url: str,
    language: Language,
    home: str,
) -> None:
    """Take a preparation in and print what came, and the code to tell the office. Raises as its function."""
    around = None if home else workbench_around("")
    folder = around.folder if around else Path(home or ".").resolve()
    catalogue = open_catalogue(language)
    taken = take_in_preparation(
        preparation, folder, store_url, machine=machine, office_digits=office, now=utc_now()
    )
    for text in taken.account(catalogue):
        print_message(catalogue, text)
    _print_next(catalogue, protected=taken.protected_disks)


def _print_next(catalogue: Catalogue, *, protected: bool) -> None:
    if has_key():
        return
    text = (
        message("Make the inspector's key: inspection key new --role ROLE --open.")
        if protected
        else message("Make the inspector's key: inspection key new --role ROLE.")
    )
    print_message(catalogue, text)
