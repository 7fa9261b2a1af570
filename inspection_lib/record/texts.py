"""Texts of events: what the digest of an event covers is a commitment to each text, not the text itself.

A chain cannot lose an event, but a text in it must be removable: a name that should not have been written
down, or a record whose term of keeping is over. So the digest covers a commitment, the SHA-256 of a secret
salt and the text. While text and salt are there, anybody can check that they fit. When both are taken out,
the digest still verifies, and nobody can find the text by trying: without a salt, the digest of `yes` or of a
person's name is found in a moment. Every text has a salt of its own, so that the texts that stay do not give
one away that was taken out. docs/record.md describes the format.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from inspection_lib.model import REMOVED, Commitment, Place, ResponseEvent

SALT_BYTES = 16
"""128 bits: nobody finds a salt by trying."""
NewSalt = Callable[[str], str]
"""Gives the salt of a text by its name, as 32 hexadecimal digits."""
KeptText = tuple[str, str]
"""The salt of a text, and the text."""
PLAIN_TEXTS = ("raw", "note", "actor")
"""Fields of an event that are one text each."""


def random_salt(_name: str) -> str:
    """A salt for one text, different at each call."""
    return secrets.token_hex(SALT_BYTES)


def derived_salts(secret: str, origin: str, unit_code: str, number: int) -> NewSalt:
    """The salts of one event of a device, computed from a secret that the device keeps.

    Every laptop that takes in the device's file computes the same salts, and so makes identical events.
    Whoever does not have the secret can compute none of them, even from the other salts of the event.
    """

    def salt(name: str) -> str:
        text = "\0".join((origin, unit_code, str(number), name))
        return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()[: 2 * SALT_BYTES]

    return salt


def commitment_of(salt: str, text: str) -> str:
    """The SHA-256 of salt and text. The salt's length is fixed, so no two pairs give the same bytes."""
    return hashlib.sha256(bytes.fromhex(salt) + text.encode()).hexdigest()


def with_commitments(event: ResponseEvent, new_salt: NewSalt) -> ResponseEvent:
    """The event with a commitment to each of its texts. Its digest is not computed here."""
    made = []
    for name, text in sorted(texts_of(event)):
        salt = new_salt(name)
        made.append(Commitment(name, commitment_of(salt, text), salt))
    return replace(event, commitments=tuple(made))


def texts_of(event: ResponseEvent) -> Iterator[tuple[str, str]]:
    """The texts of an event with their names; texts that are empty are left out, but for evidence."""
    file = event.place.file if event.place else ""
    texts = [*((name, getattr(event, name)) for name in PLAIN_TEXTS), ("file", file)]
    yield from ((name, text) for name, text in texts if text)
    yield from ((f"evidence.{number}", text) for number, text in enumerate(event.evidence))


def texts_fit(event: ResponseEvent) -> bool:
    """Whether every text of an event is the one that its commitment was made of, or was taken out.

    Always true of an event without commitments: its digest covers the texts themselves.
    """
    if not event.commitments:
        return True
    kept = {commitment.name: commitment for commitment in event.commitments}
    texts = dict(texts_of(event))
    return (
        len(kept) == len(event.commitments)
        and texts.keys() == kept.keys()
        and all(_fits(kept[name], text) for name, text in texts.items())
    )


def _fits(commitment: Commitment, text: str) -> bool:
    if not commitment.salt:
        return text == REMOVED
    is_salt = len(commitment.salt) == 2 * SALT_BYTES and commitment.salt == commitment.salt.lower()
    return is_salt and commitment_of(commitment.salt, text) == commitment.digest


def kept_texts(event: ResponseEvent) -> dict[str, KeptText]:
    """The salts and texts that are kept beside an event with commitments, by the names of the texts."""
    salts = {commitment.name: commitment.salt for commitment in event.commitments if commitment.salt}
    return {name: (salts[name], text) for name, text in texts_of(event) if name in salts}


def with_texts(
    event: ResponseEvent, digests: Mapping[str, str], texts: Mapping[str, KeptText]
) -> ResponseEvent:
    """An event with its texts put back, each of which may have been taken out.

    ``digests`` are the commitments by the names of the texts. Raises ValueError if a text has none, or if
    the pieces of evidence are not numbered from 0.
    """
    if not texts.keys() <= digests.keys():
        raise ValueError("A text has no commitment.")
    found = {name: texts[name][1] if name in texts else REMOVED for name in digests}
    commitments = tuple(
        Commitment(name, digest, texts[name][0] if name in texts else "")
        for name, digest in sorted(digests.items())
    )
    raw, note, actor, file = (found.pop(name, "") for name in (*PLAIN_TEXTS, "file"))
    if set(found) != {f"evidence.{number}" for number in range(len(found))}:
        raise ValueError("The pieces of evidence are not numbered from 0.")
    return replace(
        event,
        raw=raw,
        note=note,
        actor=actor,
        evidence=tuple(found[f"evidence.{number}"] for number in range(len(found))),
        place=Place(file, event.place.sha256, event.place.row) if event.place else None,
        commitments=commitments,
    )
