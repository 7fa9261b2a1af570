"""The format of `papers` in `workbench.yaml`: letterheads, numbers, signatures, recipients."""

from __future__ import annotations

from pydantic import Field

from inspection_lib.definitions.yaml_model import NotEmpty, TextYaml, YamlModel
from inspection_lib.language import Text
from inspection_lib.model import PaperForm, PaperKind, PaperSettings


class PaperFormYaml(YamlModel):
    """What one kind of paper shows besides its content."""

    above: TextYaml | None = Field(
        default=None,
        description="Cơ quan cấp trên, ở góc trái. / The body above, at the top left.",
        examples=["UBND tỉnh Bắc Kạn"],
    )
    issuer: TextYaml | None = Field(
        default=None,
        description="Cơ quan ban hành, dưới cơ quan cấp trên. / The body that issues it, below.",
        examples=["Sở Nội vụ"],
    )
    symbol: NotEmpty | None = Field(
        default=None, description="Ký hiệu sau số. / The symbol after the number.", examples=["BB-ĐKT"]
    )
    signed_by: tuple[TextYaml, ...] = Field(
        default=(),
        description="Quyền hạn, chức vụ người ký, mỗi dòng một mục. / Lines above the signature.",
        examples=[["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]],
    )
    addressees: tuple[TextYaml, ...] = Field(
        default=(),
        description="Kính gửi. / Whom the paper is addressed to.",
        examples=[["Chủ tịch Ủy ban nhân dân tỉnh"]],
    )
    recipients: tuple[TextYaml, ...] = Field(
        default=(),
        description="Nơi nhận; {unit} là đơn vị được kiểm tra. / Recipients; {unit} is the inspected office.",
        examples=[["{unit}", "UBND tỉnh (b/c)", "Lưu: VT, CCHC"]],
    )

    secrecy: TextYaml | None = Field(
        default=None, description="Dấu chỉ độ mật. / The degree of secrecy.", examples=["MẬT"]
    )
    urgency: TextYaml | None = Field(
        default=None,
        description="Dấu chỉ mức độ khẩn. / The degree of urgency.",
        examples=["KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"],
    )
    circulation: TextYaml | None = Field(
        default=None,
        description="Chỉ dẫn về phạm vi lưu hành. / Who may see it.",
        examples=["LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI"],
    )
    drafter: NotEmpty | None = Field(
        default=None,
        description="Ký hiệu người soạn thảo, số lượng bản. / Mark of the drafter, number of copies.",
        examples=["CCHC.(10)"],
    )
    contact: tuple[TextYaml, ...] = Field(
        default=(),
        description="Địa chỉ, thư điện tử, điện thoại ở chân trang đầu. / Lines at the foot of page 1.",
        examples=[["Địa chỉ: ...; thư điện tử: ...; điện thoại: ..."]],
    )

    def form(self) -> PaperForm:
        """The form as a value."""
        return PaperForm(
            above=_written(self.above),
            issuer=_written(self.issuer),
            symbol=self.symbol or "",
            signed_by=tuple(line.text() for line in self.signed_by),
            addressees=tuple(line.text() for line in self.addressees),
            recipients=tuple(line.text() for line in self.recipients),
            secrecy=_written(self.secrecy),
            urgency=_written(self.urgency),
            circulation=_written(self.circulation),
            drafter=self.drafter or "",
            contact=tuple(line.text() for line in self.contact),
        )


def _written(text: TextYaml | None) -> Text:
    return text.text() if text else Text("", "")


def paper_settings(forms: dict[PaperKind, PaperFormYaml]) -> PaperSettings:
    """The forms of a workbench's papers as a value."""
    return PaperSettings(tuple((kind, form.form()) for kind, form in forms.items()))
