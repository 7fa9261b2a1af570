"""What the commands share: arguments, options, and how they speak."""

from __future__ import annotations

from typing import Annotated

import typer

from inspection_lib.language import Catalogue, Language, Message, open_catalogue

CampaignArgument = Annotated[
    str, typer.Argument(metavar="CAMPAIGN", help="Mã đợt kiểm tra / campaign, such as 2017-dot-1")
]
UnitArgument = Annotated[str, typer.Argument(metavar="UNIT", help="Mã đơn vị / the unit's code, such as 060")]
ActorOption = Annotated[
    str, typer.Option("--actor", help="Vai trò người ghi / role that answers, never a name")
]
StoreOption = Annotated[
    str, typer.Option("--store", help="Nơi lưu / URL of the store; env:NAME reads it from NAME")
]
LanguageOption = Annotated[
    Language, typer.Option("--language", envvar="INSPECTION_LANGUAGE", help="Ngôn ngữ / vi or en")
]
HomeOption = Annotated[str, typer.Option("--home", help="Thư mục làm việc / folder that holds checklists/")]


def say(language: Language, said: Message) -> None:
    """Say something in the user's language."""
    typer.echo(open_catalogue(language).format(said))


def complain(catalogue: Catalogue, where: str, said: Message | None, remedy: Message | None) -> None:
    """Say on the error stream what is wrong, where, and what to do."""
    parts = [catalogue.format(part) for part in (said, remedy) if part]
    typer.echo(f"{where}: {' '.join(parts)}" if where else " ".join(parts), err=True)
