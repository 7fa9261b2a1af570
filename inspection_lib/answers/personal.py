"""Find what looks like personal data in a text: ID cards, phones, e-mail addresses, bank accounts.

The form's JavaScript (`visit/static/personal.js`) does the same with the same table, which it gets with the
form. So the patterns use only what both languages read alike: no look-behind, and plain letters, because both
take away the marks of Vietnamese letters first. It finds what looks so. It proves nothing, and it misses what
is written in another way; therefore it only ever warns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from inspection_lib.language import Message, Text, message


class PersonalData(StrEnum):
    """A kind of personal data that has a form of its own."""

    ID_CARD = "id_card"
    PHONE = "phone"
    EMAIL = "email"
    BANK_ACCOUNT = "bank_account"


_BEFORE = r"(?:^|[^a-z0-9./-]|[a-z]{5}[.-])"
"""What may stand before a number. After `H56-` or `12/` it is a part of a code, after `trai-` it is not."""
_AFTER = r"(?![a-z0-9]|[./-][0-9]|/[a-z])"
"""A number goes on where another digit follows, and `3410/KH-UBND` is the number of a document."""
_PROVINCES = (
    "001|002|004|006|008|01[0124579]|02[024567]|03[01345678]|04[0245689]|05[124568]|06[024678]"
    "|07[024579]|08[0234679]|09[1-6]"
)
"""Codes of provinces in the numbers of the citizen's card (12 digits)."""
_SECOND = "[0-3]"
"""Century and sex: 0 to 3 for everybody born from 1900 to 2099."""
_CARD = (
    rf"(?:{_PROVINCES})(?:{_SECOND}[0-9]{{8}}|[ .-]{_SECOND}[0-9]{{8}}"
    rf"|[ .-]?{_SECOND}[0-9]{{2}}[ .-][0-9]{{6}}"
    rf"|[ .-]{_SECOND}[0-9]{{2}}[ .-][0-9]{{3}}[ .-][0-9]{{3}}|{_SECOND}[ .-][0-9]{{4}}[ .-][0-9]{{4}}"
    rf"|[ .-]{_SECOND}[ .-][0-9]{{2}}[ .-][0-9]{{6}})"
)
_OLD_CARD = (
    "(?:0[1-9][0-9]{7}|0[1-9][0-9][ .][0-9]{3}[ .][0-9]{3}"
    "|(?:[12][0-9]|3[0-8])[0-9]{4}(?:[1-9][0-9]{2}|[0-9][1-9][0-9]|[0-9]{2}[1-9]))"
)
"""The older card of 9 digits begins with the province too, from 01 to 38. Sums of money end with 000."""
_MOBILE = "(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9]|1(?:2[0-9]|6[2-9]|8[689]|99))"
"""What follows 0 or 84 in a mobile number; those with 1 are of before 2018."""
_CARD_WORDS = (
    "cccd|cmnd|cmtnd|cmt|can cuoc|chung minh thu|chung minh nhan dan|chung minh|dinh danh|ho chieu|passport"
)
_PHONE_WORDS = "dien thoai|di dong|dtdd|sdt|dt|tel|phone|hotline|zalo"
_BANK_WORDS = "so tai khoan|tai khoan|stk|so tk|tk"

PATTERNS: tuple[tuple[PersonalData, str], ...] = (
    (
        PersonalData.EMAIL,
        r"[a-z0-9_%+-][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,5}\.[a-z]{2,}",
    ),
    (PersonalData.ID_CARD, f"{_BEFORE}{_CARD}{_AFTER}"),
    (PersonalData.ID_CARD, f"{_BEFORE}{_OLD_CARD}{_AFTER}"),
    (
        PersonalData.ID_CARD,
        rf"(?:^|[^a-z])(?:{_CARD_WORDS})[^0-9\n]{{0,20}}(?=[0-9](?:[ .-]?[0-9]){{8,11}}(?![0-9/]))"
        r"[0-9]{3,12}(?:[ .-][0-9]{3,6}){0,3}",
    ),
    (
        PersonalData.PHONE,
        rf"{_BEFORE}\(?(?:0|\+84\)?[ .-]?(?:\(0\)[ .-]?)?|0084[ .-]?){_MOBILE}(?:[ .-]?[0-9]){{7}}{_AFTER}",
    ),
    (PersonalData.PHONE, f"{_BEFORE}84{_MOBILE}[0-9]{{7}}{_AFTER}"),
    (
        PersonalData.PHONE,
        rf"{_BEFORE}\(?(?:0|\+84[ .-]?)2[0-9]{{1,2}}(?:\)[ .-]?|[ .-])[0-9]{{3,4}}[ .-]?[0-9]{{3,4}}{_AFTER}",
    ),
    (
        PersonalData.PHONE,
        rf"(?:^|[^a-z])(?:{_PHONE_WORDS})[^0-9a-z\n]{{0,4}}(?:so)?[^0-9a-z\n]{{0,4}}"
        rf"[0-9](?:[ .()-]{{0,2}}[0-9]){{6,11}}{_AFTER}",
    ),
    (
        PersonalData.BANK_ACCOUNT,
        rf"(?:^|[^a-z])(?:{_BANK_WORDS})(?![a-z])[^0-9\n]{{0,40}}(?=[0-9](?:[ .-]?[0-9]){{7,18}}(?![0-9/]))"
        r"[0-9]{2,19}(?:[ .-][0-9]{1,6}){0,5}",
    ),
)
"""Each kind with a pattern of what looks like it, in the text of :func:`fold`."""
LOOK_ALIKE: tuple[str, ...] = (
    r"(?:^|[^0-9./-])[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2}(?![0-9./-])",
    r"(?:^|[^0-9./-])(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?(?![0-9])",
    r"(?:kinh phi|so tien|tong tien|tong chi|tong thu|tong muc|tong so|du toan|quyet toan|gia tri|doanh thu"
    r"|ngan sach|le phi|so du|thu ve)[^0-9\n]{0,25}[1-9][0-9]{0,14}(?:[.,][0-9]{3}){0,5}(?![0-9])",
    r"(?:^|[^0-9., ]) ?(?:[1-9][0-9]{0,2}(?:[.,][0-9]{3}){2,5}|[1-9][0-9]{7,14}) ?(?:dong(?! chi)|d(?![a-z])"
    r"|vnd|usd|trieu|ty(?![a-z])|nghin|%|ho so|luot|nguoi|truong hop|van ban|m2|ha(?![a-z]))",
    r"sha256:[0-9a-f]{6,64}",
    r"(?:ma so ho so|ma ho so|so ho so|ho so so|ma bien nhan|so bien nhan|so bien lai|so hoa don|ma so thue"
    r"|mst|ma don vi|ma qhns)[ :.]{0,3}[a-z]{0,4}[0-9][a-z0-9./-]{0,40}",
    r"[0-9]{2}\.[a-z][0-9]{2}[0-9.]{0,12}-[0-9]{4,8}-[0-9]{1,8}",
)
"""What is taken out before: days, sums and counts, numbers of dossiers. They would look like ID cards."""


def fold(text: str) -> str:
    """A text in small letters without marks: "Số ĐT" is "so dt". Full-width digits are digits."""
    bare = re.sub("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]", "", unicodedata.normalize("NFKD", text))
    return bare.replace("đ", "d").replace("Đ", "d").lower()


_EVERY_KIND = re.compile("[0-9@]")
"""What a text holds that fits one of the patterns. Most texts have neither, and are looked at once."""


@cache
def _compiled() -> tuple[re.Pattern[str], tuple[tuple[PersonalData, re.Pattern[str]], ...]]:
    alike = re.compile("|".join(f"(?:{pattern})" for pattern in LOOK_ALIKE), re.ASCII)
    return alike, tuple((kind, re.compile(pattern, re.ASCII)) for kind, pattern in PATTERNS)


def find_personal_data(texts: Iterable[str]) -> tuple[PersonalData, ...]:
    """The kinds of personal data that some texts seem to hold; each text by itself."""
    alike, patterns = _compiled()
    folded = (fold(text) for text in texts if text)
    plain = [alike.sub(" ; ", text) for text in folded if _EVERY_KIND.search(text)]
    if not plain:
        return ()
    found = {kind for kind, pattern in patterns if any(pattern.search(text) for text in plain)}
    return tuple(kind for kind in PersonalData if kind in found)


def personal_warnings(where: str | Text, texts: Iterable[str]) -> list[Message]:
    """A warning for each kind of personal data that some texts seem to hold.

    ``where`` names the place, such as a column. What was written is in no warning.
    """
    return [_warning(kind, where) for kind in find_personal_data(texts)]


def _warning(kind: PersonalData, where: str | Text) -> Message:
    match kind:
        case PersonalData.ID_CARD:
            return message("{where} seems to hold the number of an ID card. Is it needed?", where=where)
        case PersonalData.PHONE:
            return message("{where} seems to hold a phone number. Is it needed?", where=where)
        case PersonalData.EMAIL:
            return message("{where} seems to hold an e-mail address. Is it needed?", where=where)
        case PersonalData.BANK_ACCOUNT:
            return message("{where} seems to hold the number of a bank account. Is it needed?", where=where)
