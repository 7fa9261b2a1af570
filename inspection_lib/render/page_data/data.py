"""The data of a page: the report's value and what the page shows, as the bytes that are signed.

The bytes are the canonical JSON of `{"report": the value of report.json, "texts": the page in normal form}`.
Anyone who has the page alone has the result as data and can see whether the page shows what was signed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import tzinfo
from hashlib import sha256
from html import escape, unescape

from inspection_lib.keys import fingerprint_of, is_signed
from inspection_lib.language import DEFAULT_ZONE, Language, Message, message, open_catalogue, short_digest
from inspection_lib.model import Office
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


def with_data(page: str, report_json: str) -> str:
    """A page that was exported, with its data and the line that it is not signed.

    ``report_json`` is the text of report.json. Raises ValueError for HTML that neither the templates nor the
    cleaner write.
    """
    empty = normal_form(page)
    content = {"report": json.loads(report_json), "texts": texts_of_page(empty)}
    data = canonical_json(content)
    packed = pack(data)
    digest = sha256(packed.encode()).hexdigest()
    return _with_line(
        filled(empty, DATA, f'{{"packed":"{packed}","sha256":"{digest}"}}'), data.encode(), None
    )


def data_of_page(page: str) -> bytes:
    """The data of a page, canonical JSON as UTF-8. Raises ValueError where it is missing or broken.

    It is not compared with what the page shows; `page_fault` does that.
    """
    return _text_of_page(page).encode()


def _text_of_page(page: str) -> str:
    found = _DATA.fullmatch(content_of(page, DATA))
    if found is None or sha256(found[1].encode()).hexdigest() != found[2]:
        raise ValueError("the page holds no data, or data that was changed")
    return unpack(found[1])


def signed_content(data: bytes, key: str, role: str, signed_at: str) -> bytes:
    """The bytes that a page's signature is over: the digest of its data, and who signs and when."""
    content = {"key": key, "role": role, "sha256": sha256(data).hexdigest(), "signed_at": signed_at}
    return canonical_json(content).encode()


def with_signature(page: str, signature: PageSignature | None) -> str:
    """The page with a signature in the place of the one that it has; with None it is not signed.

    The signature is not checked. Raises ValueError for a page without data.
    """
    data = data_of_page(page)
    content = "" if signature is None else _signature_json(signature)
    return _with_line(filled(page, SIGNATURE, content), data, signature)


def _signature_json(signature: PageSignature) -> str:
    fields = {name: getattr(signature, name) for name in ("key", "role", "signed_at", "value")}
    return canonical_json(fields).replace("<", "\\u003c")


def signature_of_page(page: str) -> PageSignature | None:
    """The signature that a page holds, not checked; None for a page that is not signed.

    Raises ValueError for one that is not as `with_signature` writes it.
    """
    content = content_of(page, SIGNATURE)
    if not content:
        return None
    try:
        signature = PageSignature(**{name: str(value) for name, value in json.loads(content).items()})
    except (TypeError, AttributeError) as error:
        raise ValueError("the page's signature has other fields") from error
    if _signature_json(signature) != content:
        raise ValueError("the page's signature is written in another way")
    return signature


def _with_line(page: str, data: bytes, signature: PageSignature | None) -> str:
    return filled(page, LINE, escape(_line(page, data, signature), quote=False))


def _line(page: str, data: bytes, signature: PageSignature | None) -> str:
    """What the page says of its signature. The words stand in attributes of the page, for its script too."""
    values = {"digest": short_digest(sha256(data).hexdigest())}
    if signature:
        language = _LANGUAGE.search(page)
        catalogue = open_catalogue(Language(language[1]) if language else Language.VI)
        values |= {
            "role": signature.role,
            "key": fingerprint_of(signature.key),
            "moment": catalogue.in_zone(_zone(page)).moment(signature.signed_at),
        }
    name = "signed" if signature else "unsigned"
    words = re.search(rf' data-{name}="([^"]*)"', page)
    if words is None:
        raise ValueError("the page has no words about its signature")
    return re.sub(r"\{(\w+)\}", lambda place: values[place[1]], unescape(words[1]))


def _zone(page: str) -> tzinfo:
    """The time zone of the page; the default where it names none, or one that is not known here."""
    found = re.search(r'<aside class="check"[^>]* data-zone="([^"]*)"', page)
    return Office(time_zone=unescape(found[1])).zone if found else DEFAULT_ZONE


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where a page shows something else than its data: what stands, and what should stand."""

    stands: str
    should: str


def page_fault(page: str) -> Message | None:
    """What is wrong with a page that is looked at alone; None when it is what its data and signature say.

    That the signature is valid says that the owner of the key in it signed. Whose key
    it is, is not known here.
    """
    try:
        data, signature = data_of_page(page), signature_of_page(page)
        texts = str(json.loads(data)["texts"])
        line = escape(_line(page, data, signature), quote=False)
        stands = content_of(page, LINE)
    except (ValueError, KeyError, TypeError) as error:
        return message("The data in the page is damaged: {error}.", error=str(error))
    for shown, meant in ((texts_of_page(page), texts), (stands, line)):
        if shown != meant:
            found = first_difference(shown, meant)
            return message(
                "The page shows “{stands}”, and its data has “{should}”.",
                stands=found.stands,
                should=found.should,
            )
    if signature and not _is_valid(data, signature):
        return message("The signature does not fit the page.")
    return None


def _is_valid(data: bytes, signature: PageSignature) -> bool:
    content = signed_content(data, signature.key, signature.role, signature.signed_at)
    try:
        return is_signed(content, bytes.fromhex(signature.value), signature.key)
    except ValueError:
        return False


MOST_SHOWN = 160
"""The most letters of a difference that are shown."""


def first_difference(stands: str, should: str) -> Difference:
    """The first piece of two pages in normal form that differs: a text, or an element with its text."""
    at = next(
        (place for place, pair in enumerate(zip(stands, should, strict=False)) if pair[0] != pair[1]), None
    )
    at = min(len(stands), len(should)) if at is None else at
    begin = max(stands.rfind(">", 0, at) + 1, stands.rfind("<", 0, at))
    return Difference(_piece(stands, begin), _piece(should, begin))


def _piece(texts: str, begin: int) -> str:
    """The text that begins here, or the element that begins here with the text after it."""
    found = re.compile(r"(<[^>]*>)?\s*[^<]*").match(texts, begin)
    return unescape(found[0]).strip()[:MOST_SHOWN] if found else ""
