"""Read a page: every piece of it is recognised by a pattern, and what it says is compared with what is true.

A piece with a figure or a word of judgement that no pattern recognises is an error of its own: a new kind of
sentence needs a check.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from tests.sentences.basics import HOLIDAYS, UntrueError, must
from tests.sentences.figures import DAY, NUMBER, SHARE, is_worked, read_day, read_number
from tests.sentences.page_text import Said, said_in
from tests.sentences.truth import Truth

OUTCOMES = {
    "vi": {
        "Đạt": "pass",
        "Đạt một phần": "partial",
        "Không đạt": "fail",
        "Chưa có kết quả": "unanswered",
        "Không áp dụng": "not_applicable",
        "Lỗi quy tắc": "error",
        "Cần làm rõ": "unclear",
    },
    "en": {
        "Pass": "pass",
        "Partial": "partial",
        "Fail": "fail",
        "Unanswered": "unanswered",
        "Not applicable": "not_applicable",
        "Rule error": "error",
        "To be clarified": "unclear",
    },
}
SEVERITIES = {
    "vi": {"Rất nghiêm trọng": "critical", "Nghiêm trọng": "high", "Đáng chú ý": "medium", "Nhẹ": "low"},
    "en": {"Critical": "critical", "High": "high", "Medium": "medium", "Low": "low"},
}
STATES = {
    "vi": {
        "Chưa kiểm tra": "not_inspected",
        "Chưa kiểm tra xong": "unfinished",
        "Tạm xác định": "provisional",
        "Hoàn tất": "final",
    },
    "en": {
        "Not inspected": "not_inspected",
        "Inspection not finished": "unfinished",
        "Provisional": "provisional",
        "Final": "final",
    },
}
JUDGES = re.compile(
    r"\d|\b(đạt|tồn tại|hạn chế|mâu thuẫn|khớp|xếp loại|khắc phục|kết luận|chính thức|tạm xác định|bị trừ"
    r"|điểm"
    r"|chưa|không|mọi|xuất sắc|tốt|khá|trung bình|yếu"
    r"|pass(ed)?|fail(ed)?|partial|findings?|contradicts?|agrees?|grade|mended|conclusions?|final|provisional"
    r"|lost|points?|not|no|none|every|nothing|excellent|good|fair|average|weak)\b",
    re.IGNORECASE,
)
"""A figure, or a word that judges."""
FRAME = frozenset({"h2", "headings", "caption", "summary", "p.caption"})
"""Places with titles. They state nothing, unless they hold a figure."""
LOWER_THAN = {
    "vi": rf"({SHARE}|{NUMBER})[,;]? (?:thấp hơn|dưới) (?:mức |ngưỡng )?[^\d.;]*({SHARE}|{NUMBER})",
    "en": rf"({SHARE}|{NUMBER})(?:,| is)? below (?:the )?[^\d.;]*({SHARE}|{NUMBER})",
}
DEADLINE = {
    "vi": rf"chậm nhất (?:là )?ngày ({DAY})",
    "en": rf"(?:no later than|\bby) ({DAY})",
}


class Reading:
    """A page that is being read: its truth, and which things it showed so far, by kind."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.seen: dict[str, list[str]] = defaultdict(list)

    def word(self, table: dict[str, dict[str, str]], text: str) -> str:
        """The key of a label on the page."""
        known = table[self.truth.language]
        must(text in known, f"unknown label {text!r}")
        return known[text]


Check = Callable[[Reading, Said, re.Match[str]], None]


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of sentence: where it stands, what it looks like in each language, what must be true of it."""

    section: str
    place: re.Pattern[str]
    texts: dict[str, re.Pattern[str]]
    check: Check

    def recognises(self, said: Said, language: str) -> re.Match[str] | None:
        """The parts of a piece of the page; None when it is of another kind."""
        if said.section != self.section or not self.place.fullmatch(said.place):
            return None
        return self.texts[language].fullmatch(said.text)


@dataclass
class Ways:
    """The known kinds of sentences. The first one that recognises a piece counts."""

    known: list[Way] = field(default_factory=list)

    def reads(
        self, section: str, place: str, vi: str = ".*", en: str | None = None
    ) -> Callable[[Check], Check]:
        """Register a check. In the patterns `{n}` is a number, `{s}` a share, `{d}` a day."""

        def pattern(text: str) -> re.Pattern[str]:
            for name, inner in (("{n}", NUMBER), ("{s}", SHARE), ("{d}", DAY)):
                text = text.replace(name, f"(?:{inner})")
            return re.compile(text)

        def register(check: Check) -> Check:
            texts = {"vi": pattern(vi), "en": pattern(vi if en is None else en)}
            self.known.append(Way(section, re.compile(place), texts, check))
            return check

        return register


WAYS = Ways()


def everywhere(reading: Reading, said: Said) -> None:
    """What must be true of any sentence, wherever it stands."""
    truth, language = reading.truth, reading.truth.language
    for day in re.findall(DEADLINE[language], said.text):
        must(truth.concluded, f"a deadline in an inspection without a conclusion: {day}")
        must(is_worked(read_day(day), HOLIDAYS), f"a deadline on a day off: {day}")
    for less, more in re.findall(LOWER_THAN[language], said.text):
        small, large = (Fraction(read_number(one, language)) for one in (less, more))
        must(small < large, f"a figure that is not below the other: {less}, {more}")


def read_pieces(reading: Reading, pieces: Iterable[Said], ways: Ways = WAYS) -> list[str]:
    """Everything that is untrue or unknown in the pieces of a page."""
    complaints = []
    for said in pieces:
        try:
            everywhere(reading, said)
            _read(reading, said, ways)
        except (UntrueError, ValueError, KeyError, StopIteration) as error:
            kind = "" if isinstance(error, UntrueError) else f"{type(error).__name__}: "
            complaints.append(f"[{said.section}, {said.place}] {said.text!r}: {kind}{error}")
    return complaints


def _read(reading: Reading, said: Said, ways: Ways) -> None:
    for way in ways.known:
        if found := way.recognises(said, reading.truth.language):
            way.check(reading, said, found)
            return
    if said.place.partition(".")[0] in FRAME or said.place in FRAME:
        must(not re.search(r"\d", said.text), "no check knows this title with a figure")
        return
    must(not JUDGES.search(f"{said.name} {said.text}"), "no check knows this sentence")


def read_html(reading: Reading, html: str, section: str = "", ways: Ways = WAYS) -> list[str]:
    """Everything that is untrue or unknown in a drawn page."""
    return read_pieces(reading, said_in(html, section), ways)
