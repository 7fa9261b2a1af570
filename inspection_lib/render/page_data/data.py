"""The data of a page: the report's value and what the page shows, as the bytes that are signed.

The bytes are the canonical JSON of `{"report": the value of report.json, "texts": the page in normal form}`.
Anyone who has the page alone has the result as data and can see whether the page shows what was signed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from html import escape, unescape

from inspection_lib.keys import Signer, is_signed
from inspection_lib.language import Language, Message, message, open_catalogue, short_digest
from inspection_lib.record import canonical_json
from inspection_lib.render.page_data.normal_form import (
    DATA,
    LINE,
    SIGNATURE,
    content_of,
    filled,
    normal_form,
    texts_of_page,
)
from inspection_lib.render.page_data.packing import pack, unpack

_DATA = re.compile(r'\{"packed":"([^"\\]*)","sha256":"([0-9a-f]{64})"\}')
_LANGUAGE = re.compile(r'<html lang="(vi|en)">')


@dataclass(frozen=True, slots=True)
class PageSignature:
    """Who signed a page, when, and the signature.

    ``key`` is the public key (64 hexadecimal digits), ``signed_at`` an ISO moment, ``value`` the Ed25519
    signature over `signed_content` as 128 hexadecimal digits.
    """

    key: str
    role: str
    signed_at: str
    value: str
