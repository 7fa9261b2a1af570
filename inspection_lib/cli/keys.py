"""The commands `inspection key ...`: keys of this machine, inspector and office, and the known ones."""

from __future__ import annotations

from typing import Annotated

import typer

from inspection_lib.cli.options import KeyArgument, LanguageOption, RoleOption, print_message
from inspection_lib.cli.passphrase import read_passphrase
from inspection_lib.keys import (
    KnownMachine,
    MachineKey,
    Signer,
    distrust,
    distrust_machine,
    known_machines,
    load_key,
    machine_key,
    name_own_machine,
    new_key,
    new_office_identity,
    new_open_key,
    own_enrolment,
    own_keys,
    own_signer,
    require_key,
    trust,
    trust_machine,
    trusted_keys,
    words_of,
)
from inspection_lib.language import Language, message, open_catalogue

key_commands = typer.Typer(
    help="Khóa ký của người kiểm tra / keys of inspectors.", no_args_is_help=True, rich_markup_mode=None
)


@key_commands.command(name="new")
def key_new(
    role: RoleOption,
    force: Annotated[bool, typer.Option("--force", help="Thay khóa cũ / replace the old key")] = False,
    without: Annotated[
        bool,
        typer.Option("--open", help="Không mật khẩu, nếu cơ quan cho phép / no passphrase, if allowed"),
    ] = False,
    language: LanguageOption = Language.VI,
) -> None:
    """Tạo khóa ký, có mật khẩu. / Make this machine's signing key, protected by a passphrase."""
    if without:
        _print_signer(language, new_open_key(role, replace=force))
        return
    _print_signer(language, new_key(role, read_passphrase(language, confirm=True), replace=force))


@key_commands.command(name="show")
def key_show(language: LanguageOption = Language.VI) -> None:
    """In khóa công khai của máy này và của người kiểm tra. / Print the machine's and inspector's keys."""
    own = own_keys()
    _print_own_machine(language, machine_key())
    _print_words(language, own.machine_words)
    require_key()
    # A key of an earlier version has its public half under the passphrase until its first use.
    signer = own_signer() or load_key(read_passphrase(language)).signer
    _print_signer(language, signer)
    _print_words(language, words_of(signer.key))
    if enrolment := own_enrolment():
        text = message(
            "This machine is '{name}'. Its code, which the office asks for: {code}",
            name=enrolment.machine,
            code=enrolment.code,
        )
        print_message(open_catalogue(language), text)


@key_commands.command(name="name")
def key_name(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Tên máy / the machine's name")],
    language: LanguageOption = Language.VI,
) -> None:
    """Đặt tên cho máy này. / Give this machine a name, which others see in what it recorded."""
    named = name_own_machine(name)
    print_message(open_catalogue(language), message("This machine is called '{name}'.", name=named.name))


@key_commands.command(name="trust")
def key_trust(key: KeyArgument, role: RoleOption, language: LanguageOption = Language.VI) -> None:
    """Tin một khóa, sau khi đã đối chiếu. / Trust a key after comparing its digits."""
    _print_signer(language, trust(key, role))


@key_commands.command(name="distrust")
def key_distrust(key: KeyArgument, language: LanguageOption = Language.VI) -> None:
    """Thôi tin một khóa, chẳng hạn khi máy bị mất. / Trust a key no more, such as when a laptop was lost."""
    _print_signer(language, distrust(key))


@key_commands.command(name="trusted")
def key_trusted(language: LanguageOption = Language.VI) -> None:
    """Liệt kê các khóa được tin. / List the keys that this machine trusts."""
    for signer in trusted_keys().values():
        _print_signer(language, signer)


@key_commands.command(name="trust-machine")
def key_trust_machine(
    key: KeyArgument,
    name: Annotated[str, typer.Option("--name", help="Tên đặt cho máy / what the machine is called here")],
    language: LanguageOption = Language.VI,
) -> None:
    """Nhận biết một máy khác, sau khi đã đối chiếu. / Know another machine after comparing its digits."""
    _print_machine(language, trust_machine(key, name))


@key_commands.command(name="distrust-machine")
def key_distrust_machine(key: KeyArgument, language: LanguageOption = Language.VI) -> None:
    """Thôi nhận biết một máy, chẳng hạn khi bị mất. / Know a machine no longer, such as a lost one."""
    _print_machine(language, distrust_machine(key))


@key_commands.command(name="machines")
def key_machines(language: LanguageOption = Language.VI) -> None:
    """Liệt kê khóa của máy này và các máy đã biết. / List the keys of this machine and of known ones."""
    _print_own_machine(language, machine_key())
    for machine in known_machines().values():
        _print_machine(language, machine)


@key_commands.command(name="office")
def key_office(language: LanguageOption = Language.VI) -> None:
    """Tạo khóa nhận gói mã hóa của văn phòng. / Make the office's key for encrypted bundles."""
    key = new_office_identity(read_passphrase(language, confirm=True))
    print_message(open_catalogue(language), message("{key}", key=key))


def _print_signer(language: Language, signer: Signer) -> None:
    text = message(
        "Key {key} of '{role}', to compare: {digits}",
        key=signer.key,
        role=signer.role,
        digits=signer.fingerprint,
    )
    print_message(open_catalogue(language), text)


def _print_words(language: Language, words: str) -> None:
    text = message("The same in words, to read out: {words}", words=words)
    print_message(open_catalogue(language), text)


def _print_own_machine(language: Language, own: MachineKey) -> None:
    text = message(
        "Key {key} of this machine, which machines that share its store have to know; to compare: {digits}",
        key=own.key,
        digits=own.fingerprint,
    )
    print_message(open_catalogue(language), text)


def _print_machine(language: Language, machine: KnownMachine) -> None:
    text = message(
        "Key {key} of the machine '{name}', to compare: {digits}",
        key=machine.key,
        name=machine.name,
        digits=machine.fingerprint,
    )
    print_message(open_catalogue(language), text)
