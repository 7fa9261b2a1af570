"""The format of a plan file."""

from __future__ import annotations

import datetime

from pydantic import Field

from inspection_lib.definitions.yaml_model import NotEmpty, TextYaml, YamlModel
from inspection_lib.model import ID_PATTERN, LONGEST_ID, LegalState, VisitKind


class DecisionYaml(YamlModel):
    """The decision that orders the campaign; its number and date are left out until they are known."""

    number: str | None = Field(
        default=None, description="Số, ký hiệu. / Its number.", examples=["123/QĐ-UBND"]
    )
    date: datetime.date | None = Field(
        default=None, description="Ngày ký. / The day of signature.", examples=["2017-04-10"]
    )
    state: LegalState = Field(
        description="Quyết định đã được đọc hay chưa. / Whether it was read.", examples=["to_be_verified"]
    )
    note: TextYaml = Field(
        description="Báo cáo ghi gì khi chưa có số. / What the report shows while there is no number.",
        examples=["Quyết định đang trình ký"],
    )
    about: TextYaml | None = Field(
        default=None,
        description="Cơ quan ban hành, trích yếu, viết tiếp sau ngày. / Who issued it and its subject.",
        examples=["của Chủ tịch UBND tỉnh về việc thành lập đoàn kiểm tra"],
    )


class PeriodYaml(YamlModel):
    """A period with its first and its last day; both count."""

    first: datetime.date = Field(
        alias="from", description="Ngày đầu. / The first day.", examples=["2016-01-01"]
    )
    last: datetime.date = Field(
        alias="to",
        description="Ngày cuối, tính cả ngày này. / The last day, included.",
        examples=["2016-12-31"],
    )


class TeamMemberYaml(YamlModel):
    """A role in the team and the office that fills it."""

    role: TextYaml = Field(
        description="Vai trò; không ghi tên người. / The role, never a person's name.",
        examples=["Trưởng đoàn"],
    )
    office: TextYaml = Field(description="Cơ quan cử người. / The office that sends.", examples=["Sở Nội vụ"])


class VisitKindsYaml(YamlModel):
    """How units are inspected: those of the two lists, and all others."""

    usual: VisitKind | None = Field(
        default=None,
        description="Cách kiểm tra của các đơn vị còn lại. / How all other units are inspected.",
        examples=["on_site"],
    )
    remote: tuple[NotEmpty, ...] = Field(
        default=(),
        description="Mã đơn vị được kiểm tra từ xa. / Codes of the units inspected from afar.",
        examples=[["01834"]],
    )
    unannounced: tuple[NotEmpty, ...] = Field(
        default=(),
        description="Mã đơn vị được kiểm tra đột xuất. / Codes of the units inspected without notice.",
        examples=[["01843"]],
    )


class DirectiveDoneYaml(YamlModel):
    """When a directive was carried out, and who accepted it."""

    on: datetime.date = Field(description="Ngày hoàn thành. / The day.", examples=["2017-07-28"])
    evidence: NotEmpty = Field(
        description="Văn bản chứng minh. / The document that shows it.", examples=["Báo cáo số 215/BC-SNV"]
    )
    accepted_by: TextYaml = Field(
        description="Vai trò xác nhận, khác người thực hiện. / The role that accepts, not the owner's.",
        examples=["Văn phòng UBND tỉnh"],
    )
    month: datetime.date | None = Field(
        default=None,
        description="Tháng nào, với việc hằng tháng: một ngày trong tháng. / A day of the month meant.",
        examples=["2017-07-01"],
    )


class DirectiveYaml(YamlModel):
    """A task that the leadership gave."""

    id: NotEmpty = Field(
        pattern=ID_PATTERN, max_length=LONGEST_ID, description="Mã. / Its id.", examples=["CD1"]
    )
    task: TextYaml = Field(description="Việc phải làm. / The task.", examples=["Mở rộng một cửa liên thông"])
    owner: TextYaml = Field(
        description="Người chịu trách nhiệm: chức danh, không ghi tên. / Who answers for it, an office.",
        examples=["Chủ tịch UBND các huyện, thành phố"],
    )
    due: datetime.date = Field(description="Hạn cuối. / The last day.", examples=["2017-12-31"])
    basis: TextYaml = Field(
        description="Căn cứ: cuộc họp, văn bản giao. / Where it was ordered.",
        examples=["Hội nghị trực tuyến ngày 15/5/2017"],
    )
    monthly_from: datetime.date | None = Field(
        default=None,
        description="Việc lặp lại hằng tháng, kể từ tháng này đến hạn cuối. / Every month from this one on.",
        examples=["2017-06-01"],
    )
    done: tuple[DirectiveDoneYaml, ...] = Field(
        default=(),
        description="Đã thực hiện. / What was carried out.",
        examples=[[{"on": "2017-07-28", "evidence": "Báo cáo số 215/BC-SNV", "accepted_by": "Văn phòng"}]],
    )


class PlanYaml(YamlModel):
    """The whole plan file."""

    id: NotEmpty = Field(
        pattern=ID_PATTERN,
        max_length=LONGEST_ID,
        description="Mã đợt kiểm tra, cũng là tên tệp. / The campaign's id; the file has this name.",
        examples=["2017-dot-1"],
    )
    title: TextYaml = Field(
        description="Tên đợt kiểm tra. / The campaign's title.", examples=["Kiểm tra CCHC đợt 1 năm 2017"]
    )
    demonstration: bool = Field(
        description="Dữ liệu minh họa hay thật. / Whether all of it is demonstration data.", examples=["no"]
    )
    province: str = Field(
        default="", description="Mã của tỉnh trong tệp đơn vị. / The province's code.", examples=["06"]
    )
    decision: DecisionYaml = Field(
        description="Quyết định kiểm tra. / The decision that orders it.",
        examples=[{"state": "to_be_verified", "note": "Quyết định đang trình ký"}],
    )
    bases: tuple[TextYaml, ...] = Field(
        default=(),
        description="Căn cứ khác của văn bản, mỗi căn cứ một dòng. / Other legal bases of papers, as lines.",
        examples=[["Căn cứ Luật Tổ chức chính quyền địa phương"]],
    )
    lead: TextYaml | None = Field(
        default=None,
        description="Cơ quan chủ trì; bỏ trống là cơ quan ghi trong workbench.yaml. "
        "/ The office that leads; without it, the one in workbench.yaml.",
        examples=["Sở Nội vụ"],
    )
    period: PeriodYaml = Field(
        description="Thời kỳ được kiểm tra. / The period that is inspected.",
        examples=[{"from": "2016-01-01", "to": "2016-12-31"}],
    )
    visits: PeriodYaml = Field(
        description="Thời gian kiểm tra tại đơn vị. / When the units are visited.",
        examples=[{"from": "2017-05-15", "to": "2017-06-30"}],
    )
    concluded_on: datetime.date = Field(
        description="Ngày kết luận; hạn khắc phục tính từ đây. / The conclusion; days to mend start then.",
        examples=["2017-07-15"],
    )
    visit_kinds: VisitKindsYaml = Field(
        default=VisitKindsYaml(),
        description="Cách kiểm tra: tại đơn vị, từ xa hay đột xuất; bỏ trống là không nêu. "
        "/ Inspected on site, from afar or without notice; left out, nothing is said.",
        examples=[{"usual": "on_site", "remote": ["01834"]}],
    )
    units: NotEmpty = Field(
        description="Tệp đơn vị, tính từ thư mục này. / The units file, relative to this folder.",
        examples=["../units/backan-2017.csv"],
    )
    kinds: tuple[NotEmpty, ...] = Field(
        min_length=1,
        description="Các loại đơn vị được kiểm tra. / Kinds of units that are inspected.",
        examples=[["commune"]],
    )
    checklists: dict[str, str] = Field(
        description="Bộ tiêu chí cho từng loại đơn vị. / The checklist for each kind of unit.",
        examples=[{"commune": "par-commune.v2"}],
    )
    team: tuple[TeamMemberYaml, ...] = Field(
        default=(),
        description="Đoàn kiểm tra, trưởng đoàn đứng đầu. / The team, its head first.",
        examples=[[{"role": "Trưởng đoàn", "office": "Sở Nội vụ"}]],
    )
    directives: tuple[DirectiveYaml, ...] = Field(
        default=(),
        description="Nhiệm vụ lãnh đạo giao, ngoài các tồn tại. / What the leadership ordered.",
        examples=[
            [
                {
                    "id": "CD1",
                    "task": "Mở rộng một cửa liên thông",
                    "owner": "Chủ tịch UBND các huyện, thành phố",
                    "due": "2017-12-31",
                    "basis": "Hội nghị trực tuyến ngày 15/5/2017",
                }
            ]
        ],
    )
    appraisers: dict[str, TextYaml] = Field(
        default_factory=dict,
        description="Đơn vị thẩm định theo mã lĩnh vực, tiêu chí hoặc tiêu chí thành phần; thay cho đơn vị "
        "ghi trong bộ tiêu chí. / Offices that appraise areas, criteria or items, by id; they take the place "
        "of those in the checklist.",
        examples=[{"C": "Sở Tư pháp", "D": "Sở Tài chính"}],
    )
    keep_until: datetime.date | None = Field(
        default=None,
        description="Ngày cuối lưu trữ nội dung, tài liệu. / The last day of keeping texts and evidence.",
        examples=["2027-12-31"],
    )
    keep_months: int | None = Field(
        default=None,
        ge=1,
        le=1200,
        description="Hoặc số tháng kể từ ngày quyết định. / Or months from the day of the decision.",
        examples=[120],
    )
