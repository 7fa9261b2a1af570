"""A new machine introduces itself in its bundle; somebody at the office confirms it with its code."""

from __future__ import annotations

from datetime import date

from inspection_lib.errors import NotInvitedError, UnconfirmedMachineError, UntrustedSignerError
from inspection_lib.exchange.archive import refuse
from inspection_lib.exchange.manifest import Manifest
from inspection_lib.keys import Introduction, NewMachine, Signer, who_is_new
from inspection_lib.language import Message, message

_ASK: Message = message(
    "Ask the person at that machine, by voice, for the eight digits that it shows. Type them on the home "
    "page, or: inspection merge FILE --confirm DIGITS."
)


def confirmed_newcomer(manifest: Manifest, typed: str, now: str, file: str) -> NewMachine | None:
    """The machine that a bundle introduces, if it is new here and its code was typed.

    None where the bundle introduces nobody who is new. ``now`` is an ISO moment. Raises
    UnconfirmedMachineError when no code was typed, UntrustedSignerError for a machine that was not prepared
    here, BundleError for another code, and KeyFileError as `who_is_new`.
    """
    if manifest.introduction is None:
        return None
    signer = Signer(manifest.role, manifest.key)
    introduction = Introduction(**manifest.introduction.model_dump())
    try:
        new = who_is_new(introduction, signer, date.fromisoformat(now[:10]))
    except NotInvitedError as error:
        raise UntrustedSignerError(
            error.message, error.remedy, file, key=signer.key, role=signer.role
        ) from error
    if new is None or (typed and new.has_code(typed)):
        return new
    if typed:
        raise refuse(
            file,
            message("The machine that made this file has another code than the one typed."),
            message(
                "If the digits were heard and typed rightly, another machine pretends to be '{name}': keep "
                "the file, and ask who brought it.",
                name=new.name,
            ),
        )
    raise UnconfirmedMachineError(
        _question(new), _ASK, file, machine=new.name, role=signer.role, digits=signer.fingerprint
    )


def _question(new: NewMachine) -> Message:
    text = (
        message("'{name}' is known, but the key {digits} of '{role}' is new.", **_words(new))
        if new.is_known
        else message("'{name}' sends for the first time; its key is {digits} of '{role}'.", **_words(new))
    )
    return text


def _words(new: NewMachine) -> dict[str, str]:
    return {"name": new.name, "digits": new.signer.fingerprint, "role": new.signer.role}
