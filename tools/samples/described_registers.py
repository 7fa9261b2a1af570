"""Invented registers of the kinds that files describe, with a few faults in them that the rules of rows name.

Everything in them is demonstration data (dữ liệu minh họa): codes begin with MH, and no row names a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

Row = dict[str, str]
"""A row by the ids of its columns, in the words of offices."""
HEADINGS: Mapping[str, Mapping[str, str]] = {
    "procedures": {
        "code": "Mã thủ tục",
        "title": "Tên thủ tục",
        "state": "Tình trạng hiệu lực",
        "in_force_on": "Ngày có hiệu lực",
        "repealed_on": "Ngày hết hiệu lực",
        "posted": "Đã niêm yết",
        "posted_on": "Ngày niêm yết",
        "online": "Đã công khai trên trang thông tin điện tử",
    },
    "online_services": {
        "code": "Mã thủ tục",
        "title": "Tên dịch vụ công",
        "level": "Mức độ dịch vụ công",
        "offered_on": "Ngày cung cấp",
        "dossiers": "Tổng số hồ sơ",
        "online": "Số hồ sơ nộp trực tuyến",
        "fees": "Phí, lệ phí phải thu",
        "fees_online": "Phí, lệ phí thanh toán trực tuyến",
        "paid_online": "Số hồ sơ thanh toán trực tuyến",
    },
    "feedback": {
        "code": "Mã phản ánh, kiến nghị",
        "subject": "Nội dung",
        "received": "Ngày tiếp nhận",
        "due": "Hạn trả lời",
        "answered_on": "Ngày trả lời",
        "published": "Đã công khai kết quả",
        "competent": "Thuộc thẩm quyền",
    },
    "staff": {
        "code": "Mã dòng",
        "part": "Phòng, đơn vị trực thuộc",
        "kind": "Loại biên chế",
        "work": "Công việc",
        "quota": "Chỉ tiêu giao",
        "present": "Có mặt",
        "streamlined": "Đã tinh giản",
        "decided_on": "Ngày quyết định tinh giản",
    },
    "satisfaction": {
        "sheet": "Mã phiếu",
        "asked_on": "Ngày khảo sát",
        "answer": "Mức độ hài lòng",
        "visits": "Số lần đi lại",
        "mark": "Điểm chấm",
    },
    "legal_documents": {
        "number": "Số, ký hiệu",
        "issued_on": "Ngày ban hành",
        "effective_on": "Ngày có hiệu lực",
        "sent_on": "Ngày gửi kiểm tra",
        "result": "Kết quả kiểm tra",
        "handled_on": "Ngày xử lý",
    },
}
"""The heading of each column in the samples."""
_START = date(2017, 1, 3)


def procedures(chance: Random, unit: str, published: int, in_force: int) -> list[Row]:
    """Procedures in force, all posted in time and ``published`` of them on the website; then two repealed."""
    rows = []
    for number in range(1, in_force + 3):
        begins = date(2015, 1, 5) + timedelta(days=chance.randint(0, 700))
        posted = (begins - timedelta(days=chance.randint(0, 5))).isoformat()
        is_in_force = number <= in_force
        rows.append(
            {
                "code": f"MH-{unit}-TT-{number:03}",
                "title": f"Thủ tục minh họa số {number}",
                "state": "còn hiệu lực" if is_in_force else "hết hiệu lực",
                "in_force_on": begins.isoformat(),
                "repealed_on": "" if is_in_force else _day(chance, 0, 90),
                "posted": "có" if is_in_force else "không",
                "posted_on": posted if is_in_force else "",
                "online": "có" if number <= published else "không",
            }
        )
    return rows


def online_services(chance: Random, unit: str, online: int, dossiers: int) -> list[Row]:
    """Six services of level 3 and 4, whose figures add up to those given; then one of level 2."""
    rows = []
    shares = zip(_split(online, 6), _split(dossiers, 6), strict=True)
    for number, (filed, handled) in enumerate(shares, start=1):
        fee = 20_000 * chance.randint(1, 5)
        paid = filed // 2 if number % 2 else 0
        rows.append(
            {
                "code": f"MH-{unit}-DVC-{number:02}",
                "title": f"Dịch vụ công minh họa số {number}",
                "level": "mức độ 4" if number % 2 else "mức độ 3",
                "offered_on": "2016-10-03",
                "dossiers": str(handled),
                "online": str(filed),
                "fees": f"{fee * handled:,}".replace(",", "."),
                "fees_online": f"{fee * paid:,}".replace(",", "."),
                "paid_online": str(paid),
            }
        )
    below = {"code": f"MH-{unit}-DVC-07", "level": "mức độ 2", "dossiers": "9"}
    none = dict.fromkeys(HEADINGS["online_services"], "") | {"online": "0", "paid_online": "0"}
    return [*rows, none | below]


def feedback(chance: Random, unit: str, on_time: int, answered: int) -> list[Row]:
    """Feedback within the unit's competence, ``on_time`` of it answered in time; one more is open."""
    rows = []
    for number in range(1, answered + 2):
        received = _START + timedelta(days=chance.randint(0, 70))
        due = received + timedelta(days=15)
        end = due - timedelta(days=chance.randint(1, 9)) if number <= on_time else due + timedelta(days=4)
        is_open = number > answered
        rows.append(
            {
                "code": f"MH-{unit}-PA-{number:02}",
                "subject": "hành vi hành chính" if number % 2 else "quy định hành chính",
                "received": "2017-04-24" if is_open else received.isoformat(),
                "due": "2017-05-09" if is_open else due.isoformat(),
                "answered_on": "" if is_open else end.isoformat(),
                "published": "" if is_open else "có",
                "competent": "có",
            }
        )
    return rows


def staff(chance: Random, unit: str) -> list[Row]:
    """Four parts with civil servants, contracts for support in each second one, one person streamlined."""
    rows = []
    for number in range(1, 5):
        quota = chance.randint(5, 11)
        base = {"part": f"Phòng minh họa số {number}", "streamlined": "0", "decided_on": ""}
        rows.append(
            base
            | {
                "code": f"MH-{unit}-BC-{2 * number - 1:02}",
                "kind": "công chức",
                "work": "chuyên môn, nghiệp vụ",
                "quota": str(quota),
                "present": str(quota - chance.randint(0, 1)),
            }
        )
        if number % 2:
            own = {"kind": "hợp đồng 68", "work": "hỗ trợ, phục vụ", "quota": "2", "present": "2"}
            rows.append(base | {"code": f"MH-{unit}-BC-{2 * number:02}"} | own)
    rows[0] |= {"streamlined": "1", "decided_on": "2017-03-15"}
    return rows


def satisfaction(chance: Random, unit: str) -> list[Row]:
    """Twenty sheets of a survey."""
    answers = ("rất hài lòng", "hài lòng", "hài lòng", "hài lòng", "bình thường", "không hài lòng")
    return [
        {
            "sheet": f"MH-{unit}-PHIEU-{number:02}",
            "asked_on": _day(chance, 0, 110),
            "answer": chance.choice(answers),
            "visits": str(chance.choice((1, 1, 2, 2, 3))),
            "mark": str(chance.randint(6, 10)),
        }
        for number in range(1, 21)
    ]


def legal_documents(chance: Random, unit: str) -> list[Row]:
    """Six documents, one of which was found unlawful and was dealt with."""
    rows = []
    for number in range(1, 7):
        issued = date(2016, 7, 4) + timedelta(days=chance.randint(0, 250))
        is_wrong = number == 3
        rows.append(
            {
                "number": f"MH-{unit}-{number:02}/QĐ-UBND",
                "issued_on": issued.isoformat(),
                "effective_on": (issued + timedelta(days=10)).isoformat(),
                "sent_on": (issued + timedelta(days=2)).isoformat(),
                "result": "trái pháp luật" if is_wrong else "hợp pháp",
                "handled_on": (issued + timedelta(days=25)).isoformat() if is_wrong else "",
            }
        )
    return rows


def with_faults(kind: str, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with a few faults in them. No measure that an item of the checklist asks for changes."""
    changes: Mapping[str, Mapping[int, Row]] = {
        "procedures": {
            3: {"posted_on": "2017-02-20", "in_force_on": "2017-02-01"},
            len(rows) - 1: {"posted": "có", "posted_on": "2016-05-04"},
        },
        "online_services": {len(rows) - 1: {"online": "2"}},
        "feedback": {0: {"published": "không"}},
        "staff": {1: {"work": "chuyên môn, nghiệp vụ"}},
        "satisfaction": {4: {"visits": "5"}},
        "legal_documents": {5: {"sent_on": ""}},
    }
    found = changes.get(kind, {})
    return (row | found.get(number, {}) for number, row in enumerate(rows))


def _day(chance: Random, first: int, last: int) -> str:
    return (_START + timedelta(days=chance.randint(first, last))).isoformat()


def _split(total: int, parts: int) -> list[int]:
    """A number as a sum of about equal parts."""
    return [total // parts + (number < total % parts) for number in range(parts)]
