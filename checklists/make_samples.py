"""Make the demonstration data of the campaign 2017-dot-1: invented answers and registers of real offices.

`python checklists/make_samples.py` writes `checklists/responses/` and `checklists/registers/`. Every draw is seeded by the
unit and the item it is for, so the same checklists give the same bytes, and a new item leaves the others as they were.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from random import Random

from inspection_lib.answers import Asked, parse_answer, questions
from inspection_lib.definitions.checklist.read import read_checklist
from inspection_lib.definitions.plan import read_plan
from inspection_lib.judging.rules.deadlines import DateDeadline
from inspection_lib.judging.rules.values import Deduction, NumberBounds, RatioThreshold
from inspection_lib.model import (
    Answer,
    Campaign,
    Case,
    Cause,
    Checklist,
    Item,
    ItemKind,
    Number,
    Ratio,
    Response,
    Source,
    Unit,
    UnitKind,
)

HERE = Path(__file__).resolve().parent
CAMPAIGN = "2017-dot-1"
VIETNAM = timezone(timedelta(hours=7))
COLUMNS = ("unit", "item", "source", "value", "note", "evidence", "cause", "answered_by", "answered_at")
FILES = {UnitKind.DEPARTMENT: "departments", UnitKind.DISTRICT: "districts", UnitKind.COMMUNE: "communes"}

# --- the units that are told apart -----------------------------------------------------------------------------------

GOOD_UNIT, BAD_UNIT, TYPICAL_UNIT = "06.SKHDT", "01957", "060"
UNFINISHED = ("06.SGTVT", "061", "01852", "01873", "01915", "01948", "02005", "02047", "02110", "02179")
CLAIM_ONLY = ("01876", "02164")
EMPTY = ("02182",)
INCOMPLETE = ("06.SCT", "063", "01867", "01900", "01996", "02032", "02095", "02152")
"""Submitted with a few items left out."""

STEERING_LEFT_OUT = "01852"
"""Unfinished, and the item that steers A07 is not answered."""

WITHOUT_PROCEDURES = ("06.TTT", "06.VPUBND", "06.BDT")
WITHOUT_SERVICE_UNITS = (
    "06.SNV",
    "06.STC",
    "06.TTT",
    "06.VPUBND",
    "06.BDT",
    "06.SXD",
    "06.SKHDT",
    "06.BQLKCN",
)
LATE_FILES_DIFFER = ("06.SLDTBXH", "064", "01840", "01942", "02020", "02122")
"""Check K1 does not hold: C15 counts other late files than C14."""

SETTLED_EXCEED = ("06.SYT", "01888", "01960", "02071")
"""Check K2 does not hold: C18 counts fewer files than were settled."""

MAILBOXES_EXCEED = ("06.SVHTTDL", "01993", "02134")
"""Check K3 does not hold: more persons must have a mailbox than there are."""

DOWNSIZED = {
    **{
        "058": "2/2",
        "060": "1/2",
        "061": "2/2",
        "062": "1/1",
        "063": "2/3",
        "064": "3/3",
        "065": "2/2",
        "066": "2/4",
    },
    **{
        "06.SNNPTNT": "2/2",
        "06.SGDDT": "2/3",
        "06.SYT": "2/2",
        "06.STNMT": "1/1",
        "06.SLDTBXH": "1/2",
        "06.SGTVT": "1/1",
    },
    **{"06.STC": "1/1", "06.SCT": "0/1", "06.SVHTTDL": "0/1"},
}
"""E02, persons done and planned; 25 done in all, as the report of the conference says. Other units planned none."""

MODERN_SECTION = {
    "058": "c",
    "060": "d",
    "061": "d",
    "062": "d",
    "063": "c",
    "064": "c",
    "065": "c",
    "066": "d",
}
FIXED_FINDINGS = {
    **{(unit, "C09"): level for unit, level in MODERN_SECTION.items()},
    **{("060", "C14"): "1190/1210", ("060", "C15"): "14/20"},
    **{(BAD_UNIT, "A09"): "d", (BAD_UNIT, "C14"): "131/187", (BAD_UNIT, "C05"): "6"},
    **{
        ("01945", "C14"): "163/214",
        ("02146", "C05"): "7",
        ("06.SXD", "C05"): "4",
        ("02083", "A09"): "d",
        ("01924", "A09"): "d",
    },
    **{("066", "A09"): "c", ("02128", "G07"): "6", ("01870", "G05"): "0/3"},
}
FIXED_CLAIMS = {
    **{
        ("058", "C09"): "b",
        ("060", "C09"): "c",
        ("061", "C09"): "c",
        ("062", "C09"): "d",
        ("063", "C09"): "c",
    },
    **{("064", "C09"): "c", ("065", "C09"): "c", ("066", "C09"): "d"},
    **{("060", "C14"): "1200/1210", ("060", "C15"): "10/10", ("01870", "G05"): "2/3"},
}
ELECTRONIC_DOCUMENTS = 45_115
"""About how many electronic documents the findings at G02 add up to (the report says more than 45,000)."""

CERTIFICATES = 704
"""At least so many certificates the findings at G05 add up to (the report says more than 700)."""

REMOTENESS = {
    "06": 0.0,
    "058": 0.0,
    "063": 0.35,
    "065": 0.4,
    "061": 0.55,
    "064": 0.55,
    "066": 0.8,
    "062": 0.9,
    "060": 1.0,
}
"""From the city (0) to the remotest district (1); weighs on what needs money and a network."""

INFRASTRUCTURE = ("C10", "C12", "C18", "C19", "G02", "G04", "G05", "G06", "G12")
SHIFT = {
    **{
        "A09": 0.12,
        "C03": 0.16,
        "C04": 0.14,
        "C05": 0.2,
        "C07": 0.22,
        "C08": -0.3,
        "C12": -0.1,
        "C16": -0.1,
        "D02": 0.2,
    },
    **{
        "G02": 0.02,
        "G03": -0.2,
        "G07": -0.06,
        "G09": -0.1,
        "G10": -0.1,
        "G11": 0.12,
        "D08": 0.15,
        "B05": 0.15,
        "F05": 0.1,
    },
}
"""How much better or worse than the unit as a whole an item stands, after the report of the conference."""

DENOMINATORS: dict[str, tuple[int, int]] = {
    **{
        "A03": (6, 16),
        "A06": (2, 9),
        "A07": (1, 6),
        "B03": (0, 6),
        "B05": (0, 3),
        "B06": (2, 8),
        "B07": (0, 7),
    },
    **{
        "C02": (3, 14),
        "C03": (12, 30),
        "C06": (0, 5),
        "C08": (4, 12),
        "C13": (15, 30),
        "E03": (8, 45),
        "F01": (1, 4),
    },
    **{
        "F02": (1, 5),
        "F03": (2, 9),
        "F05": (0, 4),
        "G04": (4, 9),
        "G08": (10, 14),
        "G09": (4, 15),
        "G10": (20, 160),
    },
}
BY_KIND: dict[tuple[UnitKind, str], tuple[int, int]] = {
    **{
        (UnitKind.DEPARTMENT, "C04"): (45, 140),
        (UnitKind.DISTRICT, "C04"): (220, 270),
        (UnitKind.COMMUNE, "C07"): (96, 128),
    },
    **{(UnitKind.DEPARTMENT, "C07"): (45, 140), (UnitKind.DISTRICT, "C07"): (220, 270)},
    **{
        (UnitKind.DEPARTMENT, "C14"): (70, 860),
        (UnitKind.DISTRICT, "C14"): (1300, 3200),
        (UnitKind.COMMUNE, "C14"): (90, 620),
    },
    **{
        (UnitKind.DEPARTMENT, "G02"): (500, 1500),
        (UnitKind.DISTRICT, "G02"): (1400, 2600),
        (UnitKind.COMMUNE, "G02"): (90, 230),
    },
    **{
        (UnitKind.DEPARTMENT, "G05"): (12, 24),
        (UnitKind.DISTRICT, "G05"): (22, 36),
        (UnitKind.COMMUNE, "G05"): (2, 4),
    },
    **{
        (UnitKind.DISTRICT, "F01"): (10, 13),
        (UnitKind.DISTRICT, "F02"): (10, 40),
        (UnitKind.DISTRICT, "F03"): (28, 60),
    },
    **{
        (UnitKind.DISTRICT, "G04"): (20, 36),
        (UnitKind.COMMUNE, "C08"): (2, 6),
        (UnitKind.COMMUNE, "E03"): (2, 14),
    },
    **{(UnitKind.COMMUNE, "F02"): (1, 2), (UnitKind.COMMUNE, "G04"): (3, 6)},
}
STAFF = {UnitKind.DEPARTMENT: (26, 68), UnitKind.DISTRICT: (78, 112), UnitKind.COMMUNE: (19, 24)}
STAFF_ITEMS = ("E01", "E04", "G06", "G12")

SHARES = {
    "C14": (0.82, 0.8),
    "G02": (0.3, 1.05),
    "G05": (0.1, 0.85),
    "C12": (0.2, 1.0),
    "C18": (0.35, 0.8),
    "G12": (0.6, 0.8),
}
"""Share at level 0, and the level from which the share is 1; other items start at `USUAL_SHARE`."""

USUAL_SHARE = (0.56, 0.74)

# --- words -----------------------------------------------------------------------------------------------------------

NOTES = {
    "A01": "Kế hoạch CCHC năm ban hành chậm hoặc chưa ban hành",
    "A02": "Kế hoạch chưa nêu rõ kinh phí và người thực hiện",
    "A03": "Còn {left} nhiệm vụ đến hạn chưa hoàn thành",
    "A04": "Ban Chỉ đạo chưa họp, thiếu quy chế hoạt động",
    "A05": "{left} báo cáo thiếu hoặc gửi chậm",
    "A06": "Còn {left} đơn vị chưa kiểm tra theo kế hoạch",
    "A07": "Còn {left} kiến nghị đến hạn chưa khắc phục",
    "A08": "Tuyên truyền chưa có kế hoạch, hình thức ít",
    "A09": "Chỉ đạo CCHC chưa thường xuyên, chưa gắn với thi đua",
    "A10": "Kinh phí cho CCHC bố trí thấp, giải ngân chậm",
    "A11": "Hướng dẫn cấp dưới còn chậm",
    "A12": "Có mô tả, chưa có tài liệu chứng minh kết quả",
    "B01": "Kế hoạch kiểm tra, rà soát văn bản ban hành chậm",
    "B02": "{left} văn bản sai thể thức hoặc chưa niêm yết",
    "B03": "Còn {left} văn bản chưa xử lý sau rà soát",
    "B04": "Chưa báo cáo theo dõi thi hành pháp luật",
    "B05": "Còn {left} văn bản trái pháp luật chưa xử lý",
    "B06": "{left} người chưa dự tập huấn",
    "B07": "{left} văn bản trình chậm so với chương trình",
    "B08": "Niêm yết, lưu giữ văn bản chưa đủ",
    "C01": "Kế hoạch kiểm soát TTHC ban hành chậm",
    "C02": "Còn {left} TTHC chưa rà soát theo kế hoạch",
    "C03": "{left} TTHC trong mẫu niêm yết thiếu hoặc đã hết hiệu lực",
    "C04": "{left} TTHC chưa công khai đúng trên trang thông tin",
    "C05": "{left} trường hợp yêu cầu thêm giấy tờ ngoài quy định",
    "C06": "{left} phản ánh, kiến nghị xử lý quá hạn",
    "C07": "Còn {left} TTHC tiếp nhận ngoài Bộ phận một cửa",
    "C08": "Mở rộng liên thông chậm, còn {left} TTHC, lĩnh vực",
    "C09": "Chưa triển khai Bộ phận một cửa hiện đại",
    "C10": "Bộ phận một cửa thiếu trang thiết bị",
    "C11": "{left} trường hợp vắng mặt hoặc không đeo thẻ",
    "C12": "{left} xã chưa dùng thường xuyên phần mềm một cửa",
    "C13": "{left} hồ sơ mẫu thiếu phiếu kiểm soát hoặc giấy hẹn",
    "C14": "{left} hồ sơ giải quyết quá hạn",
    "C15": "{left} hồ sơ quá hạn không có văn bản xin lỗi",
    "C16": "Khảo sát hài lòng chưa công khai kết quả",
    "C17": "{left} TTHC trình công bố chậm",
    "C18": "{left} hồ sơ chưa cập nhật vào phần mềm",
    "C19": "Diện tích Bộ phận một cửa chưa đủ",
    "D01": "Còn thiếu quy định chức năng của một số phòng",
    "D02": "Quy chế làm việc đã lạc hậu, chưa sửa đổi",
    "D03": "Đề án tinh giản biên chế đang trình",
    "D04": "Vượt {left} người so với chỉ tiêu được giao",
    "D05": "Chưa tự kiểm tra việc phân cấp",
    "D06": "Vượt {left} cấp phó so với quy định",
    "D07": "Đã rà soát, chưa điều chỉnh",
    "D08": "Phân công nhiệm vụ còn chồng chéo",
    "E01": "{left} người chưa bố trí đúng vị trí việc làm",
    "E02": "Còn {left} người chưa tinh giản theo kế hoạch",
    "E03": "Còn {left} lượt người chưa đào tạo theo kế hoạch",
    "E04": "{left} cán bộ, công chức cấp xã chưa đạt chuẩn",
    "E05": "Tiêu chí đánh giá còn chung chung",
    "E06": "{left} trường hợp vi phạm giờ giấc, kỷ luật",
    "F01": "{left} cơ quan chưa được giao tự chủ",
    "F02": "{left} đơn vị chưa cập nhật quy chế chi tiêu nội bộ",
    "F03": "{left} đơn vị sự nghiệp chưa được giao tự chủ",
    "F04": "Công khai ngân sách chậm hoặc thiếu nội dung",
    "F05": "Còn {left} kiến nghị thanh tra, kiểm toán chưa thực hiện",
    "G01": "Kế hoạch ứng dụng CNTT ban hành chậm",
    "G02": "Quý I/2017 còn {left} văn bản gửi giấy",
    "G03": "Đã trao đổi văn bản điện tử nhưng quy chế chậm so với kế hoạch",
    "G04": "{left} đầu mối chưa dùng phần mềm quản lý văn bản",
    "G05": "{left} chứng thư số chưa phát sinh ký số",
    "G06": "{left} người chưa dùng hộp thư công vụ",
    "G07": "{left} trường hợp dùng hòm thư công cộng",
    "G08": "{left} mục tin bắt buộc chưa cập nhật",
    "G09": "Còn thiếu {left} dịch vụ công mức độ 3, 4 so với kế hoạch",
    "G10": "Hồ sơ nộp trực tuyến còn ít",
    "G11": "Hệ thống ISO chưa được duy trì, mở rộng",
    "G12": "{left} người chưa có máy tính nối mạng",
}
"""What is said of a defect; `left` is what is missing, or how many cases were found."""

CLAIM_NOTES = (
    "Đơn vị đang khắc phục",
    "Sẽ hoàn thành trong quý II/2017",
    "Đề nghị cấp trên hướng dẫn",
    "Do thiếu kinh phí",
)
REASONS = {
    "A06": "Kế hoạch kiểm tra của đơn vị bắt đầu từ quý II",
    "A12": "Trong kỳ đơn vị chưa đăng ký sáng kiến",
    "B04": "Chưa đến kỳ báo cáo theo kế hoạch của tỉnh",
    "B06": "Trong kỳ không có lớp tập huấn được triệu tập",
    "C16": "Chưa đến đợt khảo sát theo kế hoạch năm",
    "E03": "Chưa có lớp theo kế hoạch đến kỳ kiểm tra",
    "E05": "Chưa đến kỳ đánh giá, phân loại năm 2017",
    "F05": "Trong kỳ không có đoàn thanh tra, kiểm toán",
    "G09": "Chưa được giao chỉ tiêu trong kế hoạch của tỉnh",
    "G10": "Không có TTHC nào ở mức độ 3, 4",
    "G11": "Chưa thuộc diện công bố trong kỳ",
}
"""Why an item does not apply, for the items where it is so now and then."""

INITIATIVES = (
    "Tiếp nhận hồ sơ tại thôn vào ngày chợ phiên",
    "Nhắn tin cho người dân khi có kết quả giải quyết hồ sơ",
    "Lịch ngày thứ Sáu không viết giấy, chỉ dùng văn bản điện tử",
    "Bảng theo dõi hồ sơ đến hạn đặt tại Bộ phận một cửa",
    "Mẫu đơn song ngữ, có ví dụ điền sẵn",
    "Tổ hỗ trợ nộp hồ sơ trực tuyến tại nhà văn hóa",
)
PAPERS = {
    "A01": "KH",
    "B01": "KH",
    "C01": "KH",
    "G01": "KH",
    "A02": "KH",
    "A06": "KH",
    "A09": "TB",
    "A12": "TTr",
    "D03": "ĐA",
}
PAPERS |= {
    "D04": "QĐ",
    "E02": "QĐ",
    "F02": "QĐ",
    "G11": "QĐ",
    "G03": "QĐ",
    "A04": "QĐ",
    "D01": "QĐ",
    "D05": "QĐ",
}
SHEETS = (
    "Sổ theo dõi (minh họa)",
    "Phiếu kiểm tra mẫu (minh họa)",
    "Ảnh chụp màn hình (minh họa)",
    "Bảng thống kê (minh họa)",
)
LAW_ITEMS = ("C01", "C02", "C05", "C06", "C17")
OFFICES = {"B": "Sở Tư pháp", "F": "Sở Tài chính", "G": "Sở Thông tin và Truyền thông"}
LIKELY_CAUSES: tuple[tuple[Cause, tuple[str, ...]], ...] = (
    (Cause.HEAD, ("A01", "A03", "A04", "A05", "A07", "A09", "B01", "C01", "D02", "D08", "E05", "G01")),
    (Cause.FUNDS, ("A10", "C09", "C10", "C12", "C19", "G04", "G12", "G08", "E03")),
    (Cause.GUIDANCE, ("B04", "B07", "C08", "D01", "D03", "D05", "E02", "F01", "F03", "G03", "G09", "G11")),
)
"""The items where a cause is likely; elsewhere it is the staff's reluctance."""


class State(StrEnum):
    """How far a unit's inspection has come."""

    SUBMITTED = "submitted"
    UNFINISHED = "unfinished"
    CLAIM_ONLY = "claim_only"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a unit is like: quality and remoteness from 0 to 1, the scatter of its items, and its sizes in whole numbers."""

    unit: Unit
    quality: float
    scatter: float
    remoteness: float
    staff: int
    communes: int
    documents: int
    certificates: int

    @property
    def code(self) -> str:
        """The unit's code."""
        return self.unit.code

    @property
    def state(self) -> State:
        """By the lists of units above."""
        named = {State.UNFINISHED: UNFINISHED, State.CLAIM_ONLY: CLAIM_ONLY, State.EMPTY: EMPTY}
        return next((state for state, codes in named.items() if self.code in codes), State.SUBMITTED)


def draw(*about: object) -> Random:
    """A source of chance of its own for what it is about; the same every time."""
    return Random(":".join((CAMPAIGN, *map(str, about))))  # noqa: S311  (sample data, not a secret)


def clamp(number: float, low: float = 0.0, high: float = 1.0) -> float:
    """The nearest number within the bounds."""
    return max(low, min(high, number))


# --- profiles --------------------------------------------------------------------------------------------------------


def profiles_of(campaign: Campaign, checklists: Mapping[UnitKind, Checklist]) -> tuple[Profile, ...]:
    """The profiles of all units, with the sums that the report of the conference names."""
    profiles = tuple(_profile(campaign, unit) for unit in campaign.units)
    return _with_certificates(_with_documents(profiles, checklists))


def _profile(campaign: Campaign, unit: Unit) -> Profile:
    chance = draw(unit.code, "profile")
    remoteness = REMOTENESS[unit.code if unit.kind is UnitKind.DISTRICT else unit.parent or "06"]
    if unit.name.vi.startswith(("Phường", "Thị trấn")):
        remoteness = max(0.0, remoteness - 0.3)
    middle = {UnitKind.DEPARTMENT: 0.68, UnitKind.DISTRICT: 0.6, UnitKind.COMMUNE: 0.63 - 0.1 * remoteness}[
        unit.kind
    ]
    quality = clamp(chance.gauss(middle, 0.105), 0.42, 0.86)
    return Profile(
        unit=unit,
        quality={GOOD_UNIT: 0.75, BAD_UNIT: 0.42, TYPICAL_UNIT: 0.58}.get(unit.code, quality),
        scatter={GOOD_UNIT: 0.07}.get(unit.code, 0.17),
        remoteness=remoteness,
        staff=chance.randint(*STAFF[unit.kind]),
        communes=sum(other.parent == unit.code for other in campaign.units if other.kind is UnitKind.COMMUNE),
        documents=chance.randint(*BY_KIND[unit.kind, "G02"]),
        certificates=chance.randint(*BY_KIND[unit.kind, "G05"]),
    )


def _with_documents(
    profiles: tuple[Profile, ...], checklists: Mapping[UnitKind, Checklist]
) -> tuple[Profile, ...]:
    """Scale the documents so that the findings' electronic ones come near `ELECTRONIC_DOCUMENTS`."""
    electronic = 0.0
    for profile in profiles:
        item = checklists[profile.unit.kind].item("G02")
        if item is not None and profile.state in (State.SUBMITTED, State.UNFINISHED):
            electronic += profile.documents * share_at("G02", finding_level(profile, item))
    scale = ELECTRONIC_DOCUMENTS / electronic
    return tuple(replace(profile, documents=round(profile.documents * scale)) for profile in profiles)


def _with_certificates(profiles: tuple[Profile, ...]) -> tuple[Profile, ...]:
    """Keep the certificates of departments and districts, and of as many communes as it takes; the others have none."""
    left = CERTIFICATES - sum(
        profile.certificates for profile in profiles if profile.unit.kind is not UnitKind.COMMUNE
    )
    communes = [profile for profile in profiles if profile.unit.kind is UnitKind.COMMUNE]
    kept: set[str] = set()
    for profile in sorted(
        communes, key=lambda one: (one.remoteness, draw(one.code, "certificates").random())
    ):
        if left > 0 and profile.state in (State.SUBMITTED, State.UNFINISHED):
            kept.add(profile.code)
            left -= profile.certificates
    return tuple(
        profile if profile not in communes or profile.code in kept else replace(profile, certificates=0)
        for profile in profiles
    )


# --- answers ---------------------------------------------------------------------------------------------------------


def finding_level(profile: Profile, item: Item) -> float:
    """How well the unit does at the item, from 0 to 1."""
    chance = draw(profile.code, item.id, "level")
    area = draw(profile.code, item.id[0], "area").gauss(0, profile.scatter / 3)
    far = 0.22 * profile.remoteness if item.id in INFRASTRUCTURE else 0.0
    return clamp(profile.quality + SHIFT.get(item.id, 0.0) - far + area + chance.gauss(0, profile.scatter))


def claim_level(profile: Profile, item: Item) -> float:
    """How well the unit says it does: mostly the same, often better, now and then worse."""
    chance = draw(profile.code, item.id, "claim")
    said, level = chance.random(), finding_level(profile, item)
    if said < 0.6:
        return level
    if said < 0.92:
        return clamp(level + chance.uniform(0.1, 0.35))
    return clamp(level - chance.uniform(0.05, 0.25))


def share_at(item_id: str, level: float) -> float:
    """The share that a level stands for."""
    start, full = SHARES.get(item_id, USUAL_SHARE)
    return min(1.0, start + (1 - start) * level / full)


def answers_of(profile: Profile, checklist: Checklist, source: Source) -> dict[str, str]:
    """The raw answers of one source to every item that is asked of the unit, in the order of the checklist."""
    steering = [item for item in checklist.items if item.rule_name == "recorded"]
    raws = {item.id: steering_answer(profile, item.id) for item in steering}
    recorded = {item.id: _recorded(item, raws[item.id], source) for item in steering}
    asked = questions(checklist, profile.unit, recorded, source)
    for item in checklist.items:
        if item.id not in raws and asked[item.id].asked is Asked.YES:
            raws[item.id] = raw_answer(profile, item, source, raws)
    return {
        item.id: raws[item.id]
        for item in checklist.items
        if item.id in raws and asked[item.id].asked is Asked.YES
    }


def _recorded(item: Item, raw: str, source: Source) -> Answer:
    response = Response(parse_answer(item, raw), raw, "", (), None, "", "")
    return Answer(item.id, claim=response) if source is Source.SELF else Answer(item.id, finding=response)


def steering_answer(profile: Profile, item_id: str) -> str:
    """The answer to an item that steers others, the same for both sources."""
    said = {
        "A00": draw(profile.code, "A00").random() < 0.65,
        "C00": profile.code not in WITHOUT_PROCEDURES,
        "D09": profile.code not in WITHOUT_SERVICE_UNITS,
    }
    return "yes" if said[item_id] else "no"


def raw_answer(profile: Profile, item: Item, source: Source, before: Mapping[str, str]) -> str:
    """One answer; ``before`` holds what the same source answered to the items above."""
    fixed = FIXED_CLAIMS if source is Source.SELF else FIXED_FINDINGS
    if (profile.code, item.id) in fixed:
        return fixed[profile.code, item.id]
    if item.id == "E02":
        return DOWNSIZED.get(profile.code, "0/0")
    if _does_not_apply(profile, item, source):
        return "n/a"
    level = claim_level(profile, item) if source is Source.SELF else finding_level(profile, item)
    return answer_at(profile, item, level, before)


def _does_not_apply(profile: Profile, item: Item, source: Source) -> bool:
    chance = draw(profile.code, item.id, "applies").random()
    if item.id not in REASONS or profile.code in (GOOD_UNIT, BAD_UNIT):
        return False
    return chance < (0.06 if source is Source.SELF else 0.045)


def answer_at(profile: Profile, item: Item, level: float, before: Mapping[str, str]) -> str:
    """The raw answer that stands for a level, by the kind of item."""
    match item.kind:
        case ItemKind.YES_NO:
            return "yes" if level >= 0.4 else "no"
        case ItemKind.LEVEL:
            return _level_key(item, level)
        case ItemKind.RATIO:
            return _ratio(profile, item, level, before)
        case ItemKind.COUNT:
            target = denominator(profile, item.id)
            return f"{round(target * min(1.05, level / 0.7))}/{target}"
        case ItemKind.OCCURRENCES:
            return str(_cases(item, level))
        case ItemKind.DATE:
            return _day(profile, item, level)
        case ItemKind.NUMBER:
            return _area_of_section(profile, item, level)
        case ItemKind.TEXT:
            return draw(profile.code, item.id, "text").choice(INITIATIVES)


def _level_key(item: Item, level: float) -> str:
    keys = [key for key, _ in item.levels]
    if level >= 0.6:
        return keys[0]
    return keys[min(len(keys) - 1, 1 + int((0.6 - level) / 0.6 * (len(keys) - 1)))]


def _ratio(profile: Profile, item: Item, level: float, before: Mapping[str, str]) -> str:
    whole = late_files(profile, before) if item.id == "C15" else denominator(profile, item.id)
    share = (
        0.5 * level
        if isinstance(item.rule, RatioThreshold) and item.id == "G10"
        else share_at(item.id, level)
    )
    return f"{round(whole * share)}/{whole}"


def late_files(profile: Profile, before: Mapping[str, str]) -> int:
    """The late files that C14 leaves, or others in the units where check K1 does not hold."""
    settled_on_time, settled = (int(part) for part in before["C14"].split("/"))
    return settled - settled_on_time + (4 if profile.code in LATE_FILES_DIFFER else 0)


def denominator(profile: Profile, item_id: str) -> int:
    """The figure below the line; the same for both sources."""
    chance, kind = draw(profile.code, item_id, "denominator"), profile.unit.kind
    sizes = {"C12": profile.communes, "G02": profile.documents, "G05": profile.certificates}
    if item_id in sizes:
        return sizes[item_id]
    if item_id in STAFF_ITEMS:
        return _persons(profile, item_id, chance)
    if item_id == "C18":
        settled = 1210 if profile.code == TYPICAL_UNIT else denominator(profile, "C14")
        return (
            settled - 6 if profile.code in SETTLED_EXCEED else settled + chance.randint(3, 3 + settled // 8)
        )
    if item_id == "C07":
        item_id, chance = (
            ("C04" if kind is not UnitKind.COMMUNE else "C07"),
            draw(profile.code, "C04", "denominator"),
        )
    return chance.randint(*BY_KIND.get((kind, item_id), DENOMINATORS.get(item_id, (4, 12))))


def _persons(profile: Profile, item_id: str, chance: Random) -> int:
    if item_id == "E04" and profile.unit.kind is UnitKind.DISTRICT:
        return profile.communes * 21 + chance.randint(-9, 9)
    if item_id == "G06":
        return profile.staff + 2 if profile.code in MAILBOXES_EXCEED else profile.staff - chance.randint(0, 2)
    return profile.staff


def _cases(item: Item, level: float) -> int:
    rule = item.rule
    most = min(8.0, float(rule.start / rule.per_occurrence)) if isinstance(rule, Deduction) else 4.0
    return max(0, int((0.66 - level) / 0.66 * most * 1.15))


def _day(profile: Profile, item: Item, level: float) -> str:
    if level < 0.12:
        return "not_done"
    due = item.rule.due_day(2017) if isinstance(item.rule, DateDeadline) else date(2017, 1, 31)
    early = draw(profile.code, item.id, "day").randint(0, 20)
    day = (
        due - timedelta(days=early)
        if level >= 0.45
        else due + timedelta(days=1 + int((0.45 - level) / 0.33 * 40))
    )
    return (day - timedelta(days=max(0, day.weekday() - 4))).isoformat()


def _area_of_section(profile: Profile, item: Item, level: float) -> str:
    minimum = float(item.rule.minimum or 40) if isinstance(item.rule, NumberBounds) else 40.0
    half_metres = round(minimum * (0.72 + 0.6 * level) * 2) + draw(profile.code, item.id, "area").randint(
        0, 3
    )
    return f"{half_metres / 2:g}".replace(".", ",")


# --- rows of responses -----------------------------------------------------------------------------------------------


def inspection_rows(profile: Profile, checklist: Checklist, visit: datetime) -> Iterator[tuple[str, ...]]:
    """The rows of one unit: its claim, the finding, and the submission; none for a unit that nothing is known of."""
    if profile.state is State.EMPTY:
        return
    yield from source_rows(profile, checklist, Source.SELF, visit - timedelta(days=7))
    if profile.state is State.CLAIM_ONLY:
        return
    rows = list(source_rows(profile, checklist, Source.INSPECTOR, visit))
    yield from rows
    if profile.state is State.SUBMITTED:
        end = visit + timedelta(minutes=3 * len(checklist.items) + 10)
        yield (
            profile.code,
            "*",
            Source.INSPECTOR.value,
            "submitted",
            "",
            "",
            "",
            "Đoàn kiểm tra - Sở Nội vụ",
            end.isoformat(),
        )


def source_rows(
    profile: Profile, checklist: Checklist, source: Source, start: datetime
) -> Iterator[tuple[str, ...]]:
    """The rows of one source, three minutes apart."""
    answers = answers_of(profile, checklist, source)
    kept = kept_items(profile, checklist, answers, source)
    for number, item in enumerate(item for item in checklist.items if item.id in kept):
        raw = answers[item.id]
        evidence = evidence_of(profile, item, source, raw)
        defect = is_defect(item, raw, evidence)
        yield (
            profile.code,
            item.id,
            source.value,
            raw,
            note_of(profile, item, source, raw, defect=defect),
            " | ".join(evidence),
            cause_of(profile, item) if defect and source is Source.INSPECTOR else "",
            actor_of(item, source),
            (start + timedelta(minutes=3 * number)).isoformat(),
        )


def kept_items(
    profile: Profile, checklist: Checklist, answers: Mapping[str, str], source: Source
) -> set[str]:
    """The items that were answered; in unfinished and incomplete inspections not all that are asked."""
    chance = draw(profile.code, source.value, "kept")
    named = {"C00", "D09", "C09", "C14", "C15", "E02", "G02", "G03", "G05"}
    knocking = {"A09", "C05"} if profile.code in INCOMPLETE else set()
    free = [item_id for item_id in answers if item_id not in named | {"A00"} | knocking]
    kept = set(answers)
    if source is Source.SELF:
        kept -= set(chance.sample(free, chance.choice((0, 0, 0, 0, 0, 1, 2))))
    elif profile.state is State.UNFINISHED:
        wanted = round(len(answers) * chance.uniform(0.34, 0.66)) - len(named & kept)
        kept = (named & kept) | set(chance.sample(free, max(3, wanted)))
        kept |= {"A00"} if profile.code != STEERING_LEFT_OUT else set()
    elif profile.code in INCOMPLETE:
        kept -= set(chance.sample(free, chance.randint(1, 3)))
    unsteered = {
        item.id for item in checklist.items if item.applies_when and item.applies_when.item_id not in kept
    }
    return kept - unsteered


def is_defect(item: Item, raw: str, evidence: tuple[str, ...]) -> bool:
    """Whether the answer loses points."""
    if raw == "n/a":
        return False
    mark = item.rule.judge(Case(parse_answer(item, raw), evidence, "", 2017)).mark
    return mark is not None and mark < Fraction(1)


def evidence_of(profile: Profile, item: Item, source: Source, raw: str) -> tuple[str, ...]:
    """Invented document numbers, always where evidence is demanded and the unit keeps its papers, seldom elsewhere."""
    chance = draw(profile.code, item.id, source.value, "evidence")
    likely = 0.1
    if item.kind is ItemKind.TEXT:
        likely = 0.55 + 0.4 * profile.quality
    elif item.evidence_required:
        likely = 0.84 + 0.18 * profile.quality if source is Source.INSPECTOR else 0.7 + 0.28 * profile.quality
    if raw in ("n/a", "not_done") or chance.random() >= likely:
        return ()
    office = profile.code.removeprefix("06.") if profile.unit.kind is UnitKind.DEPARTMENT else "UBND"
    paper = f"Số liệu minh họa {chance.randint(3, 240)}/{PAPERS.get(item.id, 'BC')}-{office}"
    return (paper, chance.choice(SHEETS)) if chance.random() < 0.2 else (paper,)


def note_of(profile: Profile, item: Item, source: Source, raw: str, *, defect: bool) -> str:
    """Why an item does not apply, or what is wrong; empty where nothing needs saying."""
    if raw == "n/a":
        return REASONS[item.id]
    if not defect:
        return ""
    if source is Source.SELF:
        return draw(profile.code, item.id, "claim note").choice(CLAIM_NOTES)
    left = 0
    match parse_answer(item, raw):
        case Ratio(numerator, whole):
            left = int(whole - numerator)
        case Number(value) if item.kind is ItemKind.OCCURRENCES:
            left = int(value)
    return NOTES.get(item.id, "Chưa đạt yêu cầu").format(left=left)


def cause_of(profile: Profile, item: Item) -> str:
    """The cause that the inspectors name: mostly the likely one, sometimes any."""
    chance = draw(profile.code, item.id, "cause")
    if chance.random() < 0.3:
        return chance.choice(tuple(Cause)).value
    return next((cause for cause, items in LIKELY_CAUSES if item.id in items), Cause.STAFF).value


def actor_of(item: Item, source: Source) -> str:
    """Who answers: the unit, or the office of the team that looks at the item."""
    if source is Source.SELF:
        return "Đơn vị tự chấm"
    if item.id == "G11":
        return "Đoàn kiểm tra - Sở Khoa học và Công nghệ"
    office = "Sở Tư pháp" if item.id in LAW_ITEMS else OFFICES.get(item.id[0], "Sở Nội vụ")
    return f"Đoàn kiểm tra - {office}"


def visit_times(campaign: Campaign) -> dict[str, datetime]:
    """The beginning of each unit's visit: the working days of the plan, mornings and afternoons, several teams a day."""
    span = (campaign.visits_to - campaign.visits_from).days + 1
    days = [
        day
        for day in (campaign.visits_from + timedelta(days=number) for number in range(span))
        if day.weekday() < 5
    ]
    times = {}
    for number, unit in enumerate(campaign.units):
        day = days[number * len(days) // len(campaign.units)]
        start = time(8, 5) if number % 2 else time(13, 30)
        times[unit.code] = datetime.combine(day, start, VIETNAM)
    return times


# --- registers -------------------------------------------------------------------------------------------------------

ONE_STOP_UNITS = (
    "058",
    "060",
    "061",
    "062",
    "063",
    "064",
    "065",
    "066",
    "06.SKHDT",
    "06.STP",
    "06.STNMT",
    "06.SXD",
)
OTHER_REGISTERS_UNITS = ("058", "060", "065", "06.SKHDT", "06.STNMT")
SLOWER_BY = {"062": 0.07, "066": 0.05}
"""Districts whose one-stop register shows fewer files on time than the inspectors found, by this share."""

PAPER_BY = {"065": 0.12}
"""Units whose register of documents shows fewer electronic ones than the inspectors found, by this share."""

DISTRICT_PROCEDURES = (
    "Chứng thực bản sao từ bản chính",
    "Đăng ký thành lập hộ kinh doanh",
    "Cấp giấy phép xây dựng nhà ở riêng lẻ",
    "Đăng ký biến động đất đai",
    "Chuyển mục đích sử dụng đất",
    "Trợ cấp xã hội hằng tháng",
)
DEPARTMENT_PROCEDURES = {
    "06.SKHDT": (
        "Đăng ký thành lập doanh nghiệp",
        "Đăng ký thay đổi nội dung doanh nghiệp",
        "Quyết định chủ trương đầu tư",
    ),
    "06.STP": ("Cấp phiếu lý lịch tư pháp", "Đăng ký hành nghề công chứng", "Cấp bản sao trích lục hộ tịch"),
    "06.STNMT": (
        "Cấp giấy chứng nhận quyền sử dụng đất",
        "Cấp giấy phép khai thác nước",
        "Thẩm định báo cáo môi trường",
    ),
    "06.SXD": ("Cấp giấy phép xây dựng", "Cấp chứng chỉ hành nghề xây dựng", "Thẩm định thiết kế cơ sở"),
}
ROLES = (
    "Lãnh đạo cơ quan",
    "Cấp phó lãnh đạo",
    "Trưởng phòng",
    "Phó trưởng phòng",
    "Văn thư",
    "Công chức Bộ phận một cửa",
    "Kế toán",
)
NEW_YEAR_HOLIDAY = (date(2017, 1, 26), date(2017, 2, 1))
PERIOD = tuple(
    day
    for day in (date(2017, 1, 3) + timedelta(days=number) for number in range(150))
    if day.weekday() < 5 and not NEW_YEAR_HOLIDAY[0] <= day <= NEW_YEAR_HOLIDAY[1]
)
"""Working days from January on, past the end of the period so that open files can fall due."""

LAST_DAY = max(number for number, day in enumerate(PERIOD) if day <= date(2017, 4, 30))
QUARTER_END = max(number for number, day in enumerate(PERIOD) if day <= date(2017, 3, 31))


@dataclass(frozen=True, slots=True)
class Settled:
    """Files settled, settled late, and late with an apology."""

    files: int
    late: int
    apologies: int


def registers_of(profile: Profile, checklist: Checklist) -> Iterator[tuple[str, str]]:
    """Name and text of the unit's registers."""
    answers = answers_of(profile, checklist, Source.INSPECTOR)
    if profile.code in ONE_STOP_UNITS:
        yield f"{profile.code}.one_stop.csv", one_stop_text(profile, settled_of(profile, answers))
    if profile.code in OTHER_REGISTERS_UNITS:
        yield f"{profile.code}.documents.csv", documents_text(profile, *_figures(answers["G02"]))
        yield f"{profile.code}.certificates.csv", certificates_text(profile, *_figures(answers["G05"]))


def settled_of(profile: Profile, answers: Mapping[str, str]) -> Settled:
    """What the register holds: all files up to 300, else an extract with nearly the same shares; 060 holds all 1,210."""
    if profile.code == TYPICAL_UNIT:
        return Settled(1210, 1210 - 1052, 41)
    on_time, settled = _figures(answers["C14"])
    apologies, late = _figures(answers["C15"])
    late_share = 1 - on_time / settled + SLOWER_BY.get(profile.code, 0.0)
    if settled <= 300 and profile.code not in SLOWER_BY:
        return Settled(settled, late, apologies)
    apology_share = apologies / late if late else 0.0
    files = draw(profile.code, "one_stop").randint(180, 290)
    if late == 0:
        return Settled(files, 0, 0)
    fitting = (
        (abs(count / files - late_share) > 0.015, files, abs(count / files - late_share), count)
        for files in range(files, 301)
        for count in range(1, files // 2)
        if abs(round(count * apology_share) / count - apology_share) <= 0.012
    )
    _, files, _, count = min(fitting)
    return Settled(files, count, round(count * apology_share))


def one_stop_text(profile: Profile, settled: Settled) -> str:
    """The register of the one-stop section: the settled files, and some that are still open."""
    chance = draw(profile.code, "one_stop rows")
    verdicts = ["late yes"] * settled.apologies + ["late no"] * (settled.late - settled.apologies)
    verdicts += ["on time"] * (settled.files - settled.late) + ["open"] * max(3, settled.files // 25)
    names = DEPARTMENT_PROCEDURES.get(profile.code, DISTRICT_PROCEDURES)
    rows = sorted((_file_days(chance, verdict), chance.choice(names)) for verdict in verdicts)
    table = [
        (f"MH-{profile.code}-{number:05}", name, received, due, returned, apology)
        for number, ((received, due, returned, apology), name) in enumerate(rows, start=1)
    ]
    return csv_text(("dossier", "procedure", "received", "due", "returned", "apology"), table)


def _file_days(chance: Random, verdict: str) -> tuple[str, str, str, str]:
    """Received, due, returned, apology of one file, as the register prints them."""
    term = chance.choice((2, 3, 5, 5, 7, 10, 15))
    delay = chance.choice((1, 1, 2, 3, 4, 6, 9)) if verdict.startswith("late") else 0
    received = (
        chance.randint(LAST_DAY - term, LAST_DAY)
        if verdict == "open"
        else chance.randint(0, LAST_DAY - term - delay)
    )
    due = received + term
    days = (PERIOD[received].isoformat(), PERIOD[due].isoformat())
    if verdict == "open":
        return (*days, "", "")
    if verdict == "on time":
        return (*days, PERIOD[chance.randint(received + term // 2, due)].isoformat(), "")
    return (*days, PERIOD[due + delay].isoformat(), verdict.removeprefix("late "))


def documents_text(profile: Profile, electronic: int, whole: int) -> str:
    """An extract of the register of outgoing documents of the first quarter."""
    chance = draw(profile.code, "documents")
    open_rows, secret_rows = chance.randint(160, 370), chance.randint(4, 11)
    sent = round(open_rows * (electronic / whole - PAPER_BY.get(profile.code, 0.0)))
    ways = ["electronic"] * sent + [chance.choice(("paper", "both")) for _ in range(open_rows - sent)]
    kinds = [("no", way) for way in ways] + [("yes", "paper")] * secret_rows
    chance.shuffle(kinds)
    days = sorted(PERIOD[chance.randint(0, QUARTER_END)].isoformat() for _ in kinds)
    table = [
        (f"MH-{profile.code}-{number:04}", day, secret, way)
        for number, (day, (secret, way)) in enumerate(zip(days, kinds, strict=True), start=1)
    ]
    return csv_text(("number", "day", "secret", "sent_by"), table)


def certificates_text(profile: Profile, used: int, issued: int) -> str:
    """The digital certificates issued to the unit, with the signatures made in the period."""
    chance = draw(profile.code, "certificates rows")
    signatures = [chance.randint(1, 160) for _ in range(used)] + [0] * (issued - used)
    chance.shuffle(signatures)
    table = []
    for number, signed in enumerate(signatures, start=1):
        start = date(2015, 6, 1) + timedelta(days=chance.randint(0, 540))
        role = ROLES[min(number - 1, 1)] if number <= 2 else chance.choice(ROLES[1:])
        end = start.replace(year=start.year + 5)
        table.append(
            (f"MH-{profile.code}-CTS-{number:03}", role, start.isoformat(), end.isoformat(), str(signed))
        )
    return csv_text(("serial", "issued_to_role", "valid_from", "valid_to", "signed_in_period"), table)


def _figures(raw: str) -> tuple[int, int]:
    above, below = raw.split("/")
    return int(above), int(below)


# --- files -----------------------------------------------------------------------------------------------------------


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Header and rows as CSV with commas and LF."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()


def sample_files() -> dict[str, str]:
    """The text of every sample file by its path below `checklists/`."""
    campaign = read_plan(HERE / "plans" / f"{CAMPAIGN}.yaml")
    checklists = {
        kind: read_checklist(HERE / "definitions" / f"{name}.yaml") for kind, name in campaign.checklists
    }
    profiles, visits = profiles_of(campaign, checklists), visit_times(campaign)
    files: dict[str, str] = {}
    for kind, name in FILES.items():
        own = [profile for profile in profiles if profile.unit.kind is kind]
        rows = [
            row for profile in own for row in inspection_rows(profile, checklists[kind], visits[profile.code])
        ]
        files[f"responses/{CAMPAIGN}/{name}.csv"] = csv_text(COLUMNS, rows)
    for profile in profiles:
        for name, text in registers_of(profile, checklists[profile.unit.kind]):
            files[f"registers/{CAMPAIGN}/{name}"] = text
    return files


def write_samples(folder: Path) -> tuple[Path, ...]:
    """Write the sample files below the folder, and say which."""
    written = []
    for name, text in sample_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        written.append(path)
    return tuple(written)


if __name__ == "__main__":
    for made in write_samples(HERE):
        print(made.relative_to(HERE))
