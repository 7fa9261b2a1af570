"""Pages with their data, signed and not signed, and changes that somebody could make to them."""

from __future__ import annotations

from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inspection_lib.keys import Signer, SigningKey
from inspection_lib.language import Language
from inspection_lib.render import PageSignature, data_of_page, signed_content, with_data, with_signature
from inspection_lib.report import report_to_json
from tests.render.samples import a_page, sample_reports

ROLE = "Chánh Văn phòng <Sở & Nội vụ>"
SIGNED_AT = "2026-11-28T03:04:05.678901+00:00"


@cache
def a_checked_page(name: str = "good", language: Language = Language.VI) -> str:
    """The page of a sample report with its data."""
    report = dict(sample_reports())[name]
    return with_data(a_page(report, language), report_to_json(report))


@cache
def a_signed_page(name: str = "good", language: Language = Language.VI) -> str:
    """The same, signed with a key of its own."""
    page = a_checked_page(name, language)
    return with_signature(page, a_signature(page))


def a_signature(page: str) -> PageSignature:
    """The signature of a new key."""
    private = Ed25519PrivateKey.generate()
    key = SigningKey(Signer(ROLE, private.public_key().public_bytes_raw().hex()), private)
    content = signed_content(data_of_page(page), key.signer.key, ROLE, SIGNED_AT)
    return PageSignature(key.signer.key, ROLE, SIGNED_AT, key.sign(content).hex())
