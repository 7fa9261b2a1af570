"""Signatures of reports: sign one, and say who signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from inspection_lib.keys import Signer, SigningKey, is_signed
from inspection_lib.language import message
from inspection_lib.unit_report import RECORD, Record, RecordSignature, signed_bytes
from inspection_lib.verification.remarks import Remark, difference, note, unchecked


def with_record_signature(record: Record, key: SigningKey, signed_at: str) -> Record:
    """The record with a signature over all of it, the digests of the files included."""
    unsigned = RecordSignature(key.signer.key, key.signer.role, signed_at)
    named = replace(record, signature=unsigned)
    value = key.sign(signed_bytes(named)).hex()
    return replace(named, signature=replace(unsigned, value=value))


def check_record_signature(record: Record, trusted: Mapping[str, Signer]) -> tuple[list[Remark], bool]:
    """What is to say about the signature of a record, and whether a trusted key made it."""
    signature = record.signature
    if signature is None:
        return [note(RECORD, message("The report is not signed."))], False
    if not _fits(record, signature):
        text = message(
            "The signature of {role} does not fit: report or signature was changed.", role=signature.role
        )
        return [difference(RECORD, text)], False
    signer = Signer(signature.role, signature.key)
    if signature.key not in trusted:
        text = message(
            "Signed by '{role}' with the key {fingerprint}, which is not trusted here. Compare these digits with "
            "the signer by voice, then: inspection key trust {key} --role ROLE.",
            role=signature.role,
            fingerprint=signer.fingerprint,
            key=signature.key,
        )
        return [unchecked(RECORD, text)], False
    text = message(
        "Signed by '{role}' with the key {fingerprint}, {when}.",
        role=trusted[signature.key].role,
        fingerprint=signer.fingerprint,
        when=signature.signed_at,
    )
    return [note(RECORD, text)], True


def _fits(record: Record, signature: RecordSignature) -> bool:
    try:
        value = bytes.fromhex(signature.value)
    except ValueError:
        return False
    return is_signed(signed_bytes(record), value, signature.key)
