"""Signatures of reports: who signed, and whether that is a key that counts here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from inspection_lib.keys import Signer, SigningKey, fingerprint_of, is_signed
from inspection_lib.language import Message, message
from inspection_lib.render import (
    PageSignature,
    data_of_page,
    signature_of_page,
    signed_content,
    with_signature,
)
from inspection_lib.unit_report import RECORD, REPORT_PAGE, Record, RecordSignature, signed_bytes
from inspection_lib.verification.remarks import Remark, difference, note, unchecked

NOT_SIGNED: Message = message("The report is not signed.")


def with_record_signature(record: Record, key: SigningKey, signed_at: str) -> Record:
    """The record with a signature over all of it, the digests of the files included."""
    unsigned = RecordSignature(key.signer.key, key.signer.role, signed_at)
    named = replace(record, signature=unsigned)
    value = key.sign(signed_bytes(named)).hex()
    return replace(named, signature=replace(unsigned, value=value))


def with_page_signature(page: str, key: SigningKey, signed_at: str) -> str:
    """The page with a signature over its data. Raises ValueError for a page without data."""
    signer = key.signer
    content = signed_content(data_of_page(page), signer.key, signer.role, signed_at)
    return with_signature(page, PageSignature(signer.key, signer.role, signed_at, key.sign(content).hex()))


def check_record_signature(record: Record, trusted: Mapping[str, Signer]) -> tuple[list[Remark], bool]:
    """What is to say about the signature of a record, and whether a trusted key made it."""
    signature = record.signature
    if signature is None:
        return [note(RECORD, NOT_SIGNED)], False
    if not _fits(record, signature):
        text = message(
            "The signature of '{role}' does not fit: report or signature was changed.", role=signature.role
        )
        return [difference(RECORD, text)], False
    remark = who_signed(RECORD, signature.role, signature.key, signature.signed_at, trusted)
    return [remark], signature.key in trusted


def check_same_signature(record: Record, page: str) -> list[Remark]:
    """Page and record are signed by one key, or neither is. That the signatures fit is checked elsewhere."""
    try:
        found = signature_of_page(page)
    except ValueError:
        return []  # told with the rest of the page
    on_page = (found.key, found.role, found.signed_at) if found else None
    kept = record.signature
    if on_page == ((kept.key, kept.role, kept.signed_at) if kept else None):
        return []
    return [
        difference(
            REPORT_PAGE, message("The page and its record are not signed by the same key at one time.")
        )
    ]


def check_page_signature(page: str, trusted: Mapping[str, Signer]) -> Remark:
    """Who signed a page that lies alone. That the signature is valid is checked with the rest of the page."""
    found = signature_of_page(page)
    if found is None:
        return note("", NOT_SIGNED)
    return who_signed("", found.role, found.key, found.signed_at, trusted)


def who_signed(place: str, role: str, key: str, signed_at: str, trusted: Mapping[str, Signer]) -> Remark:
    """Whose valid signature it is; a key that is not trusted here says nothing yet."""
    if key in trusted:
        text = message(
            "Signed by '{role}' with the key {fingerprint}, {when}.",
            role=trusted[key].role,
            fingerprint=fingerprint_of(key),
            when=signed_at,
        )
        return note(place, text)
    text = message(
        "Signed by '{role}' with the key {fingerprint}, which is not trusted here. Compare these digits with "
        "the signer by voice, then: inspection key trust {key} --role ROLE.",
        role=role,
        fingerprint=fingerprint_of(key),
        key=key,
    )
    return unchecked(place, text)


def _fits(record: Record, signature: RecordSignature) -> bool:
    try:
        value = bytes.fromhex(signature.value)
    except ValueError:
        return False
    return is_signed(signed_bytes(record), value, signature.key)
